from collections.abc import Iterator
from typing import TYPE_CHECKING

from gwlint import re
from gwlint.model import Finding
from gwlint.rules import CannotJudge, Context, rule

if TYPE_CHECKING:
    from gwlint.model.meeting import Count, Meeting


@rule("GW504", "too-many-participants")
def check(ctx: Context) -> Iterator[Finding]:
    """参加会议的人数超过规定。

    为什么：
        会议规模要控制，不相关的单位不陪会。政府召开的会议和部门召开的会议各有人数上限；有的地方规定人数多的会议要备案。

    不合格（gansu-2024）：

        甘肃省商务厅关于召开全省商务工作会议的通知

        各市（州）商务局：

        定于3月20日召开全省商务工作会议，会期半天。
        参会人员：各市（州）商务局分管负责同志、重点企业代表，共约260人。

        甘肃省商务厅
        2025年3月10日

    合格（gansu-2024）：

        甘肃省商务厅关于召开全省商务工作会议的通知

        各市（州）商务局：

        定于3月20日召开全省商务工作会议，会期半天。
        参会人员：各市（州）商务局分管负责同志，共约60人。

        甘肃省商务厅
        2025年3月10日

    不查：
        没有写总人数、也没有逐个写明名额的不判断；列席和工作人员算不算，规定没有说，按文中写的总数算；
        视频会议分会场的人数，规定没有说，只作提示。
    """
    meeting = ctx.reading.meeting
    if meeting is None or meeting.statutory:
        return
    yield from _too_many(ctx, meeting)
    yield from _on_record(ctx, meeting)


def _too_many(ctx: Context, meeting: "Meeting") -> Iterator[Finding]:
    """More than a convener of its class may call together."""
    from gwlint.rules.meeting._meetings import fault

    gongwen = ctx.gongwen
    most = ctx.options["max_people"][gongwen.issuer_class]
    if not most or gongwen.issuer_level not in ctx.options["levels"] or gongwen.genre not in ("通知", "方案", "请示"):
        return
    if meeting.people is None:
        raise CannotJudge("没有读出参会总人数，无法判断会议规模；请在通知中写明")
    if meeting.people.number > most:
        yield fault(
            ctx,
            meeting.people.span,
            f"参会{meeting.people.number}人，{gongwen.issuer_class}召开的会议一般不超过{most}人",
            "只请与会议内容密切相关的单位参加，或者分设视频分会场",
            excuse="视频会议分会场的人数是否计入，规定没有说" if meeting.video else "",
            severity=None if meeting.people.sure > 0.9 else "info",
            cites=ctx.cites(gongwen.issuer_class),
        )


def _on_record(ctx: Context, meeting: "Meeting") -> Iterator[Finding]:
    """So many that the meeting must be reported afterwards: a reminder."""
    sizes = (
        (meeting.people, ctx.options["record_people"], "人"),
        (meeting.units, ctx.options["record_units"], "个单位"),
    )
    for count, most, what in sizes:
        if count and most and count.number > most:
            yield _reminder(ctx, meeting, count, f"参会{count.number}{what}，超过{most}{what}")
            return


def _reminder(ctx: Context, meeting: "Meeting", count: "Count", message: str) -> Finding:
    cites = [*ctx.cites("备案"), *ctx.cites("陪会")]
    below = ctx.gongwen.addressees and re.search("[县区]", ctx.gongwen.addressees.text)
    advice = "请核对参会单位是否都承担任务；紧急召开、有市级领导参加的会议，会后2日内备案"
    if below and not meeting.video:
        cites += ctx.cites("视频")
        advice += "；区县人员多的，改用视频会议"
    return ctx.finding(count.span, message, advice=advice, severity="info", cites=tuple(dict.fromkeys(cites)))
