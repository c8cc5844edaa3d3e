"""Where LibreOffice is installed."""

import os
import shutil
import sys
from collections.abc import Iterator
from glob import glob

from gwlint.errors import Unreadable

_USUAL = {
    "win32": (
        r"C:\Program Files\LibreOffice\program\soffice.com",
        r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    ),
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
}
_DOWNLOAD = "从 libreoffice.org 下载安装"
_INSTALL = {"win32": _DOWNLOAD, "darwin": _DOWNLOAD}


def soffice() -> str:
    """The program to start. Raises Unreadable, saying what to install."""
    for path in _places():
        if os.path.isfile(path):
            return path
    how = _INSTALL.get(sys.platform, "如 apt install libreoffice-writer-nogui")
    raise Unreadable(f"读取这种格式要用LibreOffice，本机没有找到，请先安装（{how}），或另存为docx后再检查")


def _places() -> Iterator[str]:
    for command in ("soffice", "libreoffice"):
        found = shutil.which(command)
        if found:
            yield found
    yield from _USUAL.get(sys.platform, ())
    yield from sorted(glob("/opt/libreoffice*/program/soffice"), reverse=True)
