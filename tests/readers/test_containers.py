"""Files in files: what they hold, under which names, and what becomes of those that will not be opened."""

import base64
import bz2
import gzip
import io
import lzma
import os
import sys
import tempfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from container_maker import locked_zip, mail, rared, tarred, zipped, zipped_in_gbk

from gwlint.errors import Unreadable
from gwlint.readers.containers import Limits, is_container, members

DRAFT = "关于报送材料的通知\n各镇：\n请按时报送。\n".encode()


def held(data: bytes, name: str, **limits: int) -> dict[str, bytes | str]:
    """Each member's path with its content, or with why there is none."""
    found: dict[str, bytes | str] = {}
    for member in members(data, name, Limits(**limits)):
        assert member.path not in found
        try:
            found[member.path] = member.load()
            assert member.problem is None
        except Unreadable as error:
            found[member.path] = str(error)
            assert "\n" not in str(error)
    return found


def seven_zipped(contents: dict[str, bytes], **options: object) -> bytes:
    py7zr = pytest.importorskip("py7zr")
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", **options) as archive:
        for name, data in contents.items():
            archive.writestr(data, name)
    return out.getvalue()


@pytest.fixture
def rarfile():
    return pytest.importorskip("rarfile")


TWO = {"通知.txt": DRAFT, "附件/表.txt": b"x"}


@pytest.mark.parametrize("make", [zipped, tarred, seven_zipped, rared])
def test_members_in_order(make, rarfile):
    assert held(make(TWO), "材料") == {"材料!/通知.txt": DRAFT, "材料!/附件/表.txt": b"x"}


@pytest.mark.parametrize("make", [zipped, tarred, seven_zipped, rared])
def test_cut_short(make, rarfile):
    found = held(make({"a.txt": os.urandom(5000), "b.txt": os.urandom(5000)})[:6000], "a")
    problems = [said for said in found.values() if isinstance(said, str)]
    assert problems and all("损坏" in said or "不是能打开" in said for said in problems)


@pytest.mark.parametrize("packed", [gzip.compress(DRAFT), bz2.compress(DRAFT), lzma.compress(DRAFT)])
def test_a_single_file(packed):
    assert held(packed, "目录/通知.txt.gz") == {"目录/通知.txt.gz!/通知.txt": DRAFT}
    assert "损坏" in str(held(packed[:-20], "通知.txt.gz")["通知.txt.gz!/通知.txt"])


def test_a_compressed_tar():
    assert list(held(tarred(TWO, mode="w:gz"), "a.tgz")) == ["a.tgz!/a.tar!/通知.txt", "a.tgz!/a.tar!/附件/表.txt"]


def test_names_in_gbk():
    assert list(held(zipped_in_gbk("关于供热的通知.txt", DRAFT), "a.zip")) == ["a.zip!/关于供热的通知.txt"]


def test_names_that_lead_out_or_obey_a_terminal():
    names = {"../../etc/a.txt": DRAFT, "/root/b.txt": DRAFT, "x\x1b[2J\n.txt": DRAFT, "..": DRAFT}
    assert list(held(zipped(names), "a.zip")) == [
        "a.zip!/etc/a.txt",
        "a.zip!/root/b.txt",
        "a.zip!/x\ufffd[2J\ufffd.txt",
        "a.zip!/无名",
    ]


def test_links_are_no_members():
    assert list(held(tarred({"a.txt": DRAFT}, links=("b.txt",)), "a.tar")) == ["a.tar!/a.txt"]


def test_two_of_one_name():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", b"2")
    assert held(out.getvalue(), "a.zip") == {"a.zip!/a.txt": b"1", "a.zip!/a(2).txt": b"2"}


def test_one_in_another_until_too_deep():
    data = DRAFT
    for level in range(5):
        data = zipped({f"{level}.zip" if level else "通知.txt": data}, zipfile.ZIP_STORED)
    assert held(data, "a.zip", depth=5) == {"a.zip!/4.zip!/3.zip!/2.zip!/1.zip!/通知.txt": DRAFT}
    ((path, said),) = held(data, "a.zip").items()
    assert path == "a.zip!/4.zip!/3.zip!/2.zip!/1.zip" and "超过4层" in str(said)


def test_a_document_is_no_container():
    docx = zipped({"[Content_Types].xml": b"x", "word/document.xml": b"x"}, zipfile.ZIP_STORED)
    assert not is_container(docx, "a.zip")
    assert is_container(zipped({"a.docx": docx}, zipfile.ZIP_STORED), "a"), (
        "the names inside the inner zip do not count"
    )
    assert held(zipped({"a.zip": docx}), "b.zip") == {"b.zip!/a.zip": docx}


@pytest.mark.parametrize("make", [zipped, tarred, seven_zipped, rared])
def test_a_member_that_is_too_large(make, rarfile):
    found = held(make({"大.txt": b"0" * 3000, "小.txt": DRAFT}), "a", size=2000)
    assert "过大" in str(found["a!/大.txt"]) and found["a!/小.txt"] == DRAFT


