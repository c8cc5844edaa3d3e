"""Reading OUT: the committed rows of the two tables as DuckDB views, in bounded memory, changing nothing.

A query reaches the files of these two tables and nothing else: no other file, no network, no extension. What does not
fit into memory is put aside in a private folder that goes with the connection.
"""

import atexit
import gc
import json
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from gwlint.audit.place import on_this_machine
from gwlint.audit.tables import TABLES, Column
from gwlint.errors import UsageError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "1GB"
DISK = "10GB"
THREADS = 2
ACROSS = "findings/part-across.parquet"
_SOME = 2_000
_LIMITS: dict[str, str | int | float | list[str]] = {"memory_limit": MEMORY, "max_temp_directory_size": DISK, "threads": THREADS}
_TYPES = {
    "text": "VARCHAR", "count": "INTEGER", "whole": "BIGINT", "real": "FLOAT", "yes-no": "BOOLEAN", "date": "DATE",
    "moment": "TIMESTAMP", "texts": "VARCHAR[]", "sketch": "UINTEGER[]",
}  # fmt: skip
_LOCKS = (
    "SET enable_external_access=false",
    "SET python_enable_replacements=false",
    "SET autoinstall_known_extensions=false",
    "SET autoload_known_extensions=false",
    "SET lock_configuration=true",
)


class Files(NamedTuple):
    """The committed files of each table."""

    documents: list[Path]
    findings: list[Path]


class Results:
    """The tables of one or several OUTs, each as views `documents` and `findings` behind a prefix. `noted` is run.json
    of each. `modified` is a plain timestamp in UTC here."""

    def __init__(self, base: "DuckDBPyConnection", noted: dict[str, dict[str, Any]]) -> None:
        self.base = base
        self.noted = noted

    def rows(self, sql: str, values: Sequence[object] | dict[str, object] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, some thousand in memory at a time."""
        cursor = self.base.execute(sql, values or None)
        while some := cursor.fetchmany(_SOME):
            yield from some

    def row(self, sql: str, values: Sequence[object] | dict[str, object] = ()) -> tuple[Any, ...]:
        """The first row of a query that has one."""
        return next(self.rows(sql, values))


@contextmanager
def opened(**outs: str) -> "Iterator[Results]":
    """The results in these folders, by the prefix of their views (`out=` has none). Raises UsageError for a folder that
    has none, and for one that is being written while it is read."""
    import duckdb

    atexit.register(gc.unfreeze)  # what main froze, duckdb would call leaked, at length, on stderr
    with ExitStack() as leaving:
        aside = leaving.enter_context(tempfile.TemporaryDirectory(prefix="gwlint-"))
        base = duckdb.connect(":memory:", config={**_LIMITS, "temp_directory": aside})
        leaving.callback(base.close)
        found = {"" if name == "out" else f"{name}_": (out, committed(out)) for name, out in outs.items()}
        files = [str(file) for _, both in found.values() for table in both for file in table]
        allowed = sorted({*files, *map(_unglobbed, files)})
        base.execute(f"SET allowed_paths=[{_listed(allowed)}]")
        base.execute("SET preserve_insertion_order=false")
        for lock in _LOCKS:
            base.execute(lock)
        noted = {prefix: _noted(out) for prefix, (out, _) in found.items()}
        try:
            for prefix, (_, both) in found.items():
                _views(base, prefix, both)
            yield Results(base, noted)
        except (duckdb.IOException, duckdb.InvalidInputException, duckdb.BinderException) as error:
            raise UsageError(f"{_GONE.format('”和“'.join(outs.values()))}（{_first(error)}）") from None
        except duckdb.OutOfMemoryException:
            raise UsageError(f"要用的内存超出{MEMORY}，磁盘上也放不下，请缩小范围再试") from None


_GONE = "“{}”里的表读不出：可能正在检查，请等它结束；不是的话，结果不完整，请重新运行 gwlint audit run"


def committed(out: str) -> Files:
    """What counts of what lies there: documents, their findings, and the findings across documents. Where a run was
    stopped while it replaced parts by others, what its journal says counts as done. Raises UsageError for a folder that
    holds no results."""
    on_this_machine(out)
    folder = Path(out).absolute()
    if not (folder / "documents").is_dir():
        raise UsageError(f"“{out}”里没有检查结果，请写 gwlint audit run 的结果文件夹")
    files = {f"{table}/{one.name}": one for table in TABLES for one in (folder / table).glob("part-*.parquet")}
    moved, removed = _journal(folder)
    files |= {file: folder / aside for aside, file in moved if (folder / aside).exists()}
    names = sorted(name for name in files if name not in removed)
    documents = [name for name in names if name.startswith("documents/")]
    counted = {name.replace("documents/", "findings/") for name in documents} | {ACROSS}
    return Files([files[name] for name in documents], [files[name] for name in names if name in counted])


def _journal(folder: Path) -> tuple[list[tuple[str, str]], set[str]]:
    try:
        said = json.loads((folder / "journal.json").read_bytes())
    except FileNotFoundError:
        return [], set()
    return [(aside, _slashed(file)) for aside, file in said["rename"]], {_slashed(file) for file in said["remove"]}


def _slashed(file: str) -> str:
    return file.replace("\\", "/")


def _noted(out: str) -> dict[str, Any]:
    try:
        said: dict[str, Any] = json.loads(Path(out, "run.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return said


def _views(base: "DuckDBPyConnection", prefix: str, both: Files) -> None:
    for table, columns in TABLES.items():
        files = [str(file) for file in getattr(both, table)]
        base.execute(f"CREATE VIEW {prefix}{table} AS {_select(files, columns) if files else _nothing(columns)}")


def _select(files: list[str], columns: tuple[Column, ...]) -> str:
    moments = ", ".join(f"make_timestamp(epoch_us({one.name})) AS {one.name}" for one in columns if one.kind == "moment")
    plain = f"* REPLACE ({moments})" if moments else "*"
    return f"SELECT {plain} FROM read_parquet([{_listed(map(_unglobbed, files))}], hive_partitioning=false, union_by_name=true)"


def _nothing(columns: tuple[Column, ...]) -> str:
    empty = ", ".join(f'NULL::{_TYPES[one.kind]} AS "{one.name}"' for one in columns)
    return f"SELECT {empty} WHERE false"


def _listed(texts: "Iterator[str] | map[str] | list[str]") -> str:
    return ", ".join(quoted(text) for text in texts)


def quoted(text: str) -> str:
    """The text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def _unglobbed(path: str) -> str:
    """The path as a pattern that means nothing but itself."""
    return path if os.name == "nt" else re.sub(r"([*?\[])", r"[\1]", path)


def _first(error: Exception) -> str:
    return str(error).partition("\n")[0][:200]
