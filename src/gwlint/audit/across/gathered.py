"""The documents of an audit as the rules across documents ask for them: one table in DuckDB."""

import json
from typing import TYPE_CHECKING

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
    select path, sha256, profile, title, doc_number, issuer, issuer_class, issuer_level, region, addressees, direction,
        category, genre, date, words, urgency, approved, {sketch} sketch, from_json(facts, '{facts}') f
    from read_parquet(?)
    where status in ('checked', 'partial')
"""
_DOCS = """
    create table docs as
    with read as ({read}),
    named as (
        select *, regexp_replace(doc_number, '\\s', '', 'g') packed_number, regexp_replace(title, '\\s', '', 'g') packed_title
        from read
    ),
    kept as (
        select * from named qualify row_number() over (
            partition by coalesce(issuer || '|' || date || '|' || coalesce(packed_number, packed_title), sha256, path)
            order by path
        ) = 1
    )
    select row_number() over (order by path)::int id, path, profile, sha256, issuer unit, issuer_class unit_class,
        issuer_level "level", nullif(list_position(['中央', '省', '市', '县', '乡'], issuer_level), 0)::int "rank",
        case when issuer_level = '中央' then '' else region || '/' end area, "date", year("date")::int "year",
        title, doc_number, packed_title, packed_number, genre, category, direction, addressees, words, urgency,
        coalesce(approved, false) approved, f.forwards.how how,
        f.forwards.number source_number, regexp_replace(f.forwards.title, '[\\s《》]', '', 'g') source_title,
        f.meeting.title meeting, try_cast(f.meeting.first as date) first_day, coalesce(f.meeting.video, false) video,
        coalesce(f.meeting.special, false) special, f.meeting.statutory statutory,
        f.inspection.object "object", f.inspection.kind visit, f.bulletin.name bulletin, f.cites cites, f.forms forms,
        sketch
    from kept
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


MEMORY, THREADS = "512MB", 2
"""Of the database; each thread takes some ten megabytes from the start."""


def gather(database: "duckdb.DuckDBPyConnection", store: Store, sketches: bool) -> int:
    """Make the table `docs`; how many documents it has. Copies of a document (issuer, date and number or title the same,
    or the content) stand there once, under the first of their paths."""
    files = store.files("documents")
    sketch = "sketch" if sketches else "null::uinteger[]"
    if not files:
        files = [store.empty("documents")]
    read = _READ.format(facts=json.dumps(_FACTS), sketch=sketch)
    database.execute(_DOCS.format(read=read), [files])
    return int(database.execute("select count(*) from docs").fetchall()[0][0])
