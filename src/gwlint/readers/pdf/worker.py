"""The supervised child that reads PDF: started early, with a second reader where the first fails."""

from __future__ import annotations

import atexit
import threading
from time import monotonic

from gwlint.errors import Unreadable
from gwlint.readers.pdf import fork
from gwlint.readers.pdf.wire import FIRST, REQUEST, SECOND
from gwlint.readers.supervised import FailedError, Supervised

TYPE_CHECKING = False  # see readers/__init__.py
if TYPE_CHECKING:
    from typing import Any

MAX_SECONDS = 8.5
"""For one file, both readers together."""

_FIRST_SECONDS = 5.5  # for PDFium; what is left is the second reader's
_SOFT = 0.65  # of the time: then the child reads no further page, and says so


class _Begun(threading.Thread):
    """A file that is read while the caller does something else."""

    def __init__(self, worker: Worker, data: bytes) -> None:
        super().__init__(daemon=True)
        self.data = data
        self._worker = worker
        self._answer: dict[str, Any] | Unreadable = {}

    def run(self) -> None:
        try:
            self._answer = self._worker.read_now(self.data)
        except Unreadable as error:
            self._answer = error

    def result(self) -> dict[str, Any]:
        self.join()
        if isinstance(self._answer, Unreadable):
            raise self._answer
        return self._answer

    def give_up(self) -> None:
        self.join()


class _Ahead:
    """The same where the child was forked: it had the file from the start, and its answer waits in the pipe."""

    def __init__(self, worker: Worker, child: fork.Forked, data: bytes) -> None:
        self.data = data
        self._worker, self._child, self._since = worker, child, monotonic()

    def is_alive(self) -> bool:
        from select import select

        return not select([self._child.stdout], [], [], 0)[0]

    def result(self) -> dict[str, Any]:
        return self._worker.read_now(self.data, self._since)

    def give_up(self) -> None:
        self._worker.stop()


class Worker(Supervised):
    """The child that reads PDF."""

    entry = "gwlint.readers.pdf.child"

    def __init__(self) -> None:
        super().__init__()
        self._begun: _Begun | _Ahead | None = None

    def begin(self, data: bytes) -> None:
        """Read a file in the background; `read` of the same bytes then waits for it and gives the result."""
        if self._child is None and fork.possible():
            self._files = 0
            forked = fork.Forked(data, FIRST, _FIRST_SECONDS * _SOFT)
            self._child = forked  # type: ignore[assignment]  # all of Popen that is used here
            self._begun = _Ahead(self, forked, data)
            return
        self.start()
        self._begun = begun = _Begun(self, data)
        begun.start()

    @property
    def busy(self) -> bool:
        """Whether a file is being read in the background."""
        return self._begun is not None and self._begun.is_alive()

    def read(self, data: bytes) -> dict[str, Any]:
        """What `child.answer` gives for the file. Raises Unreadable when both readers fail."""
        begun, self._begun = self._begun, None
        if begun is not None:
            if begun.data == data:
                return begun.result()
            begun.give_up()
        return self.read_now(data)

    def read_now(self, data: bytes, since: float | None = None) -> dict[str, Any]:
        """What `child.answer` gives for the file, by PDFium or, where that fails, by the second reader.

        `since`: the child has the file already, from that `monotonic` time. Raises Unreadable when both fail.
        """
        start = monotonic() if since is None else since
        try:
            return self.ask(data, FIRST, _FIRST_SECONDS - (monotonic() - start), sent=since is not None)
        except FailedError:
            pass
        try:
            return self.ask(data, SECOND, MAX_SECONDS - (monotonic() - start))
        except FailedError as failure:
            why = f"读取超过{MAX_SECONDS:g}秒的时限" if failure.hung else "文件使读取程序异常退出"
            raise Unreadable(f"{why}，文件可能已损坏或过于复杂，请重新导出PDF后再检查") from None

    def ask(self, data: bytes, reader: int, seconds: float, *, sent: bool = False) -> dict[str, Any]:
        """One request (which may have been sent), one reply. Raises FailedError, and then no child is left."""
        return self.exchange(REQUEST.pack(reader, seconds * _SOFT, len(data)), data, seconds, sent=sent)


worker = Worker()
atexit.register(worker.end)
