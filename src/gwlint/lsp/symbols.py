"""The outline of a 公文 as its parts: 版头, 标题, 主送, 正文 with its headings, 附件, 署名, 日期, 版记."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lsprotocol.types import DocumentSymbol, Location, SymbolInformation, SymbolKind

from gwlint.lsp.desk import Look
from gwlint.model import Document, Element, Gongwen, Span
from gwlint.reporters.width import visible

_NUMERAL = "[一二三四五六七八九十百]{1,5}"
_LEVELS = tuple(
    re.compile(one)
    for one in (
        rf"第{_NUMERAL}[编章]",
        rf"{_NUMERAL}、|第{_NUMERAL}[节条]",
        rf"[（(]{_NUMERAL}[）)]",
        r"\d{1,2}[.．、](?!\d)",
    )
)
_LONGEST = 40


class Part(NamedTuple):
    """A part of the document: what it is called, where it is, and what it holds."""

    name: str
    span: Span
    inside: tuple["Part", ...] = ()


def outline(look: Look) -> list[DocumentSymbol]:
    """The parts in reading order, the headings of the 正文 inside it."""
    report = look.report
    if report.document is None or report.gongwen is None:
        return []
    return [_symbol(one, look) for one in parts(report.document, report.gongwen)]


def flat(symbols: list[DocumentSymbol], uri: str, inside: str | None = None) -> Iterator[SymbolInformation]:
    """The same for an editor that knows no tree."""
    for one in symbols:
        yield SymbolInformation(location=Location(uri, one.range), name=one.name, kind=one.kind, container_name=inside)
        yield from flat(list(one.children or ()), uri, one.name)


def parts(document: Document, gongwen: Gongwen) -> list[Part]:
    """What the document consists of, in reading order."""
    found = [Part(f"{name}：{_short(one.text)}", one.span) for name, one in _elements(gongwen) if one]
    for zone, name in ((gongwen.cover, "引文"), (gongwen.body, "正文")):
        if zone and zone.length:
            found.append(Part(name, zone, _headings(document, zone)))
    for one in gongwen.attachments:
        if one.span:
            found.append(Part(f"附件{one.number}：{_short(one.title)}", one.span))
    return sorted(found, key=lambda part: (part.span.start, -part.span.end))


def _elements(one: Gongwen) -> Iterator[tuple[str, Element | None]]:
    yield from (("份号", one.copy_number), ("密级", one.secrecy), ("紧急程度", one.urgency))
    yield from (("发文机关标志", one.masthead), ("发文字号", one.doc_number), ("签发人", one.signatory))
    yield from (("标题", one.title), ("主送机关", one.addressees), ("附件说明", one.attachment_list))
    yield from (("署名", one.signature), ("成文日期", one.date_line), ("公开属性", one.disclosure), ("附注", one.note))
    yield from (("抄送", one.cc), ("印发", one.imprint))


def _headings(document: Document, zone: Span) -> tuple[Part, ...]:
    """The numbered headings, each with those below it."""
    found = []
    for block in document.blocks:
        start, end = max(block.span.start, zone.start), min(block.span.end, zone.end)
        text = document.text[start:end].strip()
        level = next((nth for nth, form in enumerate(_LEVELS) if form.match(text)), None)
        if start < end and level is not None:
            found.append((level, text, start))
    return tuple(_nested(found, zone.end))


def _nested(found: list[tuple[int, str, int]], end: int) -> Iterator[Part]:
    while found:
        (level, text, start), *rest = found
        below = next((nth for nth, one in enumerate(rest) if one[0] <= level), len(rest))
        found = rest[below:]
        last = found[0][2] - 1 if found else end
        yield Part(_short(re.split("[。：:；]", text)[0]), Span(start, last), tuple(_nested(rest[:below], last)))


def _short(text: str) -> str:
    text = visible(" ".join(text.split()))
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _symbol(part: Part, look: Look) -> DocumentSymbol:
    whole = look.places.range(part.span)
    return DocumentSymbol(
        name=part.name,
        kind=SymbolKind.Namespace if part.inside else SymbolKind.String,
        range=whole,
        selection_range=whole if not part.inside else type(whole)(whole.start, whole.start),
        children=[_symbol(one, look) for one in part.inside],
    )
