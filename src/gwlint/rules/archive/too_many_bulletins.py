from collections.abc import Iterator

from gwlint.rules.across import ArchiveContext, Doc, Linked, paths
from gwlint.rules.registry import archive_rule


@archive_rule("GW953", "too-many-bulletins")
def check(ctx: ArchiveContext) -> Iterator[Linked]:
    """一个部门一年办了几种简报。

    为什么：
        部门报送的简报各办各的，收的人看不过来。甘肃规定政府各部门报送的简报原则上只保留1种，并控制期数。简报按报头上的名称分，期号不算名称。

    不合格（gansu-2024）：

        文件 | 发文机关 | 机关类别 | 成文日期 | 简报
        一.docx | 平川县教育局 | 部门 | 2025-03-03 | 平川教育简报
        二.docx | 平川县教育局 | 部门 | 2025-04-03 | 平川教育简报
        三.docx | 平川县教育局 | 部门 | 2025-04-09 | 校园安全快报

    合格（gansu-2024）：

        文件 | 发文机关 | 机关类别 | 成文日期 | 简报
        一.docx | 平川县教育局 | 部门 | 2025-03-03 | 平川教育简报
        二.docx | 平川县教育局 | 部门 | 2025-04-03 | 平川教育简报（增刊）

    不查：
        只看认得出报头和期号的简报。只供内部看、不报送的，和有结束日期的专题简报，文字上分不出来，要人工看。增刊、专刊算原来的那一种。
    """
    sql = """
        with named as not materialized (
            select *, regexp_replace(bulletin, '[（(]?(增刊|专刊|特刊|专版)[)）]?', '', 'g') as name from docs
            where bulletin is not null and unit is not null and year is not null and unit_class = '部门'
        ), several as (select unit, year from named group by unit, year having count(distinct name) > 1)
        select unit, year, name, path, profile, date from named join several using (unit, year)
        order by unit, year, date, path"""
    for (unit, year), group in ctx.groups(2, sql):
        names = sorted({name for name, *_ in group})
        docs = [Doc(*doc) for _, *doc in group]
        setting = ctx.setting(docs[-1])
        if setting and len(names) > setting.options["max"]:
            listed = "、".join(f"“{name}”" for name in names)
            said = (
                f"{unit}{year}年有{len(names)}种简报：{listed}，共{len(docs)}期；原则上只保留{setting.options['max']}种"
            )
            yield ctx.finding(docs[-1], paths(docs), said)
