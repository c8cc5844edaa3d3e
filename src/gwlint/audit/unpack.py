"""Containers: what they hold is laid down file by file in a private folder, to be examined like any other file.

A container has a row of its own, written only when all that it holds has its rows: where it is known, they are.
"""

import os
import uuid
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gwlint.audit.privacy import NESTED, hidden
from gwlint.audit.sources import LEFT_OUT, Source, is_remote
from gwlint.readers.names import CONTAINERS

if TYPE_CHECKING:
    from gwlint.audit.examine import Examined
    from gwlint.audit.tables import Row
    from gwlint.readers.containers import Member

_EMPTY = "里面没有能检查的文件"


class Unpacked(NamedTuple):
    """`inside`: the files, laid down; `problem`: why there may be more that could not be had."""

    inside: tuple[Source, ...]
    problem: str | None = None

    @property
    def row(self) -> dict[str, str]:
        """What the container's own row says of it."""
        if not self.inside:
            return {"status": "unreadable", "reason": self.problem or _EMPTY}
        held = f"里面的{len(self.inside)}个文件另列"
        if self.problem:
            return {"status": "partial", "reason": f"{held}；{self.problem}"}
        return {"status": "skipped", "reason": held}


def may_be_container(path: str) -> bool:
    """Whether the name says so; a document of another name is never opened as one."""
    return path.lower().endswith(CONTAINERS)


def unpack(source: Source, data: bytes, folder: Path, key: bytes | None = None) -> Unpacked | None:
    """What `source` holds, laid down in `folder` under names that say nothing; None where it is no container.

    `data` is its content, `key` hides the members' names. Raises nothing for what is in the container; OSError where the disk is full.
    """
    from gwlint.readers import containers

    whole = data if is_remote(source.load) else source.load
    if not may_be_container(source.path) or not containers.is_container(whole, os.path.basename(source.load)):
        return None
    inside: list[Source] = []
    problem = None
    name = os.path.basename(source.load)
    for member in containers.members(whole, name):
        if member.path == name:
            problem = member.problem
        elif not member.path.rsplit("/", 1)[-1].startswith(LEFT_OUT):
            inside.append(_laid(member, member.path.removeprefix(name + NESTED), source, folder, key))
    return Unpacked(tuple(inside), problem)


def _laid(member: "Member", within: str, source: Source, folder: Path, key: bytes | None) -> Source:
    from gwlint.errors import Unreadable

    name = f"{source.path}{NESTED}{hidden(within, key) if key else within}"
    try:
        if member.problem:
            raise Unreadable(member.problem)
        data = member.load()
    except Unreadable as error:
        return Source("", name, modified=source.modified, problem=str(error))
    return Source(_write(folder, data), name, len(data), source.modified)


def _write(folder: Path, data: bytes) -> str:
    place = str(folder / uuid.uuid4().hex)
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with open(handle, "wb") as file:
        file.write(data)
    return place


class Opened:
    """The containers of a run whose files are in work; `folder` for these, `waiting` those not sent out yet, `files` how
    many there have been."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.waiting: deque[Source] = deque()
        self.files = 0
        self._within: dict[str, str] = {}
        self._left: dict[str, int] = {}
        self._rows: dict[str, Row] = {}
        folder.mkdir(mode=0o700)

    def __contains__(self, path: str) -> bool:
        return path in self._within

    def add(self, container: "Examined", waiting: bool) -> None:
        """One that was opened; `waiting` if its files are still to be sent out."""
        path = container.document["path"]
        if waiting:
            self.waiting.extend(container.inside)
        self.files += len(container.inside)
        self._within.update((one.path, path) for one in container.inside)
        self._left[path], self._rows[path] = len(container.inside), container.document

    def done(self, source: Source) -> "list[Row]":
        """A file of one of them has its row: the container's own row when it was the last."""
        if source.load:
            with suppress(FileNotFoundError):
                os.unlink(source.load)
        path = self._within.pop(source.path)
        self._left[path] -= 1
        if self._left[path]:
            return []
        del self._left[path]
        return [self._rows.pop(path)]
