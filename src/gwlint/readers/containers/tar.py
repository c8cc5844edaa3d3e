"""tar, by the standard library."""

import tarfile
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from gwlint.errors import Unreadable
from gwlint.readers.containers.entry import Entry, legacy
from gwlint.readers.containers.limits import Budget, damaged


def entries(file: BinaryIO, name: str, budget: Budget) -> Iterator[Entry]:
    """The regular files in the archive; links and devices are left out. Raises Unreadable where it breaks off."""
    try:
        with tarfile.open(fileobj=file, mode="r:", errors="surrogateescape", encoding="utf-8") as archive:
            for info in archive:
                if info.isreg():
                    inner = legacy(info.name.encode("utf-8", "surrogateescape"))
                    yield Entry(inner, partial(_load, archive, info, budget))
            file.seek(archive.offset)
            if file.read(tarfile.BLOCKSIZE).strip(b"\0"):  # a cut header ends the list in silence
                raise damaged("tar")
    except (tarfile.TarError, EOFError, ValueError, OverflowError):
        raise damaged("tar") from None


def _load(archive: tarfile.TarFile, info: tarfile.TarInfo, budget: Budget) -> bytes:
    try:
        content = archive.extractfile(info)
        return budget.take(content.read(budget.most + 1)) if content else b""
    except (tarfile.TarError, EOFError, ValueError, OSError):
        raise Unreadable("在压缩包里已损坏，读不出来，请重新获取") from None
