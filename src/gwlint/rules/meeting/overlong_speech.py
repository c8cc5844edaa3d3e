from collections.abc import Iterator
from typing import TYPE_CHECKING

from gwlint import re
from gwlint.model import Finding, Span
from gwlint.rules import Context, rule

if TYPE_CHECKING:
    from gwlint.model.meeting import Meeting, Speech


@rule("GW505", "overlong-speech", any_text=True)
def check(ctx: Context) -> Iterator[Finding]:
    """讲话、主持、汇报或者发言安排的时间太长。

    为什么：
        讲话要讲短话、讲管用的话。主要领导讲话、主持、汇报和发言各有时间上限，议程里就要排好。

    不合格（jinan-2019）：

        济南市人民政府关于召开全市农业农村工作会议的通知

        各区县人民政府：

        定于9月19日召开全市农业农村工作会议，会期半天。会议议程如下：
        一、历城区人民政府汇报（20分钟）；
        二、市政府领导讲话（60分钟）。

        济南市人民政府
        2025年9月9日

    合格（jinan-2019）：

        济南市人民政府关于召开全市农业农村工作会议的通知

        各区县人民政府：

        定于9月19日召开全市农业农村工作会议，会期半天。会议议程如下：
        一、历城区人民政府汇报（10分钟）；
        二、市政府领导讲话（60分钟）。

        济南市人民政府
        2025年9月9日

    不查：
        没有写分钟数的不判断；述职、答辩不查。讲话稿、主持词、发言稿按每分钟200字折算（本项目自定），只作提示。
    """
    if re.search("讲话|主持词|发言", _printed_title(ctx)):
        yield from _draft(ctx)
    meeting = ctx.reading.meeting
    if meeting is None or meeting.statutory or re.search("述职|答辩|论坛|学术", meeting.name.text):
        return
    for speech in meeting.speeches:
        most = _most(ctx, speech.kind, meeting.special)
        if most and speech.minutes and speech.minutes > most:
            yield _finding(ctx, meeting, speech, most)


def _most(ctx: Context, kind: str, special: bool) -> int:
    return int(ctx.options["max_minutes"]["专项讲话" if special and kind == "讲话" else kind])


def _finding(ctx: Context, meeting: "Meeting", speech: "Speech", most: int) -> Finding:
    from gwlint.rules.meeting._meetings import fault

    named = "专项会议讲话" if speech.kind == "讲话" and meeting.special else speech.kind
    message = f"{speech.kind}安排{speech.minutes}分钟，{named}不超过{most}分钟"
    return fault(ctx, speech.span, message, f"压到{most}分钟以内", cites=ctx.cites(speech.kind))


def _printed_title(ctx: Context) -> str:
    """The title of the speech that is printed, or of the document; a bare speech has but its first line."""
    title = ctx.gongwen.printed or ctx.gongwen.title
    if title:
        return title.text
    first = next((one.span.of(ctx.text).strip() for one in ctx.document.blocks if one.span.length), "")
    return first if len(first) <= 60 else ""


def _draft(ctx: Context) -> Iterator[Finding]:
    """A speech itself, measured by its words."""
    kind = re.search("(讲话|主持词|发言)(?:稿|提纲|材料|（[^）]*）)*$", _printed_title(ctx))
    if not kind:
        return
    said = "主持" if kind[1] == "主持词" else kind[1]
    most, rate = _most(ctx, said, False), int(ctx.options["words_a_minute"])
    words = ctx.gongwen.counts.body.words
    if most and words > most * rate:
        body = ctx.gongwen.body
        span = ctx.gongwen.printed.span if ctx.gongwen.printed else Span(body.start, min(body.end, body.start + 30))
        message = f"{said}稿{words}字，按每分钟{rate}字折算约{words // rate}分钟，超过{most}分钟"
        yield ctx.finding(span, message, advice="压缩篇幅", severity="info", cites=ctx.cites(said))
