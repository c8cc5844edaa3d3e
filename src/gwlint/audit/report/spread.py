"""The same tables for spreadsheets and programs: a workbook, a folder of csv, JSON. Rows pass one by one."""

import codecs
import csv
import datetime
import io
import json
import os
import tempfile
from collections.abc import Iterator
from typing import IO, Any

from gwlint.audit.report.figures import Figures
from gwlint.audit.report.first import compared, verdict
from gwlint.audit.report.seen import Scope
from gwlint.audit.report.sheets import SHEETS, Cells, Sheet
from gwlint.audit.results import Results
from gwlint.linting.written import replacing
from gwlint.reporters.csv import harmless
from gwlint.reporters.json import dumps
from gwlint.reporters.width import visible, width

_MOST = 1_048_574  # rows of a sheet below its head, less the one that says it is full
_LONGEST = 32_000
_WIDEST = 60
_MADE = datetime.datetime(2000, 1, 1)  # the same results make the same file
_FULL = "表格已满，其余没有列出，全部的见 csv 或 gwlint audit query"
_JSON_ROWS = 1_000


def overview(figures: Figures, scope: Scope) -> Iterator[tuple[str, Any]]:
    """The figures of the first screen, label and value."""
    yield "范围", scope.said or "全部"
    yield from (
        ("文件数", figures.files), ("查了", figures.checked), ("只查了一部分", figures.partial),
        ("没能查", figures.unreadable), ("不需查", figures.skipped), ("有错误的份数", figures.with_errors),
        ("只有警告的份数", figures.with_warnings), ("没有错误和警告的份数", figures.clean), ("错误", figures.errors),
        ("警告", figures.warnings), ("提示", figures.infos), ("标急件的份数", figures.urgent),
        ("急件没写理由的份数", figures.urgent_idle), ("有字数上限的份数", figures.limited),
        ("超字数的份数", figures.over_limit),
    )  # fmt: skip
    for number, one in enumerate(figures.frequent, 1):
        yield f"最常见的毛病{number}", f"{one.rule} {one.fault}：{one.files}份"
    if figures.years:
        yield "与上年比", f"{verdict(figures.years)}：{compared(figures.years)}"


def workbook(file: IO[bytes], results: Results, figures: Figures, scope: Scope) -> None:
    """Write an xlsx file, its sheets meanwhile in private temporary files. Text is written as text, whatever it begins with; nothing is a formula or a link."""
    from xlsxwriter import Workbook

    with tempfile.TemporaryDirectory(prefix="gwlint-") as aside:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "tmpdir": aside}
        with Workbook(file, options) as book:
            book.set_properties({"created": _MADE})
            _fill(book, "概况", ("项目", "值"), overview(figures, scope))
            for sheet in SHEETS:
                _fill(book, sheet.title, sheet.heads, sheet.rows(results, _MOST + 1))


def _fill(book: Any, title: str, heads: tuple[str, ...], rows: Iterator[Cells]) -> None:
    page = book.add_worksheet(title)
    head = book.add_format({"bold": True, "bg_color": "#E7ECF3", "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for column, one in enumerate(heads):
        page.set_column(column, column, _WIDE.get(one, max(10, width(one) + 4)))
        page.write_string(0, column, one, head)
    page.freeze_panes(1, 0)
    used = 0
    for used, row in enumerate(rows, 1):
        for column, value in enumerate((_FULL,) if used > _MOST else row):
            _write(page, used, column, value, day)
    page.autofilter(0, 0, used, len(heads) - 1)


def _write(page: Any, row: int, column: int, value: Any, day: Any) -> None:
    if isinstance(value, datetime.date):
        page.write_datetime(row, column, value, day)
    elif isinstance(value, int | float):
        page.write_number(row, column, value)
    elif value is not None:
        page.write_string(row, column, visible(str(value))[:_LONGEST])


def folder(where: str, results: Results, figures: Figures, scope: Scope) -> None:
    """Write one csv for each table into the folder, which is made: UTF-8 with the mark by which Excel knows it."""
    os.makedirs(where, mode=0o700, exist_ok=True)
    _csv(where, "概况", ("项目", "值"), overview(figures, scope))
    for sheet in SHEETS:
        _csv(where, sheet.title, sheet.heads, sheet.rows(results))


def _csv(where: str, title: str, heads: tuple[str, ...], rows: Iterator[Cells]) -> None:
    with replacing(os.path.join(where, f"{title}.csv"), binary=True, private=True) as file:
        file.write(codecs.BOM_UTF8 + csv_line(heads).encode())
        file.writelines(csv_line(row).encode() for row in rows)


def csv_line(row: Cells) -> str:
    """A line of RFC 4180; a text that a spreadsheet would run as a formula begins with '."""
    line = io.StringIO()
    csv.writer(line).writerow([harmless(one) if isinstance(one, str) else one for one in row])
    return line.getvalue()


def as_json(results: Results, figures: Figures, scope: Scope) -> Iterator[str]:
    """One JSON object in pieces: the figures, and each table by its key as objects, a thousand rows at most."""
    yield f'{{"schema": 1, "scope": {dumps({"units": scope.units, "year": scope.year})},\n "figures": {dumps(_plain(figures))}'
    for sheet in SHEETS:
        rows, whole = sheet.first(results, _JSON_ROWS)
        objects = ",\n  ".join(dumps(_object(sheet, row)) for row in rows)
        yield f',\n "{sheet.key}": {{"rows": {whole}, "first": [{objects}]}}'
    yield "}\n"


def _object(sheet: Sheet, row: Cells) -> dict[str, Any]:
    return {head: plain(value) for head, value in zip(sheet.heads, row, strict=True)}


def _plain(figures: Figures) -> dict[str, Any]:
    years = figures.years and figures.years._asdict() | {"verdict": verdict(figures.years)}
    said = figures._asdict() | {"frequent": [one._asdict() for one in figures.frequent], "years": years}
    return json.loads(json.dumps(said, default=plain))  # type: ignore[no-any-return]


def plain(value: Any) -> Any:
    """A value as JSON can hold it: dates and what JSON does not know as text."""
    known = value is None or isinstance(value, str | int | float | bool | list | dict)
    return value if known else str(value)


_WIDE = {
    "文件": 46, "发文机关": 28, "标题": 44, "毛病": 44, "原因": 50, "名称": 30, "项目": 24, "值": _WIDEST,
}  # fmt: skip
