"""gz, bz2 and xz: one file compressed, most often a tar."""

import bz2
import gzip
import lzma
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, BinaryIO

from gwlint.readers.containers.entry import Entry
from gwlint.readers.containers.limits import Budget, damaged

_OPENERS: dict[bytes, Callable[..., Any]] = {b"\x1f\x8b": gzip.open, b"BZ": bz2.open, b"\xfd7": lzma.open}
_TARS = {".tgz": ".tar", ".tbz": ".tar", ".txz": ".tar"}


def entries(file: BinaryIO, name: str, budget: Budget) -> Iterator[Entry]:
    """The one file, named as the container without its suffix."""
    stem, dot, suffix = name.replace("\\", "/").rsplit("/", 1)[-1].rpartition(".")
    yield Entry((stem or suffix) + _TARS.get(dot + suffix.lower(), ""), partial(_load, file, budget))


def _load(file: BinaryIO, budget: Budget) -> bytes:
    file.seek(0)
    opener = _OPENERS[file.read(2)]
    file.seek(0)
    try:
        with opener(file) as content:
            return budget.take(bytes(content.read(budget.most + 1)))
    except (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError):
        raise damaged("gz") from None
