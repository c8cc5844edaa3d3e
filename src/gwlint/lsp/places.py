"""Lines and characters as editors count them (LSP 3.17, Position), and where spans of a document stand in them."""

import re
from bisect import bisect_right

from lsprotocol.types import Position, PositionEncodingKind, Range

from gwlint.model import Document, Span, TextRef

_BREAK = re.compile(r"\r\n|\r|\n")
_BYTES = {PositionEncodingKind.Utf8: ("utf-8", 1), PositionEncodingKind.Utf16: ("utf-16-le", 2)}


class Lines:
    """A text and its lines. Only \\n, \\r\\n and \\r end a line; a character counts in the `units` agreed on."""

    def __init__(self, text: str, units: str = PositionEncodingKind.Utf16) -> None:
        self.text = text
        self.units = units
        self._starts = [0, *(found.end() for found in _BREAK.finditer(text))]

    def position(self, offset: int) -> Position:
        """The place of the code point at `offset`."""
        line = bisect_right(self._starts, offset) - 1
        return Position(line, self._width(self.text[self._starts[line] : offset]))

    def range(self, start: int, end: int) -> Range:
        """The place of `text[start:end]`."""
        return Range(self.position(start), self.position(end))

    def offset(self, place: Position) -> int:
        """The code point at `place`; the nearest one where there is no such place."""
        if place.line >= len(self._starts):
            return len(self.text)
        start, text = self._starts[place.line], self.line(place.line)
        width = self._width(text)
        if width == len(text) or place.character >= width:
            return start + min(place.character, len(text))
        used = 0
        for index, char in enumerate(text):
            if used >= place.character:
                return start + index
            used += self._width(char)
        return start + len(text)

    def line(self, number: int) -> str:
        """A line without its end."""
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self.text)
        return self.text[self._starts[number] : end].rstrip("\r\n")

    def edited(self, place: Range, new: str) -> "Lines":
        """The text with `new` in the place of a range."""
        start, end = sorted((self.offset(place.start), self.offset(place.end)))
        return Lines(self.text[:start] + new + self.text[end:], self.units)

    def _width(self, text: str) -> int:
        codec = _BYTES.get(PositionEncodingKind(self.units))
        if text.isascii() or codec is None:
            return len(text)
        return len(text.encode(codec[0], "surrogatepass")) // codec[1]


class Places:
    """Where the spans of a document stand in the text that the editor shows: that of the file it was read from, or
    with `projected` the document's own."""

    def __init__(self, document: Document | None, lines: Lines, projected: bool = False) -> None:
        self.lines = lines
        self._projected = projected
        pieces = document.pieces if document else ()
        self._pieces = [(one.span, one.ref.offset) for one in pieces if isinstance(one.ref, TextRef)]
        self._starts = [span.start for span, _ in self._pieces]
        self._mark = int(lines.text.startswith("\ufeff"))

    def range(self, span: Span) -> Range:
        """The place of a span."""
        return self.lines.range(*self.offsets(span))

    def offsets(self, span: Span) -> tuple[int, int]:
        """Start and end of a span in the text shown."""
        if self._projected:
            return span
        if not self._pieces:
            return 0, 0
        start = self._offset(span.start)
        return start, max(start, self._offset(span.end - 1) + 1 if span.length else start)

    def span(self, offset: int) -> Span:
        """The code point of the document that `offset` in the text shown stands for, or follows."""
        if self._projected or not self._pieces:
            return Span(offset, offset + 1)
        begins = [at for _, at in self._pieces]
        span, at = self._pieces[max(bisect_right(begins, offset - self._mark) - 1, 0)]
        start = min(span.start + max(offset - self._mark - at, 0), span.end)
        return Span(start, start + 1)

    def _offset(self, at: int) -> int:
        """A code point of the document in the file's text; between two pieces, the end of the first."""
        span, offset = self._pieces[max(bisect_right(self._starts, at) - 1, 0)]
        return self._mark + offset + min(max(at - span.start, 0), span.length)
