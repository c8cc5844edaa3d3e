"""The formats that other programs read: a golden each, valid, and safe whatever stands in a draft."""

import ast
import csv as plain_csv
import io
import json as plain
import re
from pathlib import Path

import openpyxl
import pytest
from handmade import HOSTILE, LINES, hostile, make_document, make_finding, make_report, mixed
from lxml import etree
from pydantic import ValidationError
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as SarifLog

from gwlint import __version__
from gwlint.model import SEVERITIES, Block, Document, Piece, Span, TextRef
from gwlint.reporters import formats, sarif
from gwlint.reporters.rows import rows
from gwlint.reporters.style import Style
from gwlint.reporters.width import visible
from gwlint.rules.page import Page

GOLDEN = {
    "markdown": "report.md",
    "csv": "report.csv",
    "sarif": "report.sarif",
    "junit": "report.junit.xml",
    "checkstyle": "report.checkstyle.xml",
    "github": "report.github.txt",
    "gitlab": "report.gitlab.json",
    "rdjson": "report.rdjson.json",
}
XML = ("junit", "checkstyle")


def shown(name, reports):
    """The whole report as text."""
    pieces = list(formats.stream(name, reports, Style()))
    return b"".join(pieces).decode("utf-8") if formats.FORMATS[name].binary else "".join(pieces)


def workbook(reports):
    return openpyxl.load_workbook(io.BytesIO(b"".join(formats.stream("xlsx", reports, Style()))))


@pytest.mark.parametrize("name", GOLDEN)
def test_golden(name, golden, monkeypatch):
    monkeypatch.setattr(sarif, "parse", lambda doc: Page("毛病", "道理", (), (), "不查的"))
    golden(GOLDEN[name], shown(name, mixed()).replace(__version__, "VERSION").replace("\r\n", "\n"))


def test_xlsx_golden(golden):
    sheets = ["\n".join([f"[{one.title}]", *map(repr, one.values)]) for one in workbook(mixed())]
    golden("report.xlsx.txt", "\n".join(sheets) + "\n")


def test_every_format_has_a_module_that_streams():
    for name in formats.FORMATS:
        assert list(formats.stream(name, iter(()), Style())) or name == "github"


def test_every_format_names_each_file_that_could_not_be_checked():
    for name in GOLDEN:
        report = shown(name, mixed())
        assert "文件是空的" in report and "第2页没有读出" in report and "规则运行出错（KeyError）" in report


def test_no_file_is_valid_too():
    assert plain.loads(shown("gitlab", [])) == plain.loads(shown("rdjson", []))["diagnostics"] == []
    assert SarifLog.model_validate_json(shown("sarif", [])).runs[0].results == []
    assert all(etree.fromstring(shown(name, []).encode()) is not None for name in XML)


@pytest.mark.parametrize(
    ("path", "name"), [("a.XLSX", "xlsx"), ("a.html", "html"), ("a.xml", "text"), ("a", "text"), ("a.json", "json")]
)
def test_format_of_a_suffix(path, name):
    assert formats.of_suffix(path) == name


@pytest.mark.parametrize("name", GOLDEN)
def test_nothing_unseen_in_any_text(name):
    assert all(char.isprintable() or char in "\r\n\u3000\ufeff" for char in shown(name, hostile()))
    shown(name, hostile()).encode("utf-8")


