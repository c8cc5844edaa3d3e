"""zip, by the standard library."""

import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from gwlint.errors import Unreadable
from gwlint.readers.containers.entry import Entry, legacy
from gwlint.readers.containers.limits import Budget, damaged, locked

_UTF8 = 0x800
_ENCRYPTED = 0x1


def entries(file: BinaryIO, name: str, budget: Budget) -> Iterator[Entry]:
    """The files in the zip. Raises Unreadable for a directory that cannot be read."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OverflowError):
        raise damaged("zip") from None
    with archive:
        for info in archive.infolist():
            if not info.is_dir():
                yield Entry(_name(info), partial(_load, archive, info, budget))


def _load(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> bytes:
    if info.flag_bits & _ENCRYPTED:
        raise locked()
    try:
        with archive.open(info) as content:
            return budget.take(content.read(budget.most + 1))
    except NotImplementedError:
        raise Unreadable("压缩方式少见，读不出来，请解压后检查里面的文件") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError):
        raise Unreadable("在压缩包里已损坏，读不出来，请重新获取") from None


def _name(info: zipfile.ZipInfo) -> str:
    """Without the UTF-8 flag `zipfile` takes names for CP437; Windows in China writes GBK."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        return legacy(info.orig_filename.encode("cp437"))
    except UnicodeEncodeError:
        return info.filename
