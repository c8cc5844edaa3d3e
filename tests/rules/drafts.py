"""Drafts that rules are tried on: the samples of their docstrings and the cases of `<family>/<rule>.toml`."""

import sys
from pathlib import Path
from typing import Any

from gwlint import engine, profiles, readers, rules
from gwlint.model import FileReport, Finding
from gwlint.rules import Given
from gwlint.rules.page import DEFAULT_PROFILE, expand

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HERE = Path(__file__).parent


def findings(rule: str, text: str, profile: str = DEFAULT_PROFILE, given: Given = Given()) -> list[Finding]:
    """What `rule` finds in the plain-text draft. Fails where the rule raised or could not judge."""
    report = checked(rule, text, profile, given)
    assert not report.not_checked, report.not_checked
    return [one for one in report.findings if one.name == rule]


def checked(rule: str, text: str, profile: str = DEFAULT_PROFILE, given: Given = Given()) -> FileReport:
    """The report on the plain-text draft, by `rule` alone."""
    document = readers.read_bytes(expand(text).encode(), "draft.txt")
    document = document._replace(can=document.can | {"layout"})  # a draft stands for a Word file
    return engine.lint(document, profiles.load(profile), given=given, select=frozenset({rule}))


def cases(rule: str) -> list[dict[str, Any]]:
    """The cases written for `rule`; none where there is no file."""
    path = HERE / rules.catalogue()[rule] / f"{rule}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))["case"] if path.is_file() else []
