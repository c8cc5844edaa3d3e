"""Places are computed from pieces and blocks."""

from handmade import LINES, make_document

from gwlint.model import Block, Document, Location, Piece, Span, TextRef
from gwlint.reporters.locate import Locator

THIRD = len(LINES[0]) + len(LINES[1]) + 2


def test_docx_has_page_and_paragraph():
    locate = Locator(make_document("a.docx"))
    assert locate(Span(THIRD + 3, THIRD + 5)) == Location(2, 3, None, None)
    assert locate.words(Span(THIRD, THIRD)) == "第2页第3段"


def test_pdf_has_the_page_that_the_piece_is_printed_on():
    locate = Locator(make_document("a.pdf", format="pdf"))
    assert locate(Span(THIRD, THIRD + 1)) == Location(2, 3, None, None)


def test_text_has_line_and_column():
    locate = Locator(make_document("a.txt", format="txt"))
    assert locate(Span(THIRD + 3, THIRD + 5)) == Location(None, 3, 3, 4)
    assert locate.words(Span(THIRD, THIRD)) == "第3行"


def test_every_character_of_a_text_file():
    document = make_document("a.txt", format="txt")
    locate = Locator(document)
    for at, char in enumerate(document.text):
        if char != "\n":
            place = locate(Span(at, at + 1))
            assert LINES[(place.line or 0) - 1][(place.column or 0) - 1] == char


def test_a_piece_of_several_lines():
    text = "甲乙\n丙丁"
    document = Document(
        "a.txt", "txt", text, (Block(Span(0, 5), "paragraph"),), (Piece(Span(0, 5), TextRef(4, 7, 90)),)
    )
    assert Locator(document)(Span(1, 2)) == Location(None, None, 4, 8)
    assert Locator(document)(Span(4, 5)) == Location(None, None, 5, 2)


def test_beyond_the_end_and_nothing_at_all():
    document = make_document("a.docx")
    end = len(document.text)
    assert Locator(document)(Span(end, end)).paragraph == 4
    assert Locator(Document("a", "txt", "", (), ()))(Span(0, 0)) == Location()


def test_blocks_that_are_no_paragraph():
    block = Block(Span(0, 2), "header", page=3)
    assert Locator(Document("a", "docx", "页眉", (block,), ())).words(Span(0, 1)) == "第3页页眉"
