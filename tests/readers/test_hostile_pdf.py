"""Hostile PDF files: each as its manifest says, within ten seconds, parent and child together within 512 MB."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gwlint.errors import Unreadable
from gwlint.readers.pdf import read
from gwlint.readers.pdf.worker import worker

GENERATOR = Path(__file__).parents[3] / "shared" / "hostile" / "gen.py"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not GENERATOR.exists() or sys.platform != "linux", reason="no generator of hostile files here"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("hostile")
    environment = {**os.environ, "BADGEN_OUT": str(out), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, str(GENERATOR), "pdf"], env=environment, check=True, capture_output=True)
    return out


def test_every_case_ends_as_it_should(folder: Path):
    cases = json.loads((folder / "manifest.json").read_text("utf-8"))["cases"]
    assert len(cases) > 200
    faults = {case["file"]: found for case in cases if (found := list(_faults(folder, case)))}
    assert not faults


def _faults(folder: Path, case: dict[str, Any]) -> Iterator[str]:
    data, expected = (folder / case["file"]).read_bytes(), case["expect"]
    began = time.monotonic()
    try:
        document = read(data, case["file"])
    except Unreadable as error:
        yield from _wrong_refusal(expected["outcome"], str(error))
    else:
        yield from _wrong_reading(expected, "".join(document.text.split()), bool(document.missing))
    if time.monotonic() - began > expected["max_seconds"]:
        yield "too slow"
    if (megabytes := _child_megabytes() + _own_megabytes()) > expected["max_rss_mb"]:
        yield f"{megabytes} MB"


def _wrong_refusal(outcome: str, reason: str) -> Iterator[str]:
    if outcome == "parse":
        yield f"refused: {reason}"
    if not any("一" <= sign <= "龥" for sign in reason) or "\n" in reason or len(reason) > 200:
        yield f"not one plain sentence: {reason}"


def _wrong_reading(expected: dict[str, Any], text: str, partial: bool) -> Iterator[str]:
    text.encode()
    if expected["outcome"] == "reject":
        yield "not refused"
    if expected["outcome"] == "warn" and not partial:
        yield "nothing told"
    if expected["outcome"] in ("parse", "warn"):
        yield from (f"lacks {one}" for one in expected["text_contains"] if one not in text)
    yield from (f"has {one}" for one in expected["text_lacks"] if one in text)
    for one, times in expected.get("text_count", {}).items():
        if text.count(one) != times:
            yield f"{text.count(one)} times {one}"


def _child_megabytes() -> int:
    if worker._child is None:
        return 0
    status = Path(f"/proc/{worker._child.pid}/status").read_text()
    return next((int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0)


def _own_megabytes() -> int:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
