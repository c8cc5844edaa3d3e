"""Near copies with known truth, and the rules at scale."""

import runpy
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("duckdb")
BENCH = Path(__file__).parents[2] / "bench"


def test_near_copies_are_found_and_nothing_else() -> None:
    measure = runpy.run_path(str(BENCH / "copies.py"))["measure"]
    found: dict[str, Any] = measure(600)
    assert found["precision"] == 1
    recall = found["recall"]
    assert all(recall["分句", rate] == 1 for rate in (0, 0.05, 0.1, 0.2))
    assert recall["分句", 0.3] > 0.8 and recall["单字", 0.05] == 1
    assert recall["单字", 0.2] == recall["单字", 0.4] == 0


@pytest.mark.slow
def test_200_000_documents_in_bounded_time_and_memory() -> None:
    pytest.importorskip("resource")
    measure = runpy.run_path(str(BENCH / "across.py"))["measure"]
    small, large = measure(20_000), measure(200_000)
    assert large["documents"] > 195_000 and not large["crashed"]
    assert large["processor_seconds"] < 120
    assert large["peak_mb"] < 1_000 and large["peak_mb"] < 4 * small["peak_mb"]
