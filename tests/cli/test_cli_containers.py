"""`gwlint check` looks into containers, and passes over its own reports."""

import json
import zipfile
from pathlib import Path

import pytest
from conftest import CLEAN

FAULTY = CLEAN.replace(
    "　　二、后勤处提供工具。", "　　二、各学院务必于2024年9月3日前将台账报送后勤处，逾期将予以通报。"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "稿").mkdir()
    with zipfile.ZipFile(tmp_path / "稿" / "材料.zip", "w") as archive:
        archive.writestr("附件/通知.txt", CLEAN)
        archive.writestr("问题.txt", FAULTY)
        archive.writestr("图.png", b"x")
        archive.writestr("坏.docx", b"PK\x03\x04")
        archive.writestr("内.7z", b"7z\xbc\xaf\x27\x1c\x00\x04")
    return tmp_path / "稿"


def test_each_draft_in_a_zip_has_a_report(folder, gwlint):
    ran = gwlint("check", "稿", "--format", "json")
    files = {one["path"].replace("\\", "/"): one["status"] for one in json.loads(ran.out)["files"]}
    assert files == {
        "稿/材料.zip!/附件/通知.txt": "checked",
        "稿/材料.zip!/问题.txt": "checked",
        "稿/材料.zip!/坏.docx": "unreadable",
        "稿/材料.zip!/内.7z": "unreadable",
    }
    assert ran.code == 3


def test_a_container_without_drafts_is_said(tmp_path, gwlint):
    with zipfile.ZipFile(tmp_path / "图.zip", "w") as archive:
        archive.writestr("图.png", b"x")
    ran = gwlint("check", str(tmp_path / "图.zip"))
    assert ran.code == 3 and "里面没有能检查的文件" in ran.out


def test_its_own_reports_are_no_drafts(folder, gwlint):
    (folder / "通知.txt").write_text(CLEAN, "utf-8")
    (folder / "材料.zip").unlink()
    gwlint("check", "稿", "--output", "稿/报告.html")
    (folder / "网页.html").write_text(
        "<html><body><p>" + CLEAN.replace("\n", "</p><p>") + "</p></body></html>", "utf-8"
    )
    ran = gwlint("check", "稿", "--format", "json")
    assert [Path(one["path"]).name for one in json.loads(ran.out)["files"]] == ["网页.html", "通知.txt"]
