"""Highlights in a pdf: one a finding, over the faulty words, and nothing else changed."""

import io
import sys
from pathlib import Path
from typing import Any

import pdfplumber
import pypdf
import pypdfium2
import pytest

from gwlint import engine, readers
from gwlint.annotate.pdf import annotate, outside, places
from gwlint.errors import Unreadable
from gwlint.model import FileReport, Finding, Span

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "tests" / "readers"))
from pdf_maker import lines, pdf  # noqa: E402

FILES = sorted([*(ROOT / "samples").glob("*.pdf"), *(ROOT.parent / "shared" / "real" / "pdf").glob("*.pdf")])
BUSY = ROOT / "samples" / "13-tangshan-bureau-directs-counties.pdf"


def linted(path: Path) -> tuple[bytes, FileReport]:
    data = path.read_bytes()
    return data, engine.lint(readers.read_bytes(data, path.name))


def marked(data: bytes, *quotes: str) -> FileReport:
    """A report that faults `quotes`."""
    document = readers.read_bytes(data, "x.pdf")
    found = [
        Finding("GW999", "x", Span(at := document.text.index(one), at + len(one)), one, "有误", "error")
        for one in quotes
    ]
    return FileReport("x.pdf", "checked", document=document, findings=tuple(found))


def highlights(data: bytes) -> list[tuple[int, Any]]:
    """Page (from 1) and dictionary of each annotation of ours."""
    return [
        (number, one.get_object())
        for number, page in enumerate(pypdf.PdfReader(io.BytesIO(data)).pages, 1)
        for one in page.get("/Annots", [])
        if one.get_object().get("/T") == "gwlint"
    ]


