"""How far an audit is, on the terminal."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

import click

if TYPE_CHECKING:
    from gwlint.audit.run import Progress

_OFTEN = 0.5


class _Bar:
    """Stages as click draws them: a count where the total is not known, else a bar with rate and time left."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._bar: Any = None
        self._done, self._shown, self._name = 0, 0.0, ""

    def stage(self, name: str, total: int | None) -> None:
        self.finish()
        self._name, self._done, self._started = name, 0, time.monotonic()
        if total:
            self._bar = click.progressbar(
                length=total, label=name, file=self._stream, show_pos=True, item_show_func=self._rate
            )

    def step(self, files: int) -> None:
        self._done += files
        now = time.monotonic()
        if now - self._shown < _OFTEN:
            return
        self._shown = now
        if self._bar is None:
            click.echo(f"\r{self._name} {self._done}份", nl=False, file=self._stream)
        else:
            self._bar.update(self._done - self._bar.pos, now)

    def finish(self) -> None:
        """Leave the line."""
        if self._bar is not None:
            self._bar.update(self._done - self._bar.pos)
            self._bar.render_finish()
        elif self._shown:
            click.echo(f"\r{self._name} {self._done}份", file=self._stream)
        self._bar, self._shown = None, 0.0

    def _rate(self, now: object) -> str:
        return f"每秒{self._done / max(time.monotonic() - self._started, 0.1):.0f}份"


class _Silent:
    def stage(self, name: str, total: int | None) -> None:
        return

    def step(self, files: int) -> None:
        return


@contextmanager
def progress(stream: TextIO) -> "Iterator[Progress]":
    """A bar where `stream` is a terminal, else nothing."""
    if not stream.isatty():
        yield _Silent()
        return
    bar = _Bar(stream)
    try:
        yield bar
    finally:
        bar.finish()
