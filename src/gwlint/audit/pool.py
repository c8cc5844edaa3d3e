"""Files to worker processes and back: every file ends as a row, whatever it does to the process that reads it.

Files go out in chunks. Where a chunk ends its worker, or takes too long, its files go out one by one, read with more
caution; a file that alone takes too long, or ends its worker twice, is a poison file. Processes, limits of time and
restarts are pebble's; a pool that breaks is replaced.
"""

import contextlib
import gc
import queue
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, TimeoutError
from typing import Any, NamedTuple

from pebble import ProcessExpired, ProcessPool

from gwlint.audit import examine, worker
from gwlint.audit.examine import Examined, Options
from gwlint.audit.sources import Source, content
from gwlint.audit.starting import context

CHUNK_FILES, CHUNK_BYTES = 32, 4 << 20
_AHEAD = 3  # chunks a worker may have waiting: no worker is idle, and few files are in flight
_TASKS = 400  # that one worker serves; what a library forgets to free goes with it
_STRIKES = 4  # a crash alone counts two, being out when the pool broke counts one
_PAUSE = 1.0
_RATE = 2 << 20
"""Bytes of a container that a second more is allowed for: some are inflated whole before the first file is had."""
_PATIENCE = 30.0  # seconds beyond the limit in which nothing comes back: the pool itself hangs
_FAREWELL = 10.0  # seconds that the pool has to end its workers


class Limits(NamedTuple):
    """`jobs` processes; for each file `seconds`, and `memory` bytes for the process that reads it."""

    jobs: int
    seconds: float = 60.0
    memory: int = 512 << 20


class Done(NamedTuple):
    """A file and its rows."""

    source: Source
    examined: Examined


class _Task(NamedTuple):
    sources: tuple[Source, ...]
    alone: bool = False
    strikes: int = 0


class Pool:
    """Worker processes for one run; what they write on the way lies in `folder`. Use as a context; leaving it ends
    them, whatever they are doing."""

    complete = False
    """Whether containers come back with what they hold."""

    def __init__(self, options: Options, limits: Limits, folder: str) -> None:
        self._options, self._limits, self._folder = options, limits, folder
        self._ended: queue.SimpleQueue[tuple[_Task, Any]] = queue.SimpleQueue()
        self._out: set[_Task] = set()
        self._again: deque[_Task] = deque()
        self._pool: ProcessPool | None = None
        self._idle = 0.0

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def run(self, sources: Iterable[Source]) -> Iterator[Done | None]:
        """Each source with its rows, in the order in which they end; None when for a second nothing has ended."""
        tasks = map(_Task, batches(sources, CHUNK_FILES, CHUNK_BYTES))
        more = True
        while more or self._out or self._again:
            while more and not self._again and len(self._out) < self._limits.jobs * _AHEAD:
                fresh = next(tasks, None)
                more = fresh is not None
                if fresh:
                    self._send(fresh)
            while self._again and len(self._out) < self._limits.jobs * _AHEAD:
                task = self._again.popleft()
                if task.strikes >= _STRIKES:
                    yield Done(task.sources[0], given_up(task.sources[0], self._options))
                else:
                    self._send(task)
            if self._out:
                yield from self._next()

    def digests(self, sources: Iterable[Source]) -> Iterator[tuple[Source, str | None]]:
        """Each source with what `content` says of it."""
        return ((one, content(one)) for one in sources)

    def _send(self, task: _Task) -> None:
        self._out.add(task)
        limit = self._limit(task)
        try:
            future = self._started().schedule(worker.work, args=(task.sources, task.alone), timeout=limit)
        except RuntimeError:  # the pool broke
            self._renew()
            return
        ended = self._ended
        future.add_done_callback(lambda done: ended.put((task, done)))

    def _limit(self, task: _Task) -> float:
        """Seconds for the task."""
        large = sum(one.size for one in task.sources if one.container) / _RATE
        return self._limits.seconds + large + (0 if task.alone else worker.LONG)

    def _next(self) -> Iterator[Done | None]:
        """The rows of the task that ends next; none where it must go out again."""
        try:
            task, future = self._ended.get(timeout=_PAUSE)
        except queue.Empty:
            self._idle += _PAUSE
            if self._idle > max(map(self._limit, self._out)) + _PATIENCE:
                self._renew()
            yield None
            return
        self._idle = 0.0
        try:
            examined = future.result()
        except (ProcessExpired, TimeoutError) as error:
            self._out.discard(task)
            yield from self._failed(task, isinstance(error, TimeoutError))
        except (CancelledError, OSError, RuntimeError):  # BrokenProcessPool among them
            self._renew()
        else:
            self._out.discard(task)
            yield from self._sorted(task, examined)
            if rest := task.sources[len(examined) :]:
                self._again.append(_Task(rest))

    def _sorted(self, task: _Task, examined: list[Examined]) -> Iterator[Done]:
        """What is final; a file for which memory was short beside others is tried alone."""
        for one, rows in zip(task.sources, examined, strict=False):
            if rows.why and not task.alone:
                self._again.append(_Task((one,), alone=True))
            else:
                yield Done(one, rows)

    def _failed(self, task: _Task, late: bool) -> Iterator[Done]:
        if not task.alone:
            self._again.extend(_Task((one,), alone=True) for one in task.sources)
        elif not late and task.strikes + 2 < _STRIKES:
            self._again.append(task._replace(strikes=task.strikes + 2))
        else:
            seconds = self._limits.seconds if late else None
            yield Done(task.sources[0], given_up(task.sources[0], self._options, seconds))

    def _started(self) -> ProcessPool:
        if self._pool is None:
            asked = (self._options, self._limits.memory, self._folder)
            self._pool = ProcessPool(self._limits.jobs, _TASKS, worker.prepare, asked, context())
        return self._pool

    def _renew(self) -> None:
        """Another pool; what was out goes out again, file by file: one of them may have been the cause."""
        self._stop()
        for task in self._out:
            self._again.extend(_Task((one,), True, task.strikes + 1) for one in task.sources)
        self._out.clear()
        self._ended, self._idle = queue.SimpleQueue(), 0.0

    def _stop(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            farewell = threading.Thread(target=_end, args=(pool,), daemon=True)
            farewell.start()
            farewell.join(_FAREWELL)  # a pool that hangs is left behind: its workers end with this process
            del pool, farewell
            gc.collect()  # its semaphores hang in cycles, and the system keeps them until they are freed


def _end(pool: ProcessPool) -> None:
    with contextlib.suppress(Exception):  # a broken pool cannot end well
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def given_up(source: Source, options: Options, seconds: float | None = None) -> Examined:
    """The row of a poison file: it took longer than `seconds`, or ended its process where that is None."""
    reason = f"检查超过{seconds:g}秒的时限，已放弃" if seconds else "检查时读取程序异常退出，文件可能已损坏"
    row = examine.blank(source.path, options) | {"size": source.size, "stamp": source.stamp}
    advice = "，请用WPS或Word打开后另存再检查"
    return Examined(examine.failed(row, reason + advice), why="time" if seconds else "crash")


def batches(sources: Iterable[Source], files: int, size: int) -> Iterator[tuple[Source, ...]]:
    """The sources in batches of at most so many files, and so many bytes where these are more than one."""
    batch: list[Source] = []
    held = 0
    for one in sources:
        if batch and (len(batch) >= files or held + one.size > size):
            yield tuple(batch)
            batch, held = [], 0
        batch.append(one)
        held += one.size
    if batch:
        yield tuple(batch)
