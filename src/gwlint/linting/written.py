"""Files that gwlint writes: whole or not at all, and none but what the user asked for."""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

from gwlint.errors import UsageError

if TYPE_CHECKING:
    from gwlint.model import FileReport

ERRORS = "backslashreplace"
"""For text that no UTF-8 can hold (half a surrogate pair)."""


def add_entries(file: str, reports: "Iterable[FileReport]", reason: str, who: str) -> None:
    """An entry more in the suppressions file for each finding of `reports`; the file may be yet to be made. Raises
    UsageError for one that cannot be read or written."""
    from gwlint.profiles.files import read_text
    from gwlint.suppress.listing import added, load

    text = ""
    if os.path.exists(file):
        load(file)
        text = read_text(file, "不报清单")
    save(file, added(text, reports, os.path.basename, reason, who).encode())


def save(file: str, data: bytes, like: str | None = None) -> None:
    """Put `data` in the place of `file` when all is written, readable for those who can read `like`, or without it for
    the owner alone. Raises UsageError."""
    with replacing(file, binary=True, like=like, private=like is None) as stream:
        stream.write(data)


@contextmanager
def replacing(file: str, binary: bool, like: str | None = None, private: bool = False) -> Iterator[IO[Any]]:
    """A file that takes the place of `file` only when all is written; with the mode of `like`, if any, or `private`."""
    target = os.path.realpath(file)
    ordinary = not os.path.exists(target) or os.path.isfile(target)
    written = f"{target}.{os.getpid()}.tmp" if ordinary else target
    mode, opener = ("x" if ordinary else "w") + "b" * binary, _private if private else None
    coding = None if binary else "utf-8"
    try:
        with open(written, mode, encoding=coding, errors=coding and ERRORS, opener=opener) as stream:
            if like is not None and ordinary:
                os.chmod(written, stat.S_IMODE(os.stat(like).st_mode))
            yield stream
        if ordinary:
            os.replace(written, target)
    except BrokenPipeError:  # the screen's, not this file's
        raise
    except OSError as error:
        raise UsageError(f"写不了文件“{file}”，请检查路径、权限和磁盘空间") from error
    finally:
        if ordinary and os.path.exists(written):
            os.remove(written)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
