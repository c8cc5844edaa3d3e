"""The containers of a run that are in work: what of them is waiting, and when their own rows may be written."""

import os
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from gwlint.audit import unpack
from gwlint.audit.examine import Examined
from gwlint.audit.sources import Source
from gwlint.audit.tables import Row


class Closed(NamedTuple):
    """A container that is through. `row` is its own; `twins`: not before the copies are made of files that it holds;
    `again`: not at all, for some of what it holds waits for a file of the same content."""

    row: Row
    twins: bool
    again: bool


class _Work:
    """One container: `left` of its files have no row yet, `lost` is the place of those that could not be had."""

    def __init__(self) -> None:
        self.row: Row = {}
        self.more: Source | None = None
        self.left = 0
        self.lost: list[int] = []
        self.failing = self.twins = self.again = False


class Opened:
    """`folder` is for the files, `waiting` has those not sent out yet, and containers of which more is to be had."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self.waiting: deque[Source] = deque()
        self._within: dict[str, str] = {}
        self._works: dict[str, _Work] = {}
        folder.mkdir(mode=0o700, exist_ok=True)

    def __contains__(self, path: str) -> bool:
        return path in self._within

    def add(self, source: Source, examined: Examined, waiting: bool = True) -> Closed | None:
        """Some more of a container; what `done` gives if there is nothing in it. `waiting` if its files are still to be
        sent out."""
        work = self._works.setdefault(source.path, _Work())
        work.row, work.more, work.failing = examined.document, examined.more, False
        work.left += len(examined.inside)
        if waiting:
            self.waiting.extend(examined.inside)
        self._within.update((one.path, source.path) for one in examined.inside)
        return self._next(source.path)

    def failed(self, source: Source, examined: Examined) -> Closed | None:
        """The container ended a worker: the file that comes next is passed over, once; then the rest is given up."""
        work = self._works.setdefault(source.path, _Work())
        had = source.skip - len(work.lost)
        if work.failing:
            work.lost.pop()
            work.row = examined.document | unpack.own_row(had, examined.document["reason"])
            work.more = None
        else:
            work.failing, work.more = True, unpack.past(source)
            work.lost.append(source.skip + 1)
        return self._next(source.path)

    def done(self, source: Source, *, twin: bool = False, again: bool = False) -> Closed | None:
        """A file of one of them has its row, or will have it; the container when it was the last."""
        if source.load:
            with suppress(FileNotFoundError):
                os.unlink(source.load)
        path = self._within.pop(source.path)
        work = self._works[path]
        work.left -= 1
        work.twins |= twin
        work.again |= again
        return self._next(path)

    def _next(self, path: str) -> Closed | None:
        work = self._works[path]
        if work.left:
            return None
        if work.more:
            self.waiting.append(work.more)
            return None
        del self._works[path]
        return Closed(work.row | _told(work), work.twins, work.again)


def _told(work: _Work) -> dict[str, Any]:
    if not work.lost:
        return {}
    places = "、".join(map(str, work.lost))
    return {"status": "partial", "reason": f"{work.row['reason']}；第{places}个文件使读取程序超时或异常退出，没有取出"}
