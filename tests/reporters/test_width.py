"""Display width, and breaking lines of Han text."""

import pytest

from gwlint.model import Span
from gwlint.reporters.excerpt import excerpt
from gwlint.reporters.width import clip, clip_left, clip_middle, pad, visible, width, wrap


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("abc", 3), ("公文", 4), ("，。", 4), ("é", 1), ("e\u0301", 1), ("１", 2), ("…", 1), ("𠮷", 2), ("ｱ", 1)],
)
def test_width(text, columns):
    assert width(text) == columns


def test_visible_leaves_ordinary_text_alone():
    assert visible("公文　a1，“引”") == "公文　a1，“引”"
    assert visible("a\tb\nc") == "a b c"
    assert visible("\x1b\u202e\x85\udcb9") == "<U+001B><U+202E><U+0085><U+DCB9>"


@pytest.mark.parametrize("cut", [clip, clip_left, clip_middle])
@pytest.mark.parametrize("columns", range(2, 30))
def test_cut_text_fits(cut, columns):
    assert width(cut("请各市人民政府abc于3月5日前报送", columns)) <= columns


def test_cut_keeps_what_fits():
    assert clip("公文", 4) == clip_left("公文", 4) == clip_middle("公文", 4) == "公文"
    assert (clip("公文格式", 5), clip_left("公文格式", 5), clip_middle("公文格式", 5)) == ("公文…", "…格式", "公…式")
    assert pad("公文", 6) + "|" == "公文  |"


def test_wrap_hangs_and_fits():
    lines = wrap("依据：各级机关应当精简文件，不搞层层转发。", 20, "  ", "    ").splitlines()
    assert lines == ["  依据：各级机关应当", "    精简文件，不搞层", "    层转发。"]


def test_no_line_begins_with_a_closing_or_ends_with_an_opening_mark():
    text = "甲乙（丙丁），戊己《庚辛》壬癸。" * 5
    for columns in range(12, 40):
        for line in wrap(text, columns).splitlines():
            assert line[0] not in "），》。" and line[-1] not in "（《"
            assert width(line) <= columns


def test_latin_words_and_numbers_stay_whole():
    assert wrap("共有12345个 directive-to-lower-government", 20).splitlines() == [
        "共有12345个",
        "directive-to-lower-government",
    ]


def test_wrap_of_nothing():
    assert wrap("", 20, "  ") == ""


def test_excerpt_never_wider_than_asked():
    text = "各部门要高度重视，请各市人民政府务必于三月五日前报送情况，逾期不候。"
    for columns in range(20, 90):
        for start in range(0, len(text), 3):
            shown = excerpt(text, Span(start, start + 6), columns)
            assert width("".join(shown)) <= columns
            assert shown.marks.count("~") == max(width(shown.fault), 1)