def test_bombs_are_not_inflated(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("gwlint.readers.containers.limits._FLOOR", 1 << 20)
    zeros = bytes(40 << 20)
    for make in (zipped, seven_zipped):
        bomb = make({"0.txt": zeros})
        tracemalloc.start()
        found = held(bomb, "a", ratio=20)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert all("炸弹" in str(said) for said in found.values()) and peak < 20 << 20, (
            "LZMA's dictionary alone takes 16 MB"
        )
    nested = zipped({f"{i}.zip": zipped({"0.txt": bytes(600_000)}) for i in range(4)})
    assert [isinstance(said, bytes) for said in held(nested, "a.zip", ratio=50).values()] == [True, False, False, False]


def test_too_many_members():
    found = held(zipped({f"{i}.txt": b"" for i in range(20)}), "a.zip", members=5)
    assert len(found) == 6 and "超过5个" in str(found["a.zip"])


def test_locked(rarfile):
    zipped_said = held(locked_zip("a.txt", DRAFT), "a.zip")["a.zip!/a.txt"]
    rar_said = held(rared(TWO, locked=True), "a.rar")["a.rar!/通知.txt"]
    seven = [
        held(seven_zipped(TWO, password="x", header_encryption=hidden), "a.7z")["a.7z"] for hidden in (True, False)
    ]
    assert all("设有密码" in str(said) for said in (zipped_said, rar_said, *seven))


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for member in members(seven_zipped(TWO), "a.7z"):
        (folder,) = tmp_path.iterdir()
        assert os.name == "nt" or folder.stat().st_mode & 0o777 == 0o700
        assert {file.name for file in folder.iterdir()} == {"0", "1"}
        member.load()
    assert not list(tmp_path.iterdir())


def test_a_library_that_is_missing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "gwlint.readers.containers.sevenzip", None)
    assert "pip install" in str(held(b"7z\xbc\xaf\x27\x1c\x00", "a.7z")["a.7z"])


def test_rar_without_a_program_to_open_it(rarfile, monkeypatch: pytest.MonkeyPatch):
    for tool in ("UNRAR", "UNAR", "BSDTAR", "SEVENZIP", "SEVENZIP2"):
        monkeypatch.setattr(rarfile, f"{tool}_TOOL", "no-such-program")
    monkeypatch.setattr(rarfile, "CURRENT_SETUP", None)
    assert "请安装unar" in str(held(rared(TWO, method=0x33), "a.rar")["a.rar!/通知.txt"])


@pytest.mark.parametrize(
    "magic", [b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07\x01\x00", b"Rar!\x1a\x07\x00", b"\x1f\x8b\x08", b"PK\x05\x06"]
)
def test_garbage_is_said_to_be_damaged(magic: bytes, rarfile):
    for tail in (b"", os.urandom(3000)):
        assert all("损坏" in str(said) or said == b"" for said in held(magic + tail, "a").values())


def test_from_a_file(tmp_path: Path):
    file = tmp_path / "材料.zip"
    file.write_bytes(zipped(TWO))
    assert is_container(str(file))
    assert [member.path for member in members(str(file))] == [f"{file}!/通知.txt", f"{file}!/附件/表.txt"]
    assert not is_container(str(tmp_path / "无.zip"))
    ((path, said),) = ((m.path, m.problem) for m in members(str(tmp_path / "无.zip")))
    assert path.endswith("无.zip") and said == "文件打不开，请检查路径和权限"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")
def test_special_files_are_never_opened(tmp_path: Path):
    os.mkfifo(tmp_path / "管道.zip")
    (tmp_path / "零.zip").symlink_to("/dev/zero")
    for file in tmp_path.iterdir():
        assert not is_container(str(file))
        assert [member.problem for member in members(str(file))] == ["不是能打开的压缩包或邮件"]


GBK = "供热通知.docx".encode("gbk")
DISPOSITIONS = {
    b'attachment; filename="=?gb2312?B?' + base64.b64encode(GBK) + b'?="': "供热通知.docx",
    b"attachment; filename*=GBK''" + b"".join(b"%%%02X" % c for c in GBK): "供热通知.docx",
    b'attachment; filename="' + GBK + b'"': "供热通知.docx",
    b'attachment; filename="' + "供热通知.docx".encode() + b'"': "供热通知.docx",
    b"attachment; filename*0*=UTF-8''%E4%BE%9B; filename*1*=%E7%83%AD.docx": "供热.docx",
    b'attachment;\n filename="=?utf-8?B?5L6b?=\n =?utf-8?B?54OtLmRvY3g=?="': "供热.docx",
    b'attachment; filename="plain.docx"': "plain.docx",
    b"attachment": "附件1",
    b'attachment; filename="=?no-such?B?////?="': "ÿÿÿ",
}


@pytest.mark.parametrize(("said", "name"), DISPOSITIONS.items())
def test_names_of_attachments(said: bytes, name: str):
    assert held(mail("请查收附件。", {said: DRAFT}), "信.eml") == {f"信.eml!/{name}": DRAFT}


def test_the_text_of_a_mail_is_a_document_where_it_is_all_there_is():
    assert held(mail(DRAFT.decode(), {}), "信.eml") == {"信.eml!/正文.txt": b"\xef\xbb\xbf" + DRAFT}
    long = mail("请按时报送。" * 60, {b"attachment; filename=a.txt": DRAFT})
    assert list(held(long, "信.eml")) == ["信.eml!/正文.txt", "信.eml!/a.txt"]
    page = mail("<p>关于报送材料的通知</p>", {}, "html", "utf-8")
    assert held(page, "信.eml")["信.eml!/正文.html"] == "\ufeff<p>关于报送材料的通知</p>".encode()


def test_a_mail_that_is_too_large(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("gwlint.readers.containers.eml.MAX_MAIL", 100)
    assert "邮件过大" in str(held(mail(DRAFT.decode(), {}), "信.eml")["信.eml"])


def test_a_zip_in_a_mail_in_a_zip():
    inner = mail("见附件", {b"attachment; filename=a.zip": zipped({"通知.txt": DRAFT})})
    assert held(zipped({"信.eml": inner}), "b.zip") == {"b.zip!/信.eml!/a.zip!/通知.txt": DRAFT}
