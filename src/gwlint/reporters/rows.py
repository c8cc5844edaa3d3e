"""Findings, and what could not be checked, as the flat facts that tables and other programs want."""

import os
from collections.abc import Iterator
from typing import NamedTuple

from gwlint.model import FileReport, Finding, Location, Span
from gwlint.reporters.locate import Locator
from gwlint.reporters.style import SEVERITY_WORDS
from gwlint.reporters.text import reasons
from gwlint.reporters.width import visible


class Row(NamedTuple):
    """A finding and where it is: `at` its first character, `end` behind its last, `place` the first in words."""

    finding: Finding
    at: Location
    end: Location
    place: str

    @property
    def severity(self) -> str:
        """The severity in Chinese."""
        return SEVERITY_WORDS[self.finding.severity]

    @property
    def named(self) -> str:
        """The rule's id and name."""
        return f"{self.finding.rule} {self.finding.name}"

    @property
    def lines(self) -> list[str]:
        """What is wrong and where, the clauses, what to do: a line each, nothing unseen in them."""
        where = f"{self.place}：" if self.place else ""
        return [where + visible(self.finding.message), *reasons(self.finding)]


class Gap(NamedTuple):
    """What could not be checked: the file itself, or where there are `rules` only these. `grave` unless they merely do
    not apply; `said` is the whole in one sentence."""

    rules: tuple[str, ...]
    reason: str
    said: str
    grave: bool


def rows(report: FileReport) -> Iterator[Row]:
    """Each finding, in reading order."""
    if report.document is None:
        return
    locate = Locator(report.document)
    for one in report.findings:
        yield Row(one, locate(one.span), _end(locate, one.span), locate.words(one.span))


def gaps(report: FileReport) -> Iterator[Gap]:
    """What could not be checked, the file itself first; rules left out for one reason together."""
    reason = visible(report.reason or "")
    if report.status == "unreadable":
        yield Gap((), reason, f"未能检查：{reason}", True)
    if report.status == "partial":
        yield Gap((), reason, f"只检查了一部分：{reason}", True)
    left_out: dict[tuple[str, bool], list[str]] = {}
    for one in report.not_checked:
        left_out.setdefault((visible(one.reason), one.crashed), []).append(one.rule)
    for (why, crashed), rules in left_out.items():
        yield Gap(tuple(rules), why, f"未检查 {'、'.join(rules)}：{why}", crashed)


def grave(report: FileReport) -> list[Gap]:
    """The gaps that nobody may overlook."""
    return [one for one in gaps(report) if one.grave]


def slashed(path: str) -> str:
    """The path as other programs compare it: with / between its parts, without ./ before it."""
    return (path.replace("\\", "/") if os.name == "nt" else path).removeprefix("./")


def _end(locate: Locator, span: Span) -> Location:
    last = locate(Span(max(span.end - 1, span.start), span.end))
    if last.column is None or span.end <= span.start:
        return last
    return last._replace(column=last.column + 1)
