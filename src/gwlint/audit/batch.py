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
from gwlint.audit.examine import Options
from gwlint.audit.pool import Done, Limits, Pool
from gwlint.audit.sources import Source, digest

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
    done: list[Done] = []
    with _pool(batch.options, batch.limits) as pool:
        todo = list(batch.sources)
        while todo:
            found = [one for one in pool.run(todo) if one]
            done += map(_known_by_content, found)
            todo = [inner for one in found for inner in one.examined.inside]
    return done


def digests(batch: Batch) -> list[str | None]:
    """The SHA-256 of each file."""
    return [digest(one) for one in batch.sources]


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
        self.pool = Pool(options, limits, self.folder)
        self.used = time.monotonic()

    def clear(self) -> None:
        """Remove what containers held."""
        for one in self.folder.iterdir():
            one.unlink()

    def end(self) -> None:
        self.pool.__exit__()
        shutil.rmtree(self.folder, ignore_errors=True)


_free: dict[tuple[Options, Limits], list[_Kept]] = {}
_guard = threading.Lock()


@contextmanager
def _pool(options: Options, limits: Limits) -> Iterator[Pool]:
    """One that is free, or another."""
    with _guard:
        waiting = _free.setdefault((options, limits), [])
        kept = waiting.pop() if waiting else None
    kept = kept or _Kept(options, limits)
    try:
        yield kept.pool
        kept.clear()
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
