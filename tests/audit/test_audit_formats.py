"""Old formats, scans and files that are no documents, in an audit: the real LibreOffice and the real rapidocr."""

import contextlib
import io
import os
import shutil
import signal
import subprocess
import time
import zipfile
from pathlib import Path

import pytest
from conftest_audit import command, draft, rows, run

from gwlint.audit import passed
from gwlint.errors import UsageError
from gwlint.profiles import load
from gwlint.readers import ocr

TOP = Path(__file__).parents[2]
SAMPLES = sorted((TOP / "samples").glob("*.docx"))
needs_office = pytest.mark.skipif(not shutil.which("soffice") or os.name != "posix", reason="needs LibreOffice")
needs_ocr = pytest.mark.skipif(not ocr.available(), reason="needs gwlint[ocr]")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "档案"
    made.mkdir()
    return made


@pytest.fixture
def docs(folder: Path, tmp_path: Path) -> Path:
    """Six samples as doc, three of them in a zip."""
    convert = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "doc"]
    subprocess.run([*convert, "--outdir", folder, *SAMPLES[:6]], check=True, capture_output=True)
    with zipfile.ZipFile(folder / "三份.zip", "w") as archive:
        for one in sorted(folder.glob("*.doc"))[3:]:
            archive.write(one, one.name)
            one.unlink()
    return folder


def statuses(out: Path) -> dict[str, str]:
    return {row["path"].removeprefix("档案/"): row["status"] for row in rows(out, "documents")}


