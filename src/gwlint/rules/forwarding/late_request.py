import datetime
from collections.abc import Iterator

from gwlint.anatomy.needed import read_needed
from gwlint.model import Finding, Span
from gwlint.rules import CannotJudge, Context, rule
from gwlint.rules.places import heading


@rule("GW803", "late-request")
def check(ctx: Context) -> Iterator[Finding]:
    """请示报得太晚，离需要答复的日子不到规定天数。

    为什么：
        请示事项一般要提前报送，留出研究、会签、批复的时间。报得太晚，上级只能倒排时间，或者事情办在批复之前。

    不合格（jinan-2019）：

        济南市体育局关于举办黄河马拉松赛的请示

        市政府：

        我局拟于3月16日举办黄河马拉松赛，参赛选手约一万人。
        妥否，请批示。

        济南市体育局
        2025年3月7日

    合格（jinan-2019）：

        济南市体育局关于举办黄河马拉松赛的请示

        市政府：

        我局拟于4月20日举办黄河马拉松赛，参赛选手约一万人。
        妥否，请批示。

        济南市体育局
        2025年3月7日

    不查：
        没有写明何时需要答复的不判断，可以用 --given 需答复日期=2025-04-20 给出；紧急事项只作提示。
    """
    gongwen = ctx.gongwen
    if gongwen.genre != "请示":
        return
    found = read_needed(ctx.reading)
    needed, span = _day(ctx, found.date if found else None), found.span if found else heading(gongwen)
    if gongwen.date is None:
        raise CannotJudge("没有成文日期，无法判断请示是否报得太晚")
    if needed is None:
        raise CannotJudge.without("知道何时需要答复", f"需答复日期={gongwen.date + datetime.timedelta(days=30)}")
    left, days = (needed - gongwen.date).days, int(ctx.options["days"])
    if 0 <= left < days:
        yield _finding(ctx, span, left, days)


def _day(ctx: Context, said: datetime.date | None) -> datetime.date | None:
    return ctx.given.needed_by or said


def _finding(ctx: Context, span: Span, left: int, days: int) -> Finding:
    urgent = ctx.gongwen.urgency or ctx.reading.emergency
    return ctx.finding(
        span,
        f"离需要答复的日子只有{left}天，少于{days}天" + ("；属于紧急事项的可以保留" if urgent else ""),
        advice=f"一般提前{days}天以上报送；确属紧急的，标注紧急程度并说明原因",
        severity="info" if urgent else None,
    )
