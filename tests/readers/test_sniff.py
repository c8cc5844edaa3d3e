"""What a file is, by its content; and `readers.read`, which must say why a file cannot be read."""

import hashlib
import io
import os
import struct
import sys
import zipfile
from pathlib import Path

import pytest
from contract import check_contract

from gwlint import readers
from gwlint.errors import Unreadable
from gwlint.model import Document
from gwlint.readers import limits
from gwlint.readers.sniff import refusal, sniff

REAL = Path(__file__).parents[3] / "shared" / "real"
DRAFT = "关于报送材料的通知\n各镇：\n请按时报送。\n"


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return out.getvalue()


def ole(*names: str, next_sector: int = 0xFFFFFFFE) -> bytes:
    """Header, one sector of allocation table, one of directory."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HH", header, 30, 9, 6)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<I", header, 76, 0)
    table = struct.pack("<128I", 0xFFFFFFFD, next_sector, *[0xFFFFFFFF] * 126)
    entries = b""
    for name in names:
        raw = name.encode("utf-16-le") + b"\0\0"
        entries += raw.ljust(64, b"\0") + struct.pack("<H", len(raw)) + bytes(62)
    return bytes(header) + table + entries.ljust(512, b"\0")


KINDS = {
    "empty": b"",
    "pdf": b"%PDF-1.7\n",
    "docx": zipped("[Content_Types].xml", "word/document.xml"),
    "xlsx": zipped("[Content_Types].xml", "xl/workbook.xml"),
    "pptx": zipped("[Content_Types].xml", "ppt/presentation.xml"),
    "odt": zipped("mimetype", "content.xml"),
    "ofd": zipped("OFD.xml", "Doc_0/Document.xml"),
    "zip": zipped("a.txt", "b/c.docx"),
    "damaged-zip": zipped("a.txt")[:40],
    "doc": ole("Root Entry", "WordDocument", "1Table"),
    "xls": ole("Root Entry", "Workbook"),
    "ppt": ole("Root Entry", "PowerPoint Document"),
    "encrypted": ole("Root Entry", "EncryptionInfo", "EncryptedPackage"),
    "ole": ole("Root Entry", "Other"),
    "damaged-ole": ole("Root Entry")[:100],
    "rtf": b"{\\rtf1\\ansi x}",
    "html": "<!-- x -->\n<HTML><body>通知</body></html>".encode(),
    "uof": b'<?xml version="1.0"?>\n<uof:UOF xmlns:uof="http://schemas.uof.org/cn/2003/uof"/>',
    "xml": b'\xef\xbb\xbf<?xml version="1.0"?><a/>',
    "rar": b"Rar!\x1a\x07\x01\x00",
    "7z": b"7z\xbc\xaf\x27\x1c\x00",
    "gzip": b"\x1f\x8b\x08\x00",
    "bzip2": b"BZh91AY",
    "xz": b"\xfd7zXZ\x00\x00",
    "tar": b"a.txt".ljust(257, b"\0") + b"ustar\x0000" + bytes(300),
    "eml": b"Received: from x\r\nSubject: =?utf-8?B?5L6b?=\r\nFrom: a@b\r\n\r\nx",
    "mhtml": b"From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary=x\n\n--x",
    "image": b"\x89PNG\r\n\x1a\n",
    "program": b"MZ\x90\x00\x03" + bytes(50),
    "binary": bytes(range(1, 9)) * 100,
    "text": DRAFT.encode(),
}


@pytest.mark.parametrize("kind", KINDS)
def test_by_content(kind: str):
    assert sniff(KINDS[kind], "任何名字.docx") == kind


def test_by_name_only_markdown_and_lock_files():
    assert sniff(DRAFT.encode(), "稿.MD") == "markdown"
    assert sniff(KINDS["docx"], "稿.md") == "docx"
    assert sniff(b"\x05admin" + b"\0" * 156, "dir/~$稿.docx") == "lock"


def test_variants():
    assert sniff(b"junk\n" * 100 + b"%PDF-1.4") == "pdf"
    assert sniff(b"\xff\xfe" + DRAFT.encode("utf-16-le")) == "text"
    assert sniff(b"\xff\xfe" + "<html>".encode("utf-16-le")) == "html"
    assert sniff(DRAFT.encode("gb18030")) == "text"
    assert sniff("BM是缩写，MZ也是".encode()) == "text"
    assert sniff(b"junk" + KINDS["docx"]) == "binary"
    assert sniff(KINDS["docx"][:200]) == "docx", "the docx reader says that it is cut short"
    nested = zipped("[Content_Types].xml", "word/document.xml", "word/embeddings/a.xlsx")
    assert sniff(nested) == "docx"


def test_a_zip_is_told_by_its_own_directory():
    assert sniff(zipped_with(KINDS["docx"])) == sniff(zipped_with(KINDS["ofd"])) == "zip"


def zipped_with(inner: bytes) -> bytes:
    """A zip that holds another as it is, so that the inner one's names stand in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        package.writestr("a.bin", inner)
    return out.getvalue()


def test_words_with_a_colon_are_no_mail():
    assert sniff("Subject: 关于供热的通知\n各镇：\n请报送。\n".encode()) == "text"
    assert sniff(b"From: x\nthe subject: to be said\n\n") == "text"


