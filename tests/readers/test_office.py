"""doc, wps, rtf, odt and uof through a real LibreOffice, which is kept running, hung, killed and cleaned up after."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from contract import check_contract

from gwlint import engine, readers
from gwlint.errors import Unreadable
from gwlint.model import Document
from gwlint.readers.office import find, profile, worker
from gwlint.readers.office.worker import Converter

TOP = Path(__file__).parents[2]
REAL = TOP.parent / "shared" / "real" / "doc"
HOSTILE = TOP.parent / "shared" / "hostile" / "gen.py"
FILTERS = {"doc": "doc:MS Word 97", "rtf": "rtf", "odt": "odt", "uot": "uot:UOF text"}
CANARY = 18765
KNOWN = {
    "odt/style_loop.odt": "LibreOffice overflows its stack on styles that inherit from each other in a ring",
    "odt/tracked_deletion.odt": "LibreOffice shows a deletion that no mark in the text refers to",
}

needs_office = pytest.mark.skipif(not shutil.which("soffice") or os.name != "posix", reason="needs LibreOffice")
slow = pytest.mark.slow


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A converter whose private folder is the only thing in its temporary folder."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    one = Converter()
    yield one
    one.stop()
    assert not list(tmp_path.glob("gwlint-*"))


@pytest.fixture(scope="module")
def drafts(tmp_path_factory) -> dict[str, list[Path]]:
    """Our samples as LibreOffice writes them in each format."""
    out, samples = tmp_path_factory.mktemp("drafts"), sorted((TOP / "samples").glob("*.docx"))[8:16]
    for suffix, written in FILTERS.items():
        command = ["soffice", f"-env:UserInstallation={(out / 'profile').as_uri()}", "--headless", "--convert-to", written]
        subprocess.run([*command, "--outdir", out / suffix, *samples], check=True, capture_output=True)
    return {suffix: [out / suffix / f"{one.stem}.{suffix}" for one in samples] for suffix in FILTERS}


def body(document: Document) -> str:
    """Without headers and footers, which bear page numbers. The marks of automatic numbers LibreOffice writes as ? in rtf."""
    kept = [one.span.of(document.text) for one in document.blocks if one.kind not in ("header", "footer")]
    text = re.sub(r"(?m)^([一二三四五六七八九十]+)[、?]", r"\1、", "\n".join(kept))
    return re.sub(r"(?m)^[（?]([一二三四五六七八九十]+)[）?]", r"（\1）", text)


def found(document: Document) -> Counter[tuple[str, str]]:
    return Counter((one.rule, one.severity) for one in engine.lint(document).findings)


@slow
@needs_office
@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
def test_a_draft_reads_the_same_in_every_format(drafts, suffix):
    for path in drafts[suffix]:
        original, converted = readers.read(TOP / "samples" / f"{path.stem}.docx"), readers.read(path)
        check_contract(converted)
        assert converted.format == suffix and converted.notes[0].code == "converted"
        assert converted.can == original.can
        assert SequenceMatcher(None, body(original), body(converted), autojunk=False).ratio() > 0.995, path.name
        assert found(converted) == found(original), path.name


@slow
@needs_office
def test_uof_is_read_with_what_libreoffice_knows_of_it(drafts):
    for path in drafts["uot"]:
        original, converted = readers.read(TOP / "samples" / f"{path.stem}.docx"), readers.read(path)
        check_contract(converted)
        assert converted.format == "uof"
        assert SequenceMatcher(None, body(original), body(converted), autojunk=False).ratio() > 0.9, path.name


@slow
@needs_office
@pytest.mark.skipif(not REAL.is_dir(), reason="needs ../shared")
def test_real_files_of_others():
    texts = {path.name: readers.read(path) for path in sorted(REAL.iterdir()) if path.name != "form-08.doc"}
    assert all(one.format == "doc" and len(one.text) > 200 for one in texts.values())
    assert "国防部关于教育部放假的通知" in texts["notice.doc"].text
    for one in texts.values():
        check_contract(one)


@slow
@needs_office
def test_one_libreoffice_serves_many_files_and_is_replaced_in_time(own, drafts, monkeypatch):
    data = drafts["rtf"][0].read_bytes()
    assert own.docx_of(data, "rtf").startswith(b"PK")
    child = own._child
    began = time.monotonic()
    own.docx_of(data, "rtf")
    assert own._child is child and time.monotonic() - began < 4, "far below a start"
    monkeypatch.setattr(worker, "_MOST", 3)
    assert own.docx_of(data, "rtf").startswith(b"PK") and own._child is None
    monkeypatch.setattr(worker, "_MOST", 500)
    monkeypatch.setattr(worker, "_TIRED", 1 << 20)
    assert own.docx_of(data, "rtf").startswith(b"PK") and own._child is None


@slow
@needs_office
def test_the_folder_is_private(own, drafts):
    own.docx_of(drafts["rtf"][0].read_bytes(), "rtf")
    folder = Path(own._folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert not [one for one in folder.iterdir() if one.name.startswith("source.") and one.suffix != ".docx"]
    socket = profile.pipe(str(folder))
    assert socket and Path(socket).exists()
    own.stop()
    assert not folder.exists() and not Path(socket).exists()


@slow
@needs_office
def test_a_libreoffice_that_hangs_is_ended_and_the_next_file_is_read(own, drafts, monkeypatch):
    data = drafts["rtf"][0].read_bytes()
    own.docx_of(data, "rtf")
    stopped = office_of(own)
    os.kill(stopped, signal.SIGSTOP)
    monkeypatch.setattr(worker, "MAX_SECONDS", 1.5)
    with pytest.raises(Unreadable, match=r"超过1\.5秒的时限"):
        own.docx_of(data, "rtf")
    assert gone(stopped)
    monkeypatch.setattr(worker, "MAX_SECONDS", 30)
    assert own.docx_of(data, "rtf").startswith(b"PK")


@slow
@needs_office
def test_a_libreoffice_killed_between_files_is_started_again(own, drafts, monkeypatch):
    monkeypatch.setattr(worker, "MAX_SECONDS", 30)
    data = drafts["rtf"][0].read_bytes()
    own.docx_of(data, "rtf")
    os.kill(office_of(own), signal.SIGKILL)
    assert own.docx_of(data, "rtf").startswith(b"PK")


@slow
@needs_office
def test_a_libreoffice_killed_in_the_middle_costs_one_file_at_most(own, drafts, monkeypatch):
    monkeypatch.setattr(worker, "MAX_SECONDS", 30)
    data = drafts["rtf"][0].read_bytes()
    own.docx_of(data, "rtf")
    killer = threading.Timer(0.02, os.kill, (office_of(own), signal.SIGKILL))
    killer.start()
    try:
        own.docx_of(data, "rtf")
    except Unreadable as error:
        assert "LibreOffice" in str(error)
    killer.join()
    assert own.docx_of(data, "rtf").startswith(b"PK")


def office_of(one: Converter) -> int:
    """The process that is LibreOffice itself."""
    listed = subprocess.run(["ps", "-o", "pid=,comm=", "-g", str(one._child.pid)], capture_output=True, text=True).stdout
    return next(int(line.split()[0]) for line in listed.splitlines() if "soffice.bin" in line)


def gone(pid: int) -> bool:
    until = time.monotonic() + 5
    while time.monotonic() < until:
        state = Path(f"/proc/{pid}/stat")
        if not state.exists() or state.read_text().split(") ")[1][0] == "Z":
            return True
        time.sleep(0.05)
    return False


def check(path: Path, temporary: Path) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "TMPDIR": str(temporary)}
    command = [sys.executable, "-m", "gwlint", "check", str(path), "--format", "json"]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@slow
@needs_office
def test_two_processes_at_once_from_the_command_line(drafts, tmp_path):
    with ThreadPoolExecutor(2) as both:
        done = list(both.map(lambda path: check(path, tmp_path).communicate(timeout=120), drafts["doc"][:2]))
    for out, _ in done:
        (file,) = json.loads(out)["files"]
        assert file["status"] == "checked" and file["format"] == "doc"
    assert not list(tmp_path.iterdir())


@slow
@needs_office
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_when_the_command_is_ended(drafts, tmp_path, how):
    running = check(drafts["doc"][0], tmp_path)
    until = time.monotonic() + 30
    while not list(tmp_path.glob("gwlint-*/user")) and time.monotonic() < until:
        time.sleep(0.01)
    (folder,) = tmp_path.glob("gwlint-*")
    running.send_signal(how)
    running.communicate(timeout=30)
    until = time.monotonic() + 20
    while time.monotonic() < until and (list(tmp_path.iterdir()) or working_in(folder)):
        time.sleep(0.1)
    assert not list(tmp_path.iterdir()) and not working_in(folder)


def working_in(folder: Path) -> list[str]:
    listed = subprocess.run(["ps", "-eo", "args="], capture_output=True, text=True).stdout
    return [line for line in listed.splitlines() if str(folder) in line]


def test_without_libreoffice_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(find, "_USUAL", {})
    monkeypatch.setattr(find, "glob", lambda pattern: [])
    with pytest.raises(Unreadable, match="请先安装"):
        Converter().docx_of(b"{\\rtf1 x}", "rtf")


@slow
@needs_office
@pytest.mark.skipif(not HOSTILE.exists(), reason="no generator of hostile files here")
def test_hostile_files_end_as_they_should(tmp_path):
    environment = {**os.environ, "BADGEN_OUT": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, HOSTILE, "other"], env=environment, check=True, capture_output=True)
    cases = json.loads((tmp_path / "manifest.json").read_text("utf-8"))["cases"]
    cases = [one for one in cases if one["file"].split("/")[0] in ("rtf", "odt", "doc")]
    assert len(cases) > 60
    Path("/proc/self/clear_refs").write_text("5")  # other tests of this process had their own peaks
    before = peak()
    with Listener() as canary:
        faults = {one["file"]: said for one in cases if (said := "; ".join(wrong(tmp_path, one)))}
    assert canary.heard == 0
    assert set(faults) <= set(KNOWN), faults
    assert peak() - before < 256 << 10, "kilobytes of our own process"


def peak() -> int:
    return next(int(line.split()[1]) for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line)


def wrong(folder: Path, case: dict) -> list[str]:
    expected, began = case["expect"], time.monotonic()
    try:
        text = readers.read(folder / case["file"]).text
    except Unreadable as error:
        faults = [] if expected["outcome"] in ("reject", "either") else [f"refused: {error}"]
    else:
        faults = ["not refused"] if expected["outcome"] == "reject" else []
        faults += [f"lacks {one}" for one in expected["text_contains"] if one not in text and expected["outcome"] == "parse"]
        faults += [f"has {one}" for one in expected["text_lacks"] if one in text]
    started = 0 if worker.converter._child else 5  # a machine that is busy starts LibreOffice again in so many seconds
    return faults + ([f"{time.monotonic() - began:.1f} s"] if time.monotonic() - began > 10 + started else [])


class Listener:
    """Whoever reaches for the canary's address is heard."""

    def __enter__(self) -> "Listener":
        import socket

        self.heard, self._socket = 0, socket.create_server(("127.0.0.1", CANARY))
        self._socket.settimeout(0.2)
        self._open = True
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()
        return self

    def _listen(self) -> None:
        while self._open:
            try:
                self._socket.accept()[0].close()
                self.heard += 1
            except TimeoutError:
                continue

    def __exit__(self, *_: object) -> None:
        self._open = False
        self._thread.join()
        self._socket.close()
