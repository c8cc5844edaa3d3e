from collections.abc import Iterator

from gwlint import re
from gwlint.model import Finding
from gwlint.rules import Context, rule
from gwlint.rules.marking._urgency import names_day_within, nearest
from gwlint.rules.places import heading


@rule("GW204", "missing-urgency-mark")
def check(ctx: Context) -> Iterator[Finding]:
    """要求几天内办理的文稿没有标紧急程度。

    为什么：
        紧急公文要标“特急”或者“加急”，收文单位才会先办。正文要求三天内办完而没有标，常在登记分办时就误了期限。

    不合格：

        平川县人民政府办公室关于核查城区内涝点的通知

        县直有关单位：

        请各单位对责任路段逐一核查，7月3日12时前将核查结果报县政府办公室。

        平川县人民政府办公室
        2025年7月1日

    合格：

        特急

        平川县人民政府办公室关于核查城区内涝点的通知

        县直有关单位：

        请各单位对责任路段逐一核查，7月3日12时前将核查结果报县政府办公室。

        平川县人民政府办公室
        2025年7月1日

    不查：
        没有成文日期的文稿算不出还剩几天，不查。期限只写在附件里的不查。
        选项 require = true 时，每份文稿都要写明缓急（特急、加急或者“平件”）。
    """
    gongwen = ctx.gongwen
    if gongwen.urgency or not gongwen.official:
        return
    soonest = nearest(ctx) if names_day_within(ctx, ctx.options["days"]) else None
    if soonest and soonest.days is not None and soonest.days <= ctx.options["days"]:
        asked = soonest.span.of(ctx.text).strip()
        left = f"距成文日期只有{soonest.days}天" if soonest.days else "就是成文当天"
        advice = "确属紧急的标“特急”或者“加急”；不紧急的把期限放宽"
        yield ctx.finding(soonest.span, f"“{asked}”{left}，没有标紧急程度", advice=advice)
    elif ctx.options["require"] and not _said(ctx):
        yield ctx.finding(heading(gongwen), "没有写明缓急", advice="标“特急”或者“加急”，不紧急的写“平件”")


def _said(ctx: Context) -> bool:
    """Whether the draft says that it is not urgent."""
    return bool(re.search(r"(?:缓急|紧急程度)(?:程度)?\s*[:：]\s*(?:平|普通|一般|常规|无)|平件", ctx.text))
