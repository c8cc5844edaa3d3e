"""7z, by py7zr."""

import os
import tempfile
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

import py7zr

from gwlint.errors import Unreadable
from gwlint.readers.containers.entry import Entry
from gwlint.readers.containers.limits import Budget, bomb, damaged, locked


def entries(file: BinaryIO, name: str, budget: Budget) -> Iterator[Entry]:
    """The files in the archive. Raises Unreadable.

    Its files are compressed as one stream, so all are inflated first, into a private folder under numbers for names.
    """
    with tempfile.TemporaryDirectory(prefix="gwlint-") as folder:
        spooled = _Folder(folder)
        try:
            with py7zr.SevenZipFile(file, max_extract_size=budget.bytes) as archive:
                _examine(archive, budget)
                archive.extractall(factory=spooled)
        except Unreadable:
            raise
        except py7zr.exceptions.PasswordRequired:
            raise locked() from None
        except py7zr.exceptions.DecompressionBombError:
            raise bomb() from None
        except py7zr.exceptions.UnsupportedCompressionMethodError:
            raise Unreadable("压缩方式少见，读不出来，请解压后检查里面的文件") from None
        except Exception:  # damaged headers end in errors of all kinds
            raise damaged("7z") from None
        for place, inner in spooled.names.items():
            yield Entry(inner, partial(_load, place, budget))


def _examine(archive: py7zr.SevenZipFile, budget: Budget) -> None:
    """Raise Unreadable by the header alone: py7zr inflates no more than it says."""
    if archive.needs_password():
        raise locked()
    files = archive.list()
    if len(files) > budget.members:
        raise Unreadable(f"压缩包里的文件超过{budget.members}个，没有检查")
    if sum(one.uncompressed or 0 for one in files) > budget.bytes:
        raise bomb()


def _load(place: str, budget: Budget) -> bytes:
    with open(place, "rb") as file:
        return budget.take(file.read(budget.most + 1))


class _Folder(py7zr.io.WriterFactory):
    """Gives py7zr a file of the folder for each of its own; `names` says which is which."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.names: dict[str, str] = {}

    def create(self, filename: str) -> py7zr.io.Py7zIO:
        place = os.path.join(self._folder, str(len(self.names)))
        self.names[place] = filename
        return _Spool(place)


class _Spool(py7zr.io.Py7zIO):
    """A file that is open only while it is appended to: there may be thousands."""

    def __init__(self, place: str) -> None:
        self._place = place
        with open(place, "xb"):
            pass

    def write(self, s: bytes | bytearray) -> int:
        with open(self._place, "ab") as out:
            return out.write(s)

    def read(self, size: int | None = None) -> bytes:
        return b""

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0

    def flush(self) -> None:
        return None

    def size(self) -> int:
        return os.path.getsize(self._place)
