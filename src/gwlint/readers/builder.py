"""Assembles a `Document` block by block, so that every reader keeps the same invariants.

build = Builder()
build.open("paragraph", "Title", page=1)
build.generate("一、")                  # what the page shows and no file holds
build.add("总体要求", ref, font)         # what the file holds, and where
build.close()
document = build.document(path, "docx", can=frozenset({"fonts"}))
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from gwlint.model.document import (
    Block,
    BlockKind,
    Capability,
    Document,
    Font,
    HtmlRef,
    Note,
    PageSetup,
    PdfRef,
    Piece,
    Ref,
    Run,
    TextRef,
)
from gwlint.model.span import Span


def is_remark(text: str) -> bool:
    """Whether the words of a comment or a last line speak to gwlint."""
    head, colon, _ = text.strip().replace("：", ":").partition(":")
    return bool(colon) and head.strip().lower() == "gwlint"


class _Part(NamedTuple):
    """A stretch of the open block; `ref` is None where it is generated."""

    text: str
    ref: Ref | None
    font: Font | None


class Builder:
    """Open a block, add its text, close it; at the end ask for the document.

    Blocks come in reading order and do not nest. The line break between two blocks is put in here, as a generated
    piece; line breaks at either end of a block are taken off; a block that shows nothing (no text but white space)
    is dropped.
    """

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._pieces: list[Piece] = []
        self._notes: dict[str, Note] = {}
        self._missing: dict[str, None] = {}
        self._open: tuple[BlockKind, str, dict[str, Any]] | None = None
        self._parts: list[_Part] = []

    @property
    def length(self) -> int:
        """Code points in the text so far, the open block not counted."""
        return self._length

    def open(self, kind: BlockKind = "paragraph", role: str = "", **facts: Any) -> None:
        """Begin a block. `facts` are the further fields of `Block`: page, paragraph, align, indent, revised."""
        if self._open is not None:
            raise ValueError("a block is open already")
        self._open = kind, role, facts
        self._parts = []

    def add(self, text: str, ref: Ref, font: Font | None = None) -> None:
        """Append text that stands at `ref` in the file."""
        if text:
            self._parts.append(_Part(text, ref, font))

    def generate(self, text: str, font: Font | None = None) -> None:
        """Append text that the page shows and no place in the file holds, such as an automatic number."""
        if text:
            self._parts.append(_Part(text, None, font))

    def close(self) -> bool:
        """End the block; False if it shows nothing and was dropped."""
        if self._open is None:
            raise ValueError("no block is open")
        (kind, role, facts), self._open = self._open, None
        parts = _trimmed(self._parts)
        if not any(part.text.strip() for part in parts):
            return False
        if self._blocks:
            self._put("\n", None)
        start = self._length
        runs: list[Run] = []
        for text, ref, font in parts:
            span = self._put(text, ref)
            if font is None:
                continue
            if runs and runs[-1].font == font and runs[-1].span.end == span.start:
                runs[-1] = Run(Span(runs[-1].span.start, span.end), font)
            else:
                runs.append(Run(span, font))
        self._blocks.append(Block(Span(start, self._length), kind, role, tuple(runs), **facts))
        return True

    def note(self, code: str, message: str) -> None:
        """Say once what was met on the way; a later message of the same code is dropped."""
        self._notes.setdefault(code, Note(code, message))

    def miss(self, message: str) -> None:
        """Say once, in Chinese, what could not be read; the document is then partial."""
        self._missing[message] = None

    def document(
        self,
        path: str,
        format: str,
        *,
        can: frozenset[Capability] = frozenset(),
        pages: int | None = None,
        sections: tuple[PageSetup, ...] = (),
        sha256: str | None = None,
        properties: Mapping[str, str] | None = None,
    ) -> Document:
        """The document as built so far."""
        return Document(
            path=path,
            format=format,
            text="".join(self._texts),
            blocks=tuple(self._blocks),
            pieces=tuple(self._pieces),
            can=can,
            notes=tuple(self._notes.values()),
            missing=tuple(self._missing),
            pages=pages,
            sections=sections,
            sha256=sha256,
            properties=properties or {},
        )

    def _put(self, text: str, ref: Ref | None) -> Span:
        span = Span(self._length, self._length + len(text))
        self._texts.append(text)
        self._length = span.end
        self._pieces.append(Piece(span, ref, ref is None))
        return span


def _trimmed(parts: list[_Part]) -> list[_Part]:
    """Without line breaks at either end; the refs follow."""
    first, last = 0, len(parts)
    while last > first and not parts[last - 1].text.rstrip("\n"):
        last -= 1
    while first < last and not parts[first].text.lstrip("\n"):
        first += 1
    kept = parts[first:last]
    if kept and kept[-1].text.endswith("\n"):
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip("\n"))
    if kept and kept[0].text.startswith("\n"):
        text, ref, font = kept[0]
        cut = len(text) - len(text.lstrip("\n"))
        kept[0] = _Part(text[cut:], _later(ref, cut), font)
    return kept


def _later(ref: Ref | None, by: int) -> Ref | None:
    """The place `by` line breaks further on, in the same run or file."""
    if ref is None or isinstance(ref, PdfRef | HtmlRef):
        return ref
    if isinstance(ref, TextRef):
        return TextRef(ref.line + by, 1, ref.offset + by)
    return ref._replace(offset=ref.offset + by)
