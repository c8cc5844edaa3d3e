from collections.abc import Iterator

from gwlint.rules.across import ArchiveContext, Linked, docs_of, member
from gwlint.rules.archive._topics import alike, same_addressees, topic
from gwlint.rules.registry import archive_rule

_WINDOW = 120
_SAME = 0.85


@archive_rule("GW958", "repeated-inspection", needs=("words",))
def check(ctx: ArchiveContext) -> Iterator[Linked]:
    """几个单位先后对同一对象就同一件事督查检查。

    为什么：
        同一件事，今天这家来查，过几天那家又来查，基层光是接待和准备材料就占去大半时间。比较不同单位的督查、检查、考核通知：
        时间相隔不久，对象（没有写对象的看主送机关）相同，事项相近。

    不合格（gansu-2024）：

        文件 | 发文机关 | 地区 | 成文日期 | 标题 | 督查 | 对象 | 主送
        一.docx | 白银市教育局 | 甘肃/白银 | 2025-04-01 | 关于开展校园食品安全专项检查的通知 | 督查检查 | 平川县各学校 | 平川县教育局
        二.docx | 白银市市场监督管理局 | 甘肃/白银 | 2025-04-15 | 关于开展校园食品安全检查的通知 | 督查检查 | 平川县各学校 | 平川县教育局

    合格（gansu-2024）：

        文件 | 发文机关 | 地区 | 成文日期 | 标题 | 督查 | 对象 | 主送
        一.docx | 白银市教育局 | 甘肃/白银 | 2025-04-01 | 关于开展校园食品安全专项检查的通知 | 督查检查 | 平川县各学校 | 平川县教育局
        二.docx | 白银市自然资源局 | 甘肃/白银 | 2025-04-15 | 关于开展耕地保护专项检查的通知 | 督查检查 | 平川县各乡镇 | 平川县自然资源局

    不查：
        联合检查是一份通知，算一次；同一单位的两次不报。事项只是相近、不是相同的，降一级。调研不算。依法进行的执法检查也可能列出，由人判断。
    """
    sql = f"""
        select a.unit, b.unit, a.title, b.title, a.object, b.object, a.addressees, b.addressees, b.date - a.date,
            {member("a")}, {member("b")}
        from docs a join docs b on a.unit <> b.unit and starts_with(b.area, left(a.area, strpos(a.area, '/')))
            and b.date between a.date and a.date + {_WINDOW} and (b.date > a.date or b.id > a.id)
        where b.id between ? and ? and a.visit = '督查检查' and b.visit = '督查检查' and a.title is not null and b.title is not null
        order by b.id, a.id"""
    for first, second, one, two, object_, also, to, also_to, days, of_first, of_second in ctx.blocks(5_000, sql):
        earlier, later = docs_of([of_first, of_second])
        setting = ctx.setting(later)
        if setting is None or days > setting.options["days"] or not _same_object(object_, also, to, also_to):
            continue
        likeness = alike(topic(one, first), topic(two, second))
        if likeness >= setting.options["likeness"]:
            said = f"{first}、{second}相隔{days}天对同一对象{_named(object_)}就相近的事项督查检查（“{one}”“{two}”）；能合并的联合开展，算一次"
            yield ctx.finding(later, [earlier.path], said, severity=None if likeness >= _SAME else "warning")


def _same_object(one: str | None, other: str | None, to: str | None, also_to: str | None) -> bool:
    if one and other:
        return one in other or other in one or alike(one, other) >= _SAME
    return same_addressees(to, also_to)


def _named(object_: str | None) -> str:
    return f"“{object_}”" if object_ else ""
