"""Parts that documents share are made once, and never taken for others."""

import pytest
from docx_maker import docx_file, p, r, zipped

from gwlint.errors import Unreadable
from gwlint.readers import docx
from gwlint.readers.docx.package import Package, as_it_is
from gwlint.readers.docx.shelf import LARGEST, MOST, Kept, Shelf

STYLE = '<w:style w:type="paragraph" w:styleId="a" w:default="1"><w:name w:val="Normal"/><w:rPr>{}</w:rPr></w:style>'
THEMED = STYLE.format('<w:rFonts w:eastAsiaTheme="minorEastAsia"/>')
THEME = "<a:themeElements><a:fontScheme><a:minorFont><a:ea typeface='{}'/></a:minorFont></a:fontScheme></a:themeElements>"


def face(**parts):
    return docx.read(docx_file(p(r("甲")), **parts), "a.docx").blocks[0].runs[0].font.name


def test_the_same_part_is_parsed_once():
    first, second = (Package(docx_file(p("甲" * n), styles=THEMED)) for n in (1, 2))
    assert first.shared("word/styles.xml", as_it_is) is second.shared("WORD/styles.xml", as_it_is)
    assert first.shared("word/document.xml", as_it_is) is not second.shared("word/document.xml", as_it_is)
    assert first.tree("word/styles.xml") is not first.tree("word/styles.xml")


def test_the_same_styles_under_two_themes():
    faces = [face(styles=THEMED, theme=THEME.format(name)) for name in ("仿宋", "楷体", "仿宋")]
    assert faces == ["仿宋", "楷体", "仿宋"]


def test_other_styles_of_the_same_size():
    faces = [face(styles=STYLE.format(f'<w:rFonts w:eastAsia="{name}"/>')) for name in ("仿宋", "楷体")]
    assert faces == ["仿宋", "楷体"]


def test_a_damaged_part_is_refused_after_a_sound_one():
    file = docx_file(p("甲"), styles=THEMED)
    docx.read(file, "a.docx")
    at = file.index(b"word/styles.xml")
    with pytest.raises(Unreadable):
        docx.read(file[:at] + b"w" + b"X" * 14 + file[at + 15 :], "a.docx")


def test_a_shared_part_counts_against_the_allowance(monkeypatch):
    file = docx_file(p("甲"), styles=THEMED)
    docx.read(file, "a.docx")
    monkeypatch.setattr("gwlint.readers.docx.package.MAX_PART", 100)
    with pytest.raises(Unreadable, match="解压后过大"):
        Package(file).shared("word/styles.xml", as_it_is)


def test_an_absent_part():
    assert Package(zipped({"a.xml": "<a/>"})).shared("b.xml", as_it_is) is None


def test_the_shelf_drops_what_was_not_used_for_longest():
    shelf = Shelf()
    half = MOST // LARGEST // 2
    for number in range(half * 2):
        shelf.put(number, Kept(number, LARGEST))
    assert shelf.take(0) == Kept(0, LARGEST)
    shelf.put("new", Kept("new", LARGEST))
    assert shelf.take(1) is None and shelf.take(0) and shelf.take("new")
    shelf.put("huge", Kept("huge", LARGEST + 1))
    assert shelf.take("huge") is None and shelf.take(0)
