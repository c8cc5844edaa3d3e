"""Prints how gwlint compares with reading the same files by public libraries alone.

    python bench/run.py [--runs N]

(a) a cold check of a docx of 5,000 characters against python-docx merely opening it: at most 1.5 times
(b) a cold check of a pdf of 11 full pages against a fresh process in which pdfplumber extracts its text: at most 0.25
(c) 100 docx in one command against one docx: at most 4 times, and 15 ms for each
(d) a cold `gwlint hook run` on a commit of that docx against python-docx opening it: at most 1.5 times
(e) in a warm process, linting a text of 5,000 characters: at most 15 ms, and a text of 200,000 at most 60 times that

The two sides run in turn (A B A B …), and the medians are compared. Machines are noisy: exit code 1 only where a
ratio is three times its goal.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

SLACK = 3.0  # a shared machine may be that much off and still mean nothing
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
PAGES = 11
FULL_PAGE = 28
DEMANDS = (
    "各县（市、区）人民政府要落实水库巡查责任人，汛期每天巡查不少于两次。",
    "各有关单位请于6月20日前将隐患整改情况报送我局，不得要求村级重复填表。",
    "对巡查中发现的险情，要立即处置并按规定报告，近年来各地已有成功做法。",
    "鼓励各地结合实际采用视频监测，市水务局负责技术指导，经费由市县分担。",
)
SENTENCE = "各有关单位结合实际抓好年度绿化养护，逐块绿地落实到人，按季度自查整改。"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9, help="pairs of runs a comparison")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        docx, pdf, many = _inputs(Path(folder))
        opens = _python(f"import docx; docx.Document({str(docx)!r})")
        results = [_compare("(a) docx", 1.5, _gwlint(docx), opens, runs)]
        if pdf is None:
            print("(b) pdf: left out, LibreOffice is not installed")
        else:
            extracts = _python(
                f"import pdfplumber\nwith pdfplumber.open({str(pdf)!r}) as pdf:\n  [page.extract_text() for page in pdf.pages]"
            )
            results.append(_compare("(b) pdf", 0.25, _gwlint(pdf), extracts, runs))
        results.append(_many(_gwlint(many), _gwlint(docx), runs))
        hook = [sys.executable, "-m", "gwlint", "hook", "run", "--fail-on", "never"]
        results.append(_compare("(d) hook", 1.5, hook, opens, runs, _staged(docx)))
        results += _warm(runs)
    return 0 if all(results) else 1


def _gwlint(path: Path) -> list[str]:
    return [sys.executable, "-m", "gwlint", "check", str(path), "--fail-on", "never"]


def _python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def _compare(
    name: str, goal: float, ours: Sequence[str], theirs: Sequence[str], runs: int, cwd: Path | None = None
) -> bool:
    a, b = _medians(ours, theirs, runs, cwd)
    return _judge(name, a, b, a / b, goal)


def _many(hundred: Sequence[str], one: Sequence[str], runs: int) -> bool:
    a, b = _medians(hundred, one, max(3, runs // 3))
    goal = 4 * b + 0.015 * 100
    return _judge("(c) 100 docx", a, b, a / goal, 1.0)


def _staged(docx: Path) -> Path:
    """A repository in which the docx waits to be committed."""
    folder = docx.with_name("repository")
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    shutil.copy(docx, folder)
    subprocess.run(["git", "-C", str(folder), "add", "--all"], check=True)
    return folder


def _warm(runs: int) -> list[bool]:
    """Lint alone, without reading the file or loading a tokenizer: the text is varied demands, the costliest kind."""
    from gwlint import engine, readers

    def median(characters: int) -> float:
        lines = "\n".join(f"　　{number}.{DEMANDS[number % len(DEMANDS)]}" for number in range(characters // 30))
        text = f"云和市水务局关于做好巡查工作的通知\n\n各县（市、区）人民政府：\n{lines}"[:characters]
        document = readers.read_bytes(f"{text}\n云和市水务局\n2025年5月12日\n".encode(), "巡查.txt")
        engine.lint(document)
        taken = []
        for _ in range(max(5, runs)):
            started = time.perf_counter()
            engine.lint(document)
            taken.append(time.perf_counter() - started)
        return statistics.median(taken)

    short, long = median(5_000), median(200_000)
    return [
        _judge("(e) warm, 5,000 characters", short, 0.015, short / 0.015, 1.0),
        _judge("(e) warm, 200,000 characters", long, short, long / short, 60.0),
    ]


def _judge(name: str, a: float, b: float, ratio: float, goal: float) -> bool:
    said = "ok" if ratio <= goal else "over its goal" if ratio <= goal * SLACK else "FAR OVER ITS GOAL"
    print(
        f"{name}: {a * 1000:.0f} ms against {b * 1000:.0f} ms, ratio {ratio:.2f}, goal {goal:.2f}: {said}", flush=True
    )
    return ratio <= goal * SLACK


def _medians(ours: Sequence[str], theirs: Sequence[str], runs: int, cwd: Path | None = None) -> tuple[float, float]:
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(runs + 1):
        for command, taken in zip((ours, theirs), times, strict=True):
            started = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=ENVIRONMENT, cwd=cwd)
            if number:  # the first pair warms the disk and compiles what is not compiled yet
                taken.append(time.perf_counter() - started)
    return statistics.median(times[0]), statistics.median(times[1])


def _inputs(folder: Path) -> tuple[Path, Path | None, Path]:
    docx = folder / "5000.docx"
    _write(docx, 5000 // len(SENTENCE))
    many = folder / "100"
    many.mkdir()
    for number in range(100):
        shutil.copy(docx, many / f"{number:03}.docx")
    return docx, _pdf(folder), many


def _write(path: Path, sentences: int, pages: int = 1) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("关于做好绿化养护工作的通知")
    document.add_paragraph("各学院：")
    for page in range(pages):
        if page:
            document.add_page_break()
        for number in range(0, sentences, 4):
            document.add_paragraph(SENTENCE * min(4, sentences - number))
    document.add_paragraph("后勤处")
    document.add_paragraph("2024年9月2日")
    document.save(str(path))


def _pdf(folder: Path) -> Path | None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        return None
    source = folder / "11.docx"
    _write(source, FULL_PAGE, PAGES)
    profile = (folder / "office").as_uri()
    convert = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run(
        [*convert, str(source)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180
    )
    return source.with_suffix(".pdf")


if __name__ == "__main__":
    sys.exit(main())
