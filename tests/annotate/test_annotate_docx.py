"""Comments in a docx: one a finding, on exactly its words, and nothing else changed."""

import datetime
import io
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from docx_marks import CHANGED, REAL, ROOT, SAMPLES, comments, expected, linted, parts, quoting, report, tokens
from lxml import etree

from gwlint import engine, readers
from gwlint.annotate.docx import annotate, outside
from gwlint.annotate.words import lines
from gwlint.errors import Unreadable
from gwlint.model import FileReport, Finding, Span

sys.path.append(str(ROOT / "tests" / "readers"))
from docx_maker import A4, box, docx_file, field, numbered, numbering, level, p, r, table, zipped  # noqa: I001

NOON = datetime.datetime(2024, 9, 2, 12, 0)
FILES = [*SAMPLES, *REAL]
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
HEADER = A4 + '<w:headerReference w:type="default" r:id="header1"/>'


@each_file
def test_every_finding_is_a_comment_on_its_words(path: Path) -> None:
    data, found = linted(path)
    assert found.document is not None and not outside(found)
    made = comments(annotate(data, found))
    assert [(one.lines, one.words) for one in made] == [
        (lines(finding), expected(found.document, finding)) for finding in found.findings
    ]


@each_file
def test_nothing_else_changes(path: Path) -> None:
    data, found = linted(path)
    made = annotate(data, found)
    before, after = parts(data), parts(made)
    assert [name for name in after if name in before] == list(before)
    assert {name for name in after if after[name] != before.get(name)} <= CHANGED
    assert tokens(made) == tokens(data)
    assert found.document is not None
    again = readers.read_bytes(made, path.name)
    assert (again.text, again.blocks) == (found.document.text, found.document.blocks)


@each_file
def test_python_docx_reads_text_and_comments(path: Path) -> None:
    data, found = linted(path)
    before, after = docx.Document(io.BytesIO(data)), docx.Document(io.BytesIO(annotate(data, found)))
    assert [one.text for one in after.paragraphs] == [one.text for one in before.paragraphs]
    old, new = list(before.comments), list(after.comments)
    assert [(one.author, one.text) for one in new[: len(old)]] == [(one.author, one.text) for one in old]
    assert [(one.author, one.initials) for one in new[len(old) :]] == [("gwlint", "gw")] * len(found.findings)
    assert [one.text for one in new[len(old) :]] == ["\n".join(lines(one)) for one in found.findings]
    assert len({one.comment_id for one in new}) == len(new)


@pytest.mark.skipif(not REAL, reason="no real files here")
def test_at_least_twenty_real_files() -> None:
    assert len(REAL) >= 20


def test_no_finding_no_change() -> None:
    data = docx_file(p("各科室："))
    assert annotate(data, quoting(data)) is data


def test_unreadable_is_said() -> None:
    with pytest.raises(Unreadable, match="坏了"):
        annotate(b"", FileReport("x", "unreadable", "坏了"))


def words(data: bytes, *quotes: str) -> list[str]:
    """The words that comments on these quotes are on; nothing else may have changed."""
    made = annotate(data, quoting(data, *quotes))
    assert tokens(made) == tokens(data)
    assert readers.read_bytes(made, "x").text == readers.read_bytes(data, "x").text
    return [one.words for one in comments(made)]


def test_across_runs_and_inside_one() -> None:
    data = docx_file(p(r("各县要于", "<w:b/>") + r("9月3日前报送", "<w:i/>") + r("材料")))
    assert words(data, "于9月3日前报送材", "9月", "月3日") == ["于9月3日前报送材", "9月", "月3日"]


def test_same_words_twice_and_in_each_other() -> None:
    data = docx_file(p("请各单位认真落实"))
    assert words(data, "认真", "认真", "各单位认真落实", "真落") == ["认真", "认真", "各单位认真落实", "真落"]


def test_across_paragraphs() -> None:
    data = docx_file(p("第一段的末尾") + p("中间") + p("末段的开头"))
    assert words(data, "末尾\n中间\n末段") == ["末尾中间末段"]


def test_in_a_table_and_across_cells() -> None:
    data = docx_file(table([p("甲单位"), p("乙单位")], [p("丙"), p("丁")]))
    assert words(data, "甲单", "单位\n乙单") == ["甲单", "单位乙单"]


