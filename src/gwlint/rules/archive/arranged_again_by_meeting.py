from collections.abc import Iterator

from gwlint.rules.across import ArchiveContext, Linked, docs_of, member
from gwlint.rules.archive._topics import alike, topic
from gwlint.rules.registry import archive_rule

_WINDOW = 180
_ARRANGING = ("政策性文件", "工作部署", "督查检查", "报送材料", "预案", "规划")
_LEAST = 0.2
"""Characters in common below which titles are not worth a closer look."""

_CHECKING = "调度|推进|总结|表彰|验收|培训|现场|座谈"


@archive_rule("GW957", "arranged-again-by-meeting", needs=("words",))
def check(ctx: ArchiveContext) -> Iterator[Linked]:
    """已经发文安排的事，又开会布置。

    为什么：
        发文已经把任务、时限讲清楚的，再开会布置一遍，基层就多跑一趟。会议通知引用了本单位不久前自己的部署文件，
        或者会议题目与那份文件的标题相近的，列出来由人判断。

    不合格（gansu-2024）：

        文件 | 发文机关 | 成文日期 | 事项类别 | 标题 | 会议 | 会期
        一.docx | 陇南市商务局 | 2025-03-03 | 工作部署 | 陇南市商务局关于做好生活必需品市场保供工作的通知 | |
        二.docx | 陇南市商务局 | 2025-03-20 | 会议通知 | 陇南市商务局关于召开会议的通知 | 全市生活必需品市场保供工作会议 | 2025-03-25

    合格（gansu-2024）：

        文件 | 发文机关 | 成文日期 | 事项类别 | 标题 | 会议 | 会期
        一.docx | 陇南市商务局 | 2025-03-03 | 工作部署 | 陇南市商务局关于做好生活必需品市场保供工作的通知 | |
        二.docx | 陇南市商务局 | 2025-03-20 | 会议通知 | 陇南市商务局关于召开会议的通知 | 全市电子商务工作会议 | 2025-03-25

    不查：
        是推测，只作提示：会上有没有新的内容，文字上看不出来。调度会、推进会、现场会、座谈会不算布置。上级已发文而本级开会的不比。
    """
    sql = f"""
        select a.unit, a.title, b.meeting, a.doc_number, coalesce(list_contains(b.cites, a.packed_number), false), {member("a")}, {member("b")}, b.date - a.date
        from docs a join docs b on a.unit = b.unit and b.date between a.date + 1 and a.date + {_WINDOW}
        where b.id between ? and ? and b.meeting is not null and a.meeting is null and a.title is not null and a.category in {_ARRANGING}
            and not regexp_matches(b.meeting, '{_CHECKING}') and not coalesce(b.statutory, false)
            and (list_contains(b.cites, a.packed_number) or jaccard(replace(a.title, a.unit, ''), b.meeting) > {_LEAST})
        order by b.id, a.id"""
    for unit, title, meeting, number, cited, of_first, of_second, days in ctx.blocks(10_000, sql):
        one, other = docs_of([of_first, of_second])
        setting = ctx.setting(other)
        if setting is None or days > setting.options["days"]:
            continue
        if cited or alike(topic(title, unit), topic(meeting, unit)) >= setting.options["likeness"]:
            by = f"{number}（“{title}”）" if number else f"“{title}”"
            said = f"{unit}{days}天前已发文安排（{by}），又召开“{meeting}”；已经发文安排的事，不再开会布置"
            yield ctx.finding(other, [one.path], said)
