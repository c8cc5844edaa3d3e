"""What is in the tables already, path by path: a SQLite file made anew from the parts at the start of each run.

It holds nothing that the parts do not hold, so losing it costs nothing, and a million paths cost disk, not memory.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from gwlint.audit.privacy import NESTED

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -4000;
CREATE TABLE known (path TEXT PRIMARY KEY, part TEXT, sha256 TEXT, stamp INTEGER, fresh INTEGER, size INTEGER, seen INTEGER) WITHOUT ROWID;
CREATE TABLE content (sha256 TEXT, suffix TEXT, path TEXT, part TEXT, PRIMARY KEY (sha256, suffix)) WITHOUT ROWID;
CREATE TABLE sized (size INTEGER, suffix TEXT, PRIMARY KEY (size, suffix)) WITHOUT ROWID;
CREATE TABLE claimed (sha256 TEXT, suffix TEXT, PRIMARY KEY (sha256, suffix)) WITHOUT ROWID;
CREATE TABLE twins (part TEXT, original TEXT, path TEXT PRIMARY KEY, modified INTEGER, stamp INTEGER);
CREATE INDEX of_part ON twins (part);
CREATE TABLE closing (path TEXT PRIMARY KEY, row TEXT) WITHOUT ROWID;
"""


_SOME = 500


class Known(NamedTuple):
    """A row that the tables hold. `fresh`: made by this version with these settings."""

    path: str
    part: str
    sha256: str | None
    stamp: int | None
    fresh: bool
    size: int | None


class Twin(NamedTuple):
    """A file with the content of `original`, whose rows are in `part`."""

    part: str
    original: str
    path: str
    modified: int | None
    stamp: int | None


class Index:
    """The index in `file`, which must not exist yet."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._db = sqlite3.connect(file, isolation_level=None)
        self._db.executescript(_SCHEMA)
        self._db.execute("BEGIN")

    def close(self) -> None:
        """Close and remove it."""
        self._db.close()
        self._file.unlink()

    def add(self, rows: Iterable[Known]) -> None:
        """Rows that were written; only fresh ones lend their content to twins."""
        for one in rows:
            self._db.execute("INSERT OR REPLACE INTO known VALUES (?, ?, ?, ?, ?, ?, 0)", one)
            if one.fresh and one.sha256:
                kind = suffix(one.path)
                self._db.execute("INSERT OR IGNORE INTO sized VALUES (?, ?)", (one.size, kind))
                said = (one.sha256, kind, one.path, one.part)
                self._db.execute("INSERT OR IGNORE INTO content VALUES (?, ?, ?, ?)", said)

    def find(self, path: str) -> Known | None:
        """The row of a path."""
        row = self._db.execute(
            "SELECT path, part, sha256, stamp, fresh, size FROM known WHERE path = ?", (path,)
        ).fetchone()
        return row and Known(*row)

    def keep(self, path: str) -> int:
        """Its row stands, and the rows of what it holds; how many these are."""
        self._db.execute("UPDATE known SET seen = 1 WHERE path = ?", (path,))
        return self._db.execute("UPDATE known SET seen = 1 WHERE path >= ? AND path < ?", _inside(path)).rowcount

    def keep_inside(self, path: str, stamp: int | None) -> int:
        """The rows of what a container of this stamp holds stand, though its own is not there yet; how many."""
        said = (*_inside(path), stamp)
        query = "UPDATE known SET seen = 1 WHERE path >= ? AND path < ? AND fresh AND stamp = ?"
        return self._db.execute(query, said).rowcount

    def drop_others(self) -> dict[str, int]:
        """Forget what was not kept; how many rows of each part that is."""
        parts = dict(self._db.execute("SELECT part, count(*) FROM known WHERE seen = 0 GROUP BY part"))
        gone = "SELECT path FROM known WHERE seen = 0"
        self._db.execute(f"DELETE FROM content WHERE path IN ({gone})")
        self._db.execute("DELETE FROM known WHERE seen = 0")
        return parts

    def first_of_size(self, size: int, path: str) -> bool:
        """Whether no other file of this size (or tag) and suffix has been asked about, nor is in the tables: it has no
        twin yet."""
        done = self._db.execute("INSERT OR IGNORE INTO sized VALUES (?, ?)", (size, suffix(path)))
        return done.rowcount == 1

    def same_content(self, sha256: str, path: str) -> tuple[str, str] | None:
        """The path and the part of a row with this content."""
        said = (sha256, suffix(path))
        found = self._db.execute("SELECT path, part FROM content WHERE sha256 = ? AND suffix = ?", said).fetchone()
        return found and (found[0], found[1])

    def claim(self, sha256: str, path: str) -> bool:
        """Whether this is the first file of its content to be examined."""
        done = self._db.execute("INSERT OR IGNORE INTO claimed VALUES (?, ?)", (sha256, suffix(path)))
        return done.rowcount == 1

    def forget_claims(self) -> None:
        """What was claimed has been examined."""
        self._db.execute("DELETE FROM claimed")

    def close_later(self, path: str, row: str) -> None:
        """Remember the row of a container, as text."""
        self._db.execute("INSERT INTO closing VALUES (?, ?)", (path, row))

    def is_closing(self, path: str) -> bool:
        """Whether the row of a container is so remembered."""
        return self._db.execute("SELECT 1 FROM closing WHERE path = ?", (path,)).fetchone() is not None

    def closing(self) -> Iterator[str]:
        """The rows so remembered."""
        for (row,) in self._db.execute("SELECT row FROM closing"):
            yield row

    def rows(self) -> int:
        """How many paths have rows."""
        (number,) = self._db.execute("SELECT count(*) FROM known").fetchone()
        return int(number)

    def move(self, old: str, new: str) -> None:
        """The rows of a part are in another one now."""
        for table in ("known", "content"):
            self._db.execute(f"UPDATE {table} SET part = ? WHERE part = ?", (new, old))

    def add_twin(self, twin: Twin) -> None:
        """Remember a copy to be made."""
        self._db.execute("INSERT INTO twins VALUES (?, ?, ?, ?, ?)", twin)

    def is_twin(self, path: str) -> bool:
        """Whether a copy will be made for this path."""
        return self._db.execute("SELECT 1 FROM twins WHERE path = ?", (path,)).fetchone() is not None

    def twins(self) -> Iterator[tuple[str, list[Twin]]]:
        """The copies to be made, part by part, some thousand at a time."""
        for (part,) in self._db.execute("SELECT DISTINCT part FROM twins ORDER BY part").fetchall():
            found = self._db.execute("SELECT * FROM twins WHERE part = ?", (part,))
            while some := found.fetchmany(_SOME):
                yield part, [Twin(*row) for row in some]

    def paths_of(self, part: str) -> set[str]:
        """The paths whose rows stand in a part."""
        return {path for (path,) in self._db.execute("SELECT path FROM known WHERE part = ?", (part,))}


def _inside(path: str) -> tuple[str, str]:
    """Where paths of what a container holds begin in order, and where they end."""
    return path + NESTED, path + NESTED[:-1] + chr(ord(NESTED[-1]) + 1)


def suffix(path: str) -> str:
    """What the reader may be told by the name: files alike in content but not in this are no twins."""
    name = path.rsplit("/", 1)[-1]
    return name.rpartition(".")[2].lower() if "." in name else ""
