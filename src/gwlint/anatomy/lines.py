"""The lines of a page in the form that anatomy matches against."""

import re
from functools import cache
from typing import NamedTuple

from gwlint.language.normal import canon
from gwlint.model import Block, Document, Span

HAN = r"\u3400-\u4dbf\u4e00-\u9fff〇"


class Line(NamedTuple):
    """One block: `text` in canonical characters, blanks between Han characters gone; `raw` as it stands."""

    row: int
    span: Span
    text: str
    raw: str
    block: Block


@cache
def _blank() -> "re.Pattern[str]":
    return re.compile(rf"(?<=[{HAN}，。、；：（）《》〔〕\d])\s+(?=[{HAN}，。、；：（）《》〔〕\d])|(?<=[{HAN}])\s+|\s+(?=[{HAN}])")


def close_up(text: str) -> str:
    """Canonical `text` without the blanks that only set Han characters apart."""
    return _blank().sub("", text).strip()


def page_lines(document: Document) -> list[Line]:
    """The lines that carry the document, in order: no running heads, page numbers, footnotes or web furniture."""
    kept = [b for b in document.blocks if b.kind in ("paragraph", "textbox", "cell")]
    whole = (Line(0, b.span, _clean(b.span.of(document.text)), b.span.of(document.text), b) for b in kept)
    apart = [part for line in whole if line.text for part in _unglue(line)]
    return [line._replace(row=i) for i, line in enumerate(apart)]


@cache
def _glued() -> "re.Pattern[str]":
    """A title that ran into what follows it: its document number, or the first words of the text."""
    kinds = "通知|意见|办法|方案|决定|通报|通告|公告|细则|规定|计划|规划|措施|纲要|请示|报告|批复|函"
    return re.compile(
        rf"(?P<title>.{{5,90}}?(?:{kinds})(?:（[^（）]{{1,12}}）)?)"
        rf"(?=(?P<number>[{HAN}]{{1,12}}〔\d{{4}}〕\d{{1,5}}号)$|(?:为(?:了|深入|贯彻|认真|全面|进一步|加强|规范|切实|落实|推动|促进|做好)|根据《))"
    )


def _unglue(line: Line) -> list[Line]:
    """Lines lost in extraction: a title glued to its number or to the text is taken apart again."""
    match = _glued().match(line.text) if len(line.raw) == len(line.text) else None
    if not match or re.match("为|根据|按照", line.text) or re.search("[，。；]", match["title"]):
        return [line]
    cut = match.end()
    place = line.span.start + cut
    first = Line(0, Span(line.span.start, place), line.text[:cut], line.raw[:cut], line.block)
    rest = Line(0, Span(place, line.span.end), line.text[cut:], line.raw[cut:], line.block)
    return [first, rest]


def _clean(raw: str) -> str:
    return close_up(canon(raw))


_LABELS = {
    "发文机关": ("发文机关", "发文单位", "发布机构", "制发机关", "发布机关", "发文部门"),
    "发文字号": ("发文字号", "发布文号", "文号", "文件编号", "文件号"),
    "成文日期": ("成文日期", "成文时间", "发文日期", "发文时间"),
    "标题": ("标题", "名称", "文件名称"),
}
_KNOWN = {name: label for label, names in _LABELS.items() for name in names}


def web_facts(document: Document) -> dict[str, tuple[str, Span]]:
    """What a web page's own header says: label to value and the value's place (发文机关, 成文日期, 发文字号, 标题)."""
    facts: dict[str, tuple[str, Span]] = {}
    for block in document.blocks:
        label = _KNOWN.get(block.role.removeprefix("web:"))
        if label is None or label in facts:
            continue
        raw = block.span.of(document.text)
        cut = max(raw.find(mark) for mark in "：:】") + 1
        value = raw[cut:].strip()
        if value:
            start = block.span.start + raw.find(value, cut)
            facts[label] = (_clean(value), Span(start, start + len(value)))
    return facts
