"""`gwlint audit query`."""

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from gwlint.cli.exit_codes import CLEAN
from gwlint.errors import UsageError

if TYPE_CHECKING:
    from gwlint.audit.query import Answer

_WIDEST = 60
_ALIGNED = 1_000
"""Rows whose widths are known before the first is shown."""


@click.command(
    help="用 SQL 查结果 OUT：documents 一行一份文件，findings 一行一个问题，用 path 相连；只能查，不能改。\n\n"
    "例：\n"
    'gwlint audit query 结果 "SELECT issuer, count(*) AS 份数 FROM documents GROUP BY issuer ORDER BY 份数 DESC LIMIT 10"\n'
    "\n语法是 DuckDB 的；更多例子见 docs/audit-report.md。",
    options_metavar="[选项]",
)
@click.argument("out", metavar="OUT")
@click.argument("sql", metavar="[SQL]", required=False)
@click.option(
    "--format", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True, help="输出格式"
)
@click.option("--output", metavar="文件", help="把结果写进文件")
@click.option("--columns", is_flag=True, help="列出两个表的列和意思")
def command(out: str, sql: str | None, format: str, output: str | None, columns: bool) -> int:
    from gwlint.cli.streams import style, write

    if columns:
        write(_columns(), style("never", output), output)
        return CLEAN
    if not sql:
        raise UsageError('请写出 SQL，例如 gwlint audit query 结果 "SELECT count(*) FROM documents"')
    from gwlint.audit import results
    from gwlint.audit.query import ask

    with results.opened(out=out) as opened:
        write(_FORMATS[format](ask(opened, sql)), style("never", output), output)
    return CLEAN


def _table(answer: "Answer") -> Iterator[str]:
    """Columns one under another; what is too long is cut, and the first rows tell the widths."""
    from gwlint.reporters.width import clip, pad, visible, width

    rows = ([visible(_text(value)) for value in row] for row in answer.rows)
    first = list(itertools.islice(rows, _ALIGNED))
    heads = [visible(head) for head in answer.heads]
    wide = [min(_WIDEST, max(map(width, column))) for column in zip(heads, *first, strict=True)]
    count = 0
    for row in itertools.chain([heads, ["-" * one for one in wide]], first, rows):
        yield "  ".join(pad(clip(cell, most), most) for cell, most in zip(row, wide, strict=True)).rstrip() + "\n"
        count += 1
    yield f"共{count - 2}行\n"


def _csv(answer: "Answer") -> Iterator[str]:
    from gwlint.audit.report.spread import csv_line

    yield csv_line(answer.heads)
    for row in answer.rows:
        yield csv_line(row)


def _json(answer: "Answer") -> Iterator[str]:
    from gwlint.audit.report.spread import plain
    from gwlint.reporters.json import dumps

    yield "["
    for number, row in enumerate(answer.rows):
        said = {head: plain(value) for head, value in zip(answer.heads, row, strict=True)}
        yield (",\n " if number else "") + dumps(said)
    yield "]\n"


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _columns() -> Iterator[str]:
    from gwlint.audit.tables import TABLES
    from gwlint.reporters.width import pad

    for table, columns in TABLES.items():
        yield f"{table}\n"
        for one in columns:
            yield f"  {pad(one.name, 18)}{pad(one.heading, 14)}{one.meaning}\n"


_FORMATS = {"table": _table, "csv": _csv, "json": _json}
