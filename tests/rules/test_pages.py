"""Pages are counted where the file has them, estimated for Word files, and left alone in plain text."""

import pytest

from gwlint import engine, profiles, readers
from gwlint.model import Document, Finding, PdfRef, Piece

TITLE = "平川县人民政府关于扶持花卉产业的若干意见"
OPENING = f"{TITLE}\n\n各乡镇人民政府，县政府各部门：\n\n"
CLOSING = "平川县人民政府\n2023年3月6日\n"
PARAGRAPH = "新建温室按面积补助，购买滴灌设备按价款补助，参加展会按摊位补助。\n\n"


def draft(paragraphs: int) -> Document:
    return readers.read_bytes((OPENING + PARAGRAPH * paragraphs + CLOSING).encode(), "draft.txt")


def printed(paragraphs: int) -> Document:
    """The draft as a pdf with one block a page, the title on the first."""
    document = draft(paragraphs)
    pieces = tuple(
        Piece(block.span, PdfRef(page, (0.0, 0.0, 1.0, 1.0))) for page, block in enumerate(document.blocks, 1)
    )
    return document._replace(format="pdf", pieces=pieces, can=document.can | {"layout", "pages"})


def found(document: Document, profile: str = "cn") -> list[Finding]:
    return list(engine.lint(document, profiles.load(profile), select=frozenset({"too-many-pages"})).findings)


@pytest.mark.parametrize(("paragraphs", "pages"), [(10, 0), (11, 11)])
def test_pdf_is_counted(paragraphs: int, pages: int) -> None:
    messages = [(one.severity, one.message) for one in found(printed(paragraphs))]
    wanted = f"正文占{pages}页（第3至{pages + 2}页），超过政策性文件10页的限额"
    assert messages == ([("warning", wanted)] if pages else [])


def test_attachments_and_cover_are_not_counted() -> None:
    document = printed(9)
    assert document.pieces[-1].ref == PdfRef(13, (0.0, 0.0, 1.0, 1.0))
    assert found(document) == []


def test_plain_text_has_no_pages() -> None:
    assert found(draft(400)) == []


def test_word_file_is_estimated() -> None:
    document = draft(400)
    (one,) = found(document._replace(can=document.can | {"layout"}))
    assert one.severity == "info" and "估计" in one.message
