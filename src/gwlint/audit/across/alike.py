"""Near copies among the documents of an archive: MinHash sketches, banded in DuckDB, then compared place by place.

Two texts that share the share J of their shingles agree in all 4 places of one of 32 bands with the chance
1 - (1 - J**4)**32: 0.87 at J = 0.5, 0.99 at 0.6, 0.05 at 0.2. The estimate of J from 128 places errs by 0.044 (one standard
deviation) at most. One band after the other is looked at, and the sketches to compare lie in a file, so that memory grows
neither with the number of bands nor with that of documents.
"""

from array import array
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import IO, TYPE_CHECKING

from gwlint.audit.across import gathered
from gwlint.audit.sketch import SIZE
from gwlint.audit.store import Store

if TYPE_CHECKING:
    import duckdb

ROWS = 4
BANDS = SIZE // ROWS
FLOOR = 0.5
"""Pairs less like than this are not kept."""

NEIGHBOURS = 20
"""In a bucket each document is compared with the first and with so many before it: a form letter that a thousand units
send would else give half a million pairs."""

_BATCH = 250  # sketches as Python has them: 5 KB each
_HASHES = ", ".join(
    f"hash({', '.join(f'sketch[{band * ROWS + row}]' for row in range(1, ROWS + 1))}) h{band}" for band in range(BANDS)
)
_BANDS = f"""
    select id, issuer unit, "date", {_HASHES} from found
    where sketch is not null and issuer is not null
"""
_BUCKETS = """
    create or replace temp table bucketed as
    select id, unit, h, row_number() over (partition by h order by "date", id) place
    from (select id, unit, "date", h{band} h from bands)
    where h in (select h{band} from bands group by h{band} having count(*) > 1)
"""
_PAIRS = f"""
    insert into candidates
    select a.id, b.id from bucketed b, unnest(range(1, {NEIGHBOURS} + 1)) s(step)
    join bucketed a on a.h = b.h and a.place = b.place - s.step where a.unit <> b.unit
    union all
    select a.id, b.id from bucketed b join bucketed a on a.h = b.h and a.place = 1
    where b.place > {NEIGHBOURS} + 1 and a.unit <> b.unit
"""
_SKETCHES = """
    select id, sketch from found where id in (select a from candidates union select b from candidates)
"""


def find(database: "duckdb.DuckDBPyConnection", store: Store) -> None:
    """Make the table `alike` (a, b, likeness) of documents of different units, `a` the earlier."""
    gathered.keep(database, store, "bands", _BANDS)
    database.execute("create table candidates (a int, b int)")
    for band in range(BANDS):
        gathered.execute(database, _BUCKETS.format(band=band))
        gathered.execute(database, _PAIRS)
    database.execute("create table alike (a int, b int, likeness float)")
    file = store.work / "sketches"
    _spread((row for _ in gathered.some(database, store) for row in gathered.rows(database, _SKETCHES)), file)
    with file.open("rb") as sketches:
        near = _near(gathered.rows(database, "select distinct a, b from candidates order by b, a"), sketches)
        while batch := list(islice(near, _BATCH)):
            columns = [list(column) for column in zip(*batch, strict=True)]
            database.execute("insert into alike select unnest(?), unnest(?), unnest(?)", columns)
    file.unlink()
    database.execute("drop table candidates")
    database.execute("drop table bucketed")


def _spread(rows: Iterable[tuple[int, list[int]]], file: Path) -> None:
    """Each sketch at the place that its id gives it, holes between."""
    with file.open("wb") as sketches:
        for id, sketch in rows:
            sketches.seek(id * _WIDTH)
            sketches.write(array("I", sketch).tobytes())


def _near(pairs: Iterable[tuple[int, int]], sketches: IO[bytes]) -> Iterator[tuple[int, int, float]]:
    for b, some in groupby(pairs, itemgetter(1)):
        later = _sketch(sketches, b)
        for a, _ in some:
            likeness = _equal(_sketch(sketches, a), later) / SIZE
            if likeness >= FLOOR:
                yield a, b, likeness


def _sketch(sketches: IO[bytes], id: int) -> int:
    """All 128 places as one number of 4096 bits."""
    sketches.seek(id * _WIDTH)
    return int.from_bytes(sketches.read(_WIDTH), "little")


def _equal(one: int, other: int) -> int:
    """How many places are the same: where they differ, the sum or the difference itself sets the highest bit."""
    differs = one ^ other
    return SIZE - (((differs & _LOW) + _LOW | differs) & _HIGH).bit_count()


_WIDTH = SIZE * array("I").itemsize
_LOW = int.from_bytes(b"\xff\xff\xff\x7f" * SIZE, "little")
_HIGH = int.from_bytes(b"\0\0\0\x80" * SIZE, "little")
