"""Paragraphs into blocks."""

from collections.abc import Sequence

from gwlint.language.normal import canon
from gwlint.model.document import BlockKind
from gwlint.readers.builder import Builder
from gwlint.readers.text.lines import MAX_LINES, too_many
from gwlint.readers.text.strand import Paragraph


def emit(build: Builder, paragraphs: Sequence[Paragraph], respell: bool) -> None:
    """Every paragraph as a block; in one spelling where `respell`. Raises Unreadable for absurdly many."""
    if sum(len(one.strand.chunks) for one in paragraphs) > 2 * MAX_LINES:
        raise too_many()
    number = 0
    for (text, chunks), role in paragraphs:
        kind = _kind(role)
        counted = kind in ("paragraph", "cell")
        number += counted
        build.open(kind, "" if kind == "cell" else role, paragraph=number if counted else None)
        shown, at = canon(text) if respell else text, 0
        for length, ref in chunks:
            piece = shown[at : at + length]
            build.add(piece, ref) if ref else build.generate(piece)
            at += length
        build.close()


def _kind(role: str) -> BlockKind:
    if role == "page":
        return "footer"
    if role == "cell":
        return "cell"
    return "header" if role.startswith("web") else "paragraph"