def test_in_a_text_box() -> None:
    data = docx_file(p(box(p("机密★一年")) + r("正文")))
    assert words(data, "机密★", "正") == ["机密★", "正"]


def test_text_box_and_body_in_one_finding_stay_apart() -> None:
    data = docx_file(p(box(p("框")) + r("正文很长的一句")))
    assert words(data, "框\n正文很长") == ["正文很长"]


def test_tabs_breaks_symbols_and_fields_stay() -> None:
    run = '<w:r><w:rPr><w:b/></w:rPr><w:t>甲乙</w:t><w:tab/><w:t xml:space="preserve"> 丙</w:t><w:br/><w:t>丁戊</w:t></w:r>'
    data = docx_file(p(run + field("DATE", r("2024年9月2日")) + r("前")))
    assert words(data, "乙\t 丙\n丁", "9月2日前", "\t") == ["乙\t 丙\n丁", "9月2日前", "\t"]


def test_blank_at_a_cut_is_kept() -> None:
    data = docx_file(p("<w:r><w:t>Word 2016 版</w:t></w:r>"))
    made = annotate(data, quoting(data, "2016 "))
    assert [one.text for one in docx.Document(io.BytesIO(made)).paragraphs] == ["Word 2016 版"]
    cut = list(etree.fromstring(parts(made)["word/document.xml"]).iter("{*}t"))
    kept = "{http://www.w3.org/XML/1998/namespace}space"
    assert [(one.text, one.get(kept)) for one in cut] == [("Word ", "preserve"), ("2016 ", "preserve"), ("版", None)]


def test_inside_insertions_links_and_content_controls() -> None:
    inserted = '<w:ins w:id="7" w:author="甲"><w:r><w:t>新增的话</w:t></w:r></w:ins>'
    link = f'<w:hyperlink w:anchor="a">{r("链接文字")}</w:hyperlink>'
    control = f"<w:sdt><w:sdtContent>{r('控件文字')}</w:sdtContent></w:sdt>"
    data = docx_file(p(r("原") + inserted + link + control))
    assert words(data, "增的", "接文", "件文", "话链接文字控") == ["增的", "接文", "件文", "话链接文字控"]


def test_deleted_text_does_not_shift_the_comment() -> None:
    gone = '<w:del w:id="1" w:author="甲"><w:r><w:delText>旧的</w:delText></w:r></w:del>'
    data = docx_file(p(gone + r("新的话") + r("藏", "<w:vanish/>") + r("后面")))
    assert words(data, "的话", "面") == ["的话", "面"]


def test_ruby_is_taken_whole() -> None:
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('yi')}</w:rt><w:rubyBase>{r('燚燚')}</w:rubyBase></w:ruby></w:r>"
    data = docx_file(p(r("刘") + ruby + r("同志")))
    made = annotate(data, quoting(data, "燚同"))
    assert tokens(made) == tokens(data)
    assert [one.words for one in comments(made)] == ["yi燚燚同"]


def test_the_reference_looks_like_its_words() -> None:
    data = docx_file(p(r("各科室", '<w:sz w:val="32"/><w:rPrChange w:id="1" w:author="甲"><w:rPr/></w:rPrChange>')))
    root = etree.fromstring(parts(annotate(data, quoting(data, "科")))["word/document.xml"])
    (reference,) = root.iter("{*}commentReference")
    assert [etree.QName(one).localname for one in reference.getparent()[0]] == ["sz"]


def test_what_bears_no_comment_is_gathered_at_the_title() -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    data = docx_file(
        p("关于值班的通知", '<w:jc w:val="center"/>')
        + p("各科室：")
        + numbered("请按时到岗。")
        + p(r("后勤处") + note),
        HEADER,
        header1=p("内部资料"),
        footnotes=f'<w:footnote w:id="2">{p("脚注文字")}</w:footnote>',
        numbering=numbering(level(0, "chineseCounting", "%1、")),
    )
    document = readers.read_bytes(data, "x")
    spans = [Span(at := document.text.index(one), at + len(one)) for one in ("内部", "脚注", "一、", "到岗")]
    found = engine.lint(document)._replace(findings=tuple(fault_at(document.text, span) for span in spans))
    gathered, own = comments(annotate(data, found))
    assert [one.span for one in outside(found)] == spans[:3]
    assert gathered.words == "关于值班的通知" and own.words == "到岗"
    assert [line for line in gathered.lines if "GW999" in line] == [
        f"警告 GW999 x：“{one}”" for one in ("内部", "脚注", "一、")
    ]


