import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from gwlint.model import Finding
from gwlint.rules import CannotJudge, Context, rule

if TYPE_CHECKING:
    from gwlint.model.meeting import Meeting


@rule("GW501", "no-meeting-day")
def check(ctx: Context) -> Iterator[Finding]:
    """会议安排在无会日或者无会周。

    为什么：
        规定留出无会日、无会周，是让干部有整块时间下基层、办实事。除贯彻上级重要会议等情形外，这时不安排会议。

    不合格（jinan-2019）：

        济南市水务局关于召开河道治理推进会的通知

        各区县水务局：

        定于9月18日（星期四）上午9:00召开河道治理推进会，会期半天。

        济南市水务局
        2025年9月9日

    合格（jinan-2019）：

        济南市水务局关于召开河道治理推进会的通知

        各区县水务局：

        定于9月19日（星期五）上午9:00召开河道治理推进会，会期半天。

        济南市水务局
        2025年9月9日

    不查：
        “每月第二周”没有统一的算法：有的按日期算（8日至14日），有的按星期一算（第二个星期一所在的周），两种算法都符合才报，
        规定文件里可以用 week_reading 指定一种。规定没有写明哪一周的，用 --given 无会周=2 给出。报到日不算开会。
        贯彻上级会议、上级要求、法定会议、应急和经批准的会议只作提示。
    """
    meeting = ctx.reading.meeting
    if meeting is None:
        return
    weeks = _weeks(ctx)
    if not weeks and not ctx.options["weekdays"]:
        return
    if meeting.when is None:
        raise CannotJudge("没有读出开会日期，无法判断是否在无会日、无会周")
    why = _why(ctx, meeting, weeks)
    if why:
        from gwlint.rules.meeting._meetings import fault, ground

        excuse = ground(ctx, meeting)
        yield fault(
            ctx, meeting.when.span, why, "改到别的日子；属于例外情形的，在通知中写明依据",
            excuse=f"文中提到“{excuse}”，确属例外的可以保留" if excuse else "",
        )  # fmt: skip


def _weeks(ctx: Context) -> tuple[int, ...]:
    """The weeks kept free: the office's own word, else the profile's."""
    if ctx.given.no_meeting_weeks is not None:
        return ctx.given.no_meeting_weeks
    if ctx.options["own_week"]:
        raise CannotJudge.without("知道本单位定的无会周是每月第几周，规定没有写明", "无会周=2")
    return tuple(ctx.options["weeks"])


def _why(ctx: Context, meeting: "Meeting", weeks: tuple[int, ...]) -> str:
    """What the first of the meeting's days that falls so says; empty where none does."""
    from gwlint.language.calendar import WEEKDAYS, weekday

    if meeting.first is None or meeting.last is None:
        said = WEEKDAYS[meeting.weekday] if meeting.weekday is not None else ""
        if said in ctx.options["weekdays"]:
            return f"会议定在{said}，{said}是无会日"
        raise CannotJudge("没有成文日期，开会日期是哪一年不清楚，无法判断是否在无会日、无会周")
    for n in range(min((meeting.last - meeting.first).days + 1, 30)):
        day = meeting.first + datetime.timedelta(days=n)
        named = f"{day.month}月{day.day}日（{weekday(day)}）"
        if weekday(day) in ctx.options["weekdays"]:
            return f"会议定在{named}，{weekday(day)}是无会日" + _mismatch(meeting)
        if week := _in(day, weeks, ctx.options["week_reading"]):
            return f"会议定在{named}，{week}是无会周" + _mismatch(meeting)
    return ""


def _in(day: datetime.date, weeks: tuple[int, ...], reading: str) -> str:
    """The week kept free that `day` is in, in words; a negative week counts from the end of the month."""
    from gwlint.language.calendar import week_of_month

    for week in weeks:
        if week_of_month(day, reading, last=week < 0) == abs(week):  # type: ignore[arg-type]
            how = "按日期和按星期一算都是" if reading == "都符合" else f"{reading}算"
            return f"当月{'倒数' if week < 0 else ''}第{abs(week)}周（{how}）"
    return ""


def _mismatch(meeting: "Meeting") -> str:
    from gwlint.language.calendar import WEEKDAYS

    if meeting.first is None or meeting.weekday in (None, meeting.first.weekday()):
        return ""
    return f"（文中写的是{WEEKDAYS[meeting.weekday or 0]}，与日期不符，请核对）"
