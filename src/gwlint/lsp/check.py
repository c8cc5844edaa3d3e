"""One check, as `gwlint check` makes it."""

import gc
import threading
import time
from collections.abc import Callable
from typing import NamedTuple

from gwlint import engine, readers
from gwlint.errors import Unreadable, UsageError
from gwlint.linting import choice, names
from gwlint.linting.linter import Linting
from gwlint.lsp.settings import Settings
from gwlint.model import Document, FileReport

FRESH = 2.0
"""Seconds after which the settings files are read again though nobody said that they changed."""


class Checked(NamedTuple):
    """A report; `trouble` says in Chinese why the settings files could not be followed, None where they were."""

    report: FileReport
    trouble: str | None = None


class Checker:
    """Checks drafts, one at a time. The settings files are read again when told so, and anyway after FRESH seconds: an
    editor may not watch files, and looking at all of them for each change would cost as much as the check."""

    def __init__(self) -> None:
        self._settings = Settings()
        self._linting: Linting | None = None
        self._until = 0.0
        self._turn = threading.Lock()
        self._warm = False

    def set(self, settings: Settings) -> None:
        """Take what the editor sets."""
        self._settings = settings
        self.forget()

    def forget(self) -> None:
        """Read the settings files anew for the next check."""
        self._until = 0.0

    def text(self, text: str, path: str) -> Checked:
        """Check what a buffer holds; half surrogate pairs count as one character, as in the buffer."""
        data = text.encode("utf-8", "replace")
        return self._report(path, lambda: readers.read_bytes(data, path, digest=False))

    def file(self, path: str, *, digest: bool = False) -> Checked:
        """Check a file of any format on disk."""
        return self._report(path, lambda: readers.read(path, digest=digest))

    def suppressions(self, path: str) -> str | None:
        """The suppressions file for the draft at `path`. Raises UsageError for settings that cannot be used."""
        with self._turn:
            return self._current().suppressions(path)

    def _report(self, path: str, read: Callable[[], Document]) -> Checked:
        try:
            with self._turn:
                checked = self._lint(read())
                self._settle_in()
                return checked
        except Unreadable as error:
            return Checked(FileReport(path, "unreadable", str(error)))
        except Exception as error:  # one draft must not end the session
            return Checked(FileReport(path, "unreadable", f"检查时程序出错（{type(error).__name__}），请向开发者报告"))

    def _settle_in(self) -> None:
        """What the first check loaded stays: collecting garbage need not look at it for every change."""
        if not self._warm:
            self._warm = True
            gc.collect()
            gc.freeze()

    def _lint(self, document: Document) -> Checked:
        try:
            return Checked(self._current()(document))
        except UsageError as error:
            return Checked(self._plain(document), str(error))

    def _current(self) -> Linting:
        if self._linting is None or time.monotonic() > self._until:
            self._linting, self._until = None, time.monotonic() + FRESH  # first: another thread may say `forget` now
            set_ = self._settings
            self._linting = Linting(profile=set_.profile, select=set_.select, ignore=set_.ignore)
        return self._linting

    def _plain(self, document: Document) -> FileReport:
        """By what the editor sets alone."""
        set_ = self._settings
        return engine.lint(
            document,
            choice.chosen(set_.profile),
            select=names.known("select", set_.select),
            ignore=names.known("ignore", set_.ignore),
        )
