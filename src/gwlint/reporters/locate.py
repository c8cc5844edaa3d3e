"""Where people find a span: computed from blocks and pieces, never by searching for the text."""

from bisect import bisect_right

from gwlint.model import Block, Document, Location, PdfRef, Piece, Span, TextRef

_KINDS = {"header": "页眉", "footer": "页脚", "textbox": "文本框", "footnote": "脚注", "cell": "表格"}


class Locator:
    """Places in one document."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._blocks = document.blocks
        self._pieces = document.pieces
        self._block_starts = [block.span.start for block in document.blocks]
        self._piece_starts = [piece.span.start for piece in document.pieces]

    def __call__(self, span: Span) -> Location:
        """Page, paragraph, line and column (from 1; None where unknown) of the first character of `span`."""
        block, piece = self.block(span.start), self._piece(span.start)
        page, paragraph = (block.page, block.paragraph) if block else (None, None)
        if piece is not None and isinstance(piece.ref, PdfRef):
            page = piece.ref.page
        if piece is None or not isinstance(piece.ref, TextRef):
            return Location(page, paragraph)
        before = self._text[piece.span.start : span.start].split("\n")
        column = piece.ref.column if len(before) == 1 else 1
        return Location(page, paragraph, piece.ref.line + len(before) - 1, column + len(before[-1]))

    def words(self, span: Span) -> str:
        """The place for people: 第2页第3段, 第12行, 第1页页眉; empty where nothing is known."""
        at, block = self(span), self.block(span.start)
        if at.line is not None:
            return f"第{at.line}行"
        page = f"第{at.page}页" if at.page is not None else ""
        if at.paragraph is not None:
            return f"{page}第{at.paragraph}段"
        return page + _KINDS.get(block.kind if block else "", "")

    def block(self, at: int) -> Block | None:
        """The block that `at` lies in or follows; None in an empty document."""
        return self._blocks[max(bisect_right(self._block_starts, at) - 1, 0)] if self._blocks else None

    def _piece(self, at: int) -> Piece | None:
        return self._pieces[max(bisect_right(self._piece_starts, at) - 1, 0)] if self._pieces else None
