"""OUT: the parts of the two tables, written so that no moment of a crash loses or doubles a row.

    documents/part-000001.parquet, findings/part-000001.parquet   rows of the same files
    findings/part-across.parquet   findings of the rules across documents, replaced as a whole
    run.json      settings and figures of the last run
    poison.jsonl  files that no worker survived
    key           the secret by which names are hashed (only with --pseudonyms or --quotes none)

A part is written aside, flushed to the disk and renamed, findings first: the name of its documents file is what
commits it. Findings whose number has no documents part are left over from a crash, and removed by the next run. Where
parts are replaced by others, a journal says which, and is carried out anew after a crash. One run at a time, by a lock.
"""

import contextlib
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gwlint.audit import tables
from gwlint.audit.tables import Row
from gwlint.errors import UsageError

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

BUSY = "另一个 gwlint audit 正在写“{}”，请等它结束，或者换一个结果文件夹"
FOREIGN = "“{}”里有别的文件，不像是结果文件夹，请换一个空文件夹"
_OURS = {"documents", "findings", "run.json", "poison.jsonl", "key", "journal.json", ".lock", ".work"}
_FULL = 5_000
"""Rows of documents in a part beyond which parts are not put together."""
_BATCH = 500
"""Rows that are read at a time."""
_FEW = 500
"""Findings across documents that are held before they are written: one may name thousands of files."""
ACROSS = "across"
"""In the place of a part's number."""


