"""The open drafts, and when each is checked: after a pause in typing, at once when an answer needs it, never twice at a
time, and what an edit has overtaken is dropped."""

import asyncio
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NamedTuple, TypeVar

from lsprotocol.types import TextDocumentContentChangeEvent, TextDocumentContentChangePartial

from gwlint.lsp.check import Checked, Checker
from gwlint.lsp.places import Lines, Places
from gwlint.model import FileReport

Result = TypeVar("Result")
BINARY = (".docx", ".docm", ".pdf", ".doc", ".wps", ".ofd")
"""Names of files whose text no editor's buffer holds: what counts is the file on disk."""

_WRITTEN = 300
"""Milliseconds that a program gets to finish writing a file on disk, and how often it gets them again."""
_LOOKS = 6


class Look(NamedTuple):
    """A draft as checked: `serial` says as of which edit; `places` are in the buffer, or in the projection."""

    serial: int
    report: FileReport
    trouble: str | None
    places: Places


class Draft:
    """A file that an editor shows. `serial` grows with everything that may change its findings."""

    def __init__(self, uri: str, path: str, lines: Lines, version: int | None, *, projected: bool = False) -> None:
        self.uri, self.path, self.lines, self.version = uri, path, lines, version
        self.binary = projected or path.lower().endswith(BINARY)
        self.serial = 0
        self.patience = 0
        self.open = True
        self.look: Look | None = None
        self.running: asyncio.Task[None] | None = None
        self.waiting: asyncio.TimerHandle | None = None
        self.settling: asyncio.Task[None] | None = None

    @property
    def fresh(self) -> bool:
        return self.look is not None and self.look.serial == self.serial

    def change(self, changes: list[TextDocumentContentChangeEvent], version: int | None) -> None:
        """Take edits, each of which starts from the one before it."""
        self.version = version
        if self.binary:
            return
        for one in changes:
            if isinstance(one, TextDocumentContentChangePartial):
                self.lines = self.lines.edited(one.range, one.text)
            else:
                self.lines = Lines(one.text, self.lines.units)
        self.serial += 1


class Desk:
    """All open drafts. `tell` is called with each draft that has been checked."""

    def __init__(self, checker: Checker, tell: Callable[[Draft], None]) -> None:
        self.drafts: dict[str, Draft] = {}
        self._checker, self._tell = checker, tell
        self._worker = ThreadPoolExecutor(1, "gwlint-check")

    def put(self, draft: Draft) -> None:
        """Take a draft that was opened, and check it."""
        self.close(draft.uri)
        self.drafts[draft.uri] = draft
        self.later(draft, 0)

    def close(self, uri: str) -> Draft | None:
        """Give a draft back; what is still being checked of it is dropped."""
        draft = self.drafts.pop(uri, None)
        if draft:
            draft.open = False
            if draft.waiting:
                draft.waiting.cancel()
        return draft

    def at(self, path: str) -> Iterator[Draft]:
        """The drafts that show the file at `path`."""
        place = os.path.normcase(os.path.abspath(path))
        return (one for one in list(self.drafts.values()) if os.path.normcase(os.path.abspath(one.path)) == place)

    def again(self, draft: Draft, milliseconds: int = 0) -> None:
        """Check a draft anew though its text is the same."""
        draft.serial += 1
        self.later(draft, milliseconds)

    def written(self, draft: Draft) -> None:
        """Check a file that was written on disk, once the program that writes it had time to finish."""
        draft.patience = _LOOKS
        self.again(draft, _WRITTEN)

    def later(self, draft: Draft, milliseconds: int) -> None:
        """Check a draft after a pause; a pause that was running begins anew."""
        if draft.waiting:
            draft.waiting.cancel()
        draft.waiting = asyncio.get_running_loop().call_later(milliseconds / 1000, self._due, draft)

    async def fresh(self, uri: str) -> tuple[Draft, Look] | None:
        """The draft checked as it stands now, at once; None where it is not open."""
        draft = self.drafts.get(uri)
        while draft and draft.open:
            if draft.look and draft.fresh:
                return draft, draft.look
            await self._run(draft)
        return None

    async def work(self, job: Callable[[], Result]) -> Result:
        """Have something done beside the loop, in turn with the checks."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, job)

    def _due(self, draft: Draft) -> None:
        draft.waiting = None
        draft.settling = asyncio.ensure_future(self._settle(draft))

    async def _settle(self, draft: Draft) -> None:
        while draft.open and not draft.fresh and draft.waiting is None:
            await self._run(draft)

    async def _run(self, draft: Draft) -> None:
        """Wait for the check that is running, or for a new one; whoever waits may leave, the check goes on."""
        if draft.running is None or draft.running.done():
            draft.running = asyncio.ensure_future(self._check(draft))
        await asyncio.shield(draft.running)

    async def _check(self, draft: Draft) -> None:
        serial, lines = draft.serial, draft.lines
        looked = await self.work(partial(self._look, draft, serial, lines))
        if not draft.open or draft.serial != serial:
            return
        draft.look = looked
        if draft.patience and looked.report.status == "unreadable":  # half written, or away to be renamed
            draft.patience -= 1
            self.again(draft, _WRITTEN)
        else:
            self._tell(draft)

    def _look(self, draft: Draft, serial: int, lines: Lines) -> Look:
        report, trouble = self._checked(draft, lines)
        if draft.binary:
            lines = Lines(report.document.text if report.document else "", lines.units)
        return Look(serial, report, trouble, Places(report.document, lines, draft.binary))

    def _checked(self, draft: Draft, lines: Lines) -> Checked:
        if draft.binary:
            return self._checker.file(draft.path)
        if not lines.text.strip():
            return Checked(FileReport(draft.path, "checked"))
        return self._checker.text(lines.text, draft.path)
