"""SARIF 2.1.0, which review tools and editors read."""

import os
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from gwlint import __version__, rules
from gwlint.model import Cite, FileReport, Location
from gwlint.reporters.json import dumps
from gwlint.reporters.rows import Row, gaps, rows, slashed
from gwlint.reporters.text import citation
from gwlint.rules.page import parse

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def stream(reports: Iterable[FileReport]) -> Iterator[str]:
    """One log with one run, in pieces, one a file; what rules, files and gaps there were stands at its end."""
    run = _Run()
    head = dumps({"$schema": SCHEMA, "version": "2.1.0"})[:-1]
    yield f'{head}, "runs": [{{"columnKind": "unicodeCodePoints", "results": ['
    separator = "\n"
    for report in reports:
        results = run.results(report)
        yield separator + ",\n".join(map(dumps, results)) if results else ""
        separator = ",\n" if results else separator
    yield f'],\n "tool": {dumps(run.tool())},\n "artifacts": {dumps(run.artifacts)},\n "invocations": {dumps([run.invocation()])}}}]}}\n'


def uri(path: str) -> str:
    """`path` as the URI of an artifact: relative where the path is, percent-encoded."""
    given = slashed(path)
    if given[1:2] == ":" and os.name == "nt":
        return "file:///" + given[:2] + quote(given[2:])
    encoded = quote(given.encode("utf-8", "surrogateescape"))
    return f"file://{encoded}" if given.startswith("/") else encoded


class _Run:
    """What is known of the run once all files have passed: small facts, no document."""

    def __init__(self) -> None:
        self.artifacts: list[dict[str, Any]] = []
        self._notices: list[dict[str, Any]] = []
        self._complete = True
        self._rules: dict[str, tuple[int, str, dict[Cite, None]]] = {}

    def results(self, report: FileReport) -> list[dict[str, Any]]:
        """The findings of one file; its other facts are kept for the end."""
        place = {"uri": uri(report.path), "index": len(self.artifacts)}
        self.artifacts.append(_artifact(report))
        for gap in gaps(report):
            self._complete = self._complete and not gap.grave
            self._notices.append(_notice("error" if gap.grave else "note", gap.said, place, gap.rules))
        self._notices += [_notice("note", one.message, place) for one in report.notes]
        return [self._result(row, place) for row in rows(report)]

    def tool(self) -> dict[str, Any]:
        """The driver with those rules that found something."""
        described = [_rule(id, name, list(cites)) for id, (_, name, cites) in self._rules.items()]
        return {"driver": {"name": "gwlint", "version": __version__, "language": "zh-CN", "rules": described}}

    def invocation(self) -> dict[str, Any]:
        """Whether all could be checked, and what could not."""
        return {"executionSuccessful": self._complete, "toolExecutionNotifications": self._notices}

    def _result(self, row: Row, place: dict[str, Any]) -> dict[str, Any]:
        one = row.finding
        index, _, cites = self._rules.setdefault(one.rule, (len(self._rules), one.name, {}))
        cites.update(dict.fromkeys(one.cites))
        return {
            "ruleId": one.rule,
            "ruleIndex": index,
            "level": _LEVELS[one.severity],
            "message": {"text": "\n".join(row.lines)},
            "locations": [_location(row, place)],
            "partialFingerprints": {"gwlint/v1": one.fingerprint},
            "properties": {"name": one.name, "quote": one.quote, "clauses": [citation(cite) for cite in one.cites]},
        }


def _location(row: Row, place: dict[str, Any]) -> dict[str, Any]:
    """Text has a region; docx and pdf have none that SARIF knows, so page and paragraph stand beside it."""
    physical: dict[str, Any] = {"artifactLocation": place}
    if row.at.line is not None:
        physical["region"] = _region(row.at, row.end)
    found: dict[str, Any] = {"physicalLocation": physical}
    if row.place:
        found |= {"logicalLocations": [{"fullyQualifiedName": row.place}], "message": {"text": row.place}}
    known = {key: value for key, value in row.at._asdict().items() if key in ("page", "paragraph") and value}
    return found | ({"properties": known} if known else {})


def _region(at: Location, end: Location) -> dict[str, Any]:
    region = {"startLine": at.line, "startColumn": at.column, "endLine": end.line, "endColumn": end.column}
    return {key: value for key, value in region.items() if value is not None}


def _artifact(report: FileReport) -> dict[str, Any]:
    properties = {"status": report.status, "format": report.format, "profile": report.profile and report.profile.id}
    found: dict[str, Any] = {
        "location": {"uri": uri(report.path)},
        "roles": ["analysisTarget"],
        "properties": properties,
    }
    return found | ({"hashes": {"sha-256": report.sha256}} if report.sha256 else {})


def _notice(level: str, said: str, place: dict[str, Any], rules: tuple[str, ...] = ()) -> dict[str, Any]:
    found: dict[str, Any] = {
        "level": level,
        "message": {"text": said},
        "locations": [{"physicalLocation": {"artifactLocation": place}}],
    }
    return found | ({"properties": {"rules": rules}} if rules else {})


def _rule(id: str, name: str, cites: list[Cite]) -> dict[str, Any]:
    """The rule with its page: the fault, why, and the clauses that the findings rest on."""
    found: dict[str, Any] = {"id": id, "name": name}
    if name not in rules.catalogue():
        return found
    (rule,) = rules.load([name])
    page = parse(rule.doc)
    clauses = [f"依据：{citation(cite)}" for cite in cites]
    paragraphs = [page.fault, f"为什么：{page.why}", *clauses]
    if page.limits:
        paragraphs.append(f"不查：{page.limits}")
    return found | {
        "shortDescription": {"text": page.fault},
        "fullDescription": {"text": page.why},
        "help": {"text": "\n".join(paragraphs)},
        "properties": {"tags": [rules.FAMILIES[rule.family]]},
    }