def text_by_pdfium(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def chars_by_plumber(data: bytes) -> list[tuple[Any, ...]]:
    with pdfplumber.open(io.BytesIO(data)) as document:
        chars = [char for page in document.pages for char in page.chars]
    return [(char["text"], round(char["x0"], 3), round(char["top"], 3), char["fontname"]) for char in chars]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_finding_lies_on_its_words_and_the_text_is_untouched(path):
    data, report = linted(path)
    out = annotate(data, report)
    assert report.document is not None
    expected = {
        f"gwlint-{one.fingerprint}-{page}": boxes_on(report, one, page)
        for one in report.findings
        for page, _ in places(report.document, one.span)
    }
    found = {one["/NM"]: quads(one) for _, one in highlights(out)}
    assert found == expected and len({name.rsplit("-", 1)[0] for name in found}) == len(report.findings)
    assert out.startswith(data)
    assert text_by_pdfium(out) == text_by_pdfium(data)
    assert readers.read_bytes(out, path.name).pieces == report.document.pieces


@pytest.mark.parametrize("path", [BUSY], ids=lambda path: path.name)
def test_the_second_reader_sees_the_same_characters(path):
    data, report = linted(path)
    assert chars_by_plumber(annotate(data, report)) == chars_by_plumber(data)


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_second_reader_sees_the_same_characters_everywhere(path):
    data, report = linted(path)
    assert chars_by_plumber(annotate(data, report)) == chars_by_plumber(data)


def boxes_on(report: FileReport, finding: Finding, page: int) -> list[list[float]]:
    assert report.document is not None
    return [[round(edge, 2) for edge in box] for number, box in places(report.document, finding.span) if number == page]


def quads(highlight: Any) -> list[list[float]]:
    """left, bottom, right, top of each quadrilateral."""
    points = [round(float(one), 2) for one in highlight["/QuadPoints"]]
    return [[p[0], p[5], p[2], p[1]] for p in (points[at : at + 8] for at in range(0, len(points), 8))]


def test_a_part_of_a_line_is_cut_at_its_characters():
    data = pdf(lines("请于五月三日前报送材料，逾期不再受理。"))
    (_, one), *rest = highlights(annotate(data, marked(data, "报送材料")))
    left, bottom, right, top = quads(one)[0]
    assert not rest and abs(left - (79 + 7 * 16)) < 1 and abs(right - (79 + 11 * 16)) < 1
    assert bottom < 700 < top


def test_a_span_over_two_lines_and_one_over_two_pages():
    full = "各有关单位结合实际抓好秋季绿化养护逐块绿地落实到人到岗到位各有关单位结合实际抓好"
    data = pdf(lines(full[:28], full[28:] + "。"), lines("第二页的话写在这里。"))
    found = highlights(annotate(data, marked(data, full[20:34], "落实到人到岗到位")))
    assert next(len(quads(one)) for _, one in found) == 2
    assert [page for page, _ in found] == [1, 1]


def test_what_it_says_and_how_it_looks():
    data, report = linted(BUSY)
    by_name = {one["/NM"].rsplit("-", 1)[0]: one for _, one in highlights(annotate(data, report))}
    for finding in report.findings:
        one = by_name[f"gwlint-{finding.fingerprint}"]
        said = one["/Contents"]
        assert finding.message in said and finding.rule in said and "依据：" in said
        assert (
            one["/Subtype"] == "/Highlight" and one["/F"] & 4 and one["/AP"]["/N"].get_object()["/BBox"] == one["/Rect"]
        )
    colors = {finding.severity: str(by_name[f"gwlint-{finding.fingerprint}"]["/C"]) for finding in report.findings}
    assert len(set(colors.values())) == len(colors) > 1


def test_contents_are_chinese_text_strings():
    data, report = linted(BUSY)
    _, one = highlights(annotate(data, report))[0]
    assert one.raw_get("/Contents").original_bytes.startswith(b"\xfe\xff")


def test_what_has_no_place_is_told_apart():
    data = pdf(lines("请于五月三日前报送材料。"))
    report = marked(data, "报送材料")
    nowhere = report.findings[0]._replace(span=Span(0, 0), quote="")
    both = report._replace(findings=(nowhere, *report.findings))
    assert outside(both) == (nowhere,)
    assert len(highlights(annotate(data, both))) == 1


def test_annotations_that_are_there_already_stay():
    data, report = linted(BUSY)
    once = annotate(data, report)
    twice = annotate(once, report)
    assert len(highlights(twice)) == 2 * len(highlights(once))


def test_nothing_found_gives_the_same_file():
    data = pdf(lines("没有问题的一段话写在这里。"))
    assert annotate(data, marked(data)) == data


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page(turn):
    data = pdf(lines("请于五月三日前报送材料。"), page=f"/Rotate {turn}")
    (_, one), *_ = highlights(annotate(data, marked(data, "报送材料")))
    assert quads(one)[0][0] == pytest.approx(79 + 7 * 16, abs=1)


def test_a_locked_file_is_refused_in_a_sentence():
    data = pdf(lines("请于五月三日前报送材料。"), password="")
    with pytest.raises(Unreadable, match="限制了修改"):
        annotate(data, marked(data, "报送材料"))


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: data.rindex(b"startxref")],
        lambda data: data.replace(b"startxref\n", b"startxref\n9"),
        lambda data: data.replace(b"0000000009 ", b"0000000019 "),
        lambda data: b"junk\n" + data,
    ],
)
def test_a_damaged_file_is_marked_or_refused(damage):
    whole = pdf(lines("请于五月三日前报送材料。"))
    data = damage(whole)
    report = marked(data, "报送材料")
    try:
        out = annotate(data, report)
    except Unreadable as error:
        assert "重新导出" in str(error)
        return
    assert len(highlights(out)) == 1
    assert text_by_pdfium(out) == text_by_pdfium(data)
    assert highlights_drawn(out) == 1


def highlights_drawn(data: bytes) -> int:
    """Annotations as PDFium sees them, which reads by the file's own table where there is one."""
    page = pypdfium2.PdfDocument(data)[0]
    return int(pypdfium2.raw.FPDFPage_GetAnnotCount(page))


def test_an_unreadable_report_is_refused():
    with pytest.raises(Unreadable, match="文件是空的"):
        annotate(b"", FileReport("x.pdf", "unreadable", "文件是空的"))
