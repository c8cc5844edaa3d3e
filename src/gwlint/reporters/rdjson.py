"""Reviewdog's diagnostic format, which many review tools read."""

from collections.abc import Iterable, Iterator
from typing import Any

from gwlint.model import Document, FileReport, Location
from gwlint.reporters.json import dumps
from gwlint.reporters.rows import Row, grave, rows, slashed

_LEVELS = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def stream(reports: Iterable[FileReport]) -> Iterator[str]:
    """One JSON object in pieces, one a file."""
    yield '{"source": {"name": "gwlint"}, "diagnostics": ['
    separator = "\n"
    for report in reports:
        found = ",\n".join(map(dumps, _diagnostics(report)))
        yield found and separator + found
        separator = ",\n" if found else separator
    yield "\n]}\n"


def _diagnostics(report: FileReport) -> Iterator[dict[str, Any]]:
    path = slashed(report.path)
    for gap in grave(report):
        yield {"message": gap.said, "location": {"path": path}, "severity": "ERROR"}
    for row in rows(report):
        place = {"path": path} | _range(report.document, row)
        code = {"value": row.named}
        yield {
            "message": "\n".join(row.lines),
            "location": place,
            "severity": _LEVELS[row.finding.severity],
            "code": code,
        }


def _range(document: Document | None, row: Row) -> dict[str, Any]:
    if document is None or row.at.line is None:
        return {}
    span = row.finding.span
    return {
        "range": {
            "start": _position(document.text, span.start, row.at),
            "end": _position(document.text, span.end, row.end),
        }
    }


def _position(text: str, at: int, place: Location) -> dict[str, int | None]:
    """The line, and the column in bytes of UTF-8 as the format has it; the latter only where the line is whole."""
    before = text[text.rfind("\n", 0, at) + 1 : at]
    if place.column != len(before) + 1:
        return {"line": place.line}
    return {"line": place.line, "column": len(before.encode("utf-8", "replace")) + 1}
