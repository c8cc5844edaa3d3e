"""The JSON report: stable, complete, valid."""

import datetime
import json as plain
from pathlib import Path

import jsonschema
import pytest
from handmade import full_gongwen, make_document, make_finding, make_report

from gwlint import __version__
from gwlint.model import (
    Edit,
    FileReport,
    Fix,
    NotChecked,
    Note,
    Span,
    Suppression,
)
from gwlint.reporters import json

SCHEMA = plain.loads((Path(__file__).parents[2] / "docs/report.schema.json").read_text(encoding="utf-8"))


def varied():
    docx = make_document("通知.docx")
    fix = Fix("改正标点", (Edit(Span(0, 1), "某"),))
    yield make_report(
        docx,
        make_finding(docx, "请各市人民政府务必", fix=fix),
        make_finding(docx, "通知", severity="info", cites=(), advice=""),
        gongwen=full_gongwen(),
        limit=5000,
        suppressed=1,
        suppressions=(
            Suppression("GW101", "经办公室同意", "张三", datetime.date(2027, 1, 1), origin="批注（张三）", used=1),
        ),
        baselined=2,
        not_checked=(NotChecked("GW501", "该格式读不出：字体"),),
        notes=(Note("revisions", "有修订"),),
    )
    txt = make_document("a.txt", format="txt")
    yield make_report(txt, make_finding(txt, "3月5日前"))
    pdf = make_document("a.pdf", format="pdf")
    yield make_report(pdf, make_finding(pdf, "特此"), status="partial", reason="第2页没有读出")
    yield FileReport("坏.docx", "unreadable", "文件是空的")


def test_report(golden):
    golden("report.json", json.render(varied()).replace(__version__, "VERSION"))


def test_outlines(golden):
    golden("outlines.json", "".join(json.outlines(varied())).replace(__version__, "VERSION"))


@pytest.mark.parametrize("statistics", [False, True])
def test_report_keeps_to_the_schema(statistics):
    report = plain.loads(json.render(varied(), statistics=statistics))
    jsonschema.validate(report, SCHEMA)
    assert report["summary"] == {
        "files": 4, "error": 3, "warning": 0, "info": 1, "unreadable": 1, "partial": 1, "suppressed": 1, "baseline": 2
    }  # fmt: skip


def test_the_schema_is_strict():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    report = plain.loads(json.render(varied()))
    del report["files"][0]["findings"][0]["location"]["page"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(report, SCHEMA)


def test_no_file_is_valid_too():
    jsonschema.validate(plain.loads(json.render([])), SCHEMA)


def test_written_file_by_file():
    seen = []

    def slow():
        for report in varied():
            seen.append(report.path)
            yield report

    chunks = json.stream(slow())
    while "通知.docx" not in next(chunks):
        pass
    assert seen == ["通知.docx"]


def test_what_a_terminal_might_obey_is_escaped():
    name = "\x1b[31m\x7f\x9b\u202e\u2028\ue000\U000e0001　好.docx"
    shown = json.render([FileReport(name, "unreadable", "坏")])
    assert all(char.isprintable() or char in "\n\u3000" for char in shown)
    assert plain.loads(shown)["files"][0]["path"] == name


def test_name_that_is_not_utf8_stays_valid_json():
    shown = json.render([FileReport("gbk_\udcb9\udcab.docx", "unreadable", "坏")])
    assert plain.loads(shown)["files"][0]["path"] == "gbk_\\udcb9\\udcab.docx"
    shown.encode("utf-8")
