"""rar, by rarfile; what is compressed in it by a program of the system (unrar, unar, 7z or bsdtar)."""

import os
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

import rarfile

from gwlint.errors import Unreadable
from gwlint.readers.containers.entry import Entry
from gwlint.readers.containers.limits import Budget, damaged, locked


def entries(file: BinaryIO, name: str, budget: Budget) -> Iterator[Entry]:
    """The files in the archive. Raises Unreadable.

    An archive that is a file of its own is opened by its name, so that further volumes beside it are found.
    """
    place = getattr(file, "name", None)
    try:
        archive = rarfile.RarFile(os.path.abspath(place) if place else file)
    except rarfile.NeedFirstVolume:
        raise Unreadable("这是分卷压缩包中的一卷，请把各卷放在一起解压后再检查") from None
    except rarfile.PasswordRequired:
        raise locked() from None
    except (rarfile.Error, EOFError, ValueError, IndexError):
        raise damaged("rar") from None
    with archive:
        if archive.needs_password() and not archive.infolist():
            raise locked()
        for info in archive.infolist():
            if info.is_file():
                yield Entry(info.filename, partial(_load, archive, info, budget))


def _load(archive: rarfile.RarFile, info: rarfile.RarInfo, budget: Budget) -> bytes:
    if info.needs_password():
        raise locked()
    try:
        with archive.open(info) as content:
            return budget.take(content.read(budget.most + 1))
    except rarfile.RarCannotExec:
        raise Unreadable("解开rar要用到系统里的解压程序，请安装unar、unrar或bsdtar之一，或解压后检查") from None
    except (rarfile.Error, EOFError, ValueError, OSError):
        raise Unreadable("在压缩包里已损坏或缺少分卷，读不出来，请重新获取") from None