def fault_at(text: str, span: Span) -> Finding:
    return Finding("GW999", "x", span, span.of(text), "有误", "warning")


def test_without_a_title_at_the_first_paragraph() -> None:
    data = docx_file(p("") + p("各科室"), HEADER, header1=p("内部资料"))
    assert words(data, "内部") == ["各科室"]


def test_without_any_text_at_the_first_empty_paragraph() -> None:
    data = docx_file(p(""), HEADER, header1=p("内部资料"))
    assert words(data, "内部") == [""]


def test_number_before_the_words_is_left_out() -> None:
    data = docx_file(numbered("总体要求"), numbering=numbering(level(0, "chineseCounting", "%1、")))
    assert words(data, "一、总体") == ["总体"]


def test_existing_comments_stay_and_ids_go_on() -> None:
    old = f'<w:comment w:id="5" w:author="张三">{p("请核对")}</w:comment>'
    data = docx_file(p(r("各科室") + '<w:r><w:commentReference w:id="9"/></w:r>'), comments=old)
    first = annotate(data, quoting(data, "科室"), now=NOON)
    second = annotate(first, quoting(first, "各"), now=NOON)
    found = [(one.author, one.comment_id, one.text) for one in docx.Document(io.BytesIO(second)).comments]
    assert [(author, id) for author, id, _ in found] == [("张三", 5), ("gwlint", 10), ("gwlint", 11)]
    assert found[0][2] == "请核对"
    assert [one.words for one in comments(second)] == ["科室", "各"]
    assert annotate(data, quoting(data, "科室"), now=NOON) == first


def test_time_is_the_one_given() -> None:
    data = docx_file(p("各科室"))
    root = etree.fromstring(parts(annotate(data, quoting(data, "科"), now=NOON))["word/comments.xml"])
    assert [value for one in root for key, value in one.attrib.items() if key.endswith("date")] == [
        "2024-09-02T12:00:00Z"
    ]


def test_strict_stays_strict() -> None:
    data = docx_file(p("各科室"), strict=True)
    made = annotate(data, quoting(data, "科"))
    assert readers.read_bytes(made, "x").text == "各科室"
    assert not [
        name for name, content in parts(made).items() if b"schemas.openxmlformats.org/wordprocessingml" in content
    ]
    assert b"purl.oclc.org/ooxml/officeDocument/relationships/comments" in parts(made)["word/_rels/document.xml.rels"]


def test_other_entries_are_copied_as_they_lie() -> None:
    files = parts(docx_file(p("各科室")))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content, zipfile.ZIP_STORED)
        archive.writestr("word/media/a.png", b"\0" * 1000, zipfile.ZIP_BZIP2)
        archive.writestr("附件/图.png", b"x")
    data = stream.getvalue()
    with zipfile.ZipFile(io.BytesIO(annotate(data, quoting(data, "科")))) as made:
        kinds = {one.filename: one.compress_type for one in made.infolist()}
        assert made.testzip() is None
        assert kinds["word/media/a.png"] == zipfile.ZIP_BZIP2 and kinds["_rels/.rels"] == zipfile.ZIP_STORED
        assert made.read("附件/图.png") == b"x"
        assert list(kinds)[: len(files) + 2] == [*files, "word/media/a.png", "附件/图.png"]


def test_name_of_the_part_taken() -> None:
    files = parts(docx_file(p("各科室")))
    data = zipped({**files, "word/comments.xml": b"<other/>"})
    made = parts(annotate(data, quoting(data, "科")))
    assert made["word/comments.xml"] == b"<other/>" and b"GW999" in made["word/comments1.xml"]


def test_no_links_yet() -> None:
    files = parts(docx_file(p("各科室")))
    data = zipped({name: content for name, content in files.items() if name != "word/_rels/document.xml.rels"})
    assert docx.Document(io.BytesIO(annotate(data, quoting(data, "科")))).comments.get(0) is not None


def test_finding_without_extent_goes_to_the_title() -> None:
    data = docx_file(p("各科室"))
    document = readers.read_bytes(data, "x")
    found = report(document, Finding("GW999", "x", Span(0, 0), "", "缺少密级", "error"))
    (only,) = comments(annotate(data, found))
    assert only.words == "各科室" and "缺少密级" in only.lines
