"""One SELECT of the user's over the two tables, and what goes wrong with it in Chinese."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from gwlint.audit.results import Results
from gwlint.errors import UsageError

if TYPE_CHECKING:
    import duckdb


class Answer(NamedTuple):
    """Names of the columns, and the rows as they come."""

    heads: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


def ask(results: Results, sql: str) -> Answer:
    """Run the query. Raises UsageError for anything but one statement that reads, and for one that does not run."""
    import duckdb

    try:
        statements = duckdb.extract_statements(sql)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise UsageError(_ONE)
        cursor = results.base.execute(statements[0])
        heads = _apart([one[0] for one in cursor.description or ()])
    except duckdb.Error as error:
        raise _said(error) from None
    return Answer(heads, _rows(cursor))


def _apart(names: list[str]) -> tuple[str, ...]:
    """The names, those that come again with their number."""
    return tuple(name if name not in names[:at] else f"{name}_{names[:at].count(name)}" for at, name in enumerate(names))


def _rows(cursor: "duckdb.DuckDBPyConnection") -> Iterator[tuple[Any, ...]]:
    import duckdb

    try:
        while some := cursor.fetchmany(_SOME):
            yield from some
    except duckdb.Error as error:
        raise _said(error) from None


def _said(error: "duckdb.Error") -> UsageError:
    import duckdb

    if isinstance(error, duckdb.InterruptException):
        raise KeyboardInterrupt
    what = next((said for kind, said in _KINDS.items() if isinstance(error, getattr(duckdb, kind))), "查询没有成功")
    lines = str(error).splitlines()
    where = next((re.sub(r"^LINE (\d+): ", r"，第\1行：", line) for line in lines if line.startswith("LINE ")), "")
    detail = lines[0].partition("Error: ")[2] or lines[0]
    return UsageError(f"{what}（{detail.rstrip('.!')}{where}）")


_SOME = 2_000
_ONE = "只能写一条查询（SELECT、WITH、FROM、DESCRIBE），不能改动数据或设置"
_KINDS = {
    "ParserException": "SQL 的写法不对",
    "CatalogException": "没有这个表或函数，只有 documents 和 findings 两个表",
    "BinderException": "没有这一列，或者类型对不上，列名见 gwlint audit query OUT --columns",
    "ConversionException": "有的值转换不了",
    "PermissionException": "不能读写这两个表以外的文件",
    "OutOfMemoryException": "要用的内存超出上限，请缩小范围或者加 LIMIT",
}
