"""The supervised child that reads PDF: started early, with a second reader where the first fails."""

from __future__ import annotations

import atexit
import threading
from time import monotonic

from gwlint.errors import Unreadable
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
        if isinstance(self._answer, Unreadable):
            raise self._answer
        return self._answer


class Worker(Supervised):
    """The child that reads PDF."""

    entry = "gwlint.readers.pdf.child"

    def __init__(self) -> None:
        super().__init__()
        self._begun: _Begun | None = None

    def begin(self, data: bytes) -> None:
        """Read a file in the background; `read` of the same bytes then waits for it and gives the result."""
        self.start()
        self._begun = _Begun(self, data)
        self._begun.start()

    @property
    def busy(self) -> bool:
        """Whether a file is being read in the background."""
        return self._begun is not None and self._begun.is_alive()

    def read(self, data: bytes) -> dict[str, Any]:
        """What `child.answer` gives for the file. Raises Unreadable when both readers fail."""
        begun, self._begun = self._begun, None
        if begun is not None:
            begun.join()
            if begun.data == data:
                return begun.result()
        return self.read_now(data)

    def read_now(self, data: bytes) -> dict[str, Any]:
        """What `child.answer` gives for the file, by PDFium or, where that fails, by the second reader.

        Raises Unreadable when both fail.
        """
        start = monotonic()
        try:
            return self.ask(data, FIRST, _FIRST_SECONDS)
        except FailedError:
            pass
        try:
            return self.ask(data, SECOND, MAX_SECONDS - (monotonic() - start))
        except FailedError as failure:
            why = f"读取超过{MAX_SECONDS:g}秒的时限" if failure.hung else "文件使读取程序异常退出"
            raise Unreadable(f"{why}，文件可能已损坏或过于复杂，请重新导出PDF后再检查") from None

    def ask(self, data: bytes, reader: int, seconds: float) -> dict[str, Any]:
        """One request, one reply. Raises FailedError, and then no child is left."""
        return self.exchange(REQUEST.pack(reader, seconds * _SOFT, len(data)), data, seconds)


worker = Worker()
atexit.register(worker.end)
