"""OUT: the parts of the two tables, written so that no moment of a crash loses or doubles a row.

    documents/part-000001.parquet, findings/part-000001.parquet   rows of the same files
    findings/part-across.parquet   findings of the rules across documents, replaced as a whole
    run.json      settings and figures of the last run
    poison.jsonl  files that no worker survived
    key           the secret by which names are hashed (only with --pseudonyms or --quotes none)

A part is written aside and put in its place as a whole, findings first: the name of its documents file is what
commits it. Findings whose number has no documents part are left over from a crash, and removed by the next run. Where
parts are replaced by others, a journal says which, and is carried out anew after a crash. One run at a time, by a lock.
"""

import contextlib
import json
import os
import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gwlint.audit import tables
from gwlint.audit.place import place
from gwlint.audit.tables import Row
from gwlint.errors import UsageError

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

_OURS = {"documents", "findings", "run.json", "poison.jsonl", "key", "journal.json"}
_FULL = 5_000
"""Rows of documents in a part beyond which parts are not put together."""
_BATCH = 500
"""Rows that are read at a time."""
_FEW = 5_000
"""Paths that findings across documents name before these are written: a single one may name thousands."""
ACROSS = "across"
"""In the place of a part's number."""
_PART = re.compile(r"part-(\d+)\.parquet")


