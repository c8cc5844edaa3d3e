"""Corrections written into drafts: whole or not at all, in the file's own format, and nothing else."""

import datetime
import inspect
import io
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from gwlint import engine, readers, rules
from gwlint.errors import Unreadable
from gwlint.fixing import Fixed, fix, trimmed
from gwlint.model import Edit, FileReport, Finding, Fix, Span
from gwlint.readers.docx.xml import W
from gwlint.rules.page import parse

sys.path.append(str(Path(__file__).parents[1] / "readers"))
sys.path.append(str(Path(__file__).parents[1] / "rules"))
from docx_maker import box, docx_file, field, level, numbered, numbering, p, r
from drafts import cases, checked

NOW = datetime.datetime(2025, 3, 1, 8, 0, tzinfo=datetime.timezone.utc)
LINES = (
    "000012",
    "秘密★十年",
    "平川县人民政府办公室关于调整储备库点布局的通知",
    "县直有关单位：",
    "现将储备库点布局调整事项通知如下。",
    "平川县人民政府办公室",
    "2025年3月6日",
)
FAULT = "第五版"


def report(data: bytes, old: str, new: str, *, path: str = "x.docx", safe: bool = True) -> FileReport:
    """A report that would write `new` for `old`."""
    document = readers.read_bytes(data, path)
    at = document.text.index(old)
    span = Span(at, at + len(old))
    found = Finding("GW999", "x", span, old, "有误", "error", fix=Fix("改", (Edit(span, new),), safe))
    return FileReport(path, "checked", document=document, findings=(found,))


