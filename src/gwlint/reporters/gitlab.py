"""GitLab's code quality report."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from gwlint.model import FileReport
from gwlint.reporters.json import dumps
from gwlint.reporters.rows import grave, rows, slashed

_LEVELS = {"error": "major", "warning": "minor", "info": "info"}


def stream(reports: Iterable[FileReport]) -> Iterator[str]:
    """One JSON list in pieces. Where a format has no lines the place stands in the description and the line is 1."""
    separator = "[\n"
    for report in reports:
        found = ",\n".join(map(dumps, _issues(report)))
        yield found and separator + found
        separator = ",\n" if found else separator
    yield "[]\n" if separator == "[\n" else "\n]\n"


def _issues(report: FileReport) -> Iterator[dict[str, Any]]:
    path = slashed(report.path)
    for gap in grave(report):
        yield _issue(path, gap.said, "not-checked", "blocker", gap.said, 1)
    for row in rows(report):
        one = row.finding
        yield _issue(path, "；".join(row.lines), one.name, _LEVELS[one.severity], one.fingerprint, row.at.line or 1)


def _issue(path: str, said: str, rule: str, severity: str, key: str, line: int) -> dict[str, Any]:
    """An issue whose fingerprint is of file and key, since it must be unique in the report."""
    print_ = hashlib.sha256(f"{path}\0{rule}\0{key}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return {
        "description": said,
        "check_name": rule,
        "fingerprint": print_,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": line}},
    }
