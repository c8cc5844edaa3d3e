from collections.abc import Iterator

from gwlint.model import Finding
from gwlint.rules import CannotJudge, Context, rule


@rule("GW508", "late-leader-invitation")
def check(ctx: Context) -> Iterator[Finding]:
    """邀请领导参加会议的请示报得太晚。

    为什么：
        领导同志的活动要统筹安排，临时邀请打乱日程，也容易层层加会。邀请市级领导参加会议，要提前书面请示。

    不合格（jinan-2019）：

        济南市科学技术局关于召开全市科技创新大会的请示

        市政府办公厅：

        我局拟于9月19日召开全市科技创新大会，恳请分管副市长出席会议并讲话。
        妥否，请批示。

        济南市科学技术局
        2025年9月12日

    合格（jinan-2019）：

        济南市科学技术局关于召开全市科技创新大会的请示

        市政府办公厅：

        我局拟于9月26日召开全市科技创新大会，恳请分管副市长出席会议并讲话。
        妥否，请批示。

        济南市科学技术局
        2025年9月12日

    不查：
        没有成文日期或者开会日期的不判断，列入未检查；紧急情况只作提示；邀请的领导是哪一级，只看称呼。
    """
    meeting, date = ctx.reading.meeting, ctx.gongwen.date
    if meeting is None or not meeting.invited or ctx.gongwen.direction != "上行":
        return
    if meeting.when is None or meeting.first is None or date is None:
        raise CannotJudge("没有读出成文日期或者开会日期，无法判断邀请领导的请示是否报得太晚")
    days, left = int(ctx.options["days"]), (meeting.first - date).days
    if 0 <= left < days:
        from gwlint.rules.meeting._meetings import fault

        urgent = ctx.gongwen.urgency or ctx.reading.emergency
        yield fault(
            ctx,
            meeting.when.span,
            f"邀请领导参加的会议，离成文日期只有{left}天，少于{days}天",
            f"提前{days}天请示，或者推迟会议",
            excuse="属于紧急情况的可以保留，会后按规定备案" if urgent else "",
        )