def offices(folder: Path) -> list[int]:
    """The processes of LibreOffice that work below a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            said = (process / "cmdline").read_bytes()
            if b"soffice.bin" in said and str(folder).encode() in said:
                found.append(int(process.name))
    return found


@needs_office
@pytest.mark.slow
def test_old_formats_are_read_under_a_low_limit_of_memory(docs, tmp_path):
    """The limit is for the workers; LibreOffice, which needs more, has its own."""
    out = tmp_path / "out"
    said = run(docs, out, "--memory-limit", "128", code=0)
    assert said["documents"] == {"checked": 6, "partial": 0, "unreadable": 0, "skipped": 1}
    assert {row["format"] for row in rows(out, "documents")} == {"doc", "zip"}
    assert not (out / ".work").exists() and not offices(out)


@needs_office
@pytest.mark.slow
def test_a_libreoffice_that_is_killed_costs_a_file_at_most_and_nothing_is_left(docs, tmp_path):
    out = tmp_path / "out"
    process = subprocess.Popen(command(docs, out), stdout=subprocess.PIPE)
    while not offices(out):
        assert process.poll() is None
        time.sleep(0.05)
    os.kill(offices(out)[0], signal.SIGKILL)
    process.communicate(timeout=200)
    found = list(statuses(out).values())
    assert len(found) == 7 and found.count("checked") >= 5
    assert not (out / ".work").exists()


@needs_office
@pytest.mark.slow
def test_nothing_is_left_of_libreoffice_when_the_run_is_killed(docs, tmp_path):
    out = tmp_path / "out"
    process = subprocess.Popen(command(docs, out), stdout=subprocess.PIPE)
    while not offices(out):
        assert process.poll() is None
        time.sleep(0.05)
    process.kill()
    process.communicate(timeout=30)
    until = time.monotonic() + 20
    while offices(out) or list((out / ".work" / "opened").glob("gwlint-*")):
        assert time.monotonic() < until
        time.sleep(0.1)
    run(docs, out, code=0)
    assert list(statuses(out).values()).count("checked") == 6


def scan() -> tuple[bytes, bytes]:
    """The first page of a sample as a picture, and as a pdf without text."""
    import pypdfium2

    with pypdfium2.PdfDocument(TOP / "samples" / "10-quzhou-next-day-reply.pdf") as document:
        image = document[0].render(scale=150 / 72).to_pil().convert("RGB")
    made = []
    for format in ("PNG", "PDF"):
        out = io.BytesIO()
        image.save(out, format, resolution=150, dpi=(150, 150))
        made.append(out.getvalue())
    return made[0], made[1]


def test_scans_are_left_out_and_said_to_be(folder, tmp_path):
    pytest.importorskip("PIL")
    png, pdf = scan()
    (folder / "扫描.png").write_bytes(png)
    (folder / "扫描.pdf").write_bytes(pdf)
    said = run(folder, tmp_path / "out", code=0)
    assert said["documents"]["skipped"] == 2
    assert all("--ocr" in row["reason"] for row in rows(tmp_path / "out", "documents"))


@needs_ocr
@pytest.mark.slow
def test_scans_are_recognised_where_that_is_wanted(folder, tmp_path):
    png, pdf = scan()
    (folder / "扫描.png").write_bytes(png)
    with zipfile.ZipFile(folder / "扫描.zip", "w") as archive:
        archive.writestr("扫描.pdf", pdf)
    (folder / "坏.png").write_bytes(png[:3000])
    (folder / "一份.txt").write_text(draft(1), encoding="utf-8")
    run(folder, tmp_path / "never", code=0)
    said = run(folder, tmp_path / "out", "--ocr", "auto", "--memory-limit", "160", code=3)
    assert said["documents"] == {"checked": 3, "partial": 0, "unreadable": 1, "skipped": 1}
    found = {row["path"].removeprefix("档案/"): row for row in rows(tmp_path / "out", "documents")}
    for name in ("扫描.png", "扫描.zip!/扫描.pdf"):
        assert found[name]["confidence"] > 0.9 and "识别" in found[name]["reason"] and found[name]["genre"]
    assert found["一份.txt"]["confidence"] is None and found["一份.txt"]["reason"] is None
    assert found["坏.png"]["reason"].startswith("图片")


@pytest.mark.parametrize(
    "name, why",
    [
        ("~$通知.docx", "临时文件"), (".~通知.docx", "临时文件"), ("a/Thumbs.db", "系统"), ("__MACOSX/._通知.docx", "系统"),
        (".git/通知.docx", "隐藏"), ("通知.docx", ""), ("2024.3/通知", ""),
    ],
)  # fmt: skip
def test_what_is_passed_by_its_name(name, why):
    assert why in (passed.by_name(name) or "") and bool(why) == bool(passed.by_name(name))


def test_suffixes_of_other_things():
    names = ("a.csv", "a.MP4", "a.docx", "a.png", "a.7z", "无后缀", "关于2024.3.15", "关于.材料", "a.b/c")
    assert [passed.foreign(name) for name in names] == [".csv", ".mp4", "", "", "", "", "", "", ""]


def test_what_is_no_document_does_not_make_the_run_incomplete(folder, tmp_path):
    (folder / "一份.txt").write_text(draft(1), encoding="utf-8")
    (folder / "表.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (folder / "库.dat").write_bytes(bytes(range(256)) * 20)
    (folder / "程序.exe").write_bytes(b"MZ" + bytes(200))
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / ".隐藏").mkdir()
    (folder / ".隐藏" / "一份.txt").write_text(draft(2), encoding="utf-8")
    with open(folder / "录像.mp4", "wb") as file:
        file.truncate(300 << 20)
    run(folder, tmp_path / "out", code=0)
    found = statuses(tmp_path / "out")
    assert found.pop("一份.txt") == "checked" and set(found.values()) == {"skipped"} and len(found) == 6
    (folder / "假.docx").write_bytes(bytes(range(256)) * 20)
    run(folder, tmp_path / "out", code=3)
    assert statuses(tmp_path / "out")["假.docx"] == "unreadable"


def test_the_profile_says_how_much_is_quoted(folder, tmp_path):
    (folder / "一份.txt").write_text(draft(1), encoding="utf-8")
    profile = tmp_path / "规定.toml"
    profile.write_text('title = "某规定"\nextends = "cn"\nquotes = "none"\n', encoding="utf-8")
    run(folder, tmp_path / "out", "--profile", str(profile))
    assert {row["title"] for row in rows(tmp_path / "out", "documents")} == {None}
    run(folder, tmp_path / "other", "--profile", str(profile), "--quotes", "short")
    assert {row["title"] for row in rows(tmp_path / "other", "documents")} != {None}
    profile.write_text('title = "某规定"\nextends = "cn"\nquotes = "some"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="quotes 不能是 some，可写 none、short、full"):
        load(str(profile))
