"""Edits in a text file: its encoding, line ends and everything else stay."""

from collections.abc import Sequence

from gwlint.errors import Unreadable
from gwlint.model import Document, Edit, Span, TextRef
from gwlint.readers.text.decode import decode

_CODECS = (
    (b"", "utf-8"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"", "utf-16-le"),
    (b"", "utf-16-be"),
    (b"", "gb18030"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
)


class TextDraft:
    """A text file, as read into `document`. Raises Unreadable where its bytes cannot be had back from its text."""

    def __init__(self, data: bytes, document: Document) -> None:
        self._document = document
        self._text, _ = decode(data)
        self._mark, self._codec = _codec(data, self._text)

    def hindrance(self, edit: Edit) -> str | None:
        """The file has to hold just what the document shows."""
        place = self._place(edit.span)
        shown = edit.span.of(self._document.text)
        return None if place and place.of(self._text) == shown else "这里的文字在文件里断开或者写法不同，请手工改"

    def written(self, edits: Sequence[Edit]) -> bytes:
        """The file with these edits."""
        parts, at = [], 0
        for place, new in sorted((place, edit.text) for edit in edits if (place := self._place(edit.span))):
            parts += [self._text[at : place.start], new]
            at = place.end
        return self._mark + "".join([*parts, self._text[at:]]).encode(self._codec)

    def _place(self, span: Span) -> Span | None:
        """`span` in the file's own text; None where nothing of the file stands at its start."""
        for piece in self._document.pieces:
            if piece.span.start <= span.start < piece.span.end and isinstance(piece.ref, TextRef):
                return span.shifted(piece.ref.offset - piece.span.start)
        return None


def _codec(data: bytes, text: str) -> tuple[bytes, str]:
    """The byte order mark and the encoding that give `data` back."""
    for mark, codec in _CODECS:
        if data.startswith(mark) and mark + text.encode(codec, "surrogatepass") == data:
            return mark, codec
    raise Unreadable("文件的编码不能原样写回，请用记事本打开，另存为UTF-8编码后再改")
