"""What the rules on meetings have in common: whom they bind, and on which grounds a meeting may be an exception."""

from typing import TYPE_CHECKING

from gwlint import re
from gwlint.model import Cite, Finding, Severity, Span
from gwlint.rules.context import Context

if TYPE_CHECKING:
    from gwlint.model.meeting import Meeting

_GROUNDS = {
    "贯彻上级会议": "(?:贯彻|传达|落实|收听|收看|套开|接续)[^。；]{0,40}?(?:党中央|中央|国务院|全国|国家|上级|总书记|SUPERIOR)[^。；]{0,40}?(?:会议?|讲话)",
    "上级要求": "(?:按照|根据|应|受)?(?:党中央|中央|国务院|国家|上级|SUPERIOR)[^，。；]{0,24}(?:明确要求|统一要求|统一安排|统一部署|通知要求|要求)[^。；]{0,24}(?:召开|开会|会议)",
    "法定": "依法(?:召开|举行)|法定|听证会",
    "应急": "(?:启动|发布)[^，。；]{0,16}(?:应急响应|预警)|突发|抢险|紧急会议|(?:发生|处置)[^，。；]{0,16}(?:事故|灾害|险情|疫情|灾情)",
    "经批准": "经[^，。；]{1,24}(?:批准|同意)",
}
"""By the name that a profile lists under `exempt`; SUPERIOR stands for the Party committee and government above."""

_SUPERIORS = {
    "市": "省委|省政府|全省",
    "县": "[省市]委|[省市]政府|全[省市]",
    "乡": "[省市县区]委|[省市县区]政府|全[省市县区]",
}


def ground(ctx: Context, meeting: "Meeting") -> str:
    """The ground among the profile's `exempt` on which the meeting may be held all the same; the words that show it."""
    level = ctx.gongwen.issuer_level
    superior = _SUPERIORS.get(level, "省委|省政府|全省" if level == "不明" else "党中央")
    text = _opening(ctx, meeting)
    for name in ctx.options["exempt"]:
        match = re.search(_GROUNDS[name].replace("SUPERIOR", superior), text) if name in _GROUNDS else None
        if match:
            return match.group()
        if name == "法定" and meeting.statutory:
            return meeting.name.text
        if name == "应急" and ctx.reading.emergency:
            return ctx.reading.emergency.of(ctx.text)
    return ""


def _opening(ctx: Context, meeting: "Meeting") -> str:
    """Title, the first three paragraphs, and the sentence with the day."""
    title = ctx.gongwen.title.text if ctx.gongwen.title else ""
    spans = [*ctx.reading.paragraphs[:3]]
    if meeting.when:
        spans += [p for p in ctx.reading.paragraphs[3:] if p.holds(meeting.when.span)]
    return "。".join([title, *(p.of(ctx.reading.plain) for p in spans)])


def fault(
    ctx: Context,
    span: Span,
    message: str,
    advice: str,
    *,
    excuse: str = "",
    severity: Severity | None = None,
    cites: tuple[Cite, ...] | None = None,
) -> Finding:
    """A finding; with `excuse` (why it may be right) or an issuer outside Party and government only a hint."""
    if not excuse and ctx.gongwen.issuer_class in ("人大政协法检", "企事业团体"):
        excuse = "发文机关不是党委、政府系统，仅供参考"
    grave = "info" if excuse else severity
    return ctx.finding(span, message + (f"；{excuse}" if excuse else ""), advice=advice, severity=grave, cites=cites)


def minutes(number: int) -> str:
    """90分钟, 2小时."""
    return f"{number // 60}小时" if number % 60 == 0 else f"{number}分钟"
