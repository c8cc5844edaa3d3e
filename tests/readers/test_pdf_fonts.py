"""Fonts that a PDF does not hold: it is read without those of the machine."""

import sys
import time
from pathlib import Path

import pytest
from pdf_maker import line, lines, pdf

from gwlint import readers
from gwlint.readers.pdf.chars import read_pages
from gwlint.readers.pdf.fonts import is_standard

sys.path.append(str(Path(__file__).parents[2] / "tools"))
import build_blank_font


def test_the_font_is_what_the_script_builds(tmp_path: Path) -> None:
    build_blank_font.build(tmp_path / "blank.ttf")
    assert (tmp_path / "blank.ttf").read_bytes() == build_blank_font.TARGET.read_bytes()


def test_every_character_is_read_a_line_of_one_too() -> None:
    """A shape without size would be taken for nothing."""
    said = ("\u3000\u3000各单位要按照职责分工抓好落实，遇有重要情况及时报送本级主管部门备案", "。")
    assert readers.read_bytes(pdf(lines(*said)), "x.pdf").text == "".join(said).strip()


def test_boxes_are_the_widths_that_the_document_gives() -> None:
    (page,) = read_pages(pdf(line("甲，乙。", 100, 700, 20)), time.monotonic() + 60).pages
    assert [(one.x0, one.x1) for one in page.glyphs] == [(100 + 20 * i, 120 + 20 * i) for i in range(4)]


def test_the_standard_fonts_keep_their_own_widths() -> None:
    drawn = "BT /None 20 Tf 1 0 0 1 100 700 Tm (Wi) Tj ET\n"
    (page,) = read_pages(pdf(drawn), time.monotonic() + 60).pages
    wide, narrow = (one.x1 - one.x0 for one in page.glyphs)
    assert wide > 2 * narrow


@pytest.mark.parametrize("face", ["Helvetica", "Arial,Bold", "Times New Roman", "TimesNewRomanPS-BoldMT", "CourierNewPSMT"])
def test_standard_fonts(face: str) -> None:
    assert is_standard(0, face.encode())


@pytest.mark.parametrize(("charset", "face"), [(0, "ArialUnicodeMS"), (0, "SimSun"), (134, "Arial"), (1, "")])
def test_fonts_of_the_machine(charset: int, face: str) -> None:
    assert not is_standard(charset, face.encode())
