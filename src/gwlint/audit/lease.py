"""One run at a time where there are no locks: a small object that its holder renews, and that others watch."""

import contextlib
import secrets
import threading
import time
from typing import Any

from gwlint.errors import UsageError

BEAT = 5.0
PATIENCE = 20.0
"""Seconds. A lease that does not change for so long is that of a run that was killed."""


class Lease:
    """Held from the start until `release`. No clocks are compared. Raises UsageError(`busy`) where another holds it."""

    def __init__(self, files: Any, path: str, busy: str) -> None:
        self._files, self._path, self._busy = files, path, busy
        self._mine = secrets.token_hex(8)
        self._beats = 0
        self._lost = False
        self._end = threading.Event()
        if self._read():
            self._wait()
        self._renew()
        time.sleep(0.5)  # who comes at the same moment writes over it, and one of the two sees that
        if not self._held():
            raise UsageError(busy)
        threading.Thread(target=self._keep, daemon=True).start()

    def check(self) -> None:
        """Raises UsageError where the lease was lost."""
        if self._lost:
            raise UsageError(self._busy)

    def release(self) -> None:
        """Let others in."""
        self._end.set()
        with contextlib.suppress(Exception):  # it goes stale by itself
            if self._held():
                self._files.rm_file(self._path)

    def _wait(self) -> None:
        """Until it is gone or stale."""
        first, until = self._read(), time.monotonic() + PATIENCE
        while time.monotonic() < until:
            time.sleep(1)
            now = self._read()
            if now is None:
                return
            if now != first:
                raise UsageError(self._busy)

    def _keep(self) -> None:
        renewed = time.monotonic()
        while not self._end.wait(BEAT) and not self._lost:
            with contextlib.suppress(Exception):  # the next beat may get through
                self._lost = not self._held()
                if not self._lost:
                    self._renew()
                    renewed = time.monotonic()
            self._lost = self._lost or time.monotonic() - renewed > PATIENCE

    def _renew(self) -> None:
        self._beats += 1
        self._files.pipe_file(self._path, f"{self._mine} {self._beats}".encode())

    def _held(self) -> bool:
        return (self._read() or b"").startswith(self._mine.encode())

    def _read(self) -> bytes | None:
        with contextlib.suppress(FileNotFoundError):
            data: bytes = self._files.cat_file(self._path)
            return data
        return None
