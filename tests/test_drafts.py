"""The project's own accuracy set: every draft of tests/drafts gives exactly what a reviewer expects of it."""

import functools
import importlib.util
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from gwlint import rules
from gwlint.model import SEVERITIES

ROOT = Path(__file__).parents[1]
REQUIRED = {"issuer_class", "date", "title"}  # the rest only where no second reading is possible
KINDS = {"rule", "severity", "quote", "miss", "wrong"}


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("accuracy", ROOT / "tools" / "accuracy.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["accuracy"] = module
    spec.loader.exec_module(module)
    return module


accuracy = _tool()
DRAFTS = accuracy.read_drafts()
compare = functools.cache(lambda number: accuracy.compare(DRAFTS[number]))
each_draft = pytest.mark.parametrize("number", range(len(DRAFTS)), ids=[draft.name for draft in DRAFTS])


@each_draft
def test_outline(number: int) -> None:
    draft, found = DRAFTS[number], compare(number).fields
    assert {field for field, good in found.items() if not good} == set(draft.misread)


@each_draft
def test_findings(number: int) -> None:
    draft, found = DRAFTS[number], compare(number)
    assert [one for one in found.missed if "miss" not in one] == [], "not found"
    assert [one for one in found.right if "miss" in one] == [], "no longer missed: take out miss"
    expected = Counter(one["rule"] for one in draft.findings if "wrong" in one)
    assert Counter(one["name"] for one in found.wrong) == expected, [(one["name"], one["quote"]) for one in found.wrong]
    assert found.graded == []


@each_draft
def test_draft_is_whole(number: int) -> None:
    draft = DRAFTS[number]
    assert set(draft.outline) <= set(accuracy.FIELDS)
    assert not draft.outline["official"] or set(draft.outline) >= REQUIRED
    for one in draft.findings:
        assert one.keys() <= KINDS and one["rule"] in rules.catalogue() and one["severity"] in SEVERITIES
        assert "".join(one["quote"].split()) in "".join(draft.text.split())
    assert not (draft.trap and draft.findings), "a trap is clean"


def test_set_is_broad() -> None:
    """Many drafts, a third of them traps, over all kinds of documents and all the rules that text alone decides."""
    assert len(DRAFTS) >= 84 and 3 * sum(draft.trap for draft in DRAFTS) >= len(DRAFTS)
    genres = {draft.outline.get("genre") for draft in DRAFTS}
    assert genres >= {
        "通知",
        "意见",
        "决定",
        "通报",
        "报告",
        "请示",
        "批复",
        "函",
        "纪要",
        "公告",
        "通告",
        "命令",
        "简报",
    }
    assert len({one["rule"] for draft in DRAFTS for one in draft.findings}) >= 33
    assert any(not draft.outline["official"] for draft in DRAFTS)


def test_page_shows_todays_figures() -> None:
    page = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    shown = page.partition("<!-- drafts -->")[2].partition("<!-- /drafts -->")[0]
    today = accuracy.tables(DRAFTS, map(compare, range(len(DRAFTS))))
    assert today in shown, "run python tools/accuracy.py --update"
