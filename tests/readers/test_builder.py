"""The builder keeps the invariants of `Document` whatever it is fed."""

import pytest
from contract import check_contract

from gwlint.model import DocxRef, Font, PdfRef, TextRef
from gwlint.readers.builder import Builder


def test_blocks_are_joined_by_one_line_break():
    build = Builder()
    for text in ("甲", "乙"):
        build.open("paragraph", page=1)
        build.add(text, TextRef(1, 1, 0))
        assert build.close()
    document = build.document("x", "text")
    check_contract(document)
    assert document.text == "甲\n乙" and build.length == 3
    assert document.pieces[1].generated and document.blocks[1].page == 1


@pytest.mark.parametrize("parts", [[], [""], ["\n"], [" ", "　\n"]])
def test_blocks_that_show_nothing_are_dropped(parts: list[str]):
    build = Builder()
    build.open()
    for part in parts:
        build.add(part, TextRef(1, 1, 0))
    assert not build.close()
    check_contract(build.document("x", "text"))
    assert build.document("x", "text").blocks == ()


def test_line_breaks_at_the_ends_go_and_places_follow():
    build = Builder()
    build.open()
    build.add("\n", DocxRef("p", 0, 0, 0))
    build.add("\n\n甲\n乙\n", DocxRef("p", 0, 1, 4))
    build.add("\n\n", DocxRef("p", 0, 2, 0))
    build.close()
    document = build.document("x", "docx")
    check_contract(document)
    assert document.text == "甲\n乙"
    assert [piece.ref for piece in document.pieces] == [DocxRef("p", 0, 1, 6)]


def test_places_in_text_and_pdf_follow_too():
    build = Builder()
    for ref in (TextRef(3, 5, 10), PdfRef(1, (0, 0, 1, 1))):
        build.open()
        build.add("\n甲", ref)
        build.close()
    refs = [piece.ref for piece in build.document("x", "x").pieces if piece.ref]
    assert refs == [TextRef(4, 1, 11), PdfRef(1, (0, 0, 1, 1))]


def test_equal_fonts_that_touch_are_one_run():
    build = Builder()
    build.open()
    build.generate("一、")
    build.add("甲", TextRef(1, 1, 0), Font("仿宋"))
    build.add("乙", TextRef(1, 2, 1), Font("仿宋"))
    build.add("丙", TextRef(1, 3, 2))
    build.add("丁", TextRef(1, 4, 3), Font("仿宋"))
    build.close()
    document = build.document("x", "text")
    check_contract(document)
    assert [run.span for run in document.blocks[0].runs] == [(2, 4), (5, 6)]


def test_notes_and_gaps_are_said_once():
    build = Builder()
    build.note("images", "含有图片1张")
    build.note("images", "含有图片2张")
    build.miss("第1页是扫描件")
    build.miss("第1页是扫描件")
    document = build.document("x", "pdf")
    assert [note.message for note in document.notes] == ["含有图片1张"]
    assert document.missing == ("第1页是扫描件",)


def test_blocks_do_not_nest():
    build = Builder()
    with pytest.raises(ValueError):
        build.close()
    build.open()
    with pytest.raises(ValueError):
        build.open()
