"""The archive: its files one by one, in a fixed order, without holding the list."""

import os
import stat
from collections.abc import Iterator, Sequence
from hashlib import blake2b, sha256
from typing import NamedTuple

from gwlint import readers
from gwlint.audit import passed
from gwlint.audit.privacy import hidden
from gwlint.errors import Unreadable, UsageError
from gwlint.readers.names import CONTAINERS

MOST_FILES = 500
"""Of a container at once."""

_CHUNK = 1 << 20

LINK = "这是链接，没有跟随；要查它所指的文件，请把那个文件放进档案"
CLOSED = "打不开这个文件夹，请检查权限"


class Source(NamedTuple):
    """A file of the archive: `load` is where it lies, `path` the name under which it is reported, `problem` why it will
    not be opened, and `status` what that makes of it. `size` in bytes, `modified` in nanoseconds of the epoch, `stamp`
    see `stamp_of`.

    What lay in a container has the times of that, and `sha256`, where it was laid down. Of a container `skip` files
    have been had already, and at most `most` are to be had at once."""

    load: str
    path: str
    size: int = 0
    modified: int | None = None
    stamp: int | None = None
    problem: str | None = None
    status: str = "unreadable"
    sha256: str | None = None
    skip: int = 0
    most: int = MOST_FILES

    @property
    def container(self) -> bool:
        """Whether the name says that it holds files; a document of another name is never opened as such."""
        return self.problem is None and self.sha256 is None and self.load.lower().endswith(CONTAINERS)


class Archive(NamedTuple):
    """Folders and files as `gwlint audit run` was told, each under the name that its files bear in the tables."""

    roots: tuple[tuple[str, str], ...]
    key: bytes | None = None
    """To hide the names."""

    @property
    def remote(self) -> bool:
        """Whether any of it is reached by an address."""
        return any(is_remote(place) for place, _ in self.roots)

    def walk(self) -> Iterator[Source]:
        """Every file, folders in order of their names. Links, what `passed.by_name` names, and folders that cannot be
        opened are given with their problem. Files that vanish meanwhile are passed over."""
        for place, name in self.roots:
            for one in _below(place, name):
                yield one._replace(path=hidden(one.path, self.key)) if self.key else one


def archive(paths: Sequence[str], key: bytes | None = None) -> Archive:
    """The archive that the paths and addresses mean. Raises UsageError for a path that is not there, and for two of the
    same name."""
    roots: dict[str, str] = {}
    for path in paths:
        place = plain(path)
        if not is_remote(place) and not os.path.exists(place):
            raise UsageError(f"找不到“{path}”，请检查路径")
        name = os.path.basename(place) or "档案"
        if roots.setdefault(name, place) != place:
            raise UsageError(f"有两个档案都叫“{name}”，结果里会分不清，请改名或分两次查")
    return Archive(tuple((place, name) for name, place in roots.items()), key)


def is_remote(place: str) -> bool:
    """Whether it is an address such as s3://bucket/folder, not a path."""
    return "://" in place


def plain(place: str) -> str:
    """A path or an address as it was meant: file:///a/b is /a/b, a path is absolute."""
    if place.startswith("file://"):
        from urllib.parse import unquote, urlsplit

        place = unquote(urlsplit(place).path)
    return place.rstrip("/") if is_remote(place) else os.path.abspath(place)


def load(source: Source) -> bytes:
    """The bytes of a file of the archive. Raises Unreadable."""
    if is_remote(source.load):
        from gwlint.audit import remote

        return remote.load(source)
    return readers.load(source.load)


def digest(source: Source) -> str | None:
    """The SHA-256 of a file; None where it cannot be read."""
    if source.problem or source.sha256:
        return source.sha256
    if source.container and not is_remote(source.load):
        return digest_of_file(source.load)
    try:
        return sha256(load(source)).hexdigest()
    except Unreadable:
        return None


def content(source: Source) -> str | None:
    """The SHA-256 of a file that may have a twin; None for a container, whose files may, and where it cannot be read."""
    return None if source.container else digest(source)


def digest_of_file(path: str) -> str | None:
    """The SHA-256 of a file that may be larger than memory; None where it cannot be read."""
    whole = sha256()
    try:
        if not os.path.isfile(path):
            return None
        with open(path, "rb") as file:
            while chunk := file.read(_CHUNK):
                whole.update(chunk)
    except OSError:
        return None
    return whole.hexdigest()


def stamp_of(facts: os.stat_result) -> int | None:
    """A number that changes whenever the content does; None where the system keeps no such times.

    On POSIX every write sets ctime, which no program can set back, so equal size, mtime, ctime and inode mean equal
    content, but for a write within the clock's grain of the last one: see `settled`. Windows has no ctime in this
    sense.
    """
    if os.name == "nt":
        return None
    said = f"{facts.st_size} {facts.st_mtime_ns} {facts.st_ctime_ns} {facts.st_ino}"
    return int.from_bytes(blake2b(said.encode(), digest_size=8).digest(), "big", signed=True)


def settled(facts: os.stat_result, read_at: float) -> bool:
    """Whether the file was last changed long enough before it was read (epoch seconds) that a later write would show."""
    return read_at - max(facts.st_ctime, facts.st_mtime) > _GRAIN


_GRAIN = 2.0
"""Seconds: the coarsest clock of a file system in use (FAT)."""


def _below(place: str, name: str) -> Iterator[Source]:
    if is_remote(place):
        from gwlint.audit import remote

        return remote.walk(place, name)
    return _walk(place, name) if os.path.isdir(place) else _file(place, name, os.stat(place))


def _walk(folder: str, name: str) -> Iterator[Source]:
    try:
        with os.scandir(folder) as entries:
            inside = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        yield Source(folder, name, problem=CLOSED)
        return
    for entry in inside:
        below = f"{name}/{_written(entry.name)}"
        why = passed.by_name(entry.name)
        if why or entry.is_symlink():
            for one in _entry(entry, below):
                yield one._replace(problem=why or LINK, status="skipped" if why else "unreadable")
        elif entry.is_dir():
            yield from _walk(entry.path, below)
        else:
            yield from _entry(entry, below)


def _entry(entry: "os.DirEntry[str]", name: str) -> Iterator[Source]:
    try:
        facts = os.stat(entry.path, follow_symlinks=False)
    except OSError:
        return
    yield from _file(entry.path, name, facts)


def _file(place: str, name: str, facts: os.stat_result) -> Iterator[Source]:
    regular = stat.S_ISREG(facts.st_mode)
    yield Source(place, name, facts.st_size if regular else 0, facts.st_mtime_ns, stamp_of(facts))


def _written(name: str) -> str:
    """The name as UTF-8 can write it: bytes that are no UTF-8 become \\xNN."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name).decode("utf-8", "backslashreplace")
    return name
