"""Runs that are stopped: by Ctrl-C, by kill -9 of any of their processes, by files that no worker survives."""

import contextlib
import os
import random
import signal
import subprocess
import time
import zlib
from collections.abc import Iterable
from pathlib import Path

import pytest
from conftest_audit import command, draft, rows, run, tables

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")


@pytest.fixture
def long_archive(archive: Path) -> Path:
    """Enough for some seconds of work."""
    for number in range(400):
        (archive / f"更多{number:03}.txt").write_text(draft(number, 60), encoding="utf-8")
    return archive


def processes(main: int) -> dict[int, int]:
    """The processes below `main`, each with the one above it."""
    above: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            above[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    found = {main: 0}
    while more := {pid: up for pid, up in above.items() if up in found and pid not in found}:
        found |= more
    del found[main]
    return found


def workers(main: int) -> list[int]:
    """What the fork server, a child of the main process, has started, and what these have."""
    return [pid for pid, up in processes(main).items() if up != main]


def end(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def start(archive: Path, out: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(command(archive, out, *options), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def whole(out: Path) -> None:
    """Nothing is in a table twice, and no finding lacks its file; what a reader sees of a run that was killed."""
    committed = {file.name for file in (out / "documents").glob("part-*")}
    paths = [row["path"] for row in rows(out, "documents")]
    assert len(paths) == len(set(paths))
    assert {file.name for file in (out / "findings").glob("part-*")} >= committed


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_stops_cleanly_and_the_next_run_goes_on(long_archive, tmp_path, how):
    out = tmp_path / "out"
    process = start(long_archive, out)
    while not list((out / "documents").glob("part-*")):
        assert process.poll() is None
        time.sleep(0.02)
    below = processes(process.pid)
    process.send_signal(how)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130 and said == "已停下，查完的都已记下；用同一命令再运行一次，就接着查。\n"
    ended(below)
    kept = len(rows(out, "documents"))
    assert 0 < kept < 429
    again = run(long_archive, out)
    assert (again["run"]["known"], again["run"]["examined"]) == (kept, 429 - kept), f"{again} {sorted(os.listdir(out))}"


def test_workers_end_with_the_main_process(long_archive, tmp_path):
    process = start(long_archive, tmp_path / "out")
    while len(workers(process.pid)) < 2:
        assert process.poll() is None
        time.sleep(0.02)
    below = processes(process.pid)
    process.kill()
    process.communicate(timeout=10)
    ended(below)


def ended(pids: Iterable[int]) -> None:
    """Wait until none of the processes is left."""
    deadline = time.monotonic() + 10
    while left := [pid for pid in pids if alive(pid)]:
        assert time.monotonic() < deadline, left
        time.sleep(0.05)


def alive(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def test_a_killed_worker_costs_nothing(long_archive, tmp_path):
    expected = reference(long_archive, tmp_path)
    chance = random.Random(1)
    process = start(long_archive, tmp_path / "out")
    killed = 0
    while process.poll() is None and killed < 3:
        time.sleep(chance.uniform(0.2, 0.6))
        for pid in workers(process.pid)[-1:]:
            end(pid)
            killed += 1
    process.communicate(timeout=200)
    assert killed == 3
    assert tables(tmp_path / "out") == expected


@pytest.mark.slow
def test_killed_ten_times_anywhere_ends_with_the_same_tables(long_archive, tmp_path):
    expected = reference(long_archive, tmp_path)
    out = tmp_path / "out"
    for number in range(10):
        chance = random.Random(number)
        process = start(long_archive, out)
        time.sleep(chance.uniform(0.3, 2.5))
        if number % 3 == 2:
            for pid in workers(process.pid):
                end(pid)
            time.sleep(0.3)
        process.kill()
        process.communicate(timeout=30)
        whole(out)
    run(long_archive, out)
    assert tables(out) == expected
    assert not (out / "poison.jsonl").exists()


def reference(archive: Path, tmp_path: Path) -> tuple[object, object]:
    run(archive, tmp_path / "alone")
    return tables(tmp_path / "alone")


def test_a_file_that_takes_too_long_is_given_up_and_not_tried_again(archive, tmp_path):
    out = tmp_path / "out"
    (archive / "太长.txt").write_text(draft(1, 40_000), encoding="utf-8")
    said = run(archive, out, "--time-limit", "1.5", code=3)
    late = next(row for row in rows(out, "documents") if row["path"] == "档案/太长.txt")
    assert late["status"] == "unreadable" and "1.5秒的时限" in late["reason"] and late["sha256"]
    assert said["documents"]["checked"] == 28 and "太长" in (out / "poison.jsonl").read_text(encoding="utf-8")
    assert run(archive, out, "--time-limit", "1.5")["run"]["examined"] == 0
    other = run(archive, out, "--time-limit", "1.5", "--profile", "cn")
    assert other["run"]["examined"] == 29, "the poison file is listed, not examined"
    assert len(rows(out, "documents")) == 30
    retried = run(archive, out, "--profile", "cn", "--retry-poison", "--time-limit", "200", code=3)
    assert retried["run"]["examined"] == 1 and not (out / "poison.jsonl").exists()
    assert next(row for row in rows(out, "documents") if row["path"] == "档案/太长.txt")["status"] == "checked"


def bomb() -> bytes:
    """A pdf whose page inflates to 600 MB."""
    packed = zlib.compressobj(9)
    stream = b"".join(packed.compress(b"q " * (1 << 20)) for _ in range(300)) + packed.flush()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
    ]
    body = b"%PDF-1.4\n"
    for number, one in enumerate(objects, 1):
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    return body + b"trailer<</Root 1 0 R/Size 5>>\n%%EOF\n"


def test_a_file_that_takes_too_much_memory_harms_no_other(archive, tmp_path):
    out = tmp_path / "out"
    (archive / "炸弹.pdf").write_bytes(bomb())
    (archive / "太大.txt").write_text(draft(1, 60_000), encoding="utf-8")
    said = run(archive, out, "--memory-limit", "160", code=3)
    bad = {row["path"]: row["reason"] for row in rows(out, "documents") if row["status"] != "checked"}
    assert bad.keys() == {"档案/炸弹.pdf", "档案/太大.txt", "档案/损坏.docx"}, bad
    assert "--memory-limit" in bad["档案/太大.txt"]
    assert said["documents"]["checked"] == 28
    assert run(archive, out, "--memory-limit", "160")["run"]["examined"] == 0


@pytest.mark.slow
def test_a_file_that_ends_every_worker_is_given_up(archive, tmp_path):
    """The end comes from outside here, as from a system short of memory: whoever works on that file is killed."""
    out = tmp_path / "out"
    (archive / "太长.txt").write_text(draft(1, 40_000), encoding="utf-8")
    process = start(archive, out)
    while process.poll() is None:
        time.sleep(2)
        for pid in workers(process.pid):
            end(pid)
    process.communicate(timeout=60)
    gone = next(row for row in rows(out, "documents") if row["path"] == "档案/太长.txt")
    assert "异常退出" in gone["reason"] and (out / "poison.jsonl").exists()
