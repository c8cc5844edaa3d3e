"""The documents of an audit as the rules across documents ask for them.

What grows with the archive lies in Parquet files of the run's own folder, read anew by every question, and not in tables
of the database, which would hold it in memory.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

from gwlint.audit.store import Store

if TYPE_CHECKING:
    import duckdb

_FACTS = {
    "forwards": {"how": "VARCHAR", "number": "VARCHAR", "title": "VARCHAR"},
    "meeting": {
        "title": "VARCHAR",
        "first": "VARCHAR",
        "video": "BOOLEAN",
        "special": "BOOLEAN",
        "statutory": "BOOLEAN",
    },
    "inspection": {"kind": "VARCHAR", "object": "VARCHAR"},
    "bulletin": {"name": "VARCHAR"},
    "cites": ["VARCHAR"],
    "forms": ["VARCHAR"],
}
_READ = """
    select *, regexp_replace(doc_number, '\\s', '', 'g') packed_number, regexp_replace(title, '\\s', '', 'g') packed_title,
        file_index + {first} part, file_row_number place
    from read_parquet({files}, hive_partitioning=false) where status in ('checked', 'partial')
"""
_KEPT = """
    select part, place, row_number() over (order by path)::int id
    from (
        select part, place, path,
            md5_number(coalesce(issuer || '|' || date || '|' || coalesce(packed_number, packed_title), sha256, path)) same
        from ({read})
    )
    qualify row_number() over (partition by same order by path) = 1
"""
_FOUND = """
    create or replace view found as
    select * from ({read}) join (select * from kept where part between {first} and {last}) using (part, place)
"""
_DOCS = f"""
    select id, path, profile, sha256, issuer unit, issuer_class unit_class,
        issuer_level "level", nullif(list_position(['中央', '省', '市', '县', '乡'], issuer_level), 0)::int "rank",
        case when issuer_level = '中央' then '' else region || '/' end area, "date", year("date")::int "year",
        title, doc_number, packed_title, packed_number, genre, category, direction, addressees, words, urgency,
        coalesce(approved, false) approved, f.forwards.how how,
        f.forwards.number source_number, regexp_replace(f.forwards.title, '[\\s《》]', '', 'g') source_title,
        f.meeting.title meeting, try_cast(f.meeting.first as date) first_day, coalesce(f.meeting.video, false) video,
        coalesce(f.meeting.special, false) special, f.meeting.statutory statutory,
        f.inspection.object "object", f.inspection.kind visit, f.bulletin.name bulletin, f.cites cites, f.forms forms
    from (select *, from_json(facts, '{json.dumps(_FACTS)}') f from found)
"""


def connect(store: Store) -> "duckdb.DuckDBPyConnection":
    """A database that spills what does not fit in MEMORY to the run's own folder, and fetches nothing from a network. Of a
    join it holds what stands on the right: its own guess, of which side is the smaller, is often wrong for files."""
    import duckdb

    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY,
        "threads": THREADS,
        "temp_directory": str(store.work / "spill"),
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "preserve_insertion_order": "false",
        "disabled_optimizers": "join_order,build_side_probe_side",
    }
    return duckdb.connect(":memory:", config=settings)


MEMORY, MOST, THREADS = "64MB", "512MB", 1
"""Of the database: what it has for a question, and for one that it cannot answer with that. A second thread saved a
twelfth of the time for 200,000 documents, none for 20,000, and took up to nine megabytes more."""


def gather(database: "duckdb.DuckDBPyConnection", store: Store) -> int:
    """Make `docs`; how many documents it has. Copies of a document (issuer, date and number or title the same, or the
    content) stand there once, under the first of their paths."""
    read = _READ.format(files=_list(_files(store)), first=0)
    _let(database, "kept", [_copied(database, store, "kept", _KEPT.format(read=read))])
    keep(database, store, "docs", _DOCS)
    return int(database.execute("select count(*) from kept").fetchall()[0][0])


def some(database: "duckdb.DuckDBPyConnection", store: Store) -> Iterator[int]:
    """Let `found` be the rows of some documents that stand in `docs`, with their ids there, after the other; a number for
    each time. To join all rows with all ids would take memory for all."""
    files = _files(store)
    for first in range(0, len(files), _SOME):
        read = _READ.format(files=_list(files[first : first + _SOME]), first=first)
        database.execute(_FOUND.format(read=read, first=first, last=first + _SOME - 1))
        yield first


def keep(database: "duckdb.DuckDBPyConnection", store: Store, name: str, sql: str) -> None:
    """Write the answers about `found` to files that `name` then stands for."""
    _let(database, name, [_copied(database, store, f"{name}-{number}", sql) for number in some(database, store)])


def _copied(database: "duckdb.DuckDBPyConnection", store: Store, name: str, sql: str) -> str:
    file = str(store.work / f"{name}.parquet")
    execute(database, f"copy ({sql}) to {_list([file])[1:-1]} (format parquet, row_group_size {_GROUP})")
    return file


def _let(database: "duckdb.DuckDBPyConnection", name: str, files: list[str]) -> None:
    database.execute(f"create view {name} as from read_parquet({_list(files)}, hive_partitioning=false)")


def _files(store: Store) -> list[str]:
    return store.files("documents") or [store.empty("documents")]


def _list(texts: list[str]) -> str:
    return "[" + ", ".join("'" + text.replace("'", "''") + "'" for text in texts) + "]"


def execute(database: "duckdb.DuckDBPyConnection", sql: str, values: Sequence[Any] = ()) -> None:
    """Let the database do it. The allocator gives back what is free when the limit is set, and else only by and by."""
    import duckdb

    try:
        database.execute(f"set memory_limit = '{MEMORY}'")
        database.execute(sql, list(values))
    except duckdb.OutOfMemoryException:
        database.execute(f"set memory_limit = '{MOST}'")
        database.execute(sql, list(values))


def rows(database: "duckdb.DuckDBPyConnection", sql: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
    """The answer, streamed; it does not disturb others that are read meanwhile."""
    with closing(database.cursor()) as cursor:
        cursor.execute("set streaming_buffer_size = '1MB'")
        execute(cursor, sql, values)
        while batch := cursor.fetchmany(_BATCH):
            yield from batch


_SOME = 4
"""Parts of the results, of some thousand rows each."""
_BATCH = 250
_GROUP = 8192
"""Rows that are held to be written, and decoded to be read, at a time."""
