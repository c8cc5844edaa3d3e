"""Near copies with known truth, and the rules at scale."""

import io
import random
import runpy
import sys
from array import array
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("duckdb")

from gwlint.audit import sketch
from gwlint.audit.across import alike, gathered

BENCH = Path(__file__).parents[2] / "bench"


def test_near_copies_are_found_and_nothing_else() -> None:
    measure = runpy.run_path(str(BENCH / "copies.py"))["measure"]
    found: dict[str, Any] = measure(600)
    assert found["precision"] == 1
    recall = found["recall"]
    assert all(recall["分句", rate] == 1 for rate in (0, 0.05, 0.1, 0.2))
    assert recall["分句", 0.3] > 0.8 and recall["单字", 0.05] == 1
    assert recall["单字", 0.2] == recall["单字", 0.4] == 0


def test_sketches_are_compared_place_by_place() -> None:
    chance = random.Random(5)
    made = [[chance.choice((0, 1, 2**31 - 1, 2**31, 2**32 - 1)) for _ in range(sketch.SIZE)] for _ in range(40)]
    made += [[*made[0][:place], chance.getrandbits(32), *made[0][place + 1 :]] for place in range(40)]
    file = io.BytesIO(b"".join(array("I", one).tobytes() for one in made))
    pairs = [(a, b) for b in range(len(made)) for a in range(b)]
    right = {(a, b): sketch.likeness(made[a], made[b]) for a, b in pairs}
    assert {(a, b): share for a, b, share in alike._near(pairs, file)} == {
        pair: share for pair, share in right.items() if share >= alike.FLOOR
    }


def test_what_a_question_cannot_be_answered_with_is_given_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import duckdb

    measure = runpy.run_path(str(BENCH / "copies.py"))["measure"]
    plenty = measure(300)
    monkeypatch.setattr(gathered, "MEMORY", "2MB")
    assert measure(300) == plenty
    monkeypatch.setattr(gathered, "MOST", "2MB")
    with pytest.raises(duckdb.OutOfMemoryException):
        measure(300)


@pytest.mark.slow
def test_200_000_documents_in_bounded_time_and_memory() -> None:
    if sys.platform != "linux":
        pytest.skip("reads /proc")
    measure = runpy.run_path(str(BENCH / "across.py"))["measure"]
    small, large = measure(20_000), measure(200_000)
    assert large["documents"] > 195_000 and not large["crashed"]
    assert large["processor_seconds"] < 120
    assert large["peak_mb"] < 250 and large["peak_mb"] < 1.3 * small["peak_mb"]