def test_a_doc_with_a_password_is_told_by_its_first_bytes():
    open_ = ole("Root Entry", "WordDocument") + b"\xec\xa5\xc1\0" + bytes(508)
    locked = bytearray(open_)
    locked[512 * 2 + 128 + 116] = 2  # the stream begins in sector 2
    assert sniff(bytes(locked)) == "doc"
    locked[512 * 3 + 11] = 1
    assert sniff(bytes(locked)) == "encrypted"


def test_directory_that_loops_ends():
    assert sniff(ole("Root Entry", "WordDocument", next_sector=1)) == "doc"
    assert sniff(ole("Other", next_sector=1)) == "damaged-ole"
    assert sniff(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + os.urandom(2000)) == "damaged-ole"


@pytest.mark.parametrize("kind", [*KINDS, "unheard-of"])
def test_refusals_are_one_chinese_sentence(kind: str):
    said = str(refusal(kind))
    assert "\n" not in said and any("一" <= c <= "鿿" for c in said)


@pytest.mark.skipif(not REAL.is_dir(), reason="needs ../shared")
def test_real_files():
    wanted = {"docx": "docx", "pdf": "pdf", "ofd": "ofd", "wps": "doc", "jpg": "image", "png": "image"}
    for file in REAL.glob("*/*.*"):
        if file.suffix[1:] in wanted:
            assert sniff(file.read_bytes(), file.name) == wanted[file.suffix[1:]], file.name


def test_reads_a_file_and_names_its_digest(tmp_path: Path):
    file = tmp_path / "稿.txt"
    file.write_bytes(DRAFT.encode())
    document = readers.read(file)
    check_contract(document)
    assert document.path == str(file)
    assert document.sha256 == hashlib.sha256(DRAFT.encode()).hexdigest()
    assert readers.read_bytes(DRAFT.encode(), str(file)) == document


def reason(path: str | Path) -> str:
    with pytest.raises(Unreadable) as caught:
        readers.read(path)
    return str(caught.value)


def test_paths_that_are_no_file(tmp_path: Path):
    assert "不存在" in reason(tmp_path / "无.docx")
    assert "文件夹" in reason(tmp_path)
    (tmp_path / "a").write_bytes(b"x")
    assert "路径有误" in reason(tmp_path / "a" / "b.docx")
    assert "太长" in reason(tmp_path / ("长" * 300))
    assert "不允许" in reason("坏\0名.docx")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")
def test_special_files_are_never_opened(tmp_path: Path):
    os.mkfifo(tmp_path / "fifo.docx")
    (tmp_path / "zero.pdf").symlink_to("/dev/zero")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    assert "不是普通文件" in reason(tmp_path / "fifo.docx")
    assert "不是普通文件" in reason(tmp_path / "zero.pdf")
    assert "链接" in reason(tmp_path / "loop")
    assert "不存在" in reason(tmp_path / "dangling")


def test_too_large_is_refused_before_it_is_read(tmp_path: Path):
    file = tmp_path / "大.docx"
    with file.open("wb") as out:
        out.truncate(limits.MAX_FILE + 1)
    assert "文件过大" in reason(file)


def test_a_file_that_grows_while_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = tmp_path / "稿.txt"
    file.write_bytes(DRAFT.encode())
    monkeypatch.setattr(readers.os, "read", lambda handle, size: b"x" * size)
    assert "文件过大" in reason(file)


@pytest.mark.parametrize(("code", "said"), [(5, "磁盘"), (13, "权限"), (99, "系统错误99")])
def test_system_errors_in_chinese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str):
    def fail(handle: int, size: int) -> bytes:
        raise OSError(code, "in English")

    file = tmp_path / "稿.txt"
    file.write_bytes(DRAFT.encode())
    monkeypatch.setattr(readers.os, "read", fail)
    assert said in reason(file)
    assert "English" not in reason(file)


def test_a_reader_short_of_memory_says_so(monkeypatch: pytest.MonkeyPatch):
    def fail(*given: object) -> Document:
        raise MemoryError

    monkeypatch.setattr(readers, "_parse", fail)
    with pytest.raises(Unreadable, match="内存不够，请拆分"):
        readers.read_bytes(b"x", "x")


@pytest.mark.parametrize("error", [ValueError, RecursionError, KeyError, UnicodeDecodeError])
def test_whatever_a_reader_raises_is_said(monkeypatch: pytest.MonkeyPatch, error: type[Exception]):
    def fail(*given: object) -> Document:
        raise error("utf-8", b"", 0, 1, "x") if error is UnicodeDecodeError else error("x")

    monkeypatch.setattr(readers, "_parse", fail)
    with pytest.raises(Unreadable, match=f"无法读取（{error.__name__}）"):
        readers.read_bytes(b"x", "x")


def test_interrupt_is_not_swallowed(monkeypatch: pytest.MonkeyPatch):
    def stop(*given: object) -> Document:
        raise KeyboardInterrupt

    monkeypatch.setattr(readers, "_parse", stop)
    with pytest.raises(KeyboardInterrupt):
        readers.read_bytes(b"x", "x")


def test_plain_ascii_is_no_docx_whatever_its_name():
    assert sniff(b"x", "稿.docx") == sniff(b"%%EOF\n", "稿.pdf") == "not-what-it-says"
    assert sniff(b"x", "稿.txt") == "text"
    assert sniff(DRAFT.encode(), "稿.docx") == "text", "a text that only has the wrong name is read"
