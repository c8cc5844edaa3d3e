"""Automatic numbers of a docx."""

import pytest
from contract import check_contract
from docx_maker import docx_file, level, numbered, numbering, p

from gwlint.model import Document
from gwlint.readers.docx import read
from gwlint.readers.docx.numerals import numeral

OUTLINE = (
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "%1.%3.%4", "<w:isLgl/>"),
)


def read_checked(body: str, **parts: str) -> Document:
    data = docx_file(body, **parts)
    document = read(data, "草稿.docx")
    check_contract(document, data)
    return document


def lines(body: str, **parts: str) -> list[str]:
    return read_checked(body, **parts).text.split("\n")


@pytest.mark.parametrize(
    ("format", "shown"),
    [
        ("decimal", "1 10 12 20 100 101 110 1010"),
        ("chineseCountingThousand", "一 十 十二 二十 一百 一百零一 一百一十 一千零一十"),
        ("chineseCounting", "一 十 十二 二十 一○○ 一○一 一一○ 一○一○"),
        ("japaneseCounting", "一 十 十二 二十 百 百一 百十 千十"),
        ("chineseLegalSimplified", "壹 壹拾 壹拾贰 贰拾 壹佰 壹佰零壹 壹佰壹拾 壹仟零壹拾"),
        ("ideographDigital", "一 一〇 一二 二〇 一〇〇 一〇一 一一〇 一〇一〇"),
        ("ideographTraditional", "甲 癸 12 20 100 101 110 1010"),
        ("ideographZodiac", "子 酉 亥 20 100 101 110 1010"),
        ("decimalEnclosedCircle", "① ⑩ ⑫ ⑳ 100 101 110 1010"),
        ("decimalEnclosedCircleChinese", "① ⑩ ⑫ ⑳ 100 101 110 1010"),
        ("decimalEnclosedParen", "⑴ ⑽ ⑿ ⒇ 100 101 110 1010"),
        ("decimalFullWidth", "１ １０ １２ ２０ １００ １０１ １１０ １０１０"),
        ("upperRoman", "I X XII XX C CI CX MX"),
        ("lowerLetter", "a j l t vvvv wwww fffff" + " " + "v" * 39),
        ("decimalZero", "01 10 12 20 100 101 110 1010"),
        ("unknown", "1 10 12 20 100 101 110 1010"),
    ],
)
def test_numerals(format: str, shown: str):
    assert " ".join(numeral(n, format) for n in (1, 10, 12, 20, 100, 101, 110, 1010)) == shown


def test_numerals_out_of_reach_are_arabic():
    assert [numeral(n, "upperRoman") for n in (0, -1, 2_000_000_000)] == ["0", "-1", "2000000000"]
    assert numeral(36, "decimalEnclosedCircle") == "㊱" and numeral(3, "none") == ""


def test_outline_counts_and_starts_anew_below():
    body = "".join(
        numbered(text, depth)
        for text, depth in (("甲", 0), ("乙", 1), ("丙", 1), ("丁", 0), ("戊", 1), ("己", 2), ("庚", 3))
    )
    assert lines(body, numbering=numbering(*OUTLINE)) == [
        "一、甲", "（一）乙", "（二）丙", "二、丁", "（一）戊", "1.己", "2.1.1庚",
    ]  # fmt: skip


def test_numbers_are_generated_pieces_before_the_text():
    document = read_checked(numbered("甲"), numbering=numbering(*OUTLINE))
    number, text = document.pieces
    assert (number.span.of(document.text), number.generated, number.ref) == ("一、", True, None)
    assert (text.span.of(document.text), text.generated) == ("甲", False)
    assert document.blocks[0].span == (0, 3)


@pytest.mark.parametrize(("suffix", "text"), [("nothing", "1.甲"), ("space", "1. 甲"), ("tab", "1.\t甲")])
def test_what_follows_the_number(suffix: str, text: str):
    part = numbering(level(0, "decimal", "%1.", f'<w:suff w:val="{suffix}"/>'))
    assert lines(numbered("甲"), numbering=part) == [text]


def test_lists_of_one_kind_count_on_unless_they_override_the_start():
    nums = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = "".join(numbered("甲", 0, num) for num in (1, 2, 3, 3))
    assert lines(body, numbering=numbering(*OUTLINE, nums=nums)) == ["一、甲", "二、甲", "五、甲", "六、甲"]


