from collections.abc import Iterator

from gwlint.rules.across import ArchiveContext, Linked, docs_of, member
from gwlint.rules.archive._topics import alike, same_addressees, topic
from gwlint.rules.registry import archive_rule

_WINDOW = 31


@archive_rule("GW955", "similar-meetings-close-together", needs=("words",))
def check(ctx: ArchiveContext) -> Iterator[Linked]:
    """一个单位在几天之内召开题目、参会单位相近的会议。

    为什么：
        题目相近、参会人员相近的会议，一般应当合并召开或者接着开，参会的人少跑一趟。比较同一单位的会议通知：开会日期相隔几天以内，
        题目去掉年份和“会议”“部署会”之类的字样以后相近，主送机关也相近。

    不合格（gansu-2024）：

        文件 | 发文机关 | 成文日期 | 会议 | 会期 | 主送
        一.docx | 甘肃省水利厅 | 2025-05-06 | 全省山洪灾害防御工作会议 | 2025-05-12 | 各市（州）水务局
        二.docx | 甘肃省水利厅 | 2025-05-08 | 全省山洪灾害防御部署会 | 2025-05-15 | 各市（州）水务局

    合格（gansu-2024）：

        文件 | 发文机关 | 成文日期 | 会议 | 会期 | 主送
        一.docx | 甘肃省水利厅 | 2025-05-06 | 全省山洪灾害防御工作会议 | 2025-05-12 | 各市（州）水务局
        二.docx | 甘肃省水利厅 | 2025-05-08 | 全省水土保持工作会议 | 2025-05-15 | 各市（州）水务局
        三.docx | 甘肃省水利厅 | 2025-09-08 | 全省山洪灾害防御工作会议 | 2025-09-15 | 各市（州）水务局

    不查：
        题目完全相同的当作同一个会（改期、补充通知），不报。没有写开会日期或主送机关的不比。法定会议不比。
    """
    sql = f"""
        select a.unit, a.meeting, b.meeting, a.addressees, b.addressees, b.first_day - a.first_day, {member("a")}, {member("b")}
        from docs a join docs b on a.unit = b.unit and a.id <> b.id and a.meeting <> b.meeting
            and b.first_day between a.first_day and a.first_day + {_WINDOW}
            and (b.first_day > a.first_day or b.id > a.id)
        where not coalesce(a.statutory, false) and not coalesce(b.statutory, false)
        order by a.unit, a.first_day, a.path, b.path"""
    for unit, first, second, to, also_to, days, of_first, of_second in ctx.rows(sql):
        one, other = docs_of([of_first, of_second])
        setting = ctx.setting(other)
        if setting is None or days > setting.options["days"] or not same_addressees(to, also_to):
            continue
        likeness = alike(topic(first, unit), topic(second, unit))
        if likeness >= setting.options["likeness"] and "".join(first.split()) != "".join(second.split()):
            said = f"{unit}相隔{days}天召开的“{first}”和“{second}”题目、参会单位相近，一般应当合并召开或者接着开"
            yield ctx.finding(other, [one.path], said)
