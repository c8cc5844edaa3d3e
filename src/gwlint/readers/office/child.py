"""The child process: keeps one LibreOffice running and hands files to it, as a second `soffice` does for a user.

LibreOffice stays as long as it has a document open, so it is given one to hold. Nothing but its own socket, which
belongs to this user alone, leads into it. Parent, child and LibreOffice end together: they are one process group, and
when the parent is gone the child ends the rest.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from gwlint.readers.office import profile
from gwlint.readers.office.worker import HEADER, MAX_MEMORY, MAX_START
from gwlint.readers.pdf.wire import REPLY

_QUIET = ("--headless", "--norestore", "--nologo", "--nodefault")
_FILTER = "docx:MS Word 2007 XML"


def main() -> None:
    """Answer requests until the parent closes the pipe; then nothing is left of the folder."""
    folder = Path(os.environ["TMPDIR"])
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _limit_memory()
    requests: SimpleQueue[tuple[str, bytes]] = SimpleQueue()
    threading.Thread(target=_listen, args=(requests, folder), daemon=True).start()
    office = _Office(os.environ["GWLINT_OFFICE"], folder)
    while True:
        answer = json.dumps({"made": office.convert(*requests.get()), "memory": office.memory()}).encode()
        replies.write(REPLY.pack(len(answer)) + answer)
        replies.flush()


def _listen(requests: "SimpleQueue[tuple[str, bytes]]", folder: Path) -> None:
    """Beside LibreOffice, which may be busy for long: when the parent is gone nobody else cleans up."""
    source = sys.stdin.buffer
    while header := source.read(HEADER.size):
        suffix, length = HEADER.unpack(header)
        requests.put((suffix.rstrip(b"\0").decode(), source.read(length)))
    profile.remove(str(folder))
    if os.name == "posix":
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


class _Office:
    """A LibreOffice that is kept running."""

    def __init__(self, program: str, folder: Path) -> None:
        self._folder = folder
        self._command = (program, f"-env:UserInstallation={profile.url(str(folder))}", *_QUIET)
        self._running = self._start()

    def convert(self, suffix: str, data: bytes) -> bool:
        """Whether there is now a docx with the content of `data`; without suffix, whether LibreOffice runs."""
        if not suffix:
            return self._running.poll() is None
        source, made = self._folder / f"source.{suffix}", self._folder / "source.docx"
        made.unlink(missing_ok=True)
        source.write_bytes(data)
        try:
            self._hand_over(source)
            if (
                not made.exists() and self._running.poll() is not None
            ):  # it may have been the files before that broke it
                self._running = self._start()
                self._hand_over(source)
            return made.exists()
        finally:
            source.unlink()

    def memory(self) -> int:
        """Bytes that LibreOffice holds now; 0 where the system does not say."""
        try:
            return _held_by(self._running.pid)
        except OSError:
            return 0

    def _start(self) -> "subprocess.Popen[bytes]":
        """LibreOffice, ready to be handed files: it has locked the document that it holds."""
        held, lock = self._folder / "held.txt", self._folder / ".~lock.held.txt#"
        held.touch()
        lock.unlink(missing_ok=True)
        running = subprocess.Popen([*self._command, str(held)], **_NO_STREAMS)
        until = time.monotonic() + MAX_START
        while time.monotonic() < until and running.poll() is None and not lock.exists():
            time.sleep(0.02)
        return running

    def _hand_over(self, source: Path) -> None:
        """Ends when LibreOffice is done with the file."""
        subprocess.run(
            [*self._command, "--convert-to", _FILTER, "--outdir", str(self._folder), str(source)], **_NO_STREAMS
        )


def _held_by(pid: int) -> int:
    """Bytes that a process holds with all that it has started: `soffice` is only what starts the real one."""
    own = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    started = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return own + sum(_held_by(int(one)) for one in started)


_NO_STREAMS: dict[str, Any] = {
    "stdin": subprocess.DEVNULL,
    "stdout": subprocess.DEVNULL,
    "stderr": subprocess.DEVNULL,
    "creationflags": getattr(subprocess, "CREATE_NO_WINDOW", 0),
}


def _limit_memory() -> None:
    """For what is started from here: this process needs next to nothing."""
    try:
        import resource
    except ImportError:  # Windows has no such limit; the parent's time limit holds
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    most = MAX_MEMORY if hard == resource.RLIM_INFINITY else min(MAX_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
