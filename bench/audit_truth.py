"""Runs an audit on a made-up archive and compares it with the truth: which planted faults were found, what was found in
clean documents, whether every file that cannot be read is listed with a reason.

    python bench/audit_truth.py [--files 2000] [--seed 1] [--hostile DIR] [--keep FOLDER] [--show 10]

With --keep the archive and the tables stay in that folder, and what is there already is used again. The exit code is 1
below the floors: recall of every rule with 10 plantings and more, false findings a clean document, files not as they
should be.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import make_archive

RECALL, FALSE, ENOUGH = 0.95, 0.01, 10
"""Floors: the share of a rule's plantings found, false findings a clean document; how many plantings tell something."""

Row = dict[str, Any]


class Score(NamedTuple):
    """What a comparison gave. Rules by name: planted, and of these found; `false` on clean documents, `besides` on
    faulty ones. `wrong`: sentences about files that are not listed as they should be."""

    planted: Counter[str]
    found: Counter[str]
    clean: int
    false: Counter[str]
    besides: Counter[str]
    broken: Counter[str]
    wrong: list[str]
    examples: dict[str, list[str]]

    @property
    def recall(self) -> float:
        return sum(self.found.values()) / max(1, sum(self.planted.values()))

    def failures(self) -> list[str]:
        """What lies below the floors."""
        low = [
            f"{rule}: {self.found[rule]} of {number} found"
            for rule, number in sorted(self.planted.items())
            if number >= ENOUGH and self.found[rule] < RECALL * number
        ]
        noisy = sum(self.false.values()) > FALSE * self.clean
        return [*low, *([f"{sum(self.false.values())} false findings in {self.clean} clean documents"] if noisy else []), *self.wrong]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hostile", type=Path)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--show", type=int, default=10, help="examples of each kind")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = asked.keep or Path(place)
        truth = folder / "档案.truth.jsonl"
        if not truth.exists():
            make_archive.write(folder / "档案", asked.files, asked.seed, asked.hostile)
        print(audit(folder / "档案", folder / "结果"), end="")
        score = compare(truth, folder / "结果")
    print("\n".join(told(score, asked.show)))
    return 1 if score.failures() else 0


def audit(archive: Path, out: Path, *options: str) -> str:
    """One run; what it says. Raises where it does not end as it should."""
    command = [sys.executable, "-m", "gwlint", "audit", "run", str(archive), "-o", str(out), *options]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 3) or "Traceback" in done.stderr:
        raise SystemExit(f"failed with {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout


def rows(out: Path, table: str, columns: list[str] | None) -> Iterator[Row]:
    """The rows of a table, part by part; all columns without `columns`."""
    import pyarrow.parquet as pq

    for part in sorted((out / table).glob("part-*.parquet")):
        yield from pq.read_table(part, columns=columns).to_pylist()


def truths(file: Path) -> Iterator[Row]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def compare(truth: Path, out: Path) -> Score:
    """The tables beside the truth."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows(out, "findings", ["path", "name", "related"]):
        if not row["related"]:
            found[row["path"]].add(row["name"])
    listed = {row["path"]: (row["status"], row["reason"]) for row in rows(out, "documents", ["path", "status", "reason"])}
    score = Score(Counter(), Counter(), 0, Counter(), Counter(), Counter(), [], defaultdict(list))
    clean = 0
    for one in truths(truth):
        status, reason = listed.pop(one["path"], (None, None))
        _listing(one, status, reason, score)
        if one["readable"] and one["rules"] is not None and status in ("checked", "partial"):
            clean += _rules(one, found[one["path"]], score)
    inner = {path for path, (status, _) in listed.items() if "!/" in path and status == "skipped"}  # containers in containers
    score.wrong.extend(f"{path}: not in the archive" for path in listed.keys() - inner)
    return score._replace(clean=clean)


def _listing(one: Row, status: str | None, reason: str | None, score: Score) -> None:
    """Whether the file has the row that it should have."""
    score.broken[f"{one['kind']} {status}"] += one["kind"] != "document"
    if status is None:
        score.wrong.append(f"{one['path']}: not listed ({one['kind']})")
    elif (one["readable"] and status not in ("checked", "skipped")) or (one["readable"] is False and not _refused(one, status, reason)):
        score.wrong.append(f"{one['path']}: {status}, {reason} ({one['kind']})")
    elif status in ("unreadable", "partial") and not reason:
        score.wrong.append(f"{one['path']}: {status} without a reason")


def _refused(one: Row, status: str, reason: str | None) -> bool:
    """Whether it is listed with its reason; a program is no document and may be skipped."""
    allowed = ("unreadable", "skipped") if one["kind"] == "broken:program" else ("unreadable",)
    return status in allowed and reason is not None and one["reason"] in reason


def _rules(one: Row, found: set[str], score: Score) -> bool:
    """Count what was found and what was not; whether the document is a clean one."""
    expected, allowed = set(one["rules"]), set(one["may"])
    score.planted.update(expected)
    score.found.update(expected & found)
    for rule in expected - found:
        score.examples[f"missed {rule}"].append(one["path"])
    more = set() if "*" in allowed else found - expected - allowed
    clean = not expected and "*" not in allowed
    (score.false if clean else score.besides).update(more)
    for rule in more:
        score.examples[f"{'false' if clean else 'besides'} {rule}"].append(one["path"])
    return clean


def told(score: Score, show: int) -> Iterator[str]:
    """The comparison for people."""
    yield "planted faults, by rule: found / planted"
    for rule, number in sorted(score.planted.items()):
        yield f"  {rule:42} {score.found[rule]:6} / {number}"
    yield f"  {'all':42} {sum(score.found.values()):6} / {sum(score.planted.values())} = {score.recall:.4f}"
    yield f"clean documents: {score.clean}, findings in them: {dict(score.false)}"
    yield f"further findings in faulty documents: {dict(score.besides)}"
    yield "files that are no documents, by kind and status:"
    yield from (f"  {kind:42} {number:6}" for kind, number in sorted(score.broken.items()))
    for kind, paths in sorted(score.examples.items()):
        yield f"{kind}: {len(paths)}"
        yield from (f"    {path}" for path in paths[:show])
    yield f"not as it should be: {len(score.failures())}"
    yield from (f"    {one}" for one in score.failures()[: show * 5])


if __name__ == "__main__":
    sys.exit(main())
