"""Hostile docx files: each as its manifest says, in a process of its own, within ten seconds and 512 MB."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

GENERATOR = Path(__file__).parents[3] / "shared" / "hostile" / "gen.py"
CHILD = """
import json, sys, time
from pathlib import Path
from gwlint.errors import Unreadable
from gwlint.readers.docx import read
started = time.perf_counter()
try:
    document = read(open(sys.argv[1], "rb").read(), "x")
    found = {"text": document.text, "told": [n.message for n in document.notes] + list(document.missing)}
except Unreadable as error:
    found = {"reason": str(error)}
found["seconds"] = time.perf_counter() - started
status = Path("/proc/self/status").read_text()  # not ru_maxrss: that begins with what the starting process had
found["megabytes"] = next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))
json.dump(found, sys.stdout)
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not GENERATOR.exists() or sys.platform != "linux", reason="no generator of hostile files here"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("hostile")
    environment = {**os.environ, "BADGEN_OUT": str(out), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, str(GENERATOR), "docx"], env=environment, check=True, capture_output=True)
    return out


def test_every_case_ends_as_it_should(folder: Path):
    cases = json.loads((folder / "manifest.json").read_text("utf-8"))["cases"]
    assert len(cases) > 200
    faults = {case["file"]: fault for case in cases if (fault := "; ".join(_faults(folder, case)))}
    assert not faults


def _faults(folder: Path, case: dict[str, Any]) -> list[str]:
    done = subprocess.run([sys.executable, "-c", CHILD, folder / case["file"]], capture_output=True, timeout=60)
    if done.returncode:
        return [done.stderr.decode()[-300:]]
    found, expected = json.loads(done.stdout), case["expect"]
    faults = [name for name, limit in (("seconds", 10), ("megabytes", 512)) if found[name] > limit]
    if "reason" in found:
        return faults + _wrong_refusal(expected["outcome"], found["reason"])
    return faults + _wrong_reading(expected, found["text"], found["told"])


def _wrong_refusal(outcome: str, reason: str) -> list[str]:
    faults = [] if outcome in ("reject", "either") else [f"refused: {reason}"]
    plain = any("一" <= sign <= "龥" for sign in reason) and "\n" not in reason and len(reason) < 200
    return faults if plain else [*faults, f"not one plain sentence: {reason}"]


def _wrong_reading(expected: dict[str, Any], text: str, told: list[str]) -> list[str]:
    outcome = expected["outcome"]
    faults = ["not refused"] if outcome == "reject" else []
    if outcome == "warn" and not told:
        faults.append("nothing told")
    faults += [f"lacks {one}" for one in expected["text_contains"] if one not in text]
    faults += [f"has {one}" for one in expected["text_lacks"] if one in text]
    counts = expected.get("text_count", {})
    return faults + [f"{text.count(one)} times {one}" for one, times in counts.items() if text.count(one) != times]
