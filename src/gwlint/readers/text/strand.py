"""Text that still knows where in the file each stretch of it stands, and how to cut and join it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gwlint.model import HtmlRef, TextRef


class Chunk(NamedTuple):
    """`length` code points that stand together at `ref`; None where the file holds no such text."""

    length: int
    ref: TextRef | HtmlRef | None


class Strand(NamedTuple):
    """A line, a paragraph or a part of one. The chunks are as long as the text."""

    text: str
    chunks: tuple[Chunk, ...]

    def cut(self, spans: Iterable[tuple[int, int]]) -> Iterator["Strand"]:
        """The stretches named, in one pass. `spans` are in order and do not overlap."""
        chunks = iter(self.chunks)
        chunk, begins = next(chunks, None), 0
        for start, end in spans:
            parts: list[Chunk] = []
            while chunk is not None and begins < end:
                low, high = max(start, begins), min(end, begins + chunk.length)
                if low < high:
                    parts.append(Chunk(high - low, _later(chunk.ref, low - begins)))
                if begins + chunk.length > end:
                    break
                begins += chunk.length
                chunk = next(chunks, None)
            yield Strand(self.text[start:end], tuple(parts))

    def part(self, start: int, end: int) -> "Strand":
        """One stretch."""
        return next(self.cut([(start, end)]))

    def without(self, spans: Iterable[tuple[int, int]]) -> "Strand":
        """All but the stretches named."""
        kept, last = [], 0
        for start, end in spans:
            kept.append((last, start))
            last = end
        return join(self.cut([*kept, (last, len(self.text))])) if last else self

    def strip(self) -> "Strand":
        """Without white space at either end."""
        start = len(self.text) - len(self.text.lstrip())
        end = len(self.text.rstrip())
        return self if start == 0 and end == len(self.text) else self.part(start, max(start, end))


class Paragraph(NamedTuple):
    """What becomes a block: running text where `role` is empty, a "cell", a footer ("page"), a header ("web…")."""

    strand: Strand
    role: str = ""

    @property
    def text(self) -> str:
        return self.strand.text


def join(strands: Iterable[Strand], between: str = "") -> Strand:
    """One strand out of several; `between` is text that no file holds."""
    texts: list[str] = []
    chunks: list[Chunk] = []
    for strand in strands:
        if texts and between:
            texts.append(between)
            chunks.append(Chunk(len(between), None))
        texts.append(strand.text)
        chunks.extend(strand.chunks)
    return Strand("".join(texts), tuple(chunks))


def _later(ref: TextRef | HtmlRef | None, by: int) -> TextRef | HtmlRef | None:
    if by and isinstance(ref, TextRef):
        return TextRef(ref.line, ref.column + by, ref.offset + by)
    return ref
