"""The lines of a page in the form that anatomy matches against."""

from functools import cache
from itertools import pairwise
from typing import NamedTuple

from gwlint import re
from gwlint.anatomy.unglue import cuts
from gwlint.language.normal import HAN, canon, plain_text
from gwlint.model import Block, Document, Span

_TITLE_DEEP = 8  # lines among which a title may stand
_CLOSING_DEEP = 3  # lines at the end that may hold a signature


class Line(NamedTuple):
    """One block: `text` in canonical characters, blanks between Han characters gone; `raw` as it stands."""

    row: int
    span: Span
    text: str
    raw: str
    block: Block


@cache
def _blank() -> "re.Pattern[str]":
    solid = rf"{HAN}|[，。、；：（）《》〔〕\d]"
    return re.compile(rf"(?=\s)(?:(?<={solid})\s+(?={solid})|(?<={HAN})\s+|\s+(?={HAN}))")


def close_up(text: str) -> str:
    """Canonical `text` without the blanks that only set Han characters apart."""
    text = text.strip()
    return _blank().sub("", text) if any(blank in text for blank in " \n\t") else text


def page_lines(document: Document) -> list[Line]:
    """The lines that carry the document, in order: no running heads, page numbers, footnotes or web furniture."""
    raw, plain = document.text, plain_text(document.text)
    kept = [b for b in document.blocks if b.kind in ("paragraph", "textbox", "cell")]
    cleaned = ((b, close_up(b.span.of(plain))) for b in kept)
    full = [Line(0, b.span, text, b.span.of(raw), b) for b, text in cleaned if text]
    last = len(full) - _CLOSING_DEEP
    apart: list[Line] = []
    for i, line in enumerate(full):
        apart += _unglue(line, plain) if i < _TITLE_DEEP or i >= last else [line]
    return [Line(i, *line[1:]) for i, line in enumerate(apart)]


def _unglue(line: Line, plain: str) -> list[Line]:
    """The elements that ran together in one line, each a line of its own; `plain` is the document's canonical text."""
    places = [0, *cuts(line.span.of(plain)), len(line.raw)]
    if len(places) == 2:
        return [line]
    found = []
    for begin, end in pairwise(places):
        raw = line.raw[begin:end]
        start = line.span.start + begin + len(raw) - len(raw.lstrip())
        if raw.strip():
            found.append(Line(0, Span(start, start + len(raw.strip())), _clean(raw), raw.strip(), line.block))
    return found


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
