"""Findings as native comments in a docx. Text and formatting stay as they are; no part but those of the comments changes."""

import datetime

from gwlint.annotate.comments import Comments
from gwlint.annotate.marks import place
from gwlint.annotate.ranges import ranges, reach, title
from gwlint.annotate.words import lines
from gwlint.errors import Unreadable
from gwlint.model import FileReport, Finding
from gwlint.readers.docx.package import Package
from gwlint.readers.docx.rewrite import rewritten
from gwlint.readers.docx.xml import Element

_GATHERED = "以下意见所指的文字在页眉、页脚、脚注或自动编号里，Word 不能在那里加批注，集中写在这里："


def annotate(data: bytes, report: FileReport, *, now: datetime.datetime | None = None) -> bytes:
    """The docx `data`, a comment on the words of each finding of `report`; those of `outside` in one at the title.

    `report` must be of the same bytes; without a finding they come back unchanged. `now` is the comments' time
    (local). Raises Unreadable where the file cannot be added to.
    """
    if report.document is None:
        raise Unreadable(report.reason or "文件读不出，无法批注")
    if not report.findings:
        return data
    package = Package(data)
    main = package.main_part()
    root = package.tree(main)
    assert root is not None
    comments = Comments(package, main, root, now or datetime.datetime.now())
    _write(report, root, comments)
    return rewritten(data, comments.parts())


def outside(report: FileReport) -> tuple[Finding, ...]:
    """The findings that stand where Word allows no comment: header, footer, note, automatic number."""
    document = report.document
    return () if document is None else tuple(one for one in report.findings if reach(document, one.span) is None)


def _write(report: FileReport, root: Element, comments: Comments) -> None:
    """The comments, and their places in the document."""
    assert report.document is not None
    apart = outside(report)
    inside = [one for one in report.findings if one not in apart]
    notes = [lines(one) for one in inside]
    places = [reach(report.document, one.span) for one in inside]
    if apart:
        notes.insert(0, [_GATHERED, *(line for one in apart for line in _with_quote(one))])
        places.insert(0, title(report))
    ids = [comments.add(note) for note in notes]
    place(root, ids, ranges(root, places))


def _with_quote(finding: Finding) -> list[str]:
    heading, *rest = lines(finding)
    quote = " ".join(finding.quote.split())
    return ["", f"{heading}：“{quote}”" if quote else heading, *rest]
