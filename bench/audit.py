"""Prints how an audit compares with merely taking the text out of the same files, with the same number of processes.

    python bench/audit.py [--files N] [--jobs N] [--runs N] [--samples]

The archive is made up (see make_archive.py): docx alone, pdf alone, and all formats mixed; nothing broken, no
containers. With --samples it is made of the samples instead, docx and pdf by turns, each file with a few bytes of its
own so that no two are alike. The other side is a pebble pool too, files in chunks as ours: lxml over the XML of docx,
ofd and html, pypdfium2 over pdf, decoding for text.
The two run in turn (A B A B …), start of the processes included, and the medians are compared. The goal is a ratio of
2; what is printed is what was measured, and the exit code is 1 only beyond `LIMIT`. Memory: see audit_proofs.py.
"""

import argparse
import io
import os
import random
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
    parser.add_argument("--samples", action="store_true")
    parser.add_argument("--bare", metavar="FOLDER", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.bare:
        return bare(Path(asked.bare), asked.jobs)
    with tempfile.TemporaryDirectory() as place:
        worst = 0.0
        fill = sampled if asked.samples else made
        for suffix in ("docx", "pdf", "*"):
            folder = fill(Path(place) / f"archive-{suffix.replace('*', 'mixed')}", suffix, asked.files)
            worst = max(worst, compare(folder, Path(place), suffix, asked.files, asked.jobs, asked.runs))
    return 0 if worst <= LIMIT else 1


def compare(folder: Path, place: Path, suffix: str, files: int, jobs: int, runs: int) -> float:
    ours, theirs = [], []
    for number in range(runs):
        ours.append(taken(audit(folder, place / f"out-{folder.name}-{number}", jobs)))
        theirs.append(taken([sys.executable, __file__, "--bare", str(folder), "--jobs", str(jobs)]))
    a, b = statistics.median(ours), statistics.median(theirs)
    print(
        f"{files} {suffix}: audit {a:.1f} s ({files / a:.0f} files/s), bare {b:.1f} s ({files / b:.0f} files/s), "
        f"ratio {a / b:.2f}, goal {GOAL:.0f}",
        flush=True,
    )
    return a / b


def audit(folder: Path, out: Path, jobs: int) -> list[str]:
    return [sys.executable, "-m", "gwlint", "audit", "run", str(folder), "-o", str(out), "-j", str(jobs)]


def taken(command: list[str]) -> float:
    """Seconds."""
    started = time.perf_counter()
    if subprocess.run(command, stdout=subprocess.DEVNULL).returncode != 0:
        raise SystemExit(f"failed: {' '.join(command)}")
    return time.perf_counter() - started


def made(folder: Path, suffix: str, files: int) -> Path:
    """The first `files` documents of a made-up archive, all in the format if it is not *."""
    from archive import build, formats

    forced = {"docx": formats.docx, "pdf": formats.pdf}.get(suffix)
    number = 0
    while files:
        if draft := build.draft_of(number, 1):
            writer, ending = (forced, suffix) if forced else formats.choose(random.Random(number))
            file = folder / f"{number // 1000:03}" / f"{number:06}.{ending}"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(writer(draft))
            files -= 1
        number += 1
    return folder


def sampled(folder: Path, suffix: str, files: int) -> Path:
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
    return len(_BARE[path.rpartition(".")[2]](path))


def html(path: str) -> str:
    from lxml import html as parser

    return str(parser.fromstring(Path(path).read_bytes()).text_content())


def ofd(path: str) -> str:
    from lxml import etree

    with zipfile.ZipFile(path) as package:
        pages = [name for name in package.namelist() if "/Pages/" in name]
        return "".join("".join(etree.fromstring(package.read(name)).itertext()) for name in pages)


def plain(path: str) -> str:
    return Path(path).read_bytes().decode("gb18030", "replace")


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


_BARE = {"docx": docx, "pdf": pdf, "html": html, "ofd": ofd, "txt": plain, "md": plain}


if __name__ == "__main__":
    sys.exit(main())
