"""The terminal and the pipes."""

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from io import TextIOWrapper
from typing import IO, Any

import click

from gwlint.errors import UsageError
from gwlint.reporters.style import Style

_NARROWEST = 60
_USUAL = 80
_ERRORS = "backslashreplace"


def speak_utf8() -> None:
    """UTF-8 on every system, pipes too; what cannot be written (half a surrogate pair) is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=_ERRORS)


def style(color: str, file: str | None = None) -> Style:
    """Width of the terminal and whether to colour: `color` is auto, always or never; a file gets none by itself."""
    terminal = file is None and sys.stdout.isatty()
    wanted = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Style(_columns(), wanted if color == "auto" else color == "always")


def _columns() -> int:
    try:
        columns = int(os.environ.get("COLUMNS") or os.get_terminal_size(sys.stdout.fileno()).columns)
    except (OSError, ValueError):
        columns = _USUAL
    return max(columns or _USUAL, _NARROWEST)


def write(chunks: Iterable[str], style: Style, file: str | None = None) -> None:
    """Write each chunk as it comes, to stdout or to `file`. Raises UsageError when the file cannot be written."""
    with sink(file, style) as put:
        for chunk in chunks:
            put(chunk)


@contextmanager
def sink(file: str | None, style: Style, binary: bool = False) -> Iterator[Callable[[Any], object]]:
    """What takes the pieces, str or with `binary` bytes, for stdout (None) or `file`. Raises UsageError as `write`."""
    if file is None:
        yield partial(click.echo, nl=False, color=style.colour)
        return
    with replacing(file, binary) as stream:
        yield stream.write


def save(file: str, data: bytes, like: str) -> None:
    """Put `data` in the place of `file` when all is written, readable for those who can read `like`. Raises UsageError."""
    with replacing(file, binary=True, like=like) as stream:
        stream.write(data)


@contextmanager
def replacing(file: str, binary: bool, like: str | None = None) -> Iterator[IO[Any]]:
    """A file that takes the place of `file` only when all is written; with the mode of `like`, if any."""
    target = os.path.realpath(file)
    ordinary = not os.path.exists(target) or os.path.isfile(target)
    written = f"{target}.{os.getpid()}.tmp" if ordinary else target
    mode = "x" if ordinary else "w"
    try:
        with open(written, mode + "b") if binary else open(written, mode, encoding="utf-8", errors=_ERRORS) as stream:
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
