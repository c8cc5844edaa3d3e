"""The child process by fork: it has from the start what this process has loaded, and the file that is to be read.

A new interpreter needs a tenth of the time of a cold check before it can begin. Only a process with a single thread may
fork, so this is for the start of a command on Linux; else, and for every later child, see `worker`.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import suppress

TYPE_CHECKING = False  # see readers/__init__.py
if TYPE_CHECKING:
    from typing import NoReturn


def possible() -> bool:
    """Whether this process may fork."""
    return sys.platform == "linux" and threading.active_count() == 1


class Forked:
    """The child as `subprocess.Popen` would show it; it has begun to read `data` within `seconds`."""

    def __init__(self, data: bytes, reader: int, seconds: float) -> None:
        requests, ask = os.pipe()
        hear, replies = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(ask)
            os.close(hear)
            _serve(requests, replies, (data, reader, seconds))
        os.close(requests)
        os.close(replies)
        self.stdin, self.stdout = os.fdopen(ask, "wb"), os.fdopen(hear, "rb")
        self._ended = False

    def kill(self) -> None:
        """End it, if it has not ended."""
        with suppress(ProcessLookupError):
            if not self._ended:
                os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> None:
        """Until it has ended."""
        with suppress(ChildProcessError):
            if not self._ended:
                os.waitpid(self.pid, 0)
        self._ended = True


def _serve(requests: int, replies: int, first: tuple[bytes, int, float]) -> NoReturn:
    """All that the forked process does; it must never return into what its parent was doing."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        from gwlint.readers.pdf.child import serve

        serve(os.fdopen(requests, "rb"), os.fdopen(replies, "wb"), first)
    finally:
        os._exit(0)
