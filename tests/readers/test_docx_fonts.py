"""Effective fonts, alignment, indents and page setups of a docx."""

import pytest
from contract import check_contract
from docx_maker import docx_file, p, r

from gwlint.model import Block, Document, Font, PageSetup
from gwlint.readers.docx import read

DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsiaTheme="minorEastAsia"/><w:sz w:val="21"/></w:rPr>'
    "</w:rPrDefault></w:docDefaults>"
)
THEME = (
    "<a:themeElements><a:fontScheme>"
    '<a:majorFont><a:ea typeface="方正小标宋简体"/></a:majorFont>'
    '<a:minorFont><a:ea typeface=""/><a:font script="Jpan" typeface="明朝"/><a:font script="Hans" typeface="等线"/></a:minorFont>'
    "</a:fontScheme></a:themeElements>"
)


def style(
    id: str, run: str = "", paragraph: str = "", based_on: str = "", kind: str = "paragraph", more: str = ""
) -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{id}" {more}><w:name w:val="名{id}"/>{base}'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def read_checked(body: str, **parts: str) -> Document:
    data = docx_file(body, **parts)
    document = read(data, "草稿.docx")
    check_contract(document, data)
    return document


def font(body: str, **parts: str) -> Font:
    return read_checked(body, **parts).blocks[0].runs[0].font


def block(body: str, **parts: str) -> Block:
    return read_checked(body, **parts).blocks[0]


def test_direct_facts():
    run = r(
        "甲", '<w:rFonts w:ascii="Arial" w:eastAsia="仿宋_GB2312"/><w:b/><w:color w:val="ff0000"/><w:sz w:val="32"/>'
    )
    assert font(p(run)) == Font("仿宋_GB2312", "direct", 16, "direct", True, "direct", "FF0000", "direct")


def test_nothing_said_anywhere():
    assert font(p("甲")) == Font(None, "unknown", 10, "default", False, "default", None, "default")


def test_document_defaults_and_theme():
    found = font(p("甲"), styles=DEFAULTS, theme=THEME)
    assert (found.name, found.name_origin, found.size, found.size_origin) == ("等线", "theme", 10.5, "default")
    heading = font(p(r("甲", '<w:rFonts w:eastAsiaTheme="majorEastAsia" w:eastAsia="宋体"/>')), theme=THEME)
    assert (heading.name, heading.name_origin) == ("方正小标宋简体", "theme")


def test_character_style_then_paragraph_style_then_its_base():
    styles = DEFAULTS + (
        style("base", '<w:rFonts w:eastAsia="楷体"/><w:sz w:val="30"/><w:color w:val="00FF00"/>')
        + style("para", '<w:sz w:val="36"/><w:b/>', based_on="base")
        + style("char", "<w:b w:val='0'/>", kind="character")
    )
    found = font(p(r("甲", '<w:rStyle w:val="char"/>'), '<w:pStyle w:val="para"/>'), styles=styles)
    assert found == Font("楷体", "style", 18, "style", False, "style", "00FF00", "style")


def test_default_paragraph_style_holds_where_none_is_named():
    styles = style("n", '<w:rFonts w:eastAsia="仿宋"/>', more='w:default="1"')
    assert font(p("甲"), styles=styles).name == "仿宋"
    assert font(p("甲", '<w:pStyle w:val="missing"/>'), styles=styles).name == "仿宋"


def test_loops_of_styles_are_cut():
    styles = style("a", '<w:sz w:val="30"/>', based_on="b") + style("b", "<w:b/>", based_on="a")
    found = font(p("甲", '<w:pStyle w:val="a"/>'), styles=styles)
    assert (found.size, found.bold) == (15, True)
    assert font(p("甲", '<w:pStyle w:val="s"/>'), styles=style("s", "<w:b/>", based_on="s")).bold


@pytest.mark.parametrize("size", ["", "NaN", "-1", "1e400", "abc", "99999999999999999999", "0"])
def test_absurd_sizes_say_nothing(size: str):
    assert font(p(r("甲", f'<w:sz w:val="{size}"/>'))).size == 10


def test_equal_neighbours_are_one_run():
    runs = block(p(r("甲", "<w:b/>") + r("乙", "<w:b/>") + r("丙"))).runs
    assert [(run.span, run.font.bold) for run in runs] == [((0, 2), True), ((2, 3), False)]


def test_role_is_the_styles_name_but_not_the_defaults():
    styles = style("h", more="") + style("n", more='w:default="1"')
    roles = [b.role for b in read_checked(p("甲", '<w:pStyle w:val="h"/>') + p("乙"), styles=styles).blocks]
    assert roles == ["名h", ""]


@pytest.mark.parametrize(
    ("said", "meant"),
    [("both", "justify"), ("distribute", "justify"), ("end", "right"), ("center", "center"), ("nonsense", "left")],
)
def test_alignment(said: str, meant: str):
    assert block(p("甲", f'<w:jc w:val="{said}"/>')).align == meant


def test_alignment_of_the_style():
    styles = style("t", paragraph='<w:jc w:val="center"/>', based_on="") + style("u", based_on="t")
    assert block(p("甲", '<w:pStyle w:val="u"/>'), styles=styles).align == "center"
    assert block(p("甲", '<w:pStyle w:val="u"/><w:jc w:val="left"/>'), styles=styles).align == "left"


@pytest.mark.parametrize(
    ("said", "points"),
    [
        ("", 0),
        ('w:firstLine="640"', 32),
        ('w:firstLine="640" w:firstLineChars="0"', 32),
        ('w:firstLine="420" w:firstLineChars="200"', 32),
        ('w:hanging="320"', -16),
        ('w:firstLine="1cm"', pytest.approx(28.35, abs=0.01)),
        ('w:firstLine="NaN" w:firstLineChars="x"', 0),
    ],
)
def test_first_line_indent_in_points(said: str, points: float):
    assert block(p(r("甲", '<w:sz w:val="32"/>'), f"<w:ind {said}/>")).indent == points


def test_indent_of_the_style_in_characters_of_the_run():
    styles = style("t", '<w:sz w:val="32"/>', '<w:ind w:firstLineChars="200"/>')
    assert block(p("甲", '<w:pStyle w:val="t"/>'), styles=styles).indent == 32


def test_page_setup_in_points():
    (page,) = read_checked(p("甲")).sections
    assert page == PageSetup(595.3, 841.9, 104.9, 99.25, 79.4, 73.7)


def test_absurd_page_setup_is_none():
    section = '<w:pgSz w:w="abc" w:h="-1"/><w:pgMar w:top="1e9" w:left=""/>'
    assert read(docx_file(p("甲"), section), "x").sections == ()
