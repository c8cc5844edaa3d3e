"""The supervised child that keeps LibreOffice running: one for this process, started when the first file needs it.

LibreOffice takes 170 MB and converts a page in a tenth of a second; several processes that read have one each, so
that none waits for another and a file that hangs holds up only its own.
"""

from __future__ import annotations

import atexit
import os
import signal
import struct
import subprocess
import sys
from contextlib import suppress
from typing import Any

from gwlint.errors import Unreadable
from gwlint.readers.office import find, profile
from gwlint.readers.supervised import FailedError, Supervised

MAX_SECONDS = 7.5
"""For one file, once LibreOffice runs."""

MAX_START = 60.0
"""Seconds for LibreOffice to start; two are usual."""

MAX_MEMORY = 1 << 30
"""Bytes of address space for LibreOffice: half of it is what LibreOffice maps."""

SUFFIXES = {"doc": "doc", "rtf": "rtf", "odt": "odt", "uof": "uot"}
"""By the kinds that `sniff` tells: the suffix by which LibreOffice knows them."""

HEADER = struct.Struct("<8sQ")
"""A request: the suffix and the length of the file. The first has no suffix and asks whether LibreOffice runs."""

_MOST = 500  # files: what LibreOffice forgets to free goes with it
_TIRED = 600 << 20  # bytes that LibreOffice holds after a file: it is then replaced
_SAVE_AS = "请用WPS或Word打开，另存为docx后再检查"


class Converter(Supervised):
    """The child, and the private folder that lives as long as it does."""

    entry = "gwlint.readers.office.child"
    files = sys.maxsize  # replaced only once what was made is fetched

    def __init__(self) -> None:
        super().__init__()
        self._folder: str | None = None

    def spawn(self, **more: Any) -> subprocess.Popen[bytes]:
        """Apart from the terminal, so that Ctrl-C ends the child only through this process."""
        program = find.soffice()
        self._folder = profile.make()
        environment = {**os.environ, **_quiet(self._folder), "GWLINT_OFFICE": program}
        return super().spawn(env=environment, start_new_session=True, **more)

    def stop(self) -> None:
        """End the child and LibreOffice, and take the folder away."""
        if self._child is not None:
            _end_all(self._child)
        super().stop()
        folder, self._folder = self._folder, None
        if folder is not None:
            profile.remove(folder)

    def docx_of(self, data: bytes, kind: str) -> bytes:
        """What LibreOffice makes of a file of a kind that `SUFFIXES` lists. Raises Unreadable."""
        self._begin()
        suffix = SUFFIXES[kind]
        try:
            answer = self.exchange(HEADER.pack(suffix.encode(), len(data)), data, MAX_SECONDS)
        except FailedError as failure:
            why = f"转换超过{MAX_SECONDS:g}秒的时限" if failure.hung else "转换时LibreOffice异常退出"
            raise Unreadable(f"{why}，文件可能已损坏或过于复杂，{_SAVE_AS}") from None
        try:
            if not answer.get("made"):
                raise Unreadable(f"LibreOffice打不开这个文件，可能设有密码、已损坏或不是{suffix}，{_SAVE_AS}")
            return self._made()
        finally:
            if answer.get("memory", 0) > _TIRED or self._files >= _MOST:
                self.stop()

    def _made(self) -> bytes:
        assert self._folder is not None
        with open(os.path.join(self._folder, "source.docx"), "rb") as file:
            return file.read()

    def _begin(self) -> None:
        """Start LibreOffice if it does not run. Raises Unreadable where it cannot."""
        if self._child is not None and self._child.poll() is None:
            return
        self.stop()
        with suppress(FailedError):
            if self.exchange(HEADER.pack(b"", 0), b"", MAX_START).get("made"):
                return
        self.stop()
        raise Unreadable("LibreOffice启动失败，请检查它能否单独打开；或用WPS、Word另存为docx后再检查")


def _quiet(folder: str) -> dict[str, str]:
    """What keeps LibreOffice off the screen, and its temporary files in the private folder."""
    temporary = dict.fromkeys(("TMPDIR", "TMP", "TEMP"), folder)
    return {**temporary, "SAL_USE_VCLPLUGIN": "svp", "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}


def _end_all(child: subprocess.Popen[bytes]) -> None:
    """End the child with all that it has started."""
    if os.name == "posix":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    else:
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(child.pid)], capture_output=True)


converter = Converter()
atexit.register(converter.end)
