"""Near copies among the documents of an archive: MinHash sketches, banded in DuckDB, then compared place by place.

Two texts that share the share J of their shingles agree in all 4 places of one of 32 bands with the chance
1 - (1 - J**4)**32: 0.87 at J = 0.5, 0.99 at 0.6, 0.05 at 0.2. The estimate of J from 128 places errs by 0.044 (one standard
deviation) at most. One band after the other is looked at, so that memory does not grow with the number of bands.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from gwlint.audit.sketch import SIZE

if TYPE_CHECKING:
    import duckdb

ROWS = 4
BANDS = SIZE // ROWS
FLOOR = 0.5
"""Pairs less like than this are not kept."""

NEIGHBOURS = 20
"""In a bucket each document is compared with the first and with so many before it: a form letter that a thousand units
send would else give half a million pairs."""

_BATCH = 250  # pairs of sketches as Python has them: 10 KB each
_BUCKETS = """
    create or replace temp table bucketed as
    select id, unit, h, row_number() over (partition by h order by "date", path) place
    from (
        select id, unit, "date", path, hash(sketch[{first}:{last}]) h, count(*) over (partition by hash(sketch[{first}:{last}])) n
        from docs where sketch is not null and unit is not null
    ) where n > 1
"""
_PAIRS = """
    insert into candidates
    select a.id, b.id from bucketed b, unnest(range(1, {neighbours} + 1)) s(step)
    join bucketed a on a.h = b.h and a.place = b.place - s.step where a.unit <> b.unit
    union all
    select a.id, b.id from bucketed b join bucketed a on a.h = b.h and a.place = 1
    where b.place > {neighbours} + 1 and a.unit <> b.unit
"""


def find(database: "duckdb.DuckDBPyConnection") -> None:
    """Make the table `alike` (a, b, likeness) of documents of different units, `a` the earlier."""
    database.execute("create table candidates (a int, b int)")
    for band in range(BANDS):
        database.execute(_BUCKETS.format(first=band * ROWS + 1, last=band * ROWS + ROWS))
        database.execute(_PAIRS.format(neighbours=NEIGHBOURS))
    database.execute("create table alike (a int, b int, likeness float)")
    for pairs in _near(database):
        columns = [list(column) for column in zip(*pairs, strict=True)]
        database.execute("insert into alike select unnest(?), unnest(?), unnest(?)", columns)
    database.execute("drop table candidates")


def _near(database: "duckdb.DuckDBPyConnection") -> Iterator[list[tuple[int, int, float]]]:
    import numpy as np

    found = database.cursor().execute(
        "select c.a, c.b, x.sketch, y.sketch from (select distinct a, b from candidates) c "
        "join docs x on x.id = c.a join docs y on y.id = c.b"
    )
    while batch := found.fetchmany(_BATCH):
        ones, others = (np.array([row[column] for row in batch], np.uint32) for column in (2, 3))
        shares = (ones == others).mean(axis=1)
        near: list[Any] = [
            (row[0], row[1], float(share)) for row, share in zip(batch, shares, strict=True) if share >= FLOOR
        ]
        if near:
            yield near
