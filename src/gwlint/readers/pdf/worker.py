"""The supervised child process: started early, kept between files, ended when it hangs, never left behind."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
from contextlib import suppress
from time import monotonic

import gwlint
from gwlint.errors import Unreadable
from gwlint.readers.pdf.wire import FIRST, REPLY, REQUEST, SECOND

TYPE_CHECKING = False  # see readers/__init__.py
if TYPE_CHECKING:
    from typing import Any

MAX_SECONDS = 8.5
"""For one file, both readers together."""

FIRST_SECONDS = 5.5  # for PDFium; what is left is the second reader's
SOFT = 0.65  # of the time: then the child reads no further page, and says so
_FILES = 200  # one child serves so many; what a library forgets to free goes with it
_MAX_REPLY = 400 << 20
_START = """
import sys
ours, sys.path[:] = sys.argv[1], sys.argv[1:]
for name in ("gwlint.readers", "gwlint.readers.pdf"):  # bare packages: what they import is the parent's business
    package = sys.modules[name] = type(sys)(name)
    package.__path__ = [ours + "/" + name.replace(".", "/")]
from gwlint.readers.pdf.child import main
main()
"""


class FailedError(Exception):
    """The child crashed, hung or answered nonsense; `hung` says which."""

    def __init__(self, hung: bool) -> None:
        super().__init__(hung)
        self.hung = hung


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


class Worker:
    """One child at a time, started on first need. Not for several threads at once."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._files = 0
        self._begun: _Begun | None = None
        self._ended = False

    def start(self) -> None:
        """Start the child if none runs; it loads PDFium while the caller goes on."""
        if self._child is None:
            self._files = 0
            self._child = _spawn()

    def stop(self) -> None:
        """End the child, whatever it is doing."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe:
                    _close(pipe)

    def end(self) -> None:
        """Stop for good: a file that is being read in the background is given up."""
        self._ended = True
        self.stop()

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
            return self.ask(data, FIRST, FIRST_SECONDS)
        except FailedError:
            pass
        try:
            return self.ask(data, SECOND, MAX_SECONDS - (monotonic() - start))
        except FailedError as failure:
            why = f"读取超过{MAX_SECONDS:g}秒的时限" if failure.hung else "文件使读取程序异常退出"
            raise Unreadable(f"{why}，文件可能已损坏或过于复杂，请重新导出PDF后再检查") from None

    def ask(self, data: bytes, reader: int, seconds: float) -> dict[str, Any]:
        """One request, one reply. Raises FailedError, and then no child is left."""
        if self._ended:
            raise FailedError(hung=False)
        self.start()
        child = self._child
        assert child is not None
        late = threading.Event()

        def end() -> None:
            late.set()
            child.kill()

        watchdog = threading.Timer(seconds, end)
        watchdog.daemon = True
        watchdog.start()
        try:
            answered = _exchange(child, REQUEST.pack(reader, seconds * SOFT, len(data)), data)
        except (OSError, ValueError):
            self.stop()
            raise FailedError(late.is_set()) from None
        except BaseException:  # an interrupted exchange must not be taken up by the next file
            self.stop()
            raise
        finally:
            watchdog.cancel()
        self._files += 1
        if self._files >= _FILES:
            self.stop()
        return answered


def _spawn() -> subprocess.Popen[bytes]:
    """Isolated and without site: the paths of this process are handed over, its start-up files are not run again."""
    ours = os.path.dirname(os.path.dirname(gwlint.__file__))
    return subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", _START, ours, *filter(None, sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _exchange(child: subprocess.Popen[bytes], header: bytes, data: bytes) -> dict[str, Any]:
    import json

    assert child.stdin and child.stdout
    child.stdin.write(header)
    child.stdin.write(data)
    child.stdin.flush()
    head = child.stdout.read(REPLY.size)
    if len(head) < REPLY.size:
        raise OSError("no reply")
    (length,) = REPLY.unpack(head)
    if length > _MAX_REPLY:
        raise ValueError("reply too long")
    answered = json.loads(child.stdout.read(length))
    if not isinstance(answered, dict):
        raise ValueError("not a reply")
    return answered


def _close(pipe: Any) -> None:
    with suppress(OSError):  # what was not yet written to a dead child is lost anyway
        pipe.close()


worker = Worker()
atexit.register(worker.end)
