from collections.abc import Iterator

from gwlint.rules.across import ArchiveContext, Doc, Linked, paths
from gwlint.rules.registry import archive_rule

_SYSTEM = "全(国|省|市|州|县|区|系统)|系统"
_NOT = "培训|学习班|研修|讲座|调度|例会|党组|党委|动员|演练|座谈"


@archive_rule("GW954", "too-many-meetings", needs=("words",))
def check(ctx: ArchiveContext) -> Iterator[Linked]:
    """一个部门一年开了几次全系统的会议。

    为什么：
        部门本系统的综合性工作会议每年不超过1次。会一多，各地分管的同志就总在路上。会议按名称分，同一个会的补充通知、改期通知算一次。

    不合格（gansu-2024）：

        文件 | 发文机关 | 机关类别 | 成文日期 | 会议 | 会期
        一.docx | 甘肃省教育厅 | 部门 | 2025-02-03 | 全省教育工作会议 | 2025-02-20
        二.docx | 甘肃省教育厅 | 部门 | 2025-07-03 | 全省教育系统年中工作会议 | 2025-07-18

    合格（gansu-2024）：

        文件 | 发文机关 | 机关类别 | 成文日期 | 会议 | 会期
        一.docx | 甘肃省教育厅 | 部门 | 2025-02-03 | 全省教育工作会议 | 2025-02-20
        二.docx | 甘肃省教育厅 | 部门 | 2025-02-10 | 全省教育工作会议 | 2025-02-27
        三.docx | 甘肃省教育厅 | 部门 | 2025-07-03 | 学前教育座谈会 | 2025-07-18

    不查：
        只看名称里有“全省”“全市”“全系统”一类字样的会；培训、演练、座谈会、调度会、例会、法定会议不算。全国规定只管综合性会议，专项会议不算；
        甘肃的全域性会议不分综合、专项。部门代政府起草、以政府名义召开的会看不出来，按发文机关算。
    """
    sql = f"""
        with held as not materialized (
            select *, regexp_replace(meeting, '\\s|20\\d\\d年度?|[“”《》]', '', 'g') as name from docs
            where meeting is not null and unit is not null and year is not null and unit_class = '部门'
              and not coalesce(statutory, false)
              and regexp_matches(meeting, '{_SYSTEM}') and not regexp_matches(meeting, '{_NOT}')
        ), several as (select unit, year from held group by unit, year having count(distinct name) > 1)
        select unit, year, name, special, path, profile, date from held join several using (unit, year)
        order by unit, year, date, path"""
    for (unit, year), group in ctx.groups(2, sql):
        setting = ctx.setting(Doc(*group[-1][2:]))
        if setting is None:
            continue
        counted = [
            (name, Doc(*doc)) for name, special, *doc in group if not (special and setting.options["general_only"])
        ]
        times = len({name for name, _ in counted})
        if times > setting.options["max"]:
            names, docs = sorted({name for name, *_ in group}), [doc for _, doc in counted]
            listed = "、".join(f"“{name}”" for name in names[:_SHOWN])
            said = f"{unit}{year}年召开全系统的会议{times}次（{listed}{'等' if len(names) > _SHOWN else ''}），每年不超过{setting.options['max']}次"
            yield ctx.finding(docs[-1], paths(docs), said)


_SHOWN = 5
