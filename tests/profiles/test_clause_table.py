"""docs/clauses.md says of every clause what checks it, and no checkable measure is without a working rule."""

import re
import runpy
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from gwlint import profiles, rules
from gwlint.profiles import clauses

TOP = Path(__file__).parents[2]
TABLE: dict[str, Any] = runpy.run_path(str(TOP / "docs" / "clauses.py"))
FACTS = TOP.parent / "shared" / "facts" / "clauses.md"
MEASURES = TABLE["measures"]()
PENDING = frozenset(TABLE["data"]()["pending"])


def test_page_is_up_to_date() -> None:
    assert TABLE["TARGET"].read_text(encoding="utf-8") == TABLE["page"](), "run: python docs/build.py"


def test_every_clause_is_spoken_of() -> None:
    for id in clauses.known():
        for name in clauses.source(id).clauses:
            assert TABLE["_checks"](id, name)


def test_there_are_as_many_measures_as_the_two_documents_have() -> None:
    assert len(MEASURES) == len({one.id for one in MEASURES}) == 106


@pytest.mark.parametrize("one", [x for x in MEASURES if x.must_have_a_rule], ids=lambda one: one.id)
def test_checkable_measure_has_a_rule(one: Any) -> None:
    """A, A−, or B decidable from a draft: a rule that its own document's profile activates, or one on its way."""
    profile = profiles.load("gansu-2024" if one.id.startswith("GS") else "jinan-2019")
    assert set(one.rules) & (profile.rules.keys() | PENDING), one


def test_every_named_rule_exists_or_is_pending() -> None:
    named = {name for one in MEASURES for name in one.rules}
    assert named - rules.catalogue().keys() == PENDING


@pytest.mark.parametrize("one", [x for x in MEASURES if x.audit], ids=lambda one: one.id)
def test_rules_across_documents_are_on_where_their_clause_holds(one: Any) -> None:
    profile = profiles.load("gansu-2024" if one.id.startswith("GS") else "jinan-2019")
    assert set(one.audit) <= profile.rules.keys() & {x.name for x in rules.load_of(tuple(rules.catalogue()), archive=True)}


def test_measure_without_a_rule_says_why() -> None:
    assert not [one.id for one in MEASURES if not one.rules and not one.why]
    assert not [one.id for one in MEASURES if one.on == "B" and one.grade in ("A", "B") and not one.audit]


def test_reasons_are_given_for_clauses_that_there_are() -> None:
    data = TABLE["data"]()
    known = {f"{id} {name}" for id in clauses.known() for name in clauses.source(id).clauses}
    assert data["unchecked"].keys() <= known - TABLE["citing"]().keys()
    assert {one.clause for one in MEASURES if one.clause} <= known


@pytest.mark.skipif(not FACTS.exists(), reason="needs ../shared")
def test_judged_as_in_the_facts() -> None:
    rows = re.findall(r"^\| ((?:GS|JN)-\S+) \|(.*)$", FACTS.read_text(encoding="utf-8"), re.M)
    judged = {}
    for id, rest in rows:
        _, on, grade, *_ = (cell.strip() for cell in re.split(r"(?<!\\)\|", rest))
        judged[id] = (on, {"—": "0" if id == "GS-0" else "—", "A (needs config)": "A"}.get(grade, grade))
    assert {one.id: (one.on, one.grade) for one in MEASURES} == judged
    assert Counter(one.id[:2] for one in MEASURES) == Counter(id[:2] for id in judged)