class TestSarif:
    @pytest.mark.parametrize("reports", [mixed, hostile])
    def test_valid(self, reports):
        log = SarifLog.model_validate_json(shown("sarif", reports()))
        assert len(log.runs) == 1

    def test_validation_is_strict(self):
        log = plain.loads(shown("sarif", mixed()))
        log["runs"][0]["results"][0]["unheard_of"] = 1
        with pytest.raises(ValidationError):
            SarifLog.model_validate(log)

    def test_results_point_to_rules_and_files(self):
        (run,) = plain.loads(shown("sarif", mixed()))["runs"]
        for result in run["results"]:
            place = result["locations"][0]["physicalLocation"]["artifactLocation"]
            assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
            assert run["artifacts"][place["index"]]["location"]["uri"] == place["uri"]

    def test_rule_help_says_why_and_by_which_clause(self):
        (run,) = plain.loads(shown("sarif", mixed()))["runs"]
        rule = run["tool"]["driver"]["rules"][0]
        assert rule["name"] == "directive-to-lower-government"
        assert rule["fullDescription"]["text"] in rule["help"]["text"]
        assert "依据：《减负工作措施》第三条" in rule["help"]["text"]

    def test_text_has_a_region_in_code_points_and_docx_a_page_and_paragraph(self):
        (run,) = plain.loads(shown("sarif", mixed()))["runs"]
        docx, _, txt, several, pdf, _ = (one["locations"][0] for one in run["results"])
        assert docx["properties"] == {"page": 2, "paragraph": 3}
        assert docx["message"]["text"] == docx["logicalLocations"][0]["fullyQualifiedName"] == "第2页第3段"
        assert "region" not in docx["physicalLocation"]
        column = LINES[2].index("3月5日前") + 1
        region = {"startLine": 3, "startColumn": column, "endLine": 3, "endColumn": column + 5}
        assert txt["physicalLocation"]["region"] == region
        assert several["physicalLocation"]["region"] == {"startLine": 2, "startColumn": 1, "endLine": 3, "endColumn": 6}
        assert pdf["properties"] == {"page": 2, "paragraph": 4}
        assert run["columnKind"] == "unicodeCodePoints"

    def test_addresses(self):
        assert sarif.uri("市里/防汛 通知.docx") == "%E5%B8%82%E9%87%8C/%E9%98%B2%E6%B1%9B%20%E9%80%9A%E7%9F%A5.docx"
        assert sarif.uri("/扫描/a.pdf") == "file:///%E6%89%AB%E6%8F%8F/a.pdf"
        assert sarif.uri("./a:b#?.txt") == "a%3Ab%23%3F.txt"
        assert sarif.uri("\udcb9.txt") == "%B9.txt"

    def test_addresses_on_windows(self, monkeypatch):
        monkeypatch.setattr("os.name", "nt")
        found = [sarif.uri(path) for path in ("市\\a.docx", "C:\\a b\\c.docx")]
        monkeypatch.undo()
        assert found == ["%E5%B8%82/a.docx", "file:///C:/a%20b/c.docx"]

    def test_says_whether_all_was_checked(self):
        def invocation(reports):
            return plain.loads(shown("sarif", reports))["runs"][0]["invocations"][0]

        whole = invocation([make_report(make_document("好.docx"))])
        assert whole == {"executionSuccessful": True, "toolExecutionNotifications": []}
        lost = invocation(mixed())
        assert not lost["executionSuccessful"]
        levels = [one["level"] for one in lost["toolExecutionNotifications"]]
        assert levels == ["note", "note", "error", "error", "error"]

    def test_hostile_text_stays_text(self):
        (run,) = plain.loads(shown("sarif", hostile()))["runs"]
        assert run["results"][0]["properties"]["quote"] == HOSTILE


@pytest.mark.parametrize("name", XML)
def test_xml_holds_hostile_text_to_the_letter(name):
    root = etree.fromstring(shown(name, hostile()).encode("utf-8"))
    assert visible(HOSTILE) + ".txt" in {one.get("name") for one in root.iter()}
    assert any(visible(HOSTILE) in (one.get("message") or "") for one in root.iter())
    assert not list(root.iter("script"))


def test_junit_counts_files():
    root = etree.fromstring(shown("junit", mixed()).encode())
    cases = {one.get("name"): [child.tag for child in one] for one in root.iter("testcase")}
    assert cases == {
        "市里/防汛 通知.docx": ["failure"],
        "./草稿.txt": ["error"],
        "/扫描/a.pdf": ["error"],
        "好.docx": [],
        "提示.docx": ["system-out"],
        "坏.docx": ["error"],
    }
    for one in (root, root[0]):
        assert [one.get(key) for key in ("tests", "failures", "errors")] == ["6", "1", "3"]


def test_checkstyle_names_every_file_and_finding():
    root = etree.fromstring(shown("checkstyle", mixed()).encode())
    assert len(root) == 6
    assert {one.get("severity") for one in root.iter("error")} == set(SEVERITIES)
    assert root.xpath("//error[@line='3']/@column") == [str(LINES[2].index("3月5日前") + 1)]


COMMAND = re.compile(r"::(error|warning|notice) (.*?)::(.*)")


def test_github_commands_cannot_be_broken_out_of():
    lines = shown("github", hostile()).splitlines()
    assert len(lines) == 4
    for line in lines:
        _, values, message = COMMAND.fullmatch(line).groups()
        pairs = dict(pair.split("=", 1) for pair in values.split(","))
        assert pairs.keys() <= {"file", "line", "endLine", "col", "endColumn", "title"}
        assert "<script>alert(1)" in message and "%250A,:@all" in message


def test_github_tells_columns_only_within_a_line():
    one, several = (line for line in shown("github", mixed()).splitlines() if "草稿" in line and ",line=" in line)
    assert re.search(r",line=3,endLine=3,col=\d+,endColumn=\d+,", one)
    assert ",line=2,endLine=3,title=" in several


