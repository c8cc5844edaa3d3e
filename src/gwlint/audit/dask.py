"""A Dask cluster in the place of the pool: batches of files go out, their rows come back, and the main process alone
writes them. So a worker that is killed leaves nothing behind: Dask has another one do its batches.

A batch under which workers were killed again and again (Dask's allowed-failures) is set aside; when all others are
done its files go out one by one, with nothing beside them. A file under which that happens then is a poison file.
"""

import logging
import queue
import re
import time
import uuid
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from gwlint import __version__
from gwlint.audit import batch
from gwlint.audit.batch import Batch
from gwlint.audit.examine import Options
from gwlint.audit.pool import Done, Limits, batches, given_up
from gwlint.audit.sources import Source
from gwlint.errors import UsageError

FILES, BYTES = 64, 8 << 20
_AHEAD = 3  # batches for each thread of the cluster
_LEAST = 8  # in flight, however small the cluster is: one that grows with its work has to see some
_PAUSE = 1.0
_OFTEN = 5.0
_CONNECT, _WAIT = 15, 30
WRONG = "不认识“{}”，--engine 请写成 dask://主机:端口，例如 dask://10.0.0.5:8786"
UNREACHED = "连不上Dask集群“{}”，请检查地址、端口和网络，以及加密设置是否同集群一致"
EMPTY = "Dask集群“{}”里没有工作进程，等了{}秒，请先启动 dask worker"
UNFIT = "Dask集群的工作进程用不了（{}），请在每台机器上安装 gwlint[dask] {}"
LOST = "同Dask集群的连接断了，查完的都已记下；集群恢复后用同一命令再运行一次，就接着查"
FAILED = "Dask集群的工作进程出错（{}），查完的都已记下；请看工作进程的日志，改好后用同一命令接着查"


class Cluster:
    """The cluster at an engine's address, for one run. Use as a context; leaving it takes back what is out. Raises
    UsageError where it cannot be used. Containers come back with what they hold."""

    complete = True

    def __init__(self, engine: str, options: Options, limits: Limits) -> None:
        found = re.fullmatch(r"dask://([^/\s]+:\d+)/?", engine)
        if not found:
            raise UsageError(WRONG.format(engine))
        self._address = found[1]
        self._options, self._limits = options, limits._replace(jobs=1)
        self._out: dict[Any, tuple[Source, ...]] = {}
        self._ended: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._room, self._asked = 0, -_OFTEN

    def __enter__(self) -> "Cluster":
        from distributed import Client

        for name in ("distributed", "tornado"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # what goes wrong is said here, once
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._client: Any = Client(self._address, timeout=_CONNECT, set_as_default=False)  # type: ignore[no-untyped-call,unused-ignore]
        except Exception:  # refused, no such host, not Dask, no TLS or another one
            raise UsageError(UNREACHED.format(self._address)) from None
        try:
            self._check()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._out.clear()
        self._client.close(timeout=_CONNECT)

    def run(self, sources: Iterable[Source]) -> Iterator[Done | None]:
        """Each source with its rows, in the order in which they end; None when for a second nothing has ended."""
        suspects: deque[Source] = deque()
        todo = batches(sources, FILES, BYTES)
        more = True
        while more or self._out:
            while more and len(self._out) < self._most():
                some = next(todo, None)
                more = some is not None
                if some:
                    self._send(some)
            yield from self._next(suspects.extend)
        for one in suspects:
            yield from self._alone(one)

    def digests(self, sources: Iterable[Source]) -> Iterator[tuple[Source, str | None]]:
        """Each source with its SHA-256, None where it cannot be read."""
        todo, out = batches(sources, FILES, BYTES), deque[tuple[tuple[Source, ...], Any]]()
        while True:
            for some in islice(todo, max(0, self._most() - len(out))):
                out.append((some, self._submit(batch.digests, some)))
            if not out:
                return
            some, future = out.popleft()
            yield from zip(some, self._result(future), strict=True)

    def _send(self, sources: tuple[Source, ...]) -> None:
        future = self._submit(batch.examine, sources)
        self._out[future] = sources
        future.add_done_callback(self._ended.put)

    def _submit(self, work: Callable[[Batch], Any], sources: tuple[Source, ...]) -> Any:
        said = Batch(sources, self._options, self._limits)
        return self._client.submit(work, said, key=f"gwlint-{uuid.uuid4().hex}", pure=False, retries=2)

    def _next(self, suspect: Callable[[Iterable[Source]], None]) -> Iterator[Done | None]:
        """The rows of the batch that ends next."""
        try:
            future = self._ended.get(timeout=_PAUSE)
        except queue.Empty:
            self._alive()
            yield None
            return
        sources = self._out.pop(future)
        done = self._result(future)
        if done is None:
            suspect(sources)
        else:
            yield from done

    def _alone(self, source: Source) -> Iterator[Done | None]:
        """A file with nothing of ours beside it."""
        killed: list[Source] = []
        self._send((source,))
        while self._out:
            yield from self._next(killed.extend)
        if killed:
            yield Done(source, given_up(source, self._options))

    def _result(self, future: Any) -> Any:
        """What a task returned; None where workers were killed under it."""
        from distributed import KilledWorker

        try:
            return future.result()
        except KilledWorker:
            return None
        except Exception as error:
            self._alive()
            if future.status in ("cancelled", "lost"):
                raise UsageError(LOST) from None
            raise UsageError(FAILED.format(type(error).__name__)) from None

    def _alive(self) -> None:
        if self._client.status != "running":
            raise UsageError(LOST)

    def _most(self) -> int:
        """Batches in flight: enough that no thread is idle, few enough that the scheduler's memory stays flat."""
        if time.monotonic() - self._asked > _OFTEN:
            self._alive()
            self._room = max(_LEAST, _AHEAD * sum(self._client.nthreads().values()))
            self._asked = time.monotonic()
        return self._room

    def _check(self) -> None:
        """There are workers, and they are as we are."""
        from distributed import TimeoutError

        try:
            self._client.submit(batch.version, pure=False).result(timeout=_WAIT)
            found = set(self._client.run(batch.version).values())
        except TimeoutError:
            raise UsageError(EMPTY.format(self._address, _WAIT)) from None
        except Exception as error:
            raise UsageError(UNFIT.format(type(error).__name__, __version__)) from None
        if found != {__version__}:
            raise UsageError(UNFIT.format("版本是" + "、".join(sorted(found - {__version__})), __version__))
