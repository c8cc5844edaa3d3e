"""The terminal and the pipes."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from io import TextIOWrapper
from typing import Any

import click

from gwlint.linting.written import ERRORS, replacing
from gwlint.reporters.style import Style

_NARROWEST = 60
_USUAL = 80


def speak_utf8() -> None:
    """UTF-8 on every system, pipes too; what cannot be written (half a surrogate pair) is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=ERRORS)


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
    with replacing(file, binary=binary) as stream:
        yield stream.write
