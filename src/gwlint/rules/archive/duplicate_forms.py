from collections.abc import Iterator

from gwlint.rules.across import ArchiveContext, Linked, docs_of, member
from gwlint.rules.archive._topics import same_addressees
from gwlint.rules.registry import archive_rule

_WINDOW = 120
_GENERIC = "^(会议|参会|参训|培训|报名|人员)*(回执|报名表|登记表|汇总表|统计表|情况表|明细表|清单|台账|名单|花名册|表)$"


@archive_rule("GW959", "duplicate-forms", needs=("words",))
def check(ctx: ArchiveContext) -> Iterator[Linked]:
    """同一张表向同一些单位要了两次。

    为什么：
        同一事项、同一数据不应要求基层反复填报，能共用一张表的就用一张。比较各单位通知所附的表格：表名相同，主送机关相同，时间相隔不久。

    不合格（gansu-2024）：

        文件 | 发文机关 | 成文日期 | 主送 | 表格
        一.docx | 平川县民政局 | 2025-04-01 | 各乡镇人民政府 | 农村留守老人情况统计表
        二.docx | 平川县卫生健康局 | 2025-04-20 | 各乡镇人民政府 | 农村留守老人情况统计表

    合格（gansu-2024）：

        文件 | 发文机关 | 成文日期 | 主送 | 表格
        一.docx | 平川县民政局 | 2025-04-01 | 各乡镇人民政府 | 农村留守老人情况统计表
        二.docx | 平川县教育局 | 2025-04-20 | 各乡镇人民政府 | 校舍安全情况统计表
        三.docx | 平川县民政局 | 2025-12-20 | 各乡镇人民政府 | 农村留守老人情况统计表

    不查：
        只比附件里的表名，正文里口头要的数看不到；表名不同而内容相同的比不出来。回执、报名表、汇总表这类通用名称不比。
        每年、每季度固定报送的表，相隔超过规定天数，不报。
    """
    sql = f"""
        with asked as not materialized (
            select distinct id, path, profile, unit, date, addressees, f.form,
                regexp_replace(f.form, '\\s|[《》“”（）()]|20\\d\\d年度?', '', 'g') as name
            from docs, unnest(forms) f(form) where unit is not null and date is not null and addressees is not null
        )
        select a.form, a.unit, b.unit, a.addressees, b.addressees, b.date - a.date, {member("a")}, {member("b")}
        from asked a join asked b on a.name = b.name and a.id <> b.id
            and b.date between a.date and a.date + {_WINDOW} and (b.date > a.date or b.id > a.id)
        where not regexp_matches(a.name, '{_GENERIC}') order by b.id, a.id, a.form"""
    for form, first, second, to, also_to, days, of_first, of_second in ctx.rows(sql):
        earlier, later = docs_of([of_first, of_second])
        setting = ctx.setting(later)
        if setting is None or days > setting.options["days"] or not same_addressees(to, also_to):
            continue
        who = f"{first}相隔{days}天" if first == second else f"{first}、{second}相隔{days}天先后"
        said = f"{who}向同一些单位要同一张表“{form}”；已经报过的，由两家共用"
        yield ctx.finding(later, [earlier.path], said)
