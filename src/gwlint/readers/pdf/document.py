"""The child's answer as a `Document`."""

from typing import Any

from gwlint.language.normal import canon, is_half_width
from gwlint.model import Document, Font, PageSetup, PdfRef
from gwlint.model.document import Capability, Origin
from gwlint.readers.builder import Builder


def from_answer(answer: dict[str, Any], path: str, format: str = "pdf") -> Document:
    """The document that `child.answer` describes; `format` is its own. Raises KeyError, TypeError or ValueError for any other shape."""
    build = Builder()
    fonts: dict[Any, Font] = {}
    number = 0
    for kind, align, indent, stretches in answer["blocks"]:
        counted = kind in ("paragraph", "cell")
        number += counted
        build.open(kind, page=stretches[0][1], paragraph=number if counted else None, align=align, indent=indent)
        for text, page, box, *face in stretches:
            font = fonts.get(key := tuple(face))
            if font is None:
                font = fonts[key] = _font(*face)
            if box is None:
                build.generate(text, font)
            else:
                build.add(text, PdfRef(page, tuple(box)), font)
        build.close()
    for code, message in answer["notes"]:
        build.note(code, message)
    for message in answer["missing"]:
        build.miss(message)
    return _told(build, answer, path, format)


def _font(name: str | None, size: float, bold: bool | None, color: str | None) -> Font:
    def origin(known: object) -> Origin:
        return "unknown" if known is None else "direct"

    return Font(name, origin(name), size, "direct", bold, origin(bold), color, origin(color))


def _told(build: Builder, answer: dict[str, Any], path: str, format: str) -> Document:
    """The document with what its text layer can answer. Half-width marks after Han are the export's fault,
    and what was recognised may have any."""
    can: set[Capability] = {"pages"} if answer["ocr"] else {"fonts", "layout", "pages"}
    document = build.document(
        path,
        format,
        pages=answer["pages"],
        sections=_sections(answer["paper"], answer["text"]),
        properties=answer["properties"],
    )
    if is_half_width(document.text) or "recognised" in answer:
        return document._replace(can=frozenset(can), text=canon(document.text))
    return document._replace(can=frozenset(can | {"punctuation"}))


def _sections(paper: list[float] | None, text: list[float] | None) -> tuple[PageSetup, ...]:
    """The usual paper, and as margins what the text leaves of it."""
    if paper is None or text is None:
        return ()
    left, bottom, right, top = paper
    return (PageSetup(right - left, top - bottom, top - text[3], text[1] - bottom, text[0] - left, right - text[2]),)
