"""Every rule against its own page's samples and against its cases.

A case is [[case]] with `name`, `text` (（上一段重复N遍） repeats the paragraph above), optionally `profile`, `given`
(the fields of rules.Given), and `expect`: the rule's findings in order, each with any of `quote` and `says`
(parts of quote and message), `severity`, `cites` (a clause) and `fix` (what the first edit writes). `miss = "why"`
marks what is known to come out otherwise, and fails once it does not. `unknown` is part of the reason where the rule
lacks a datum and must say so instead of judging.
"""

from typing import Any

import pytest
from drafts import cases, checked, findings

from gwlint import profiles, rules
from gwlint.model import Finding
from gwlint.rules import Given
from gwlint.rules.page import Sample, parse

RULES = rules.load_of(tuple(rules.catalogue()), archive=False)
PAGES = {one.name: parse(one.doc) for one in RULES}
SAMPLES = [
    pytest.param(name, kind, sample, id=f"{name}-{kind}-{n}")
    for name, page in PAGES.items()
    for kind, samples in (("bad", page.bad), ("good", page.good))
    for n, sample in enumerate(samples)
]
CASES = [pytest.param(one.name, case, id=f"{one.name}-{case['name']}") for one in RULES for case in cases(one.name)]
KEYS = {"name", "text", "profile", "given", "expect", "miss", "unknown"}
WANTED = {"quote", "says", "severity", "cites", "fix"}


@pytest.mark.parametrize(("rule", "kind", "sample"), SAMPLES)
def test_sample(rule: str, kind: str, sample: Sample) -> None:
    found = findings(rule, sample.text, sample.profile)
    assert bool(found) == (kind == "bad"), [(one.quote, one.message) for one in found]


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_case(rule: str, case: dict[str, Any]) -> None:
    assert case.keys() <= KEYS and all(want.keys() <= WANTED for want in case["expect"])
    draft = case["text"], case.get("profile", "cn"), Given(**case.get("given", {}))
    if "unknown" in case:
        report = checked(rule, *draft)
        assert not report.findings and [case["unknown"] in one.reason for one in report.not_checked] == [True]
        return
    found = findings(rule, *draft)
    matched = len(found) == len(case["expect"]) and all(map(matches, found, case["expect"]))
    shown = [(one.quote, one.severity, one.message) for one in found]
    if "miss" in case:
        assert not matched, f"no longer missed: take out miss = {case['miss']!r}"
    else:
        assert matched, f"found {shown}, expected {case['expect']}"


def matches(found: Finding, wanted: dict[str, str]) -> bool:
    return (
        wanted.get("quote", "") in found.quote
        and wanted.get("says", "") in found.message
        and wanted.get("severity", found.severity) == found.severity
        and ("cites" not in wanted or wanted["cites"] in {one.clause for one in found.cites})
        and ("fix" not in wanted or bool(found.fix and found.fix.edits[0].text == wanted["fix"]))
    )


@pytest.mark.parametrize("rule", [one.name for one in RULES])
def test_rule_is_whole(rule: str) -> None:
    """Documented with samples, cased both ways, and set with its grounds."""
    page, written = PAGES[rule], cases(rule)
    assert page.bad and page.good and page.limits
    assert sum(bool(case["expect"]) for case in written) >= 2, "two failing cases"
    assert sum(not case["expect"] for case in written) >= 2, "two near misses"
    settings = [profiles.load(head.id).rules.get(rule) for head in profiles.available()]
    assert any(one and (one.cites or one.basis == "house") for one in settings)


def test_ids_are_unique() -> None:
    assert len({one.id for one in RULES}) == len(RULES)
