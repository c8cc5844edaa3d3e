"""200,000 documents: every command in bounded time and memory, the page no larger than a small one."""

import subprocess
import sys
import time

import pytest

pytest.importorskip("duckdb")
pytest.importorskip("resource")

import madeup

pytestmark = pytest.mark.slow
FILES = 200_000
SECONDS, MEMORY = 120, 700 << 20
"""Wide of what was measured (docs/audit-report.md), so that a loaded machine passes; rows held in Python would not."""


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    return madeup.write(tmp_path_factory.mktemp("large") / "out", madeup.archive(FILES))


def measured(*args):
    """Run the command in a process of its own; it must keep to the bounds."""
    code = (
        "import resource, sys, gwlint.cli\n"
        f"code = gwlint.cli.run(['audit', *{[str(one) for one in args]!r}])\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\nsys.exit(code)"
    )
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300, check=True)
    taken, peak = time.monotonic() - started, int(done.stdout.split()[-1]) * 1024
    print(f"{args[0]} {args[-1]}: {taken:.1f}s, {peak >> 20} MB")
    assert taken < SECONDS and peak < MEMORY


@pytest.mark.parametrize(("suffix", "most"), [("html", 1 << 20), ("xlsx", 20 << 20)])
def test_report(out, tmp_path, suffix, most):
    file = tmp_path / f"审计.{suffix}"
    measured("report", out, "-o", file)
    assert file.stat().st_size < most


def test_query(out, tmp_path):
    file = tmp_path / "a.csv"
    measured("query", out, "SELECT * EXCLUDE (sketch) FROM documents", "--format", "csv", "--output", file)
    with open(file, encoding="utf-8") as lines:
        assert sum(1 for _ in lines) == FILES + 1


def test_diff(out):
    measured("diff", out, out)