class Store:
    """The results in the folder `out`. Use as a context; it is locked meanwhile. Raises UsageError when it cannot be
    used: locked by another run, no permission, or a folder of something else."""

    def __init__(self, out: str) -> None:
        self.out = Path(out)
        self.work = self.out / ".work"
        self._said = out

    def __enter__(self) -> "Store":
        os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")  # its own keeps tens of megabytes for later
        self._umask = os.umask(0o077)
        try:
            self._open()
            self._lock()
        except UsageError:
            os.umask(self._umask)
            raise
        self._carry_out()
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir()
        for number in set(self._numbers("findings")) - set(self._numbers("documents")):
            self._file("findings", number).unlink()
        self._last = max(map(int, self._numbers("documents")), default=0)
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.work, ignore_errors=True)
        self._held.release()
        os.umask(self._umask)

    def key(self) -> bytes:
        """The secret of these results, made on first use."""
        file = self.out / "key"
        if not file.exists():
            self._replace(file, secrets.token_hex(32).encode())
        return bytes.fromhex(file.read_text())

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
            _flush(aside)
            os.replace(aside, self._file(name, number))
            _flush(self.out / name)
        return number

    def columns(self, number: str, names: list[str]) -> Iterator[dict[str, list[Any]]]:
        """Columns of the documents of a part, some thousand rows at a time."""
        import pyarrow.parquet as pq

        with pq.ParquetFile(self._file("documents", number)) as file:
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
        steps: list[tuple[str, str]] = []
        for name in ("findings", "documents"):
            aside = self.work / f"{name}-{number}"
            with self._writer(name, aside) as writer:
                written = sum(self._copy(writer, name, one, wanted(one)) for one in old)
            _flush(aside)
            steps.append((str(aside.relative_to(self.out)), str(self._file(name, number).relative_to(self.out))))
        gone = [str(self._file(name, one).relative_to(self.out)) for one in old for name in ("documents", "findings")]
        journal = {"rename": steps if written else [], "remove": gone}
        self._replace(self.out / "journal.json", json.dumps(journal).encode())
        self._carry_out()
        return number if written else None

    @contextlib.contextmanager
    def replacing_across(self) -> Iterator[Callable[[Row], None]]:
        """Takes the findings of the rules across documents, one by one; they replace the earlier ones at the end."""
        aside, rows = self.work / f"findings-{ACROSS}", list[Row]()
        with self._writer("findings", aside) as writer:

            def write(row: Row) -> None:
                rows.append(row)
                if len(rows) >= _FEW:
                    writer.write_table(tables.table("findings", rows))
                    rows.clear()

            yield write
            writer.write_table(tables.table("findings", rows))
        _flush(aside)
        os.replace(aside, self._file("findings", ACROSS))
        _flush(self.out / "findings")

    def files(self, name: str) -> list[str]:
        """The committed files of a table that hold what was examined, in order."""
        return [str(self._file(name, number)) for number in self.parts()]

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
            rows = pq.read_metadata(self._file("documents", number)).num_rows
            if size + rows > _FULL and groups[-1]:
                groups.append([])
                size = 0
            groups[-1].append(number)
            size += rows
        return [group for group in groups if len(group) > 1]

    def poison(self, version: str) -> dict[int, dict[str, str]]:
        """The files that this version gave up: by size in bytes, then by SHA-256, the reason."""
        listed: dict[int, dict[str, str]] = {}
        with contextlib.suppress(FileNotFoundError), open(self.out / "poison.jsonl", encoding="utf-8") as lines:
            for line in lines:
                with contextlib.suppress(ValueError, KeyError):  # the last line may be cut off
                    one = json.loads(line)
                    if one["gwlint"] == version:
                        listed.setdefault(one["size"], {})[one["sha256"]] = one["reason"]
        return listed

    def add_poison(self, row: Row) -> None:
        """List the file of a row of documents."""
        said = {name: row[name] for name in ("path", "sha256", "size", "reason", "gwlint")}
        with open(self.out / "poison.jsonl", "a", encoding="utf-8") as lines:
            lines.write("\n" * (lines.tell() > 0) + json.dumps(said, ensure_ascii=False))
            lines.flush()
            os.fsync(lines.fileno())

    def forget_poison(self) -> None:
        """Empty the list."""
        (self.out / "poison.jsonl").unlink(missing_ok=True)

    def note(self, said: dict[str, Any]) -> None:
        """Keep settings and figures of this run."""
        self._replace(self.out / "run.json", json.dumps(said, ensure_ascii=False, indent=1).encode())

    def noted(self) -> dict[str, Any]:
        """What `note` kept last."""
        with contextlib.suppress(FileNotFoundError, ValueError):
            said: dict[str, Any] = json.loads((self.out / "run.json").read_bytes())
            return said
        return {}

    def _open(self) -> None:
        try:
            self.out.mkdir(mode=0o700, parents=True, exist_ok=True)
            if {one.name for one in self.out.iterdir()} - _OURS:
                raise UsageError(FOREIGN.format(self._said))
            self.out.chmod(0o700)
            for name in tables.TABLES:
                (self.out / name).mkdir(exist_ok=True)
        except OSError:
            raise UsageError(f"写不进结果文件夹“{self._said}”，请检查权限和磁盘") from None

    def _lock(self) -> None:
        from filelock import FileLock, Timeout

        self._held = FileLock(self.out / ".lock", mode=0o600)
        try:
            self._held.acquire(timeout=0)
        except Timeout:
            raise UsageError(BUSY.format(self._said)) from None

    def _numbers(self, name: str) -> list[str]:
        return sorted(one.stem.removeprefix("part-") for one in (self.out / name).glob("part-[0-9]*.parquet"))

    def _file(self, name: str, number: str) -> Path:
        return self.out / name / f"part-{number}.parquet"

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
        with pq.ParquetFile(self._file(name, number)) as file:
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

    def _replace(self, file: Path, data: bytes) -> None:
        aside = self.work / file.name
        aside.write_bytes(data)
        _flush(aside)
        os.replace(aside, file)
        _flush(file.parent)

    def _carry_out(self) -> None:
        """What the journal says; a part of it may be done already."""
        journal = self.out / "journal.json"
        if not journal.exists():
            return
        said = json.loads(journal.read_bytes())
        for aside, file in said["rename"]:
            with contextlib.suppress(FileNotFoundError):
                os.replace(self.out / aside, self.out / file)
        for file in said["remove"]:
            (self.out / file).unlink(missing_ok=True)
        journal.unlink()


def _flush(path: Path) -> None:
    """Down to the disk, where the system can do that to a file or folder opened for reading."""
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY if path.is_dir() or os.name != "nt" else os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
