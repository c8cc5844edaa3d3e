"""Corrections that rules propose, written into a draft in its own format.

    fix(data, report)    the bytes with all safe corrections made, which they were, and why others were not
    plan(data, report)   the same corrections as edits of the document's text, for a program that makes them itself

In a docx they are tracked changes, for the drafter to accept or reject.
"""

import datetime
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from gwlint.errors import Unreadable
from gwlint.model import Document, Edit, FileReport, Finding, Fix, Span


class Left(NamedTuple):
    """A finding whose correction was not made, and in Chinese why."""

    finding: Finding
    reason: str


class Fixed(NamedTuple):
    """The bytes of the corrected file (the same where nothing was `done`), and what became of each correction."""

    data: bytes
    done: tuple[Finding, ...]
    left: tuple[Left, ...]


class Plan(NamedTuple):
    """Edits of the document's text, no two of which overlap; which findings they correct, and what was left."""

    edits: tuple[Edit, ...]
    done: tuple[Finding, ...]
    left: tuple[Left, ...]


class Draft(Protocol):
    """A file that edits can be written into."""

    def hindrance(self, edit: Edit) -> str | None:
        """Why this edit cannot be made here, in Chinese; None where it can."""

    def written(self, edits: Sequence[Edit]) -> bytes:
        """The file with these edits, none of which is hindered and no two of which overlap."""


def fix(
    data: bytes,
    report: FileReport,
    *,
    unsafe: bool = False,
    track: bool = True,
    now: datetime.datetime | None = None,
) -> Fixed:
    """Make the corrections of `report`, which must be of the same bytes: those that cannot change the meaning, and
    with `unsafe` the others too.

    A correction is made whole or not at all; never over revisions or generated text. `track`: as tracked changes
    where the format has them, dated `now` (UTC). Raises Unreadable for a file that cannot be written to.
    """
    document = _document(report)
    draft = _opened(data, document, track, now or datetime.datetime.now(datetime.timezone.utc))
    edits, done, left = _planned(draft, document, report.findings, unsafe)
    return Fixed(draft.written(edits) if edits else data, done, left)


def plan(data: bytes, report: FileReport, *, unsafe: bool = False) -> Plan:
    """What `fix` would do. Raises Unreadable as it does."""
    document = _document(report)
    draft = _opened(data, document, True, datetime.datetime.now(datetime.timezone.utc))
    return _planned(draft, document, report.findings, unsafe)


def _document(report: FileReport) -> Document:
    if report.document is None:
        raise Unreadable(report.reason or "文件读不出，无法修改")
    return report.document


def _planned(draft: Draft, document: Document, findings: Sequence[Finding], unsafe: bool) -> Plan:
    done: list[Finding] = []
    left: list[Left] = []
    edits: list[Edit] = []
    for finding in findings:
        if finding.fix is None:
            continue
        wanted = [trimmed(document.text, edit) for edit in finding.fix.edits]
        reason = _refusal(finding.fix, wanted, edits, document, draft, unsafe)
        if reason is None:
            done.append(finding)
            edits += wanted
        else:
            left.append(Left(finding, reason))
    return Plan(tuple(edits), tuple(done), tuple(left))


def _opened(data: bytes, document: Document, track: bool, now: datetime.datetime) -> Draft:
    if document.format == "docx":
        from gwlint.fixing.docx import DocxDraft

        return DocxDraft(data, document, track, now)
    if document.format in ("text", "markdown"):
        from gwlint.fixing.text import TextDraft

        return TextDraft(data, document)
    marked = "，或者用 gwlint annotate 加标注" if document.format == "pdf" else ""
    raise Unreadable(f"这种文件不能直接修改，请修改导出它的Word原稿{marked}")


def trimmed(text: str, edit: Edit) -> Edit:
    """The same edit without what it leaves as it is at either end; it always covers a character."""
    (start, end), new = edit.span, edit.text
    if start == end:
        start, new = start - 1, text[start - 1 : start] + new
    while new and end - start > 1 and text[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    while new and end - start > 1 and text[start] == new[0]:
        start, new = start + 1, new[1:]
    return Edit(Span(start, end), new)


def _refusal(
    fix: Fix, wanted: Sequence[Edit], taken: Sequence[Edit], document: Document, draft: Draft, unsafe: bool
) -> str | None:
    """Why a correction is not made; None where it is."""
    if not fix.safe and not unsafe:
        return "这样改可能改变意思，要由人核定；确认要改的加 --unsafe"
    if any(edit.span.overlaps(other.span) for edit in wanted for other in taken):
        return "与另一处修改重叠，改完再运行一次"
    reasons = (_untouchable(document, edit.span) or draft.hindrance(edit) for edit in wanted)
    return next((reason for reason in reasons if reason), None)


def _untouchable(document: Document, span: Span) -> str | None:
    """What a place must not be: revised, or generated."""
    if any(block.revised and block.span.overlaps(span) for block in document.blocks):
        return "这一段有修订，请先在Word里接受或者拒绝"
    if any(piece.generated and piece.span.overlaps(span) for piece in document.pieces):
        return "这里有自动编号或者换行，请手工改"
    return None
