"""Prints how an audit compares with merely taking the text out of the same files, with the same number of processes.

    python bench/audit.py [--files N] [--jobs N] [--runs N]

The archive is made of the samples, docx and pdf by turns, each file with a few bytes of its own so that no two are
alike. The other side is a pebble pool too, files in chunks as ours: lxml over word/document.xml, pypdfium2 over pdf.
The two run in turn (A B A B …), start of the processes included, and the medians are compared. The goal is a ratio of
2; what is printed is what was measured, and the exit code is 1 only beyond `LIMIT`. The peak memory is that of the
main process, for N files and for a tenth of them.
"""

import argparse
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

GOAL, LIMIT = 2.0, 30.0
CHUNK = 32
SAMPLES = Path(__file__).parents[1] / "samples"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--runs", type=int, default=3, help="pairs of runs")
    parser.add_argument("--bare", metavar="FOLDER", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.bare:
        return bare(Path(asked.bare), asked.jobs)
    with tempfile.TemporaryDirectory() as place:
        worst = 0.0
        for suffix in ("docx", "pdf", "*"):
            worst = max(worst, compare(Path(place), suffix, asked.files, asked.jobs, asked.runs))
        memory(Path(place), asked.files, asked.jobs)
    return 0 if worst <= LIMIT else 1


def compare(place: Path, suffix: str, files: int, jobs: int, runs: int) -> float:
    folder = archive(place / f"archive-{suffix.replace('*', 'both')}", suffix, files)
    ours, theirs = [], []
    for number in range(runs):
        ours.append(taken(audit(folder, place / f"out-{folder.name}-{number}", jobs))[0])
        theirs.append(taken([sys.executable, __file__, "--bare", str(folder), "--jobs", str(jobs)])[0])
    a, b = statistics.median(ours), statistics.median(theirs)
    print(
        f"{files} {suffix}: audit {a:.1f} s ({files / a:.0f} files/s), bare {b:.1f} s ({files / b:.0f} files/s), "
        f"ratio {a / b:.2f}, goal {GOAL:.0f}",
        flush=True,
    )
    return a / b


def memory(place: Path, files: int, jobs: int) -> None:
    few = archive(place / "few", "*", files // 10)
    small = taken(audit(few, place / "out-few", jobs))[1]
    large = taken(audit(place / "archive-both", place / "out-many", jobs))[1]
    print(f"peak memory of the main process: {small >> 10} MB for {files // 10} files, {large >> 10} MB for {files}")


def audit(folder: Path, out: Path, jobs: int) -> list[str]:
    return [sys.executable, "-m", "gwlint", "audit", "run", str(folder), "-o", str(out), "-j", str(jobs)]


def taken(command: list[str]) -> tuple[float, int]:
    """Seconds and the peak of the first process in KB (0 on Windows)."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    if not hasattr(os, "wait4"):
        process.wait()
        return time.perf_counter() - started, 0
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"failed: {' '.join(command)}")
    return time.perf_counter() - started, usage.ru_maxrss


def archive(folder: Path, suffix: str, files: int) -> Path:
    """`files` different files of the samples' content."""
    samples = sorted(SAMPLES.glob(f"*.{suffix}" if suffix != "*" else "*.[dp][od][cf]*"))
    for number in range(files):
        sample = samples[number % len(samples)]
        file = folder / f"{number // 1000:03}" / f"{number:06}{sample.suffix}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(varied(sample.read_bytes(), number))
    return folder


def varied(data: bytes, number: int) -> bytes:
    """The same document in other bytes."""
    if data.startswith(b"%PDF"):
        return data + b"\n%%%d\n" % number
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as package:
        package.comment = b"%d" % number
    return file.getvalue()


def bare(folder: Path, jobs: int) -> int:
    from pebble import ProcessPool

    files = sorted(str(path) for path in folder.rglob("*.*"))
    with ProcessPool(jobs) as pool:
        print(sum(pool.map(text_length, files, chunksize=CHUNK).result()))
    return 0


def text_length(path: str) -> int:
    return len(pdf(path) if path.endswith(".pdf") else docx(path))


def docx(path: str) -> str:
    from lxml import etree

    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return "".join(root.itertext())


def pdf(path: str) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


if __name__ == "__main__":
    sys.exit(main())
