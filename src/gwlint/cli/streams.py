"""The terminal and the pipes."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import IO

import click

from gwlint.errors import UsageError
from gwlint.reporters.style import Style

_NARROWEST = 60
_USUAL = 80


def speak_utf8() -> None:
    """UTF-8 on every system, pipes too; what cannot be written (half a surrogate pair) is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


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
    if file is None:
        for chunk in chunks:
            click.echo(chunk, nl=False, color=style.colour)
        return
    with _replacing(file) as stream:
        stream.writelines(chunks)


@contextmanager
def _replacing(file: str) -> Iterator[IO[str]]:
    """A file that takes the place of `file` only when all is written."""
    target = os.path.realpath(file)
    ordinary = not os.path.exists(target) or os.path.isfile(target)
    written = f"{target}.{os.getpid()}.tmp" if ordinary else target
    try:
        with open(written, "x" if ordinary else "w", encoding="utf-8", errors="backslashreplace") as stream:
            yield stream
        if ordinary:
            os.replace(written, target)
    except OSError as error:
        raise UsageError(f"写不了文件“{file}”，请检查路径、权限和磁盘空间") from error
    finally:
        if ordinary and os.path.exists(written):
            os.remove(written)
