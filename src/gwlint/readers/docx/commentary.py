"""Comments, by python-docx's own interface. Importing it takes as long as a whole check: only comments to gwlint pay."""

import datetime
import io
import zipfile
from collections.abc import Iterable
from typing import NamedTuple

from gwlint.errors import Unreadable
from gwlint.model import Document, DocxRef, Remark, Span
from gwlint.readers.builder import is_remark
from gwlint.readers.docx.package import Package
from gwlint.readers.docx.xml import Element, P, W

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_DOCUMENT = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'

_START = W + "commentRangeStart"
_MARKS = (_START, W + "commentRangeEnd", W + "commentReference")


class Comment(NamedTuple):
    """A comment; `time` is None where the file does not say."""

    id: int
    author: str
    text: str
    time: datetime.datetime | None = None


def comments(package: Package) -> list[Comment]:
    """The comments of a package, in the file's order. Raises `Unreadable` for a part that cannot be read."""
    root = _root(package)
    if root is None or not len(root):
        return []
    import docx
    from lxml import etree

    try:
        found = docx.Document(io.BytesIO(_alone(etree.tostring(root)))).comments
        return [Comment(one.comment_id, one.author, one.text, one.timestamp) for one in found]
    except Exception as error:  # python-docx raises many kinds on broken XML
        raise Unreadable("批注部件已损坏，请用Word打开后另存为docx再检查") from error


def glance(package: Package) -> tuple[int, bool]:
    """How many comments there are, and whether one may speak to gwlint. Raises `Unreadable` as `comments` does."""
    root = _root(package)
    found = [] if root is None else root.findall(W + "comment")
    return len(found), any("gwlint" in "".join(map(str, one.itertext())).lower() for one in found)


def _root(package: Package) -> Element | None:
    links = package.relationships(package.main_part())
    part = next((link.target for link in links if link.kind == "comments" and not link.external), None)
    return None if part is None else package.tree(part)


def remarks(comments: Iterable[Comment], document: Document, part: str, body: Element) -> tuple[Remark, ...]:
    """Those comments that speak to gwlint, each with the paragraphs of the main `part` that it stands on."""
    places = _paragraphs(body.getroottree().getroot())
    return tuple(
        Remark(one.text, one.author, _span(document, part, *places.get(str(one.id), (0, -1))))
        for one in comments
        if is_remark(one.text)
    )


def _paragraphs(root: Element) -> dict[str, tuple[int, int]]:
    """By a comment's id the first and the last paragraph (as `DocxRef` counts them) that its marks stand in."""
    found: dict[str, tuple[int, int]] = {}
    last = -1
    for item in root.iter(P, *_MARKS):
        if item.tag == P:
            last += 1
            continue
        here = last + (item.tag == _START and next(item.iterancestors(P), None) is None)
        id = item.get(W + "id", "")
        found[id] = (found.get(id, (here, 0))[0], here)
    return found


def _span(document: Document, part: str, first: int, last: int) -> Span:
    """The text of those paragraphs; empty at the start where the text shows none of them."""
    spans = [
        span
        for span, ref, _ in document.pieces
        if isinstance(ref, DocxRef) and ref.part == part and first <= ref.paragraph <= last
    ]
    return Span(spans[0].start, spans[-1].end) if spans else Span(0, 0)


def _alone(comments_xml: bytes) -> bytes:
    """A package with nothing but these comments: python-docx would load every part of the real one, without limits."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/d.xml" ContentType="{_TYPE}document.main+xml"/>'
        f'<Override PartName="/c.xml" ContentType="{_TYPE}comments+xml"/></Types>',
        "_rels/.rels": _relationship("officeDocument", "d.xml"),
        "_rels/d.xml.rels": _relationship("comments", "c.xml"),
        "d.xml": _DOCUMENT,
        "c.xml": comments_xml,
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _relationship(kind: str, target: str) -> str:
    link = f'<Relationship Id="r1" Type="{_RELATION}{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}relationships">{link}</Relationships>'
