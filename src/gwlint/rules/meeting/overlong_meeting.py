from collections.abc import Iterator
from typing import TYPE_CHECKING

from gwlint.model import Finding
from gwlint.rules import CannotJudge, Context, rule

if TYPE_CHECKING:
    from gwlint.model.meeting import Length, Meeting

_HALF_DAY = 240  # minutes of work in half a day, to compare 半天 with a limit in minutes


@rule("GW502", "overlong-meeting")
def check(ctx: Context) -> Iterator[Finding]:
    """会议开得太长，超过规定的会期。

    为什么：
        会议要开短会。综合性会议、专项工作会议和安排分组讨论的会议各有上限，专项工作会议有的地方定为1小时。

    不合格（jinan-2019）：

        济南市水务局关于召开河道治理推进会的通知

        各区县水务局：

        定于9月19日上午9:00召开河道治理推进会，会期1天。

        济南市水务局
        2025年9月9日

    合格（jinan-2019）：

        济南市水务局关于召开河道治理推进会的通知

        各区县水务局：

        定于9月19日上午9:00召开河道治理推进会，会期半天，前一天下午报到。

        济南市水务局
        2025年9月9日

    不查：
        只写了开始时间的不判断；报到日、离会日不算；代表大会、政协会议等法定会议不查；培训班、展会、比赛不是会议。
        会议是不是专项工作会议，看名称里有没有专题、专项、推进、调度、部署、现场等词。
    """
    meeting = ctx.reading.meeting
    if meeting is None or meeting.statutory:
        return
    days, most = _limits(ctx, meeting)
    if not days and not most:
        return
    if meeting.length is None:
        if ctx.gongwen.genre == "通知":
            raise CannotJudge("没有读出会期，也没有结束时间，无法判断会议是否太长；请在通知中写明会期")
        return
    over = _over(meeting.length, days, most)
    if over:
        yield _finding(ctx, meeting, meeting.length, over)


def _kind(meeting: "Meeting") -> str:
    if meeting.group_discussion:
        return "分组讨论"
    return "专项" if meeting.special else "综合性"


def _limits(ctx: Context, meeting: "Meeting") -> tuple[float, int]:
    """At most so many days and so many minutes, 0 where there is no such limit."""
    table = ctx.options["max_minutes"]
    limits = [table[_kind(meeting)], *([table["视频"]] if meeting.video else [])]
    return ctx.options["max_days"][_kind(meeting)], min((one for one in limits if one), default=0)


def _over(length: "Length", days: float, most: int) -> str:
    """The limit that it breaks, in words."""
    from gwlint.rules.meeting._meetings import minutes

    long = length.minutes if length.minutes is not None else (length.days or 0) * 2 * _HALF_DAY
    if most and long > most:
        return minutes(most)
    if not days:
        return ""
    beyond = long > days * 2 * _HALF_DAY if length.minutes is not None else (length.days or 0) > days
    return _days(days) if beyond else ""


def _days(days: float) -> str:
    return "半天" if days == 0.5 else f"{days:g}天"


def _finding(ctx: Context, meeting: "Meeting", length: "Length", over: str) -> Finding:
    from gwlint.rules.meeting._meetings import fault, minutes

    kind = _kind(meeting)
    named = {"分组讨论": "安排分组讨论的会议", "专项": "专项工作会议"}.get(kind, "会议")
    found = minutes(length.minutes) if length.minutes is not None else _days(length.days or 0)
    visits = "观摩" in ctx.reading.plain
    return fault(
        ctx,
        length.span,
        f"会期{found}，{named}一般不超过{over}",
        "压缩议程、精简发言，或者改用视频会议",
        excuse="安排了现场观摩，路上用的时间请另计" if visits else "",
        severity=None if length.sure >= 0.8 else "info",
        cites=ctx.cites(kind),
    )
