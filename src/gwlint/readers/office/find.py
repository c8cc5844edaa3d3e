"""Where LibreOffice is installed."""

import os
import shutil
import sys
from collections.abc import Iterator
from glob import glob

from gwlint.errors import Unreadable

LIBRARIES = {"win32": ("mergedlo.dll", "sofficeapp.dll"), "darwin": ("libmergedlo.dylib", "libsofficeapp.dylib")}
_USUAL = {
    "win32": (r"C:\Program Files\LibreOffice\program", r"C:\Program Files (x86)\LibreOffice\program"),
    "darwin": ("/Applications/LibreOffice.app/Contents/Frameworks",),
}
_INSTALL = {
    "win32": "从 libreoffice.org 下载安装",
    "darwin": "从 libreoffice.org 下载安装",
}


def library() -> str:
    """The shared library that holds LibreOfficeKit; its folder is LibreOffice's program folder. Raises Unreadable."""
    names = LIBRARIES.get(sys.platform, ("libmergedlo.so", "libsofficeapp.so"))
    for folder in _folders():
        for name in names:
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                return path
    how = _INSTALL.get(sys.platform, "如 apt install libreoffice-writer-nogui")
    raise Unreadable(f"读取这种格式要用LibreOffice，本机没有找到，请先安装（{how}），或另存为docx后再检查")


def _folders() -> Iterator[str]:
    for command in ("soffice", "libreoffice"):
        found = shutil.which(command)
        if found:
            yield os.path.dirname(os.path.realpath(found))
    yield from _USUAL.get(sys.platform, ())
    yield from ("/usr/lib/libreoffice/program", "/usr/lib64/libreoffice/program")
    yield from sorted(glob("/opt/libreoffice*/program"), reverse=True)
