"""What `gwlint watch` keeps of a check: a copy of the draft with the findings in it, or a page for the browser."""

import importlib
import os
from contextlib import suppress
from typing import NamedTuple

from gwlint.errors import UsageError
from gwlint.linting.targets import KEPT
from gwlint.linting.written import save
from gwlint.model import FileReport

DOCX, HTML, NONE = "docx", "html", "none"
KEEPS = (DOCX, HTML, NONE)
_FORMATS = ("docx", "pdf")
_SUFFIXES = (".docx", ".docm", ".pdf")


class Copies(NamedTuple):
    """Where copies go: beside the draft, or with `into` in that folder under the draft's path from `folder`."""

    keep: str
    into: str | None = None

    def write(self, data: bytes, report: FileReport, folder: str) -> str | None:
        """Keep a copy, for the owner's eyes alone, in place of the last one; its path, None where there is none to keep.

        `data` is the draft. Without a finding the last copy goes: it would show what is mended. Raises UsageError.
        """
        page, *annotated = self._paths(report.path, folder)
        path = annotated[0] if annotated and self.keep == DOCX and report.format in _FORMATS else page
        replaced = report.findings and not os.path.islink(path)  # a link would lead elsewhere
        self.remove(report.path, folder, but=path if replaced else None)
        if self.keep == NONE or not report.findings:
            return None
        try:
            for made in filter(None, (self.into, os.path.dirname(path))):
                os.makedirs(made, mode=0o700, exist_ok=True)
        except OSError as error:
            raise UsageError(f"建不了文件夹“{os.path.dirname(path)}”，请检查权限") from error
        save(path, _page(report) if path == page else _annotated(data, report))
        return path

    def remove(self, draft: str, folder: str, but: str | None = None) -> None:
        """Remove what was kept of `draft`, except the copy `but`."""
        for path in self._paths(draft, folder) if self.keep != NONE else ():
            if path != but:
                with suppress(OSError):
                    os.remove(path)

    def _paths(self, draft: str, folder: str) -> list[str]:
        """The page and, where the format takes comments, the annotated copy: no two drafts of a folder share one."""
        place = draft if self.into is None else os.path.join(self.into, os.path.relpath(draft, folder))
        stem, suffix = os.path.splitext(place)
        page = (stem if suffix.lower() == ".docx" else place) + KEPT + ".html"
        return [page, stem + KEPT + suffix] if suffix.lower() in _SUFFIXES else [page]


def _annotated(data: bytes, report: FileReport) -> bytes:
    written: bytes = importlib.import_module(f"gwlint.annotate.{report.format}").annotate(data, report)
    return written


def _page(report: FileReport) -> bytes:
    from gwlint.reporters.html import render

    return render([report]).encode()
