"""Workflow commands, which GitHub Actions shows beside the changed lines."""

from collections.abc import Iterable, Iterator

from gwlint.model import FileReport
from gwlint.reporters.rows import Row, grave, rows, slashed
from gwlint.reporters.width import visible

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}
_LINE_ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_VALUE_ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def stream(reports: Iterable[FileReport]) -> Iterator[str]:
    """A command a finding, in pieces, one a file."""
    for report in reports:
        path = slashed(report.path)
        lines = [_command("error", {"file": path, "title": "gwlint"}, gap.said) for gap in grave(report)]
        lines += [_finding(path, row) for row in rows(report)]
        yield "".join(lines)


def _finding(path: str, row: Row) -> str:
    places = {"line": row.at.line, "endLine": row.end.line, "col": row.at.column, "endColumn": row.end.column}
    if row.at.line != row.end.line:
        del places["col"], places["endColumn"]  # columns are taken only within one line
    values = {"file": path, **{key: str(value) for key, value in places.items() if value}, "title": row.named}
    return _command(_LEVELS[row.finding.severity], values, "\n".join(row.lines))


def _command(level: str, values: dict[str, str], message: str) -> str:
    said = ",".join(f"{key}={visible(value.translate(_VALUE_ESCAPES))}" for key, value in values.items())
    return f"::{level} {said}::{visible(message.translate(_LINE_ESCAPES))}\n"
