"""What an audit of a made-up archive must stand: two runs give the same tables, ten times killed gives the same tables,
the memory does not grow with the archive, the hostile set harms nothing else.

    python bench/audit_proofs.py same   [--files 2000] [--keep FOLDER]
    python bench/audit_proofs.py killed [--files 2000] [--times 10] [--keep FOLDER]
    python bench/audit_proofs.py memory [--files 2000 20000]
    python bench/audit_proofs.py hostile --hostile DIR [--files 2000]

Each prints what it measured; the exit code is 1 where the proof fails. Linux alone (/proc). Only processes that were
started here are ended.
"""

import argparse
import contextlib
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import audit_truth
import make_archive

GROWTH = 0.10
"""By how much the peak memory may differ between a small archive and one of ten times its size."""


class Ran(NamedTuple):
    """A run to its end: seconds; peak memory (VmHWM, in KB) of the main process, of the largest that reads files, and of
    that for the rules across documents."""

    seconds: float
    main: int
    worker: int
    across: int


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("proof", choices=sorted(PROOFS))
    parser.add_argument("--files", type=int, nargs="+", default=[2000])
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--hostile", type=Path)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        failures = PROOFS[asked.proof](asked, asked.keep or Path(place))
    print("\n".join(failures) or "holds")
    return 1 if failures else 0


def same(asked: argparse.Namespace, folder: Path) -> list[str]:
    """Two runs from nothing."""
    files = _archive(folder, asked.files[0])
    first, second = (_alone(files, folder / name) for name in ("one", "two"))
    return differences(first, second)


def killed(asked: argparse.Namespace, folder: Path) -> list[str]:
    """One run left alone, one killed at random moments spread over as long as that took."""
    files = _archive(folder, asked.files[0])
    started = time.monotonic()
    alone = _alone(files, folder / "one")
    seconds = time.monotonic() - started
    out, chance = folder / "killed", random.Random(1)
    for number in range(asked.times):
        said = kill_after(files, out, chance.uniform(0.5, 1.5) * seconds / (asked.times + 1))
        print(f"  {number + 1}: {said}", flush=True)
    return differences(alone, _alone(files, out))


def memory(asked: argparse.Namespace, folder: Path) -> list[str]:
    """The peaks for each number of files."""
    peaks = []
    for files in asked.files:
        place = folder / str(files)
        archive = _archive(place, files)
        out = place / "one"
        peaks.append(ran := measured(archive, out))
        print(
            f"{files} files: {ran.seconds:.0f} s, main {ran.main >> 10} MB, largest worker {ran.worker >> 10} MB, "
            f"rules across documents {ran.across >> 10} MB",
            flush=True,
        )
    _, *sizes = zip(*peaks, strict=True)
    return [
        f"{name} differs by more than {GROWTH:.0%}: {min(some) >> 10} to {max(some) >> 10} MB"
        for name, some in zip(Ran._fields[1:], sizes, strict=True)
        if max(some) > (1 + GROWTH) * min(some)
    ]


def hostile(asked: argparse.Namespace, folder: Path) -> list[str]:
    """The archive alone, and with the hostile files in it: all of these listed, the rows of the others as before."""
    plain = _archive(folder / "plain", asked.files[0])
    truth = make_archive.write(folder / "with" / "档案", asked.files[0], hostile=asked.hostile)
    first, second = _alone(plain, folder / "one"), _alone(folder / "with" / "档案", folder / "two")
    kept = {name: {key: row for key, row in rows.items() if "/敌意/" not in key} for name, rows in second.items()}
    score = audit_truth.compare(truth, folder / "two")
    print("\n".join(audit_truth.told(score, 3)))
    return differences(first, kept) + score.wrong


PROOFS = {"same": same, "killed": killed, "memory": memory, "hostile": hostile}
Tables = dict[str, dict[str, str]]


