"""Tracked changes and comments: a paragraph's text cut where they begin and end."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

AUTHOR = "办公室核稿"


class Mark(NamedTuple):
    """What befalls text[start:end]: `kind` is ins, del (of `payload`, before `end`) or comment (saying `payload`)."""

    kind: str
    start: int
    end: int
    payload: str = ""


def marks(source: dict[str, Any], text: str) -> list[Mark]:
    """The marks that fall into `text`.

    A source writes its text as finally agreed, and "before|inserted|after", "before|deleted", "quote|comment".
    """
    found = []
    for entry in source.get("insertions", []):
        before, new, after = entry.split("|")
        if (at := text.find(before + new + after)) >= 0:
            found.append(Mark("ins", at + len(before), at + len(before) + len(new)))
    for entry in source.get("deletions", []):
        before, gone = entry.split("|")
        if (at := text.find(before)) >= 0:
            found.append(Mark("del", at + len(before), at + len(before), gone))
    for entry in source.get("comments", []):
        quote, saying = entry.split("|")
        if (at := text.find(quote)) >= 0:
            found.append(Mark("comment", at, at + len(quote), saying))
    return found


def write(
    document: Document, paragraph: Paragraph, text: str, found: list[Mark], run: Callable[[str, int], Run], day: str
) -> None:
    """Write `text` in runs cut at the marks; `run(piece, start)` appends one run. `day` is ISO, for dating changes."""
    stamp = f"{day}T09:00:00Z"
    remarks: dict[Mark, list[Run]] = {mark: [] for mark in found if mark.kind == "comment"}
    for start, end in _pieces(text, found):
        for mark in found:
            if mark.kind == "del" and mark.start == start:
                _deleted(run(mark.payload, start), stamp)
        one = run(text[start:end], start)
        for mark in found:
            if mark.start <= start and end <= mark.end and mark.kind == "comment":
                remarks[mark].append(one)
        if any(mark.kind == "ins" and mark.start <= start and end <= mark.end for mark in found):
            _wrapped(one, "w:ins", stamp)
    for mark, runs in remarks.items():
        comment = document.add_comment(runs, mark.payload, author=AUTHOR, initials="核")
        comment._comment_elm.date = datetime.datetime.fromisoformat(f"{day}T09:00:00+00:00")


def _pieces(text: str, found: list[Mark]) -> Iterator[tuple[int, int]]:
    cuts = sorted({0, len(text), *(m.start for m in found), *(m.end for m in found)})
    return pairwise(cuts)


def _wrapped(run: Run, tag: str, stamp: str) -> None:
    before = run._element.xpath("count(//w:ins | //w:del)")
    change = OxmlElement(tag)
    change.set(qn("w:id"), str(901 + int(before)))
    change.set(qn("w:author"), AUTHOR)
    change.set(qn("w:date"), stamp)
    run._element.addprevious(change)
    change.append(run._element)


def _deleted(run: Run, stamp: str) -> None:
    for text in run._element.findall(qn("w:t")):
        text.tag = qn("w:delText")
    _wrapped(run, "w:del", stamp)
