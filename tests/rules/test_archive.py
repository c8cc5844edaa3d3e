"""Every rule across documents against its own page's samples and against its cases.

A case in `archive/<rule>.toml` is [[case]] with `name`, `text` (the tables of archives.py), optionally `profile` and
`quotes`, and `expect`: the findings in order, each with any of `path`, `says`, `severity`, `clause`, `related` (paths).
`unknown` is part of the reason where the rule must say that it could not judge.
"""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from archives import cases, found, settings

from gwlint import engine, profiles, readers, rules
from gwlint.rules.page import DEFAULT_PROFILE, Sample, parse

pytest.importorskip("duckdb")

RULES = rules.load_of(tuple(rules.catalogue()), archive=True)
PAGES = {one.name: parse(one.doc) for one in RULES}
SAMPLES = [
    pytest.param(name, kind, sample, id=f"{name}-{kind}-{n}")
    for name, page in PAGES.items()
    for kind, samples in (("bad", page.bad), ("good", page.good))
    for n, sample in enumerate(samples)
]
CASES = [pytest.param(one.name, case, id=f"{one.name}-{case['name']}") for one in RULES for case in cases(one.name)]


@pytest.mark.parametrize(("rule", "kind", "sample"), SAMPLES)
def test_sample(rule: str, kind: str, sample: Sample, tmp_path: Path) -> None:
    rows, outcome = found(rule, sample.text, sample.profile, tmp_path)
    assert not outcome.not_checked
    assert bool(rows) == (kind == "bad"), [row["message"] for row in rows]


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_case(rule: str, case: dict[str, Any], tmp_path: Path) -> None:
    assert case.keys() <= {"name", "text", "profile", "quotes", "expect", "unknown"}
    rows, outcome = found(
        rule, case["text"], case.get("profile", DEFAULT_PROFILE), tmp_path, case.get("quotes", "short")
    )
    if "unknown" in case:
        assert not rows and [case["unknown"] in one.reason for one in outcome.not_checked] == [True]
        return
    shown = [(row["path"], row["severity"], row["message"], row["related"]) for row in rows]
    assert not outcome.not_checked and len(rows) == len(case["expect"]), shown
    assert all(map(matches, rows, case["expect"])), shown


def matches(row: dict[str, Any], wanted: dict[str, Any]) -> bool:
    assert wanted.keys() <= {"path", "says", "severity", "clause", "related"}
    return wanted.get("says", "") in row["message"] and all(row[key] == wanted[key] for key in wanted.keys() - {"says"})


@pytest.mark.parametrize("rule", [one.name for one in RULES])
def test_rule_is_whole(rule: str) -> None:
    """Documented with samples, cased three ways, and set with its grounds."""
    page, written = PAGES[rule], cases(rule)
    assert page.bad and page.good and page.limits
    assert sum(bool(case["expect"]) for case in written) >= 2, "two findings"
    assert sum(not case["expect"] for case in written) >= 2, "two near misses or exemptions"
    assert any(one.cites or one.cites_for or one.basis == "house" for one in settings(rule))


def test_findings_name_every_document_and_no_document_twice(tmp_path: Path) -> None:
    for name, page in PAGES.items():
        for sample in page.bad:
            for row in found(name, sample.text, sample.profile, tmp_path / name)[0]:
                assert row["path"] not in row["related"]
                assert len(set(row["related"])) == len(row["related"])


def test_engine_leaves_the_family_out() -> None:
    document = readers.read_bytes("关于值班的通知\n\n各科室：\n\n请按时到岗。\n".encode(), "draft.txt")
    report = engine.lint(document, profiles.load("gansu-2024"), select=frozenset({"archive"}))
    assert not report.findings and not report.not_checked


@pytest.mark.parametrize("said", ["GW951", "late-feedback", "档案"])
def test_check_does_not_pass_in_silence_what_only_an_audit_can_judge(said: str, tmp_path: Path) -> None:
    draft = tmp_path / "a.txt"
    draft.write_text("关于值班的通知\n\n各科室：\n\n请按时到岗。\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "gwlint", "check", str(draft), "--select", said], capture_output=True, text=True
    )
    assert done.returncode == 2 and "gwlint audit" in done.stderr
