"""The text report, as people see it."""

import re

from handmade import LINES, make_document, make_finding, make_report

from gwlint.model import Cite, FileReport, NotChecked, Note, Span
from gwlint.reporters import text
from gwlint.reporters.style import Style
from gwlint.reporters.width import width

UNREADABLE = FileReport("坏.docx", "unreadable", "不是有效的 docx 文件，请用 Word 重新保存")


def varied():
    docx = make_document("市里/防汛通知.docx")
    weak = Cite("zonghe-2018", "第二条", "不以留痕代替实绩", "某某规定", "原则上", "M")
    yield make_report(
        docx,
        make_finding(docx, "请各市人民政府务必于3月5日前将防汛工作开展情况报送我厅"),
        make_finding(
            docx,
            "3月5日前",
            rule="GW302",
            name="short-reporting-deadline",
            severity="warning",
            cites=(weak,),
            advice="",
        ),
        make_finding(docx, "予通报", rule="GW305", name="frequent-reporting", severity="info", cites=(), advice=""),
    )
    pdf = make_document("扫描.pdf", format="pdf")
    yield make_report(
        pdf,
        make_finding(pdf, "通知"),
        status="partial",
        reason="第3页是图片，没有读出文字",
        notes=(Note("x", "共 3 页"),),
    )
    txt = make_document("草稿.txt", format="txt")
    lacking = "该格式读不出：字体"
    yield make_report(
        txt,
        not_checked=(
            NotChecked("GW501", lacking),
            NotChecked("GW502", "规则运行出错（KeyError），请向开发者报告", True),
            NotChecked("GW503", lacking),
        ),
    )
    yield make_report(make_document("好.docx"))
    yield UNREADABLE


def test_report(golden):
    golden("report.txt", text.render(varied()))


def test_narrow(golden):
    golden("narrow.txt", text.render(varied(), Style(60)))


def test_colour(golden):
    golden("colour.txt", text.render(varied(), Style(80, True)))


def test_quiet(golden):
    golden("quiet.txt", "".join(text.stream(varied(), quiet=True)))


def test_statistics(golden):
    golden("statistics.txt", "".join(text.stream(varied(), statistics=True)))


def test_colour_changes_nothing_but_colour():
    assert re.sub(r"\x1b\[\d+m", "", text.render(varied(), Style(80, True))) == text.render(varied())


def test_clean_file_is_one_line():
    assert text.render([make_report(make_document("好.docx"))]) == "检查 1 个文件：没有发现问题\n"


def test_nothing_could_be_checked():
    assert text.render([UNREADABLE]).endswith("检查 1 个文件：没有检查成；1 个文件未能检查\n")


def test_suppressed_findings_are_counted():
    report = make_report(make_document("好.docx"), suppressed=2)
    assert text.render([report]) == "检查 1 个文件：没有发现问题；另有 2 个问题已标明不报\n"


def test_no_control_or_bidi_character_reaches_the_terminal(golden):
    document = make_document("坏\x1b[31m\u202e名\udcb9.docx", ("标题\x9b2J\u202e反\u200b写\x07的通知",), format="txt")
    report = make_report(
        document, make_finding(document, "反\u200b写\x07", message="引文“反\u202e写”", advice="删去\x1b")
    )
    shown = text.render([report])
    assert all(char.isprintable() or char in "\n\u3000" for char in shown)
    golden("hostile.txt", shown)


def test_every_line_fits_the_terminal():
    long = "各部门要高度重视，" * 60
    document = make_document("长.docx", ("关于长句的通知", f"{long}请各市人民政府报送。{long}", long * 3))
    report = make_report(
        document,
        make_finding(document, "请各市人民政府报送", message=long, advice=long),
        make_finding(document, long * 3),
    )
    for columns in (60, 79, 80, 133):
        shown = text.render([report], Style(columns))
        assert max(map(width, shown.splitlines())) <= columns
        assert shown.count("…") == 3


def test_underline_stands_below_the_fault():
    document = make_document("a.docx")
    shown = text.render([make_report(document, make_finding(document, "3月5日前"))]).splitlines()
    at = next(number for number, line in enumerate(shown) if "~" in line)
    before = LINES[2].strip().partition("3月5日前")[0]
    assert shown[at] == "    │ " + " " * width(before) + "~" * width("3月5日前")


def test_empty_span_and_empty_document():
    document = make_document("空.txt", ("",), format="txt")
    empty = make_finding(document, "")._replace(span=Span(0, 0), quote="")
    assert "第1行 错误 GW201" in text.render([make_report(document, empty)])


def test_fault_of_several_lines_shows_its_first():
    document = make_document("a.docx")
    finding = make_finding(document, LINES[0])._replace(span=Span(0, len(document.text)))
    assert f"│ {LINES[0]}…\n" in text.render([make_report(document, finding)])
