"""`gwlint fix`: shows, writes elsewhere, writes in place; never over the draft unasked."""

import os
import stat
import sys
from pathlib import Path

import pytest
from docx import Document

FAULTY = """平政办发[2025]第08号

平川县人民政府办公室关于调整储备库点布局的通知

县直有关单位：

　　现将储备库点布局调整事项通知如下。

附件：储备库点布局表。

平川县人民政府办公室
2025年03月06日
"""
FIXED = FAULTY.replace("[2025]第08号", "〔2025〕8号").replace("布局表。", "布局表").replace("03月06日", "3月6日")


@pytest.fixture
def faulty(tmp_path):
    path = tmp_path / "稿.txt"
    path.write_text(FAULTY, encoding="utf-8")
    return path


@pytest.fixture
def faulty_docx(tmp_path):
    path, document = tmp_path / "稿.docx", Document()
    for line in FAULTY.split("\n"):
        document.add_paragraph(line)
    document.save(path)
    return path


@pytest.mark.parametrize("option", [(), ("--diff",)])
def test_shows_and_writes_nothing(gwlint, faulty, option):
    result = gwlint("fix", faulty, *option)
    assert result.code == 1
    assert "- 平政办发[2025]第08号" in result.out and "+ 平政办发〔2025〕8号" in result.out
    assert "可以改3处" in result.out and "--in-place" in result.out
    assert faulty.read_text(encoding="utf-8") == FAULTY
    assert os.listdir(faulty.parent) == [faulty.name]


def test_output_leaves_the_draft(gwlint, faulty, tmp_path):
    target = tmp_path / "改好.txt"
    result = gwlint("fix", faulty, "--output", target)
    assert result.code == 0 and "改了3处" in result.out
    assert target.read_text(encoding="utf-8") == FIXED
    assert faulty.read_text(encoding="utf-8") == FAULTY


def test_a_file_that_is_there_is_replaced_only_when_asked(gwlint, faulty, tmp_path):
    target = tmp_path / "改好.txt"
    target.write_text("别的", encoding="utf-8")
    refused = gwlint("fix", faulty, "--output", target)
    assert refused.code == 2 and "--force" in refused.err and target.read_text(encoding="utf-8") == "别的"
    assert gwlint("fix", faulty, "--output", target, "--force").code == 0
    assert target.read_text(encoding="utf-8") == FIXED


def test_in_place_once_and_again(gwlint, faulty):
    assert gwlint("fix", faulty, "--in-place").code == 0
    assert faulty.read_text(encoding="utf-8") == FIXED
    before = faulty.stat()
    again = gwlint("fix", faulty, "--in-place")
    assert again.code == 0 and "没有要改的" in again.out
    assert faulty.stat() == before
    assert os.listdir(faulty.parent) == [faulty.name]


@pytest.mark.skipif(sys.platform == "win32", reason="modes are of POSIX")
@pytest.mark.parametrize("option", ["--in-place", "--output"])
def test_the_mode_stays(gwlint, faulty, option):
    os.chmod(faulty, 0o640)
    target = faulty if option == "--in-place" else faulty.with_name("改好.txt")
    gwlint("fix", faulty, option, *([] if option == "--in-place" else [target]))
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_docx_has_tracked_changes(gwlint, faulty_docx):
    result = gwlint("fix", faulty_docx, "--in-place")
    assert result.code == 0 and "修订" in result.out
    body = Document(faulty_docx).element.body
    assert len(body.xpath(".//w:ins")) == 2 and len(body.xpath(".//w:del")) == 7
    assert "没有要改的" in gwlint("fix", faulty_docx).out


def test_docx_without_tracked_changes(gwlint, faulty_docx):
    assert "修订" not in gwlint("fix", faulty_docx, "--in-place", "--no-track-changes").out
    document = Document(faulty_docx)
    assert [one.text for one in document.paragraphs] == FIXED.split("\n")
    assert not document.element.body.xpath(".//w:ins | .//w:del")


def test_only_the_chosen_rules(gwlint, faulty):
    out = gwlint("fix", faulty, "--select", "malformed-date").out
    assert "可以改1处" in out and "GW902" in out


def test_what_may_change_the_meaning_is_left_and_said(gwlint, faulty):
    faulty.write_text("急件\n\n" + FIXED, encoding="utf-8")
    result = gwlint("fix", faulty)
    assert result.code == 0 and "没有改" in result.out and "--unsafe" in result.out
    assert "+ 加急" in gwlint("fix", faulty, "--unsafe").out


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--diff", "--in-place"), "只能写一个"),
        (("--output", "{path}"), "--in-place"),
        (("--output", "{path}/没有/这里.txt"), "写不了"),
    ],
)
def test_what_cannot_be_asked(gwlint, faulty, options, says):
    result = gwlint("fix", faulty, *(one.format(path=faulty) for one in options))
    assert result.code == 2 and says in result.err and not result.out
    assert faulty.read_text(encoding="utf-8") == FAULTY


def test_a_pdf_is_for_its_original(gwlint):
    sample = next((Path(__file__).parents[2] / "samples").glob("*.pdf"))
    result = gwlint("fix", sample)
    assert result.code == 3 and "原稿" in result.err


def test_no_such_file(gwlint, tmp_path):
    result = gwlint("fix", tmp_path / "没有.docx")
    assert result.code == 3 and "文件不存在" in result.err
