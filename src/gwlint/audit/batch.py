"""What a worker of a Dask cluster does: a batch of files in, their rows out.

The files are read in a child process of the worker, under the same limits as on one machine, so that none of them ends
the worker. What containers hold is examined with them, on the same machine. Nothing is raised for what is in a file.
"""

import multiprocessing
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from gwlint import __version__
from gwlint.audit.examine import Examined, Options
from gwlint.audit.opened import Closed, Opened
from gwlint.audit.pool import Done, Limits, Pool
from gwlint.audit.sources import Source, content, digest

IDLE = 60.0
"""Seconds after which a child process without work is ended."""


@dataclass(frozen=True)
class Batch:
    """Files and how to examine them. The worker's log may show it, so it shows nothing."""

    sources: tuple[Source, ...] = field(repr=False)
    options: Options = field(repr=False)
    limits: Limits = field(repr=False)


def examine(batch: Batch) -> list[Done]:
    """The rows of each file, of a container before those of what it holds."""
    with _kept(batch.options, batch.limits) as kept:
        work = _Work(kept)
        work.run(batch.sources)
        while work.opened.waiting:
            more = tuple(work.opened.waiting)
            work.opened.waiting.clear()
            work.run(more)
        return work.done


class _Work:
    """A batch in work: files are done as they come, containers when all that they hold is."""

    def __init__(self, kept: "_Kept") -> None:
        self.done: list[Done] = []
        self.opened = Opened(kept.folder)
        self._pool = kept.pool
        self._containers: dict[str, tuple[Source, list[Done]]] = {}
        self._within: dict[str, str] = {}

    def run(self, sources: tuple[Source, ...]) -> None:
        for one in self._pool.run(sources):
            if one is None:
                continue
            failed = one.examined.why is not None
            if one.examined.opened or (failed and one.source.container):
                self._container(one, failed)
            elif one.source.path in self.opened:
                self._inside(one)
            else:
                self.done.append(_known_by_content(one))

    def _container(self, one: Done, failed: bool) -> None:
        self._containers.setdefault(one.source.path, (one.source, []))
        self._within.update((inside.path, one.source.path) for inside in one.examined.inside)
        closed = self.opened.failed(*one) if failed else self.opened.add(*one)
        self._close(closed, one.examined.why)

    def _inside(self, one: Done) -> None:
        """Its place is of this machine, and means nothing elsewhere."""
        _, held = self._containers[self._within.pop(one.source.path)]
        held.append(Done(one.source._replace(load=""), one.examined))
        self._close(self.opened.done(one.source), None)

    def _close(self, closed: Closed | None, why: str | None) -> None:
        if closed is None:
            return
        source, held = self._containers.pop(closed.row["path"])
        inside = tuple(one.source for one in held)
        why = why if closed.row["status"] == "unreadable" else None
        self.done.append(_known_by_content(Done(source, Examined(closed.row, inside=inside, why=why, opened=True))))
        self.done += held


def digests(batch: Batch) -> list[str | None]:
    """What `content` says of each file."""
    return [content(one) for one in batch.sources]


def version() -> str:
    """gwlint's, as the worker has it."""
    return __version__


def _known_by_content(done: Done) -> Done:
    """A file that was given up is listed by its content, which may be within reach here alone."""
    row = done.examined.document
    if done.examined.why and not row["sha256"]:
        row["sha256"] = digest(done.source)
    return done


class _Kept:
    """A pool of one process that is used by one thread at a time."""

    def __init__(self, options: Options, limits: Limits) -> None:
        multiprocessing.current_process().daemon = False  # as under a nanny; a daemon may have no children
        self.folder = Path(tempfile.mkdtemp(prefix="gwlint-", dir=_scratch()))
        self.pool = Pool(options, limits, str(self.folder))
        self.used = time.monotonic()

    def end(self) -> None:
        self.pool.__exit__()
        shutil.rmtree(self.folder, ignore_errors=True)


_free: dict[tuple[Options, Limits], list[_Kept]] = {}
_guard = threading.Lock()


@contextmanager
def _kept(options: Options, limits: Limits) -> Iterator[_Kept]:
    """One that is free, or another."""
    with _guard:
        waiting = _free.setdefault((options, limits), [])
        kept = waiting.pop() if waiting else None
    kept = kept or _Kept(options, limits)
    try:
        yield kept
    except BaseException:
        kept.end()
        raise
    kept.used = time.monotonic()
    with _guard:
        waiting.append(kept)
    timer = threading.Timer(IDLE + 1, _end_idle)
    timer.daemon = True
    timer.start()


def _end_idle() -> None:
    with _guard:
        idle = [one for waiting in _free.values() for one in waiting if time.monotonic() - one.used > IDLE]
        for waiting in _free.values():
            waiting[:] = [one for one in waiting if one not in idle]
    for one in idle:
        one.end()


def _scratch() -> str:
    """The worker's own folder, which the next worker on the machine clears away if this one is killed."""
    from distributed import get_worker

    return str(get_worker().local_directory)