def test_an_override_may_replace_the_level():
    changed = '<w:lvlOverride w:ilvl="0">' + level(0, "decimal", "第%1条 ") + "</w:lvlOverride>"
    nums = f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{changed}</w:num>'
    assert lines(numbered("甲", 0, 2), numbering=numbering(*OUTLINE, nums=nums)) == ["第1条 甲"]


def test_levels_that_restart_late_or_never():
    levels = (level(0, "decimal", "%1"), level(1, "decimal", "%2", '<w:lvlRestart w:val="0"/>'))
    body = "".join(numbered("甲", depth) for depth in (0, 1, 0, 1))
    assert lines(body, numbering=numbering(*levels)) == ["1甲", "1甲", "2甲", "2甲"]


def test_numbers_from_a_style():
    styles = (
        '<w:style w:type="paragraph" w:styleId="h1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="h2"><w:basedOn w:val="h1"/></w:style>'
    )
    levels = (
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="h1"/>'),
        level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="h2"/>'),
    )
    off = '<w:pStyle w:val="h1"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("甲", '<w:pStyle w:val="h1"/>') + p("乙", '<w:pStyle w:val="h2"/>') + p("丙", off)
    assert lines(body, styles=styles, numbering=numbering(*levels)) == ["一、甲", "（一）乙", "丙"]


def test_numbers_through_a_numbering_style_and_a_loop_of_them():
    styles = (
        '<w:style w:type="numbering" w:styleId="n"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="numbering" w:styleId="x"><w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style>'
    )
    linked = '<w:abstractNum w:abstractNumId="{0}"><w:numStyleLink w:val="{1}"/></w:abstractNum>'.format
    nums = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{a}"/></w:num>' for n, a in ((2, 7), (9, 8)))
    part = numbering(*OUTLINE, nums=linked(7, "n") + linked(8, "x") + nums)
    assert lines(numbered("甲", 0, 2) + numbered("乙", 0, 9), styles=styles, numbering=part) == ["一、甲", "乙"]


def test_bullets():
    part = numbering(level(0, "bullet", "\uf0b7"), level(1, "bullet", "－"))
    assert lines(numbered("甲") + numbered("乙", 1), numbering=part) == ["•甲", "－乙"]


def test_empty_numbered_paragraphs_show_and_hidden_ones_do_not_count():
    hidden = "<w:numPr><w:numId w:val='1'/></w:numPr><w:rPr><w:vanish/></w:rPr>"
    body = numbered("") + p("", hidden) + numbered("甲")
    assert lines(body, numbering=numbering(*OUTLINE)) == ["一、", "二、甲"]


def test_deleted_paragraphs_do_not_count():
    gone = "<w:numPr><w:numId w:val='1'/></w:numPr><w:rPr><w:del w:id='1' w:author='a'/></w:rPr>"
    text = '<w:del w:id="2" w:author="a"><w:r><w:delText>删</w:delText></w:r></w:del>'
    assert lines(p(text, gone) + numbered("甲"), numbering=numbering(*OUTLINE)) == ["一、甲"]


def test_the_levels_indent_stands_between_paragraph_and_style():
    styles = '<w:style w:type="paragraph" w:styleId="s"><w:pPr><w:ind w:firstLine="640"/></w:pPr></w:style>'
    part = numbering(level(0, "decimal", "%1.", '<w:pPr><w:ind w:hanging="420"/></w:pPr>'))
    item = '<w:pStyle w:val="s"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = p("甲", item) + p("乙", item + '<w:ind w:firstLine="200"/>') + p("丙", '<w:pStyle w:val="s"/>')
    document = read_checked(body, styles=styles, numbering=part)
    assert [block.indent for block in document.blocks] == [-21, 10, 32]


def test_absurd_lists_do_no_harm():
    part = numbering(level(0, "upperRoman", "%1" * 5000, start=2_000_000_000))
    body = numbered("甲", 2_000_000_000) + numbered("乙", 0) + numbered("丙", -1, 99999)
    read_lines = lines(body, numbering=part)
    assert [line[-1] for line in read_lines] == ["甲", "乙", "丙"]
    assert max(map(len, read_lines)) < 1000
