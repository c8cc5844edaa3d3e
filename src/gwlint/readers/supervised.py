"""A supervised child process: started on first need, kept between files, ended when it hangs, never left behind.

The child's end of the pipe is `children`: a request is whatever header the two agree on and the file, a reply is
`REPLY` (length) and JSON.
"""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress

import gwlint
from gwlint.readers.pdf.wire import REPLY

TYPE_CHECKING = False  # see readers/__init__.py
if TYPE_CHECKING:
    import subprocess
    from typing import Any

    from gwlint.readers.pdf.fork import Forked

_MAX_REPLY = 400 << 20
_START = """
import sys
entry, ours, sys.path[:] = sys.argv[1], sys.argv[2], sys.argv[2:]
name = "gwlint"
for part in entry.split(".")[1:-1]:  # bare packages: what they import is the parent's business
    name += "." + part
    package = sys.modules[name] = type(sys)(name)
    package.__path__ = [ours + "/" + name.replace(".", "/")]
from importlib import import_module
import_module(entry).main()
"""


def limit_memory(most: int | None) -> None:
    """In a child: let it have `most` bytes of address space, and nothing of its parent's lower limits, which are for
    the parent's own work. Windows has no such limits; the parent's time limit holds."""
    try:
        import resource
    except ImportError:
        return
    for limit, wanted in ((resource.RLIMIT_DATA, None), (resource.RLIMIT_AS, most), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(limit)[1]
        soft = hard if wanted is None else wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with suppress(ValueError, OSError):  # the system may know better
            resource.setrlimit(limit, (soft, hard))


class FailedError(Exception):
    """The child crashed, hung or answered nonsense; `hung` says which."""

    def __init__(self, hung: bool) -> None:
        super().__init__(hung)
        self.hung = hung


class Supervised:
    """One child at a time, which runs `main` of the module `entry`. Not for several threads at once."""

    entry: str
    files = 200
    """One child serves so many; what a library forgets to free goes with it."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | Forked | None = None
        self._files = 0
        self._ended = False

    def start(self) -> None:
        """Start the child if none runs; it loads what it needs while the caller goes on."""
        if self._child is None:
            self._files = 0
            self._child = self.spawn()

    def spawn(self, **more: Any) -> subprocess.Popen[bytes]:
        """Isolated and without site: the paths of this process are handed over, its start-up files are not run again."""
        import subprocess

        ours = os.path.dirname(os.path.dirname(gwlint.__file__))
        return subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _START, self.entry, ours, *filter(None, sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            **more,
        )

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

    def exchange(self, header: bytes, data: bytes, seconds: float, *, sent: bool = False) -> dict[str, Any]:
        """One request (which may have been sent), one reply. Raises FailedError, and then no child is left."""
        if self._ended:
            raise FailedError(hung=False)
        self.start()
        child = self._child
        assert child is not None
        late = threading.Event()

        def end() -> None:
            late.set()
            child.kill()

        watchdog = threading.Timer(max(seconds, 0), end)
        watchdog.daemon = True
        watchdog.start()
        try:
            if not sent:
                _send(child, header, data)
            answered = _hear(child)
        except (OSError, ValueError):
            self.stop()
            raise FailedError(late.is_set()) from None
        except BaseException:  # an interrupted exchange must not be taken up by the next file
            self.stop()
            raise
        finally:
            watchdog.cancel()
        self._files += 1
        if self._files >= self.files:
            self.stop()
        return answered


def _send(child: subprocess.Popen[bytes] | Forked, header: bytes, data: bytes) -> None:
    assert child.stdin
    child.stdin.write(header)
    child.stdin.write(data)
    child.stdin.flush()


def _hear(child: subprocess.Popen[bytes] | Forked) -> dict[str, Any]:
    import json

    assert child.stdout
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
