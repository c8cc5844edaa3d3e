"""What a reader gives: the text of a file, block by block, and where each character came from."""

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

from gwlint.model.span import Span

Origin: TypeAlias = Literal["direct", "style", "default", "theme", "unknown"]
BlockKind: TypeAlias = Literal["paragraph", "cell", "header", "footer", "textbox", "footnote"]
Capability: TypeAlias = Literal["fonts", "layout", "pages", "punctuation", "revisions"]


class DocxRef(NamedTuple):
    """A place in a docx package.

    `part` is the part's name ("word/document.xml"), `paragraph` the index of the w:p in that part in document order
    (0-based, nested ones counted), `run` the index of the w:r in that paragraph (0-based), `offset` the code point
    inside the run's own text where the piece begins. `revision` is "ins" or "moveTo" inside a tracked change.
    """

    part: str
    paragraph: int
    run: int
    offset: int
    revision: str | None = None


class PdfRef(NamedTuple):
    """A place on a page: `page` from 1, `box` left, bottom, right, top in points from the lower left corner."""

    page: int
    box: tuple[float, float, float, float]


class TextRef(NamedTuple):
    """A place in a decoded text file: `line` and `column` from 1, in code points, `offset` from 0."""

    line: int
    column: int
    offset: int


class HtmlRef(NamedTuple):
    """A place in a web page: `line` of its source, from 1, on which the element begins that holds the text."""

    line: int


Ref: TypeAlias = DocxRef | PdfRef | TextRef | HtmlRef


class Piece(NamedTuple):
    """A stretch of `Document.text` and its source; `ref` is None for what no file holds (numbers, separators)."""

    span: Span
    ref: Ref | None
    generated: bool = False


class Font(NamedTuple):
    """The effective East Asian face of a run; size in points; each fact with where it was said."""

    name: str | None = None
    name_origin: Origin = "unknown"
    size: float | None = None
    size_origin: Origin = "unknown"
    bold: bool | None = None
    bold_origin: Origin = "unknown"
    color: str | None = None
    color_origin: Origin = "unknown"


class Run(NamedTuple):
    """A stretch of a block in one font."""

    span: Span
    font: Font


class Block(NamedTuple):
    """A paragraph, or what is read like one. `text[span]` holds no line break at either end.

    `role` is what the format itself says ("Title", "Heading 1", ""), `page` the page it begins on (from 1),
    `paragraph` its number for people (from 1, body and tables only), `align` and `indent` (first line, in points)
    as laid out, `revised` whether a tracked change touches it.
    """

    span: Span
    kind: BlockKind
    role: str = ""
    runs: tuple[Run, ...] = ()
    page: int | None = None
    paragraph: int | None = None
    align: Literal["left", "center", "right", "justify"] | None = None
    indent: float | None = None
    revised: bool = False


class PageSetup(NamedTuple):
    """A section's paper and margins, in points."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float


class Note(NamedTuple):
    """Something a reader met on the way; `code` for programs, `message` in Chinese for people."""

    code: str
    message: str


class Remark(NamedTuple):
    """Words in a file that speak to gwlint and are no part of its text, such as `gwlint: 忽略 GW101 理由` in a comment.

    `span` is what they stand on, None for the whole document.
    """

    text: str
    author: str = ""
    span: Span | None = None


class Recognised(NamedTuple):
    """A stretch that was read off a picture, and how sure that is (0 to 1)."""

    span: Span
    confidence: float


class Document(NamedTuple):
    """A file as read.

    Invariants (tests/readers/contract.py): blocks in order and disjoint, joined by one line break; pieces contiguous
    from 0 to len(text); a block's runs, if any, lie inside it and in order.

    `can` says what this reader is able to answer; a rule that needs more is listed as not checked. `missing` is empty
    when everything was read; otherwise each entry says in Chinese what could not be (status partial).
    `recognised` lists in order what was read off pictures. `properties` are facts such as title and creator that the file's own metadata give; never trusted for counts.
    """

    path: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    pieces: tuple[Piece, ...]
    can: frozenset[Capability] = frozenset()
    notes: tuple[Note, ...] = ()
    missing: tuple[str, ...] = ()
    pages: int | None = None
    sections: tuple[PageSetup, ...] = ()
    sha256: str | None = None
    properties: Mapping[str, str] = {}
    remarks: tuple[Remark, ...] = ()
    recognised: tuple[Recognised, ...] = ()

    @property
    def confidence(self) -> float | None:
        """How sure the recognised text is, by characters; None where all was read from the file itself."""
        length = sum(one.span.length for one in self.recognised)
        return sum(one.confidence * one.span.length for one in self.recognised) / length if length else None
