"""The child process: LibreOffice itself, driven through LibreOfficeKit (LibreOfficeKit.h of LibreOffice 5 or later).

The first members of the two tables of functions have not moved since 2015. Nothing listens on a port or a pipe: the
only way in is this process's standard input.
"""

import ctypes
import json
import os
import sys
import threading
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_size_t, c_void_p
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from gwlint.readers.office import profile
from gwlint.readers.office.worker import HEADER, MAX_MEMORY
from gwlint.readers.pdf.wire import REPLY

_OPTIONS = b"Batch=true,EnableMacrosExecution=false,MacroSecurityLevel=3"


class _OfficeClass(Structure):
    _fields_ = (
        ("size", c_size_t),
        ("destroy", c_void_p),
        ("documentLoad", c_void_p),
        ("getError", c_void_p),
        ("documentLoadWithOptions", CFUNCTYPE(c_void_p, c_void_p, c_char_p, c_char_p)),
    )


class _Office(Structure):
    _fields_ = (("functions", POINTER(_OfficeClass)),)


class _DocumentClass(Structure):
    _fields_ = (
        ("size", c_size_t),
        ("destroy", CFUNCTYPE(None, c_void_p)),
        ("saveAs", CFUNCTYPE(c_int, c_void_p, c_char_p, c_char_p, c_char_p)),
    )


class _Document(Structure):
    _fields_ = (("functions", POINTER(_DocumentClass)),)


def main() -> None:
    """Answer requests until the parent closes the pipe; then nothing is left of the folder."""
    folder = Path(os.environ["TMPDIR"])
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # LibreOffice prints
    _limit_memory()
    requests: SimpleQueue[tuple[str, bytes]] = SimpleQueue()
    threading.Thread(target=_listen, args=(requests, folder), daemon=True).start()
    office = _Kit(os.environ["GWLINT_OFFICE"], folder)
    while True:
        answer = json.dumps({"made": office.convert(*requests.get()), "memory": _memory()}).encode()
        replies.write(REPLY.pack(len(answer)) + answer)
        replies.flush()


def _listen(requests: "SimpleQueue[tuple[str, bytes]]", folder: Path) -> None:
    """Beside LibreOffice, which may be busy for long: when the parent is gone nobody else cleans up."""
    source = sys.stdin.buffer
    while header := source.read(HEADER.size):
        suffix, length = HEADER.unpack(header)
        requests.put((suffix.rstrip(b"\0").decode(), source.read(length)))
    profile.remove(str(folder))
    os._exit(0)


class _Kit:
    """LibreOffice, started."""

    def __init__(self, library: str, folder: Path) -> None:
        self._folder = folder
        if sys.platform == "win32":
            os.add_dll_directory(os.path.dirname(library))
        hook = ctypes.CDLL(library).libreofficekit_hook_2
        hook.restype, hook.argtypes = c_void_p, (c_char_p, c_char_p)
        self._office = hook(os.path.dirname(library).encode(), folder.as_uri().encode())

    def convert(self, suffix: str, data: bytes) -> bool:
        """Whether there is now a docx with the content of `data`."""
        if not self._office or not suffix:
            return bool(self._office)
        source, made = self._folder / f"source.{suffix}", self._folder / "made.docx"
        made.unlink(missing_ok=True)
        source.write_bytes(data)
        try:
            return self._save(_url(source), _url(made)) and made.exists()
        finally:
            source.unlink()

    def _save(self, source: bytes, made: bytes) -> bool:
        functions = ctypes.cast(self._office, POINTER(_Office)).contents.functions.contents
        document = functions.documentLoadWithOptions(self._office, source, _OPTIONS)
        if not document:
            return False
        of: Any = ctypes.cast(document, POINTER(_Document)).contents.functions.contents
        try:
            return bool(of.saveAs(document, made, b"docx", None))
        finally:
            of.destroy(document)


def _url(path: Path) -> bytes:
    return path.as_uri().encode()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the parent's time limit holds
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    most = MAX_MEMORY if hard == resource.RLIM_INFINITY else min(MAX_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _memory() -> int:
    """Bytes held now; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, AttributeError):
        return 0