def test_gitlab_fingerprints_are_unique():
    twice = make_document("a.docx"), make_document("b.docx")
    issues = plain.loads(shown("gitlab", [*mixed(), *(make_report(one, make_finding(one, "特此")) for one in twice)]))
    assert len({one["fingerprint"] for one in issues}) == len(issues)
    for one in issues:
        assert one.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
        assert one["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert one["location"]["lines"]["begin"] >= 1
    assert plain.loads(shown("gitlab", hostile()))


def test_rdjson_counts_columns_in_bytes():
    document = make_document("a.txt", ("甲a𠮷乙丙",), format="txt")
    (one,) = plain.loads(shown("rdjson", [make_report(document, make_finding(document, "乙"))]))["diagnostics"]
    assert one["location"]["range"] == {"start": {"line": 1, "column": 9}, "end": {"line": 1, "column": 12}}
    assert (one["severity"], one["code"]["value"]) == ("ERROR", "GW201 directive-to-lower-government")


def test_rdjson_leaves_out_a_column_it_cannot_know():
    """The reader took the blanks at the beginning of the line away."""
    document = Document(
        "a.txt", "txt", "甲乙", (Block(Span(0, 2), "paragraph"),), (Piece(Span(0, 2), TextRef(1, 3, 2)),)
    )
    (one,) = plain.loads(shown("rdjson", [make_report(document, make_finding(document, "乙"))]))["diagnostics"]
    assert one["location"]["range"]["start"] == {"line": 1}


def test_rdjson_holds_hostile_text():
    first, *_ = plain.loads(shown("rdjson", hostile()))["diagnostics"]
    assert first["location"]["path"] == HOSTILE + ".txt"


def test_markdown_shows_text_as_it_is():
    report = shown("markdown", hostile())
    assert "<script" not in report and "@all" not in report and "[x](y)" not in report
    for line in report.splitlines():
        if line.startswith("| "):
            assert len(re.findall(r"(?<!\\)\|", line)) == 5


DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pytest.mark.parametrize("start", [*DANGEROUS, " =", "\t ="])
def test_csv_cells_are_no_formulas(start):
    document = make_document(start + "a.docx")
    one = make_finding(document, "特此", message=start + "cmd|' /C calc'!A0", advice=start)._replace(quote=start + "1")
    report = shown("csv", [make_report(document, one)])
    assert report.startswith("\ufeff文件,") and report.endswith("\r\n")
    (_, cells) = plain_csv.reader(io.StringIO(report.removeprefix("\ufeff"), newline=""))
    for cell in (cells[0], cells[5], cells[6], cells[8]):
        assert cell.startswith("'")
    assert all(not cell.startswith(DANGEROUS) for cell in cells)


def test_csv_lines_are_whole():
    for line in plain_csv.reader(io.StringIO(shown("csv", hostile()), newline="")):
        assert len(line) == 9


def test_xlsx_holds_strings_alone():
    book = workbook(hostile())
    assert book.sheetnames == ["问题", "文件", "未检查"]
    cells = [cell for sheet in book for line in sheet for cell in line if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell for cell in cells if cell.hyperlink]
    assert book["问题"]["F2"].value == visible(HOSTILE)


def test_xlsx_is_ready_to_filter():
    for sheet in workbook(mixed()):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.column_dimensions["A"].width > 20


def test_xlsx_says_the_same_as_csv():
    lines = plain_csv.reader(io.StringIO(shown("csv", mixed()).removeprefix("\ufeff"), newline=""))
    found = [line for line in lines if line[2] != "未能检查"]
    assert found == [[cell or "" for cell in line] for line in workbook(mixed())["问题"].values]


def test_xlsx_cuts_what_excel_refuses_and_is_the_same_twice():
    document = make_document("a.docx")
    report = make_report(document, make_finding(document, "特此", message="长" * 40_000))
    assert len(workbook([report])["问题"]["F2"].value) == 32_000
    assert b"".join(formats.stream("xlsx", mixed(), Style())) == b"".join(formats.stream("xlsx", mixed(), Style()))


def test_end_of_an_empty_span():
    document = make_document("a.txt", format="txt")
    (row,) = rows(make_report(document, make_finding(document, "特此")._replace(span=Span(3, 3))))
    assert row.at == row.end


@pytest.mark.parametrize("name", formats.FORMATS)
def test_a_piece_a_report(name):
    """So that formats written together stay in step, and no report is kept."""
    seen = []
    reports = (seen.append(number) or one for number, one in enumerate(mixed(), 1))
    for number, _ in zip(range(6), formats.stream(name, reports, Style()), strict=False):
        assert number <= len(seen) <= number + 1


def test_format_modules_take_no_part_in_a_cold_start():
    """The command imports the table of formats, which imports none of them."""
    tree = ast.parse(Path(formats.__file__).read_text(encoding="utf-8"))
    froms = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert froms == {"collections.abc", "typing", "gwlint.model", "gwlint.reporters.style"}
