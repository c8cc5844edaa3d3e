"""A report to paste into a chat or a comment."""

from collections.abc import Iterable, Iterator

from gwlint import re
from gwlint.model import FileReport
from gwlint.reporters.rows import Row, grave, rows
from gwlint.reporters.tally import Tally
from gwlint.reporters.text import reasons, summary
from gwlint.reporters.width import visible

_SIGNS = re.compile(r"([\\`*_{}\[\]()#+!|~$:-])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;"}
_HEAD = "| 位置 | 轻重 | 规则 | 问题 |\n|---|---|---|---|\n"


def stream(reports: Iterable[FileReport]) -> Iterator[str]:
    """The report in pieces, one a file, then the summary; files without anything to say are only counted."""
    tally = Tally()
    for report in tally.watch(reports):
        parts = [f"**{escaped(gap.said)}**\n\n" for gap in grave(report)]
        found = [_line(row) for row in rows(report)]
        if found:
            parts += [_HEAD, *found, "\n"]
        yield f"### {escaped(report.path)}\n\n" + "".join(parts) if parts else ""
    yield escaped(summary(tally)) + "\n"


def escaped(text: str) -> str:
    """`text` that shows as it is: no markup, html, mention, link or line break in it is obeyed."""
    plain = _SIGNS.sub(r"\\\1", visible(text))
    return "".join(_ENTITIES.get(char, char) for char in plain)


def _line(row: Row) -> str:
    said = "<br>".join(map(escaped, (row.finding.message, *reasons(row.finding))))
    return f"| {escaped(row.place)} | {row.severity} | {escaped(row.named)} | {said} |\n"
