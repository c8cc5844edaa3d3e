"""What `gwlint watch` keeps of a check: a copy of the draft with the findings in it, or a page for the browser."""

import importlib
import os
from contextlib import suppress
from typing import NamedTuple

from gwlint.linting.targets import KEPT
from gwlint.linting.written import save
from gwlint.model import FileReport

NONE, HTML = "none", "html"
KEEPS = ("docx", HTML, NONE)
_ANNOTATED = ("docx", "pdf")


class Copies(NamedTuple):
    """Where copies go: beside the draft, or with `into` in that folder under the draft's path from `folder`."""

    keep: str
    into: str | None = None

    def write(self, data: bytes, report: FileReport, folder: str) -> str | None:
        """Keep a copy, for the owner's eyes alone, in place of the last one; its path, None where there is none to keep.

        `data` is the draft. Without a finding the last copy goes: it would show what is mended. Raises UsageError.
        """
        annotated = self.keep == "docx" and report.format in _ANNOTATED
        path = self._path(report.path, folder, f".{report.format}" if annotated else ".html")
        self.remove(report.path, folder, but=path if report.findings else None)
        if self.keep == NONE or not report.findings:
            return None
        os.makedirs(os.path.dirname(path) or ".", mode=0o700, exist_ok=True)
        save(path, _annotated(data, report) if annotated else _page(report))
        return path

    def remove(self, draft: str, folder: str, but: str | None = None) -> None:
        """Remove what was kept of `draft`, except the copy `but`."""
        if self.keep == NONE:
            return
        for suffix in (".docx", ".pdf", ".html"):
            path = self._path(draft, folder, suffix)
            if path != but:
                with suppress(OSError):
                    os.remove(path)

    def _path(self, draft: str, folder: str, suffix: str) -> str:
        place = draft if self.into is None else os.path.join(self.into, os.path.relpath(draft, folder))
        return os.path.splitext(place)[0] + KEPT + suffix


def _annotated(data: bytes, report: FileReport) -> bytes:
    written: bytes = importlib.import_module(f"gwlint.annotate.{report.format}").annotate(data, report)
    return written


def _page(report: FileReport) -> bytes:
    from gwlint.reporters.html import render

    return render([report]).encode()