def fixed(content: str, old: str, new: str, **more: str) -> tuple[bytes, Fixed]:
    data = docx_file(content, **more)
    return data, fix(data, report(data, old, new), now=NOW)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def resolved(data: bytes, accept: bool) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every paragraph of the body once all changes are accepted or rejected: its text, and each stretch with its formatting."""
    root = etree.fromstring(parts(data)["word/document.xml"])
    for gone in list(root.iter(W + ("del" if accept else "ins"))):
        gone.getparent().remove(gone)
    shown = []
    for paragraph in root.iter(W + "p"):
        pieces: list[tuple[str, str]] = []
        for run in paragraph.iter(W + "r"):
            look = run.find(W + "rPr")
            form = "" if look is None else etree.tostring(look, method="c14n").decode()
            text = "".join(one.text or "" for one in run.iter(W + "t", W + "delText"))
            if pieces and pieces[-1][1] == form:
                pieces[-1] = (pieces[-1][0] + text, form)
            elif text:
                pieces.append((text, form))
        shown.append(("".join(text for text, _ in pieces), pieces))
    return shown


def texts(data: bytes, accept: bool) -> list[str]:
    return [text for text, _ in resolved(data, accept)]


class TestDocx:
    def test_accepted_it_is_corrected_and_rejected_it_is_as_before(self):
        content = p(r("平政发", "<w:b/>") + r("[2024]05号"))
        data, done = fixed(content, "[2024]05号", "〔2024〕5号")
        assert len(done.done) == 1 and not done.left
        assert texts(done.data, accept=True) == ["平政发〔2024〕5号"]
        assert resolved(done.data, accept=False) == resolved(data, accept=False)

    def test_a_change_names_its_author_and_date(self):
        _, done = fixed(p("平政发[2024]5号"), "[2024]", "〔2024〕")
        changes = list(etree.fromstring(parts(done.data)["word/document.xml"]).iter(W + "ins", W + "del"))
        assert {one.get(W + "author") for one in changes} == {"gwlint"}
        assert {one.get(W + "date") for one in changes} == {"2025-03-01T08:00:00Z"}
        assert len({one.get(W + "id") for one in changes}) == len(changes) == 2

    def test_over_several_runs_the_new_text_looks_like_the_first(self):
        content = p(r("平政发") + r("[20", "<w:b/>") + r("24]", "<w:i/>") + r("5号"))
        data, done = fixed(content, "[2024]", "〔2024〕")
        assert texts(done.data, accept=True) == ["平政发〔2024〕5号"]
        assert resolved(done.data, accept=False) == resolved(data, accept=False)
        assert any("〔2024〕" in text and "<w:b>" in form for text, form in resolved(done.data, True)[0][1])

    def test_only_the_part_that_changes_is_written(self):
        data, done = fixed(p("平政发[2024]5号"), "[2024]", "〔2024〕")
        before, after = parts(data), parts(done.data)
        assert {name for name in before if before[name] != after[name]} == {"word/document.xml"}
        assert before.keys() == after.keys()

    def test_two_corrections_in_one_run(self):
        data = docx_file(p("平政发[2024]05号，2024年03月05日"))
        document = readers.read_bytes(data, "x.docx")
        found = []
        for old, new in (("[2024]", "〔2024〕"), ("03月05", "3月5")):
            span = Span(at := document.text.index(old), at + len(old))
            found.append(Finding("GW999", "x", span, old, "", "error", fix=Fix("", (Edit(span, new),))))
        done = fix(data, FileReport("x", "checked", document=document, findings=tuple(found)), now=NOW)
        assert texts(done.data, accept=True) == ["平政发〔2024〕05号，2024年3月5日"]
        assert resolved(done.data, accept=False) == resolved(data, accept=False)

    def test_without_tracked_changes_the_text_is_simply_corrected(self):
        data = docx_file(p(r("平政发", "<w:b/>") + r("[2024]5号")))
        done = fix(data, report(data, "[2024]", "〔2024〕"), track=False)
        assert readers.read_bytes(done.data, "x").text == "平政发〔2024〕5号"
        assert not list(etree.fromstring(parts(done.data)["word/document.xml"]).iter(W + "ins", W + "del"))

    def test_a_strict_file_stays_strict(self):
        data = docx_file(p("平政发[2024]5号"), strict=True)
        done = fix(data, report(data, "[2024]", "〔2024〕"), now=NOW)
        document = parts(done.data)["word/document.xml"]
        assert (
            b"purl.oclc.org/ooxml/wordprocessingml" in document
            and b"schemas.openxmlformats.org/wordproc" not in document
        )
        assert readers.read_bytes(done.data, "x").text == "平政发〔2024〕5号"

    @pytest.mark.parametrize(
        ("content", "why"),
        [
            (p("<w:ins w:id='1' w:author='a'>" + r(f"用{FAULT}") + "</w:ins>"), "修订"),
            (
                p(r("用第") + "<w:del w:id='1' w:author='a'><w:r><w:delText>十</w:delText></w:r></w:del>" + r("五版")),
                "修订",
            ),
            (p(field("DATE", r(FAULT))), "域"),
            (p(f'<w:fldSimple w:instr="DATE">{r(FAULT)}</w:fldSimple>'), "域"),
            (p(box(p(FAULT))), "文本框"),
            (p("<w:r><w:t>第五</w:t><w:footnoteReference w:id='2'/><w:t>版</w:t></w:r>"), "脚注"),
            (
                "<w:sdt><w:sdtPr><w:dataBinding w:xpath='/a'/></w:sdtPr><w:sdtContent>"
                + p(FAULT)
                + "</w:sdtContent></w:sdt>",
                "文档属性",
            ),
        ],
        ids=["inserted", "deleted inside", "field", "simple field", "text box", "note mark", "bound"],
    )
    def test_what_is_never_touched(self, content, why):
        data = docx_file(content)
        done = fix(data, report(data, FAULT, "第六版"), now=NOW)
        assert done.data == data and not done.done
        assert why in done.left[0].reason

    def test_an_automatic_number_is_never_touched(self):
        data = docx_file(numbered("版"), numbering=numbering(level(0, "chineseCounting", "第%1")))
        done = fix(data, report(data, "第一版", "第六版"), now=NOW)
        assert done.data == data and "自动编号" in done.left[0].reason


class TestText:
    @pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    def test_encoding_and_line_ends_stay(self, codec):
        text = "平政发[2024]5号\r\n\r\n关于值班工作有关事项的通知\n各科室：\r请按时到岗，认真做好值班记录。\n"
        data = text.encode(codec)
        done = fix(data, report(data, "[2024]", "〔2024〕", path="x.txt"))
        assert done.data == text.replace("[2024]", "〔2024〕").encode(codec)

    def test_markdown(self):
        data = "# 标题\n\n**平政发[2024]5号** 文件\n".encode()
        done = fix(data, report(data, "[2024]", "〔2024〕", path="x.md"))
        assert done.data == "# 标题\n\n**平政发〔2024〕5号** 文件\n".encode()

    def test_what_the_file_writes_otherwise_is_left(self):
        data = "平政发[20\u200b24]5号\n各科室：\n请按时到岗。\n".encode()
        done = fix(data, report(data, "[2024]", "〔2024〕", path="x.txt"))
        assert done.data == data and len(done.left) == 1


class TestWhich:
    def test_an_unsafe_one_only_when_asked(self):
        data = docx_file(p("急件"))
        asked = report(data, "急件", "加急", safe=False)
        assert "--unsafe" in fix(data, asked).left[0].reason
        assert texts(fix(data, asked, unsafe=True).data, accept=True) == ["加急"]

    def test_of_two_that_overlap_the_first(self):
        data = docx_file(p("第五版"))
        one = report(data, "第五", "第六")
        both = one._replace(findings=one.findings + report(data, "五版", "七版").findings)
        done = fix(data, both)
        assert (len(done.done), len(done.left)) == (1, 1) and "重叠" in done.left[0].reason

    def test_a_finding_without_a_fix_is_not_spoken_of(self):
        data = docx_file(p("第五版"))
        asked = report(data, "第五", "第六")
        silent = asked._replace(findings=(asked.findings[0]._replace(fix=None),))
        assert fix(data, silent) == Fixed(data, (), ())

    def test_formats_that_cannot_be_changed(self):
        data = docx_file(p("第五版"))
        asked = report(data, "第五", "第六")
        assert asked.document is not None
        with pytest.raises(Unreadable, match="Word原稿"):
            fix(data, asked._replace(document=asked.document._replace(format="pdf")))
        with pytest.raises(Unreadable, match="空的"):
            fix(b"", FileReport("x", "unreadable", "文件是空的"))


@pytest.mark.parametrize("form", ["docx", "txt"])
def test_a_real_fault_and_twice_is_once(form):
    data = docx_file("".join(map(p, LINES))) if form == "docx" else "\n\n".join(LINES).encode()

    def once(data: bytes) -> Fixed:
        return fix(data, engine.lint(readers.read_bytes(data, f"x.{form}")), now=NOW)

    done = once(data)
    assert [one.name for one in done.done] == ["malformed-secrecy-mark"]
    assert "秘密★10年" in readers.read_bytes(done.data, f"x.{form}").text
    assert once(done.data).data == done.data


def test_trimmed_to_what_changes():
    assert trimmed("秘密★十年", Edit(Span(0, 5), "秘密★10年")) == Edit(Span(3, 4), "10")
    assert trimmed("一二", Edit(Span(1, 1), "又")) == Edit(Span(0, 1), "一又")
    assert trimmed("一二三", Edit(Span(1, 2), "")) == Edit(Span(1, 2), "")


def test_the_docs_say_of_each_rule_whether_its_fix_is_safe():
    """Against what all samples and cases of the rules propose."""
    page = (Path(__file__).parents[2] / "docs" / "fix.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \| .+ \| ([是否]) \|$", page, re.M)
    proposed = {(one.name, "是" if one.fix.safe else "否") for one in _proposed() if one.fix}
    assert set(rows) == proposed


def _proposed() -> Iterator[Finding]:
    for rule in rules.load():
        drafts = [sample.text for sample in parse(rule.doc).bad] + [case["text"] for case in cases(rule.name)]
        for text in drafts if "Fix(" in inspect.getsource(inspect.getmodule(rule.check)) else ():
            yield from findings_of(rule.name, text)


def findings_of(rule: str, text: str) -> list[Finding]:
    return [one for one in checked(rule, text).findings if one.name == rule]
