"""The lines of a meeting document under their labels: 时间, 地点, 参会人员, 议程, 发言."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from gwlint import re
from gwlint.model import Document, Gongwen, Span

Label: TypeAlias = Literal["time", "length", "place", "who", "quota", "agenda", "floor", "other"]

_LEVELS = (
    "[一二三四五六七八九十]{1,3}、",
    "（[一二三四五六七八九十]{1,3}）",
    r"\d{1,2}[.．、](?!\d)",
    r"（\d{1,2}）|[①-⑳]",
)
_TEXT = len(_LEVELS) + 1


class Line(NamedTuple):
    """A paragraph without its number: `level` 1 for 一、 to 4 for （1）, 5 for plain text. `label` is the section that
    it stands in, `opens` whether it is the one that names it; `span` begins behind number and label."""

    span: Span
    text: str
    label: Label
    level: int = _TEXT
    opens: bool = False


def read_lines(document: Document, gongwen: Gongwen, text: str) -> list[Line]:
    """The lines of 正文, cover and those attachments that arrange the meeting; `text` is the canonical one."""
    return [
        line for zone in (*gongwen.zones, *_arrangements(gongwen)) for line in _labelled(_spans(document, zone), text)
    ]


def _spans(document: Document, zone: Span) -> Iterator[Span]:
    for block in document.blocks:
        if block.kind in ("paragraph", "cell", "textbox") and block.span.overlaps(zone):
            yield Span(max(block.span.start, zone.start), min(block.span.end, zone.end))


def _arrangements(gongwen: Gongwen) -> Iterator[Span]:
    for one in gongwen.attachments:
        if one.span and re.search("议程|日程|参会|参加人员|会议|名额|发言", one.title):
            yield one.span


def _labelled(spans: Iterable[Span], text: str) -> Iterator[Line]:
    """Each line with the label of the innermost section; a label without a number stands above all numbers."""
    sections: list[tuple[Label, int]] = []
    for start, end in spans:
        start, level = _number(text, start, end)
        found = _label().match(text, start, end)
        opens = bool(found and (level < _TEXT or found["mark"] or found.end() == end))
        depth = 0 if opens and level == _TEXT else level
        while sections and sections[-1][1] >= depth and (level < _TEXT or opens):
            sections.pop()
        if found and opens:
            sections.append((next(key for key in _LABELS if found[key]), depth))
            start = found.start("aside") if "分钟" in (found["aside"] or "") else found.end()
        yield _line(text, start, end, sections[-1][0] if sections else "other", level, opens)


def _number(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the words begin, and the level of the number before them."""
    match = _numbered().match(text, start, end)
    if match is None:
        return start, _TEXT
    return match.end(), next((n for n in range(1, _TEXT) if match[n]), _TEXT)


def _line(text: str, start: int, end: int, label: Label, level: int, opens: bool) -> Line:
    while end > start and text[end - 1].isspace():
        end -= 1
    return Line(Span(start, end), text[start:end], label, level, opens)


@cache
def _numbered() -> "re.Pattern[str]":
    return re.compile(r"\s*(?:" + "|".join(f"({one})" for one in _LEVELS) + r")?\s*")


_LABELS: tuple[Label, ...] = ("length", "time", "place", "quota", "who", "floor", "agenda")


@cache
def _label() -> "re.Pattern[str]":
    return re.compile(
        r"(?:(?P<length>会\s*期|会议时长|会议用时)"
        r"|(?P<time>(?:会议|召开|开会|举办|开幕)?的?时\s*间(?:[、和及与]地\s*点)?(?:安排)?)"
        r"|(?P<place>(?:会议|召开|举办|主会场)?地\s*点|主会场)"
        r"|(?P<quota>(?:参会)?名额(?:分配)?(?:表|如下)?)"
        r"|(?P<who>(?:参\s*会|参\s*加|出\s*席|列\s*席|到\s*会|与\s*会)(?:会议)?的?(?:人\s*员|对象|范围|单位|人数|代表)(?:及[^：\s]{1,8})?"
        r"|人\s*员(?=\s*：)|会议(?:规模|对象|代表|人员|人数|范围))"
        r"|(?P<floor>(?:大会|交流|典型|表态|经验|重点|会议)?(?:交流)?发言(?:单位|人员|人|名单|安排|顺序)?|(?:典型)?经验交流)"
        r"|(?P<agenda>(?:会议)?(?:主要)?(?:议\s*程|议\s*题|日\s*程|程\s*序|内\s*容)(?:安排|如下)?|会议安排))"
        r"(?P<aside>（[^）]{1,24}）)?(?P<mark>\s*[：:]|　+|\s{2,})?\s*"
    )
