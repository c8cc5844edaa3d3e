"""Which drafts have been saved, whatever way their editor writes them: over the old file, bit by bit, or by renaming."""

import gc
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from types import ModuleType
from typing import NamedTuple

from gwlint import config
from gwlint.errors import Unreadable, UsageError
from gwlint.linting.linter import left_in
from gwlint.linting.targets import Target, find

_LOOK = 1.0  # seconds between looks where no change is signalled, as on network drives
_REST = 20  # times what a look took
_PAUSE = 0.25  # seconds between two looks at a file that is being written
_PATIENCE = 16  # looks that a file may stand unchanged and still be half written or away

Stamp = tuple[int, int, int]


class Saved(NamedTuple):
    """What became of the files since the last round. With `away` a folder cannot be reached; when it can be again,
    comes one with nothing in it."""

    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    away: bool = False


class Waiting:
    """The files meant by `paths`, and those among them that differ from what was last reported."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        self._paths = paths
        self._folders = [path for path in paths if os.path.isdir(path)]
        self.now = _stamps(paths)
        self._told = dict(self.now)
        self._still: dict[str, int] = {}
        self.rested = 0.0
        """When to look again where nothing was signalled: many files take long to look at."""

    @property
    def away(self) -> bool:
        """Whether a folder that was there at first cannot be looked into now."""
        return not all(map(_reachable, self._folders))

    def look(self) -> bool:
        """Look at the files again; whether any differs."""
        before, started = self.now, time.monotonic()
        with suppress(UsageError):  # the settings are being edited
            self.now = _stamps(self._paths)
        self.rested = time.monotonic() + _REST * (time.monotonic() - started)
        different = [path for path in {**self._told, **self.now} if self._told.get(path) != self.now.get(path)]
        self._still = {
            path: self._still.get(path, 0) + 1 if before.get(path) == self.now.get(path) else 0 for path in different
        }
        return bool(different)

    def take(self) -> Saved:
        """Those to be reported now: no longer growing and readable, or unchanged for so long that they stay broken."""
        done = [path for path, looks in self._still.items() if looks >= _PATIENCE or (looks and _readable(path))]
        for path in done:
            del self._still[path]
            self._told.pop(path, None)
            if path in self.now:
                self._told[path] = self.now[path]
        return Saved(
            tuple(path for path in done if path in self.now), tuple(path for path in done if path not in self.now)
        )

    def settled(self, path: str) -> bool:
        """Whether the file is still the one that was reported; if not, it will be reported again."""
        return self._told.get(path) == _stamp(path)

    def resume(self) -> None:
        """After `away`: a drive that comes back numbers its files anew, which alone is no change."""
        with suppress(UsageError):
            self.now = _stamps(self._paths)
        for path, stamp in self.now.items():
            if self._told.get(path, ())[:2] == stamp[:2]:
                self._told[path] = stamp


def saves(waiting: Waiting, folders: Iterable[str], deep: bool) -> Iterator[Saved]:
    """What is saved from now on, without end, until KeyboardInterrupt; `deep` to listen below `folders` too.

    Raises UsageError, at once, where watchfiles is missing.
    """
    return _saves(waiting, _signals(_watchfiles(), list(folders), deep))


def _saves(waiting: Waiting, signals: Iterable[bool]) -> Iterator[Saved]:
    for heard in signals:
        if not heard and time.monotonic() < waiting.rested:
            continue
        if waiting.away:
            yield Saved(away=True)
            while waiting.away:
                time.sleep(_LOOK)
            waiting.resume()
            yield Saved()
        while waiting.look() and not waiting.away:
            saved = waiting.take()
            if saved.changed or saved.gone:
                yield saved
                gc.collect()  # a document's XML tree is few objects to the collector, and megabytes
            time.sleep(_PAUSE)


def _signals(watchfiles: ModuleType, folders: list[str], deep: bool) -> Iterator[bool]:
    """Something may have changed: whether that was heard, or only time went by. A folder that went away and came back
    has to be listened to anew."""
    while True:
        with suppress(OSError, RuntimeError):  # the second is what watchfiles says of the system's own errors
            heard = watchfiles.watch(
                *folders, recursive=deep, rust_timeout=int(_LOOK * 1000), yield_on_timeout=True, watch_filter=None,
                ignore_permission_denied=True,
            )  # fmt: skip
            before = [_number(folder) for folder in folders]
            for changes in heard:
                yield bool(changes)
                if before != [_number(folder) for folder in folders]:
                    break
            continue
        time.sleep(_LOOK)
        yield False


def _number(folder: str) -> int | None:
    """What tells a folder from another that took its place; None where there is none."""
    try:
        return os.stat(folder).st_ino
    except OSError:
        return None


def _watchfiles() -> ModuleType:
    try:
        import watchfiles
    except ImportError:
        raise UsageError("等候存盘要用到 watchfiles，还没有安装，请先运行 pip install watchfiles") from None
    return watchfiles


def _reachable(folder: str) -> bool:
    try:
        os.scandir(folder).close()
    except OSError:
        return False
    return True


def _stamps(paths: tuple[str, ...]) -> dict[str, Stamp]:
    """Of each file there is its stamp."""
    targets: list[Target] = []
    for path in paths:
        with suppress(UsageError):  # a folder with nothing in it yet
            targets += find([path])
    config.forget()
    found = ((one.path, _stamp(one.path)) for one in left_in(targets, paths) if not one.problem)
    return {path: stamp for path, stamp in found if stamp}


def _stamp(path: str) -> Stamp | None:
    """Time, size and number, the last of which changes when another file is renamed over it; None if it is not there."""
    try:
        seen = os.stat(path)
    except (OSError, ValueError):
        return None
    return seen.st_mtime_ns, seen.st_size, seen.st_ino


def _readable(path: str) -> bool:
    from gwlint import readers

    try:
        readers.read(path, digest=False)
    except Unreadable:
        return False
    except Exception:  # the round will say what is wrong
        return True
    return True
