"""Where results lie: a folder of this machine, or a place that fsspec reaches by an address.

Names inside are relative: `documents/part-000001.parquet`. Both keep one promise: what `put` and `move` name is there
whole or not at all, whenever the process ends. `work` is a private local folder for what is not finished.
"""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import IO, Any, Protocol

from gwlint.audit import remote
from gwlint.audit.sources import is_remote, plain
from gwlint.audit.tables import TABLES
from gwlint.errors import UsageError

BUSY = "另一个 gwlint audit 正在写“{}”，请等它结束，或者换一个结果文件夹"
FOREIGN = "“{}”里有别的文件，不像是结果文件夹，请换一个空文件夹"
COPY = "结果在“{}”，报告、查询和跨文件的规则只读本机的文件夹；请先把它整个复制到本机，再用那个文件夹"
_ASIDE = ".work"
_OBJECTS = {"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "oss", "memory"}
"""Where an object appears only when all of it has arrived; elsewhere it is written aside and renamed."""


class Place(Protocol):
    """What a store needs of the place it is in."""

    work: Path
    lacking: str | None
    """Why it cannot be queried; None where it lies on this machine."""
    pace: tuple[int, float]
    """Rows of documents, and seconds, after which a part is written."""

    def path(self, name: str) -> str:
        """Where a file lies on this machine. Raises UsageError where it does not."""

    def open(self, ours: set[str]) -> None:
        """Take it; nothing but `ours` may be there. Raises UsageError."""

    def clear(self) -> None:
        """Remove what a run that was killed left unfinished."""

    def close(self) -> None:
        """Let it go."""

    def names(self, folder: str) -> list[str]:
        """The files in a folder."""

    def reader(self, name: str) -> "contextlib.AbstractContextManager[IO[bytes]]":
        """A file, to read anywhere in it."""

    def read(self, name: str) -> bytes | None:
        """All of a file; None where there is none."""

    def put(self, aside: Path, name: str, *, new: bool = False) -> None:
        """A finished file of `work` under its name, for which there is none yet if `new`."""

    def stage(self, aside: Path) -> str:
        """Lay a finished file of `work` down for `move`; the name to move it from."""

    def move(self, staged: str, name: str) -> None:
        """To its name; nothing where that is done already."""

    def append(self, name: str, line: bytes) -> None:
        """Add a line to a file."""

    def remove(self, name: str) -> None:
        """If it is there."""


def on_this_machine(out: str) -> None:
    """Raises UsageError for results that DuckDB does not reach."""
    if is_remote(plain(out)):
        raise UsageError(COPY.format(out))


def place(said: str) -> Place:
    """The place that a path or an address means. Raises UsageError."""
    where = plain(said)
    return Bucket(where) if is_remote(where) else Folder(where, said)


class Folder:
    """A folder of this machine; only its owner may look into it."""

    lacking: str | None = None
    pace = (500, 2.0)

    def __init__(self, where: str, said: str) -> None:
        self._said, self._root = said, Path(where)
        self.work = self._root / _ASIDE

    def open(self, ours: set[str]) -> None:
        try:
            self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
            if {one.name for one in self._root.iterdir()} - ours - {_ASIDE, ".lock"}:
                raise UsageError(FOREIGN.format(self._said))
            self._root.chmod(0o700)
            for name in TABLES:
                (self._root / name).mkdir(exist_ok=True)
        except OSError:
            raise UsageError(f"写不进结果文件夹“{self._said}”，请检查权限和磁盘") from None
        self._lock()
        self.work.mkdir(exist_ok=True)

    def clear(self) -> None:
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(exist_ok=True)

    def close(self) -> None:
        shutil.rmtree(self.work, ignore_errors=True)
        self._held.release()

    def path(self, name: str) -> str:
        return str(self._root / name)

    def names(self, folder: str) -> list[str]:
        return [one.name for one in (self._root / folder).glob("*")]

    def reader(self, name: str) -> IO[bytes]:
        return open(self._root / name, "rb")

    def read(self, name: str) -> bytes | None:
        with contextlib.suppress(FileNotFoundError):
            return (self._root / name).read_bytes()
        return None

    def put(self, aside: Path, name: str, *, new: bool = False) -> None:
        _flush(aside)
        file = self._root / name
        file.parent.mkdir(exist_ok=True)
        os.replace(aside, file)
        _flush(file.parent)

    def stage(self, aside: Path) -> str:
        _flush(aside)
        return aside.relative_to(self._root).as_posix()

    def move(self, staged: str, name: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            os.replace(self._root / staged, self._root / name)

    def append(self, name: str, line: bytes) -> None:
        with open(self._root / name, "ab") as lines:
            lines.write(b"\n" * (lines.tell() > 0) + line)
            lines.flush()
            os.fsync(lines.fileno())

    def remove(self, name: str) -> None:
        (self._root / name).unlink(missing_ok=True)

    def _lock(self) -> None:
        from filelock import FileLock, Timeout

        self._held = FileLock(self._root / ".lock", mode=0o600)
        try:
            self._held.acquire(timeout=0)
        except Timeout:
            raise UsageError(BUSY.format(self._said)) from None


class Bucket:
    """A place that fsspec reaches. One PUT makes an object; who may read it is for the place's owner to set."""

    pace = (10_000, 30.0)

    def __init__(self, said: str) -> None:
        self._said = said
        self.lacking: str | None = COPY.format(said)
        self._files, self._root = remote.open_place(said)
        protocol = self._files.protocol
        self._objects = bool(_OBJECTS & {*([protocol] if isinstance(protocol, str) else protocol)})

    def open(self, ours: set[str]) -> None:
        from gwlint.audit.lease import Lease

        with remote.sentences(self._said):
            if set(self.names("")) - ours - {_ASIDE, ".lock"}:
                raise UsageError(FOREIGN.format(self._said))
            self._lease = Lease(self._files, self._at(".lock"), BUSY.format(self._said))
        self.work = Path(tempfile.mkdtemp(prefix="gwlint-"))

    def clear(self) -> None:
        for name in self.names(_ASIDE):
            self.remove(f"{_ASIDE}/{name}")

    def close(self) -> None:
        shutil.rmtree(self.work, ignore_errors=True)
        self._lease.release()

    def path(self, name: str) -> str:
        raise UsageError(self.lacking)

    def names(self, folder: str) -> list[str]:
        at = self._at(folder)
        self._files.invalidate_cache(at)
        try:
            found = self._files.ls(at, detail=False)
        except FileNotFoundError:
            if not folder:
                self._files.ls(self._root.split("/")[0] if self._objects else "/", detail=False)  # the bucket is there?
            return []
        return [last for one in found if (last := one.rstrip("/").rpartition("/")[2]) and one.rstrip("/") != at]

    def reader(self, name: str) -> Any:
        return self._files.open(self._at(name), "rb")

    def read(self, name: str) -> bytes | None:
        with contextlib.suppress(FileNotFoundError):
            data: bytes = self._files.cat_file(self._at(name))
            return data
        return None

    def put(self, aside: Path, name: str, *, new: bool = False) -> None:
        self._lease.check()
        with remote.sentences(self._said):
            if self._objects:
                self._put(aside, name, new)
            else:
                self._upload(aside, f"{_ASIDE}/{aside.name}")
                self.move(f"{_ASIDE}/{aside.name}", name)
        aside.unlink()

    def stage(self, aside: Path) -> str:
        staged = f"{_ASIDE}/{aside.name}"
        with remote.sentences(self._said):
            self._upload(aside, staged)
        aside.unlink()
        return staged

    def move(self, staged: str, name: str) -> None:
        self._files.makedirs(self._files._parent(self._at(name)), exist_ok=True)
        if not self._objects and self._files.exists(self._at(staged)):
            self.remove(name)  # some servers move nothing onto a file, and what is staged is whole
        with contextlib.suppress(FileNotFoundError):
            self._files.mv(self._at(staged), self._at(name))

    def append(self, name: str, line: bytes) -> None:
        held = self.read(name)
        self._lease.check()
        with remote.sentences(self._said):
            self._files.pipe_file(self._at(name), held + b"\n" + line if held else line)

    def remove(self, name: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            self._files.rm_file(self._at(name))

    def _put(self, aside: Path, name: str, new: bool) -> None:
        """A new part is made only where there is none: a run that lost its lease unawares must not replace another's."""
        only_new = {"mode": "create"} if new and "s3" in self._files.protocol else {}
        try:
            self._files.pipe_file(self._at(name), aside.read_bytes(), **only_new)
        except FileExistsError:
            raise UsageError(BUSY.format(self._said)) from None

    def _upload(self, aside: Path, name: str) -> None:
        self._files.makedirs(self._files._parent(self._at(name)), exist_ok=True)
        self._files.pipe_file(self._at(name), aside.read_bytes())

    def _at(self, name: str) -> str:
        return f"{self._root}/{name}".rstrip("/")


def _flush(path: Path) -> None:
    """Down to the disk, where the system can do that to a file or folder opened for reading."""
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY if path.is_dir() or os.name != "nt" else os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
