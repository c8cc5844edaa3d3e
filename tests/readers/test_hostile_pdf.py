"""Hostile PDF files: each as its manifest says, within ten seconds, parent and child together within 512 MB."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

GENERATOR = Path(__file__).parents[3] / "shared" / "hostile" / "gen.py"
READ_ALL = """
import json, os, sys, time
from pathlib import Path
from gwlint.errors import Unreadable
from gwlint.readers.pdf import read
from gwlint.readers.pdf.worker import worker

def peak(pid):  # not ru_maxrss: that begins with what the process which started this one had
    status = Path(f"/proc/{pid}/status").read_text()
    return next((int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0)

found = {}
for name in json.load(sys.stdin):
    data = Path(name).read_bytes()
    began = time.monotonic()
    try:
        document = read(data, name)
        one = {"text": "".join(document.text.split()), "missing": document.missing}
    except Unreadable as error:
        one = {"reason": str(error)}
    one["seconds"] = time.monotonic() - began
    one["megabytes"] = peak(os.getpid()) + (peak(worker._child.pid) if worker._child else 0)
    found[name] = one
json.dump(found, sys.stdout)
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not GENERATOR.exists() or sys.platform != "linux", reason="no generator of hostile files here"),
]
BUSY = 2  # seconds that other tests on the same machine may cost


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("hostile")
    environment = {**os.environ, "BADGEN_OUT": str(out), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, str(GENERATOR), "pdf"], env=environment, check=True, capture_output=True)
    return out


def test_every_case_ends_as_it_should(folder: Path):
    """One process reads them all, as an audit does; nothing is printed but the result, so no traceback either."""
    expected = {case["file"]: case["expect"] for case in json.loads((folder / "manifest.json").read_text())["cases"]}
    assert len(expected) > 200
    run = subprocess.run(
        [sys.executable, "-c", READ_ALL], cwd=folder, input=json.dumps(list(expected)).encode(), capture_output=True
    )
    assert run.returncode == 0 and not run.stderr, run.stderr[-2000:]
    found = json.loads(run.stdout)
    faults = {name: list(_faults(one, expected[name])) for name, one in found.items()}
    assert not {name: some for name, some in faults.items() if some}


def _faults(found: dict[str, Any], expected: dict[str, Any]) -> Iterator[str]:
    if found["seconds"] > expected["max_seconds"] + BUSY:
        yield "too slow"
    if found["megabytes"] > expected["max_rss_mb"]:
        yield f"{found['megabytes']} MB"
    if "reason" in found:
        yield from _wrong_refusal(expected["outcome"], found["reason"])
    else:
        yield from _wrong_reading(expected, found["text"], bool(found["missing"]))


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