def tables(out: Path) -> Tables:
    """Of each table the rows by path, each row as its digest. Without `modified` and `stamp`: they belong to the files
    of one copy of the archive, not to what is found in them."""
    found: Tables = {}
    for name in ("documents", "findings"):
        rows: dict[str, list[str]] = {}
        for row in audit_truth.rows(out, name, None):
            row.pop("stamp", None)
            row.pop("modified", None)
            rows.setdefault(row["path"], []).append(json.dumps(row, default=str, sort_keys=True))
        found[name] = {path: hashlib.sha256("\n".join(sorted(said)).encode()).hexdigest() for path, said in rows.items()}
        print(f"{out.name}: {name} has {sum(map(len, rows.values()))} rows")
        doubled = [path for path, said in rows.items() if name == "documents" and len(said) > 1]
        if doubled:
            raise SystemExit(f"twice in {name}: {doubled[:5]}")
    return found


def differences(first: Tables, second: Tables) -> list[str]:
    """Paths whose rows are not the same."""
    return [
        f"{name}: {path}"
        for name in first
        for path in sorted(first[name].keys() | second[name].keys())
        if first[name].get(path) != second[name].get(path)
    ]


def kill_after(archive: Path, out: Path, seconds: float) -> str:
    """Start a run and end it, with all that it has started, after so long; what was to be seen then."""
    process = subprocess.Popen(command(archive, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
        return f"ended by itself before {seconds:.1f} s"
    everyone = [process.pid, *below(process.pid)]
    for pid in everyone:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()
    parts = len(list((out / "documents").glob("part-*"))) if out.exists() else 0
    return f"killed after {seconds:.1f} s, {len(everyone)} processes, {parts} parts written"


def measured(archive: Path, out: Path) -> Ran:
    """A whole run, watched ten times a second."""
    started = time.monotonic()
    process = subprocess.Popen(command(archive, out), stdout=subprocess.DEVNULL)
    peaks: dict[int, int] = {}
    across: set[int] = set()
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.1):
            for pid in (process.pid, *below(process.pid)):
                peaks[pid] = max(peaks.get(pid, 0), _peak(pid))
                if _holds(pid, "duckdb"):
                    across.add(pid)

    watcher = threading.Thread(target=watch)
    watcher.start()
    code = process.wait()
    done.set()
    watcher.join()
    if code not in (0, 3):
        raise SystemExit(f"failed with {code}")
    first = peaks.pop(process.pid)
    others, rules = ([peaks[pid] for pid in peaks if (pid in across) is held] for held in (False, True))
    return Ran(time.monotonic() - started, first, max(others, default=0), max(rules, default=0))


def command(archive: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "gwlint", "audit", "run", str(archive), "-o", str(out), "-j", "2"]


def below(main: int) -> Iterator[int]:
    """The Python processes below one: programs that convert files are another's."""
    above: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            above[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    found = {main}
    while more := {pid for pid, up in above.items() if up in found and pid not in found}:
        found |= more
    yield from found - {main}


def _peak(pid: int) -> int:
    """In KB; 0 for a process that has ended, or that is not Python."""
    with contextlib.suppress(OSError):
        status = Path(f"/proc/{pid}/status").read_text()
        name, _, rest = status.partition("\n")
        if "VmHWM:" in rest and ("python" in name or "gwlint" in name):
            return int(rest.partition("VmHWM:")[2].split()[0])
    return 0


def _holds(pid: int, library: str) -> bool:
    """Whether a process has loaded a library of that name."""
    with contextlib.suppress(OSError):
        return library in Path(f"/proc/{pid}/maps").read_text()
    return False


def _archive(folder: Path, files: int) -> Path:
    """The archive in the folder, made if it is not there."""
    archive = folder / "档案"
    if not archive.exists():
        make_archive.write(archive, files)
    return archive


def _alone(archive: Path, out: Path) -> Tables:
    audit_truth.audit(archive, out, "-j", "2")
    return tables(out)


if __name__ == "__main__":
    sys.exit(main())
