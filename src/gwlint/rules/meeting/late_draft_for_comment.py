import datetime
from collections.abc import Iterator

from gwlint import re
from gwlint.model import Finding, Span
from gwlint.rules import Context, rule


@rule("GW509", "late-draft-for-comment")
def check(ctx: Context) -> Iterator[Finding]:
    """征求意见稿发得太晚，留给对方的时间不够。

    为什么：
        征求意见要让人看得完、提得出。征求意见稿原则上提前3天印发，会上只议不同意见。

    不合格（jinan-2019）：

        济南市体育局关于征求全民健身实施方案（征求意见稿）意见的函

        市财政局：

        现将方案征求意见稿送你局，请于9月11日前反馈意见。

        济南市体育局
        2025年9月10日

    合格（jinan-2019）：

        济南市体育局关于征求全民健身实施方案（征求意见稿）意见的函

        市财政局：

        现将方案征求意见稿送你局，请于9月17日前反馈意见。

        济南市体育局
        2025年9月10日

    不查：
        没有成文日期、没有反馈或者开会日期的不判断；紧急和涉密的只作提示；网上公开征求意见另有规定。
    """
    gongwen = ctx.gongwen
    if gongwen.date is None or gongwen.genre in ("公告", "通告") or gongwen.direction == "公布":
        return
    found = _asked(ctx, gongwen.date) if _circulates(ctx) else _tabled(ctx, gongwen.date)
    days = int(ctx.options["days"])
    if found and 0 <= found[1] < days:
        from gwlint.rules.meeting._meetings import fault

        span, left, what = found
        special = gongwen.urgency or gongwen.secrecy or ctx.reading.emergency
        given = "当天" if left == 0 else f"只有{left}天"
        yield fault(
            ctx,
            span,
            f"征求意见稿离{what}{given}，少于{days}天",
            f"留足{days}天以上，或者改期",
            excuse="属于紧急或者涉密情况的可以保留" if special else "",
        )


def _circulates(ctx: Context) -> bool:
    title = ctx.gongwen.title.text if ctx.gongwen.title else ""
    return bool(re.search("征求.{0,80}意见", title))


def _asked(ctx: Context, date: datetime.date) -> tuple[Span, int, str] | None:
    """The soonest day by which opinions are asked, and the days left."""
    asked = [(d.days, d.span) for d in ctx.reading.deadlines if d.days is not None and d.kind in ("reply", "report")]
    return (min(asked)[1], min(asked)[0], "反馈时限") if asked else None


def _tabled(ctx: Context, date: datetime.date) -> tuple[Span, int, str] | None:
    """The meeting at which a draft that goes with its notice is discussed."""
    meeting = ctx.reading.meeting
    if meeting is None or meeting.when is None or meeting.first is None:
        return None
    titles = "".join(one.title for one in ctx.gongwen.attachments) + ctx.gongwen.body.of(ctx.reading.plain)
    if not re.search("（(?:征求意见|讨论|审议|送审)稿）|征求意见稿", titles):
        return None
    return meeting.when.span, (meeting.first - date).days, "开会"
