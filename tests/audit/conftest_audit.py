"""An archive of drafts, and the command that audits it."""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

pq = pytest.importorskip("pyarrow.parquet")

TOP = Path(__file__).parents[2]
HEAD = [sys.executable, "-m", "gwlint", "audit", "run"]


def draft(number: int, lines: int = 3) -> str:
    """A notice with a fault or two, unlike its neighbours."""
    county = "云和松阳遂昌景宁庆元缙云青田龙泉"[number % 8 * 2 :][:2]
    body = "\n".join(
        f"　　{line}.各乡镇人民政府要于9月{line % 20 + 9}日前将第{number}批第{line}类台账、有关情况说明和各村近期现场照片报送县水务局，并由乡镇政府主要负责同志签字。"
        for line in range(1, lines + 1)
    )
    return (
        f"{county}县水务局关于报送第{number}批台账的紧急通知\n\n各乡镇人民政府：\n{body}\n\n"
        f"{county}县水务局\n2025年9月8日\n"
    )


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """24 drafts as text in three folders, two samples as docx and pdf, one file that is no document."""
    folder = tmp_path / "档案"
    for number in range(24):
        file = folder / f"20{number % 3 + 23}" / f"通知{number:02}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(draft(number), encoding="utf-8")
    for name in ("10-quzhou-next-day-reply", "26-zhuzhou-clean-meeting"):
        for suffix in ("docx", "pdf"):
            shutil.copy(TOP / "samples" / f"{name}.{suffix}", folder)
    (folder / "损坏.docx").write_bytes(b"PK\x03\x04" + bytes(range(200)))
    return folder


def command(archive: Path, out: Path, *options: str) -> list[str]:
    return [*HEAD, str(archive), "-o", str(out), "-j", "2", *options]


def run(archive: Path, out: Path, *options: str, code: int | None = None) -> dict[str, Any]:
    """One whole run; its JSON summary."""
    done = subprocess.run(
        command(archive, out, "--format", "json", *options), capture_output=True, text=True, timeout=300
    )
    assert done.returncode in ((0, 3) if code is None else (code,)), done.stderr
    assert done.stderr == ""
    summary: dict[str, Any] = json.loads(done.stdout)
    return summary


def rows(out: Path, name: str) -> list[dict[str, Any]]:
    """A table as every reader sees it, sorted; without the stamp, which depends on when the file was read."""
    found = [row for file in (out / name).glob("part-*.parquet") for row in pq.read_table(file).to_pylist()]
    for row in found:
        row.pop("stamp", None)
    return sorted(found, key=lambda row: json.dumps(row, default=str, sort_keys=True))


def tables(out: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    return rows(out, "documents"), rows(out, "findings")


def settle() -> None:
    """Let the archive grow older than the grain of the clock, so that stamps can be trusted."""
    time.sleep(2.1)
