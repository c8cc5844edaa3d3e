"""Findings as highlights in a pdf. What is added comes after the file's own bytes: page and text stay as they are."""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

from gwlint.annotate.words import AUTHOR, lines
from gwlint.errors import Unreadable
from gwlint.model import Document, FileReport, Finding, PdfRef, Severity, Span
from gwlint.reporters.width import width

if TYPE_CHECKING:
    from pypdf import PdfWriter
    from pypdf.generic import DictionaryObject

Box = tuple[float, float, float, float]

_COLORS: dict[Severity, tuple[float, float, float]] = {  # pale: several may lie over each other
    "error": (1.0, 0.72, 0.72),
    "warning": (1.0, 0.9, 0.55),
    "info": (0.75, 0.9, 1.0),
}
_PRINT = 4  # the flag that lets an annotation be printed (ISO 32000-1, table 165)


def annotate(data: bytes, report: FileReport) -> bytes:
    """The pdf `data`, each finding of `report` that has a place highlighted there, once on each page it touches.

    `report` must be of the same bytes. Raises Unreadable where the file cannot be added to: locked, or too damaged
    for anything but reading.
    """
    if report.document is None:
        raise Unreadable(report.reason or "文件读不出，无法标注")
    try:
        return _annotated(data, report.document, report.findings)
    except Unreadable:
        raise
    except (Exception, RecursionError, MemoryError) as error:  # what a damaged file does to the library
        raise Unreadable("文件结构有误，可以检查但不能写入标注，请重新导出PDF后再标注") from error


def outside(report: FileReport) -> tuple[Finding, ...]:
    """The findings that no page shows a word of: they are not highlighted."""
    document = report.document
    return () if document is None else tuple(one for one in report.findings if not places(document, one.span))


def places(document: Document, span: Span) -> list[tuple[int, Box]]:
    """Pages (from 1) and boxes (points, the page's own space) of the text in `span`, a box for each stretch of a line.

    The first and the last are cut where the span cuts them, as if all characters of one kind were equally wide.
    """
    return [
        (piece.ref.page, _part_of(piece.ref.box, piece.span.of(document.text), span.shifted(-piece.span.start)))
        for piece in document.pieces
        if isinstance(piece.ref, PdfRef) and piece.span.overlaps(span) and _shows(document.text, piece.span, span)
    ]


def _shows(text: str, piece: Span, span: Span) -> bool:
    return bool(text[max(piece.start, span.start) : min(piece.end, span.end)].strip())


def _part_of(box: Box, text: str, span: Span) -> Box:
    """The part of `box` that the characters `span` of `text` take; all of it where the line does not run across."""
    left, bottom, right, top = box
    total = width(text)
    if not total or (len(text) > 2 and top - bottom > right - left):
        return box
    step = (right - left) / total
    return (
        left + step * width(text[: max(span.start, 0)]),
        bottom,
        left + step * width(text[: span.end]),
        top,
    )


def _annotated(data: bytes, document: Document, findings: Iterable[Finding]) -> bytes:
    import logging

    from pypdf import PdfReader, PdfWriter

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings are English and quote the file
    if PdfReader(BytesIO(data)).is_encrypted:
        raise Unreadable("文件加了密或者限制了修改，不能写入标注，请用没有限制的PDF")
    writer = PdfWriter(BytesIO(data), incremental=True)
    for finding in findings:
        for page, boxes in groupby(places(document, finding.span), key=lambda place: place[0]):
            writer.add_annotation(page - 1, _highlight(writer, finding, page, [box for _, box in boxes]))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _highlight(writer: "PdfWriter", finding: Finding, page: int, boxes: Sequence[Box]) -> "DictionaryObject":
    """A highlight annotation over `boxes` (ISO 32000-1, 12.5.6.10), with its look for viewers that draw none."""
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

    around = _around(boxes)
    color = _COLORS[finding.severity]
    look = writer._add_object(_look(around, boxes, color))
    entries: dict[str, Any] = {
        "/Type": NameObject("/Annot"),
        "/Subtype": NameObject("/Highlight"),
        "/Rect": _numbers(around),
        "/QuadPoints": _numbers(edge for box in boxes for edge in _quad(box)),
        "/C": _numbers(color),
        "/F": NumberObject(_PRINT),
        "/T": TextStringObject(AUTHOR),
        "/NM": TextStringObject(f"{AUTHOR}-{finding.fingerprint}-{page}"),
        "/Contents": TextStringObject("\n".join(lines(finding))),
        "/AP": DictionaryObject({NameObject("/N"): look}),
        "/Border": ArrayObject([NumberObject(0)] * 3),
    }
    return DictionaryObject({NameObject(key): value for key, value in entries.items()})


def _look(around: Box, boxes: Iterable[Box], color: Sequence[float]) -> "DictionaryObject":
    """The boxes filled in `color`, the print below showing through."""
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    fills = "".join(f"{x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f\n" for x0, y0, x1, y1 in boxes)
    stream = DecodedStreamObject()
    stream.set_data(f"/G gs\n{' '.join(map(str, color))} rg\n{fills}".encode("ascii"))
    multiply = DictionaryObject({NameObject("/BM"): NameObject("/Multiply")})
    resources = DictionaryObject({NameObject("/ExtGState"): DictionaryObject({NameObject("/G"): multiply})})
    group = DictionaryObject({NameObject("/S"): NameObject("/Transparency")})
    entries = {"/Type": "/XObject", "/Subtype": "/Form"}
    stream.update({NameObject(key): NameObject(value) for key, value in entries.items()})
    stream.update({NameObject("/BBox"): _numbers(around), NameObject("/Resources"): resources})
    stream[NameObject("/Group")] = group
    return stream


def _around(boxes: Sequence[Box]) -> Box:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _quad(box: Box) -> Iterator[float]:
    """Upper left, upper right, lower left, lower right: the order that viewers expect, not the standard's."""
    left, bottom, right, top = box
    yield from (left, top, right, top, left, bottom, right, bottom)


def _numbers(values: Iterable[float]) -> Any:
    from pypdf.generic import ArrayObject, FloatObject

    return ArrayObject(FloatObject(round(value, 2)) for value in values)
