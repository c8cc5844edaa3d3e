"""Checkstyle's XML, which most build servers read."""

from collections.abc import Iterable, Iterator

from gwlint.model import FileReport
from gwlint.reporters.markup import element
from gwlint.reporters.rows import Row, grave, rows


def stream(reports: Iterable[FileReport]) -> Iterator[str]:
    """The report in pieces, one a file."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="8.0">\n'
    for report in reports:
        errors = [element("error", severity="error", message=gap.said, source="gwlint") for gap in grave(report)]
        errors += map(_error, rows(report))
        yield (
            element("file", "".join(f"\n  {one}" for one in errors) + "\n" if errors else None, name=report.path) + "\n"
        )
    yield "</checkstyle>\n"


def _error(row: Row) -> str:
    return element(
        "error",
        line=row.at.line,
        column=row.at.column,
        severity=row.finding.severity,
        message="；".join(row.lines),
        source=f"gwlint.{row.finding.rule}.{row.finding.name}",
    )
