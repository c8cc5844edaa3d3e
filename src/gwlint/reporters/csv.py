"""A table for Excel and WPS: a finding a line, and a line for whatever could not be checked."""

import csv
from collections.abc import Iterable, Iterator

from gwlint.model import FileReport
from gwlint.reporters.rows import grave, rows
from gwlint.reporters.tables import FINDINGS, finding_cells
from gwlint.reporters.width import visible

_BEGINS_A_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def stream(reports: Iterable[FileReport]) -> Iterator[bytes]:
    """The table in pieces, one a file: RFC 4180, in UTF-8 with the mark by which Excel knows it.

    A cell that a spreadsheet would run as a formula begins with '.
    """
    yield b"\xef\xbb\xbf" + _lines([FINDINGS])
    for report in reports:
        cells = [[report.path, "", "未能检查", "、".join(gap.rules), "", gap.said, "", "", ""] for gap in grave(report)]
        cells += [finding_cells(report.path, row) for row in rows(report)]
        yield _lines(cells)


class _Pieces(list[str]):
    write = list[str].append


def _lines(table: Iterable[Iterable[str]]) -> bytes:
    lines = _Pieces()
    csv.writer(lines).writerows(map(harmless, line) for line in table)
    return "".join(lines).encode("utf-8")


def harmless(cell: str) -> str:
    """`cell` with nothing unseen in it, and a ' before what would begin a formula."""
    shown = visible(cell)
    return "'" + shown if cell.startswith(_BEGINS_A_FORMULA) or shown.lstrip().startswith(_BEGINS_A_FORMULA) else shown
