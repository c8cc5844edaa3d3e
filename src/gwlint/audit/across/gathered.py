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
    create view read as
    select *, regexp_replace(doc_number, '\\s', '', 'g') packed_number, regexp_replace(title, '\\s', '', 'g') packed_title,
        file_index part, file_row_number place
    from read_parquet([{files}]) where status in ('checked', 'partial')
"""
_KEPT = """
    create table kept as select part, place, row_number() over (order by path)::int id
    from (
        select part, place, path,
            md5_number(coalesce(issuer || '|' || date || '|' || coalesce(packed_number, packed_title), sha256, path)) same
        from read
    )
    qualify row_number() over (partition by same order by path) = 1
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
    from (select *, from_json(facts, '{json.dumps(_FACTS)}') f from read join kept using (part, place))
"""


def connect(store: Store) -> "duckdb.DuckDBPyConnection":
    """A database that spills what does not fit in MEMORY to the run's own folder, and fetches nothing from a network. One in
    a file would wait for the disk at each step."""
    import duckdb

    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY,
        "threads": THREADS,
        "temp_directory": str(store.work / "spill"),
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "preserve_insertion_order": "false",
    }
    return duckdb.connect(":memory:", config=settings)


MEMORY, THREADS = "64MB", 1
"""Of the database. It runs 200,000 documents with 48 MB, and gives up with 40; a second thread saves no time and takes ten
megabytes more."""


def gather(database: "duckdb.DuckDBPyConnection", store: Store) -> int:
    """Make `docs`; how many documents it has. Copies of a document (issuer, date and number or title the same, or the
    content) stand there once, under the first of their paths. `read` are the rows of the audit, `kept` which of them
    stand in `docs`, with their ids there."""
    files = store.files("documents") or [store.empty("documents")]
    database.execute(_READ.format(files=", ".join(map(_literal, files))))
    database.execute(_KEPT)
    keep(database, store, "docs", _DOCS)
    return int(database.execute("select count(*) from kept").fetchall()[0][0])


def keep(database: "duckdb.DuckDBPyConnection", store: Store, name: str, sql: str) -> None:
    """Write the answer to a file that `name` then stands for."""
    file = _literal(str(store.work / f"{name}.parquet"))
    database.execute(f"copy ({sql}) to {file} (format parquet, row_group_size {_GROUP})")
    database.execute(f"create view {name} as from read_parquet({file})")


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def rows(database: "duckdb.DuckDBPyConnection", sql: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
    """The answer, streamed; it does not disturb others that are read meanwhile."""
    with closing(database.cursor()) as cursor:
        cursor.execute(f"set memory_limit = '{MEMORY}'")  # set anew, it has the allocator give back what is free
        cursor.execute("set streaming_buffer_size = '1MB'")
        answer = cursor.execute(sql, list(values))
        while batch := answer.fetchmany(_BATCH):
            yield from batch


_BATCH = 250
_GROUP = 8192
"""Rows that are held to be written, and decoded to be read, at a time."""
