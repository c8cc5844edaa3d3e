"""Hostile text files, files of other formats, special files: each ends cleanly in ten seconds and 512 MB."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

GENERATOR = Path(__file__).parents[3] / "shared" / "hostile" / "gen.py"
NOT_READ = {"rtf", "odt", "doc", "wps"}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not GENERATOR.exists() or sys.platform != "linux", reason="no generator of hostile files here"),
]

CHILD = """
import json, sys, time
from gwlint import readers
from gwlint.errors import Unreadable
for name in sys.stdin.read().split("\\0"):
    began = time.monotonic()
    try:
        kind, text = "parse", readers.read(name).text
    except Unreadable as error:
        kind, text = "reject", str(error)
    peak = next(int(line.split()[1]) // 1024 for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print(json.dumps([kind, text[:5000], time.monotonic() - began, peak]), flush=True)
"""


def generated(folder: Path, *sets: str) -> list[dict[str, Any]]:
    environment = {**os.environ, "BADGEN_OUT": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, str(GENERATOR), *sets], env=environment, check=True, capture_output=True)
    cases: list[dict[str, Any]] = json.loads((folder / "manifest.json").read_text("utf-8"))["cases"]
    return [case for case in cases if case["true_format"] != "dir"]


def faults(folder: Path, cases: list[dict[str, Any]]) -> dict[str, str]:
    names = "\0".join(str(folder / case["file"]) for case in cases)
    run = subprocess.run([sys.executable, "-c", CHILD], input=names, capture_output=True, text=True, timeout=900)
    assert run.returncode == 0, run.stderr[-2000:]
    results = [json.loads(line) for line in run.stdout.splitlines()]
    found = {case["file"]: fault(case, *result) for case, result in zip(cases, results, strict=True)}
    return {name: said for name, said in found.items() if said}


def fault(case: dict[str, Any], kind: str, text: str, seconds: float, megabytes: int) -> str:
    wanted = case["expect"]["outcome"]
    if seconds > 10 or megabytes > 512:
        return f"{seconds:.1f} s, {megabytes} MB"
    if kind == "reject" and (len(text) > 120 or "\n" in text or "（Attribute" in text):
        return f"not one plain sentence: {text}"
    if wanted == "reject" and kind != "reject":
        return "not refused"
    if wanted == "parse" and kind == "reject" and case["true_format"] not in NOT_READ:
        return f"refused: {text}"
    missing = [
        one for one in case["expect"].get("text_contains") or [] if wanted == kind == "parse" and one not in text
    ]
    return f"lacks {missing}" if missing else ""


def test_texts_and_other_formats(tmp_path: Path):
    cases = [one for one in generated(tmp_path, "text", "other") if one["format"] not in ("docx", "pdf")]
    assert len(cases) > 200
    assert not faults(tmp_path, cases)


def test_special_files(tmp_path: Path):
    cases = [one for one in generated(tmp_path, "batch") if "\\x" not in one["file"]]
    if os.geteuid() == 0:
        cases = [one for one in cases if one["file"] != "batch/noread.docx"]
    assert len(cases) > 40
    assert not faults(tmp_path, cases)


@pytest.mark.parametrize(
    "unit",
    [
        "公文 ",
        "公文。 ",
        "[",
        "*a ",
        "<一",
        "《各\n",
        "| 一 ",
        "**a",
        "`a",
        "\\",
        "> ",
        "标题：\n",
        "1 余斌 139 ",
        "_a",
    ],
)
@pytest.mark.parametrize("format", ["text", "markdown"])
def test_long_repetitions_take_linear_time(tmp_path: Path, unit: str, format: str):
    file = tmp_path / ("x.md" if format == "markdown" else "x.txt")
    file.write_text(unit * (4_900_000 // len(unit)), encoding="utf-8")
    case = {"file": file.name, "true_format": "txt", "expect": {"outcome": "either"}}
    assert not faults(tmp_path, [case])
