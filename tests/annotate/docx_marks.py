"""What the tests of annotated docx look at: the comments and the words they are on, and all that must not have changed."""

import io
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

from gwlint import engine, readers
from gwlint.model import Document, DocxRef, FileReport, Finding, Span

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "samples").glob("*.docx"))
REAL = sorted((ROOT.parent / "shared" / "real" / "docx").glob("*.docx"))

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MARKS = tuple(W + name for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
CHANGED = {"word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
BODY = ("paragraph", "cell", "textbox")


class Comment(NamedTuple):
    """A comment of gwlint as the XML says it: its paragraphs, and the words between its marks."""

    id: str
    lines: list[str]
    words: str


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def fault(document: Document, span: Span, number: int = 0) -> Finding:
    return Finding(
        "GW999", f"fault-{number}", span, span.of(document.text), f"第{number}处有误", "warning", advice="改正"
    )


def report(document: Document, *findings: Finding) -> FileReport:
    return FileReport(document.path, "checked", format="docx", document=document, findings=findings)


def quoting(data: bytes, *quotes: str) -> FileReport:
    """A report that faults these words."""
    document = readers.read_bytes(data, "x.docx")
    spans = [Span(at := document.text.index(quote), at + len(quote)) for quote in quotes]
    return report(document, *(fault(document, span, number) for number, span in enumerate(spans)))


def linted(path: Path) -> tuple[bytes, FileReport]:
    """The file, and its own findings with twenty more at places drawn by lot, the same each time."""
    data = path.read_bytes()
    found = engine.lint(readers.read_bytes(data, path.name))
    assert found.document is not None
    draw, blocks = random.Random(path.name), [one for one in found.document.blocks if one.kind in BODY]
    more = [fault(found.document, _within(draw, draw.choice(blocks).span), number) for number in range(20)]
    real = [one for one in more if expected(found.document, one).strip()]
    return data, found._replace(findings=(*found.findings, *real))


def _within(draw: random.Random, block: Span) -> Span:
    start = draw.randrange(block.start, block.end)
    return Span(start, draw.randint(start + 1, min(block.end, start + 40)))


def expected(document: Document, finding: Finding) -> str:
    """The words of a finding that some run of the file holds."""
    return "".join(
        document.text[max(piece.span.start, finding.span.start) : min(piece.span.end, finding.span.end)]
        for piece in document.pieces
        if isinstance(piece.ref, DocxRef) and piece.span.overlaps(finding.span)
    )


def comments(data: bytes) -> list[Comment]:
    """The comments of gwlint, in the order of the part."""
    files = parts(data)
    words = _words(etree.fromstring(files["word/document.xml"]))
    return [
        Comment(one.get(W + "id"), _lines(one), words[one.get(W + "id")])
        for one in etree.fromstring(files["word/comments.xml"]).iter(W + "comment")
        if one.get(W + "author") == "gwlint"
    ]


def _lines(comment: Any) -> list[str]:
    return ["".join(text.text or "" for text in paragraph.iter(W + "t")) for paragraph in comment.iter(W + "p")]


def _words(root: Any) -> dict[str, str]:
    """What a reader sees between the two marks of each comment."""
    found: dict[str, str] = {}
    open_ones: set[str] = set()
    for element in root.iter():
        id = element.get(W + "id")
        if element.tag == MARKS[0]:
            assert id not in found
            found[id] = ""
            open_ones.add(id)
        elif element.tag == MARKS[1]:
            open_ones.remove(id)
        elif element.tag in _SHOWN and next(element.iterancestors(MC + "Fallback"), None) is None:
            for one in open_ones:
                found[one] += _SHOWN[element.tag] or element.text or ""
    assert not open_ones
    assert set(found) <= {one.get(W + "id") for one in root.iter(MARKS[2])}
    return found


_SHOWN = {W + "t": "", W + "tab": "\t", W + "br": "\n", W + "noBreakHyphen": "-"}


def tokens(data: bytes) -> list[Any]:
    """The whole body, marks of gwlint left out: each tag, and each character with the properties of its run."""
    files = parts(data)
    ours = {one.id for one in comments(data)} if b"gwlint" in files.get("word/comments.xml", b"") else set()
    return list(_walk(etree.fromstring(files["word/document.xml"]), ours, ""))


def _walk(element: Any, ours: set[str], look: str) -> Iterator[Any]:
    if element.tag in MARKS and element.get(W + "id") in ours:
        return
    if element.tag == W + "r":
        if [child for child in element if child.tag == MARKS[2] and child.get(W + "id") in ours]:
            return
        properties = element.find(W + "rPr")
        look = str(sorted(element.attrib.items())) + ("" if properties is None else _canonical(properties))
        for child in element:
            if child.tag != W + "rPr":
                yield from _walk(child, ours, look)
    elif element.tag == W + "t":
        yield from ((char, look) for char in element.text or "")
    else:
        yield element.tag, sorted(element.attrib.items()), element.text, look
        for child in element:
            yield from _walk(child, ours, look)
        yield "/", element.tag


def _canonical(element: Any) -> str:
    return etree.tostring(element, method="c14n", with_tail=False).decode()