class Store:
    """The results in the folder or at the address `out`. Use as a context; it is locked meanwhile. Raises UsageError when
    it cannot be used: locked by another run, no permission, or a place of something else."""

    def __init__(self, out: str) -> None:
        self.out = out
        self._place = place(out)
        os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")  # its own keeps tens of megabytes for later

    @property
    def work(self) -> Path:
        """A private local folder, empty at the start of a run and gone at its end."""
        return self._place.work

    @property
    def pace(self) -> tuple[int, float]:
        """Rows of documents, and seconds, after which a part is written."""
        return self._place.pace

    @property
    def lacking(self) -> str | None:
        """Why its files cannot be queried; None where they lie on this machine."""
        return self._place.lacking

    def __enter__(self) -> "Store":
        self._umask = os.umask(0o077)
        try:
            self._place.open(_OURS)
        except UsageError:
            os.umask(self._umask)
            raise
        self._carry_out()
        self._place.clear()
        for number in set(self._numbers("findings")) - set(self._numbers("documents")):
            self._place.remove(_file("findings", number))
        self._last = max(map(int, self._numbers("documents")), default=0)
        return self

    def __exit__(self, *_: object) -> None:
        self._place.close()
        os.umask(self._umask)

    def key(self) -> bytes:
        """The secret of these results, made on first use."""
        found = self._place.read("key")
        if found is None:
            found = secrets.token_hex(32).encode()
            self._replace("key", found)
        return bytes.fromhex(found.decode())

    def parts(self) -> list[str]:
        """The numbers of the committed parts, in order."""
        return self._numbers("documents")

    def write(self, documents: list[Row], findings: list[Row]) -> str:
        """Commit a part of the rows; its number."""
        self._last += 1
        number = f"{self._last:06}"
        for name, rows in (("findings", findings), ("documents", documents)):
            aside = self.work / f"{name}-{number}"
            with self._writer(name, aside) as writer:
                writer.write_table(tables.table(name, rows))
            self._place.put(aside, _file(name, number), new=True)
        return number

    def columns(self, number: str, names: list[str]) -> Iterator[dict[str, list[Any]]]:
        """Columns of the documents of a part, some thousand rows at a time."""
        import pyarrow.parquet as pq

        with self._place.reader(_file("documents", number)) as data, pq.ParquetFile(data) as file:
            for batch in file.iter_batches(_BATCH, columns=names, use_threads=False):
                yield batch.to_pydict()

    def rows(self, number: str, wanted: set[str]) -> tuple[list[Row], list[Row]]:
        """The documents and findings of a part that are of the paths wanted."""
        found = [
            [row for batch in self._kept(name, number, wanted) for row in batch.to_pylist()] for name in tables.TABLES
        ]
        return found[0], found[1]

    def rewrite(self, numbers: Iterable[str], wanted: Callable[[str], set[str]]) -> str | None:
        """Put these parts together into one that holds the paths that `wanted(number)` names; its number, None where
        nothing is left. The old ones are gone."""
        old = list(numbers)
        self._last += 1
        number = f"{self._last:06}"
        steps: list[tuple[Path, str]] = []
        for name in ("findings", "documents"):
            aside = self.work / f"{name}-{number}"
            with self._writer(name, aside) as writer:
                written = sum(self._copy(writer, name, one, wanted(one)) for one in old)
            steps.append((aside, _file(name, number)))
        kept = [(self._place.stage(aside), file) for aside, file in steps] if written else []
        gone = [_file(name, one) for one in old for name in ("documents", "findings")]
        self._replace("journal.json", json.dumps({"rename": kept, "remove": gone}).encode())
        self._carry_out()
        return number if written else None

    @contextlib.contextmanager
    def replacing_across(self) -> Iterator[Callable[[Row], None]]:
        """Takes the findings of the rules across documents, one by one; they replace the earlier ones at the end."""
        aside, rows, named = self.work / f"findings-{ACROSS}", list[Row](), 0
        with self._writer("findings", aside) as writer:

            def write(row: Row) -> None:
                nonlocal named
                rows.append(row)
                named += 1 + len(row["related"] or ())
                if named >= _FEW:
                    writer.write_table(tables.table("findings", rows))
                    rows.clear()
                    named = 0

            yield write
            writer.write_table(tables.table("findings", rows))
        self._place.put(aside, _file("findings", ACROSS))

    def files(self, name: str) -> list[str]:
        """The committed files of a table that hold what was examined, in order. Raises UsageError where they are not on
        this machine."""
        return [self._place.path(_file(name, number)) for number in self.parts()]

    def empty(self, name: str) -> str:
        """A file of the table without rows, for those who want one at least."""
        aside = self.work / f"empty-{name}.parquet"
        with self._writer(name, aside):
            return str(aside)

    def small(self) -> list[list[str]]:
        """Groups of parts that are worth putting together."""
        import pyarrow.parquet as pq

        groups: list[list[str]] = [[]]
        size = 0
        for number in self.parts():
            with self._place.reader(_file("documents", number)) as data:
                rows = pq.read_metadata(data).num_rows
            if size + rows > _FULL and groups[-1]:
                groups.append([])
                size = 0
            groups[-1].append(number)
            size += rows
        return [group for group in groups if len(group) > 1]

    def poison(self, version: str) -> dict[int, dict[str, str]]:
        """The files that this version gave up: by size in bytes, then by SHA-256, the reason."""
        listed: dict[int, dict[str, str]] = {}
        for line in (self._place.read("poison.jsonl") or b"").splitlines():
            with contextlib.suppress(ValueError, KeyError):  # the last line may be cut off
                one = json.loads(line)
                if one["gwlint"] == version:
                    listed.setdefault(one["size"], {})[one["sha256"]] = one["reason"]
        return listed

    def add_poison(self, row: Row) -> None:
        """List the file of a row of documents."""
        said = {name: row[name] for name in ("path", "sha256", "size", "reason", "gwlint")}
        self._place.append("poison.jsonl", json.dumps(said, ensure_ascii=False).encode())

    def forget_poison(self) -> None:
        """Empty the list."""
        self._place.remove("poison.jsonl")

    def note(self, said: dict[str, Any]) -> None:
        """Keep settings and figures of this run."""
        self._replace("run.json", json.dumps(said, ensure_ascii=False, indent=1).encode())

    def noted(self) -> dict[str, Any]:
        """What `note` kept last."""
        with contextlib.suppress(ValueError):
            said: dict[str, Any] = json.loads(self._place.read("run.json") or b"{}")
            return said
        return {}

    def _numbers(self, name: str) -> list[str]:
        return sorted(found[1] for one in self._place.names(name) if (found := _PART.fullmatch(one)))

    @contextlib.contextmanager
    def _writer(self, name: str, file: Path) -> "Iterator[pq.ParquetWriter]":
        import pyarrow.parquet as pq

        with pq.ParquetWriter(file, tables.schema(name), compression="zstd") as writer:
            yield writer

    def _kept(self, name: str, number: str, wanted: set[str]) -> "Iterator[pa.RecordBatch]":
        import pyarrow as pa
        import pyarrow.compute as pc
        import pyarrow.parquet as pq

        paths = pa.array(sorted(wanted), pa.string())
        with self._place.reader(_file(name, number)) as data, pq.ParquetFile(data) as file:
            for batch in file.iter_batches(_BATCH, use_threads=False):
                yield batch.filter(pc.is_in(batch.column("path"), paths))

    def _copy(self, writer: "pq.ParquetWriter", name: str, number: str, wanted: set[str]) -> int:
        """Copy rows as they stand; how many."""
        count = 0
        for batch in self._kept(name, number, wanted):
            if batch.num_rows:
                writer.write_batch(batch)
                count += batch.num_rows
        return count

    def _replace(self, name: str, data: bytes) -> None:
        aside = self.work / name
        aside.write_bytes(data)
        self._place.put(aside, name)

    def _carry_out(self) -> None:
        """What the journal says; a part of it may be done already."""
        journal = self._place.read("journal.json")
        if journal is None:
            return
        said = json.loads(journal)
        for staged, file in said["rename"]:
            self._place.move(staged, file)
        for file in said["remove"]:
            self._place.remove(file)
        self._place.remove("journal.json")


def _file(name: str, number: str) -> str:
    return f"{name}/part-{number}.parquet"
