"""What a profile says of a rule: how grave, with which numbers, by which clause."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, TypeAlias

Severity: TypeAlias = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
Quotes: TypeAlias = Literal["none", "short", "full"]
QUOTES: tuple[Quotes, ...] = ("none", "short", "full")
"""How much of the documents' own words the results of an audit keep."""


class Cite(NamedTuple):
    """A clause that a setting rests on.

    A profile gives `source` and `clause`; the rest is filled in from the source's file when a finding is made.
    `strength` is the clause's own word (不得 应当 规定 一般 原则上 推荐 可以 实务), `confidence` H, M, L or K: how well
    the wording is attested.
    """

    source: str
    clause: str
    gist: str = ""
    title: str = ""
    strength: str = ""
    confidence: str = ""


class Setting(NamedTuple):
    """A rule as one profile sets it. `chain` names the profile files that said so, the nearest first.

    `cites_for` holds the clauses of single aspects of the rule, where they differ from `cites`.
    """

    severity: Severity
    options: Mapping[str, Any] = {}
    cites: tuple[Cite, ...] = ()
    basis: Literal["clause", "house"] = "clause"
    chain: tuple[str, ...] = ()
    cites_for: Mapping[str, tuple[Cite, ...]] = {}
