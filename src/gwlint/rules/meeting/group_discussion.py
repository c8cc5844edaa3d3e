from collections.abc import Iterator

from gwlint.model import Finding
from gwlint.rules import Context, rule


@rule("GW506", "group-discussion")
def check(ctx: Context) -> Iterator[Finding]:
    """会议没有重要审议事项，却安排分组讨论。

    为什么：
        分组讨论拉长会期。除了要审议重要事项，一般不安排。

    不合格（gansu-2024）：

        甘肃省商务厅关于召开全省商务工作会议的通知

        各市（州）商务局：

        定于3月20日召开全省商务工作会议，会期1天，上午开大会，下午分组讨论。

        甘肃省商务厅
        2025年3月10日

    合格（gansu-2024）：

        甘肃省商务厅关于召开全省商务工作会议的通知

        各市（州）商务局：

        定于3月20日召开全省商务工作会议，会期半天，不安排分组讨论。

        甘肃省商务厅
        2025年3月10日

    不查：
        事项是否重要由会议自己定：议程里有审议事项的只作提示；代表大会、政协会议、座谈会、研讨会和培训不查。
    """
    meeting = ctx.reading.meeting
    if meeting is None or meeting.group_discussion is None or meeting.statutory:
        return
    if any(word in meeting.name.text for word in ("座谈", "研讨", "培训", "论坛", "学术")):
        return
    from gwlint.rules.meeting._meetings import fault

    reviews = "审议" in ctx.gongwen.body.of(ctx.reading.plain)
    yield fault(
        ctx,
        meeting.group_discussion.span,
        "会议安排分组讨论",
        "没有重要审议事项的，取消分组讨论",
        excuse="议程中有审议事项，确属重要的可以保留" if reviews else "",
    )
