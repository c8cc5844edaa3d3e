"""What all rules about demands on those below have in common: when a demand is milder than the profile says."""

from gwlint import re
from gwlint.language.reading import Hit
from gwlint.model import Cite, Finding, Severity, Span
from gwlint.rules.context import Context

_ABOUT_BURDENS = re.compile("减负|形式主义|精简|负面清单|清理规范")


def demand(
    ctx: Context,
    hit: Hit,
    message: str,
    advice: str,
    severity: Severity | None = None,
    cites: tuple[Cite, ...] | None = None,
) -> Finding:
    """A finding on the clause that imposes `hit`.

    A document that is itself about burdens or tells of cases (通报), and a lawful ground in the sentence (FP-4, FP-7),
    make it a mere hint, and the ground is named.
    """
    ground = _ground(ctx, hit)
    note = f"；{ground}" if ground else ""
    grave = "info" if ground else severity
    return ctx.finding(around(ctx, hit), message + note, advice=advice, severity=grave, cites=cites)


def _ground(ctx: Context, hit: Hit) -> str:
    gongwen = ctx.gongwen
    title = gongwen.title.text if gongwen.title else ""
    if _ABOUT_BURDENS.search(title):
        return "本文是关于减负的文件，请核对这里是否确属要求"
    if gongwen.genre == "通报":
        return "本文是通报，请核对这里是叙述还是要求"
    if gongwen.issuer_class == "人大政协法检":
        return "发文机关不是党委、政府系统，仅供参考"
    if hit.clause.exception:
        return f"句中提到“{hit.clause.exception}”，确属例外的可以保留"
    return ""


def around(ctx: Context, hit: Hit) -> Span:
    """The clause, and the match where it runs beyond it; at most 90 characters, the match always inside."""
    start, end = hit.clause.span.start, max(hit.clause.span.end, hit.span.end)
    if end - start > 90:
        start = max(start, min(hit.span.start, end - 90))
        end = min(end, max(start + 90, hit.span.end))
    return Span(start, end)
