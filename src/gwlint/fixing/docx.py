"""Edits in a docx, as tracked changes: what goes is struck out, what comes stands beside it in the same formatting."""

import datetime
from collections.abc import Iterator, Sequence
from copy import deepcopy
from functools import cache
from typing import NamedTuple

from lxml import etree

from gwlint.model import Document, DocxRef, Edit, Span
from gwlint.readers.docx.package import Package
from gwlint.readers.docx.rewrite import rewritten
from gwlint.readers.docx.runs import LITERAL, paragraphs_of, runs_of, text_of
from gwlint.readers.docx.split import outermost, split
from gwlint.readers.docx.xml import ALTERNATE, RPR, RUN, STRICT, Element, W

_AUTHOR = "gwlint"
_ID, _FIELD = W + "id", W + "fldChar"
_TEXT, _DELETED = W + "t", W + "delText"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PLAIN = frozenset({*LITERAL, RPR, W + "lastRenderedPageBreak"})


class _Slice(NamedTuple):
    """Code points of a run's own text."""

    run: Element
    start: int
    end: int


class DocxDraft:
    """A docx, as read into `document`; `now` dates the changes. Raises Unreadable."""

    def __init__(self, data: bytes, document: Document, track: bool, now: datetime.datetime) -> None:
        self._data, self._document, self._track = data, document, track
        self._package = Package(data)
        self._date = now.strftime("%Y-%m-%dT%H:%M:%SZ")
        self._roots: dict[str, Element] = {}
        self._runs = cache(self._runs_of)
        self._in_field = cache(lambda part: set(_in_fields(self._roots[part])))

    def hindrance(self, edit: Edit) -> str | None:
        """Where a tracked change is not allowed, or would be lost."""
        for part, slice in self._slices(edit.span):
            around = {one.tag for one in slice.run.iterancestors()}
            if slice.run in self._in_field(part) or W + "fldSimple" in around:
                return "这里是域（如日期、交叉引用）的结果，请在Word里改域"
            if ALTERNATE in around:
                return "这里在文本框或者图形里，请手工改"
            if any(sdt.find(f"{W}sdtPr/{W}dataBinding") is not None for sdt in slice.run.iterancestors(W + "sdt")):
                return "这里的内容由文档属性生成，请改文档属性"
            if outermost(slice.run) is not slice.run or any(child.tag not in _PLAIN for child in slice.run):
                return "这里的文字带注音、图片或者脚注，请手工改"
        shown = "".join(text_of(one.run)[one.start : one.end] for _, one in self._slices(edit.span))
        return None if shown == edit.span.of(self._document.text) else "这里的文字与文件里的写法不同，请手工改"

    def written(self, edits: Sequence[Edit]) -> bytes:
        """The package with these edits; the parts that hold none of them stay as they lie."""
        placed = [(edit, list(self._slices(edit.span))) for edit in edits]
        fragments = self._split([one for _, slices in placed for _, one in slices])
        ids = iter(range(1 + max(map(_highest_id, self._roots.values())), 1 << 31))
        for edit, slices in placed:
            gone = [run for _, one in slices for run in fragments[one]]
            if edit.text:
                gone[-1].addnext(self._arriving(gone[0], edit.text, ids))
            for run in gone:
                self._depart(run, ids)
        touched = {part for _, slices in placed for part, _ in slices}
        return rewritten(self._data, {part: self._bytes_of(part) for part in touched})

    def _slices(self, span: Span) -> Iterator[tuple[str, _Slice]]:
        """The stretches of runs that `span` covers, each with its part."""
        for piece in self._document.pieces:
            if isinstance(ref := piece.ref, DocxRef) and piece.span.overlaps(span):
                by = ref.offset - piece.span.start
                start, end = max(piece.span.start, span.start) + by, min(piece.span.end, span.end) + by
                yield ref.part, _Slice(self._runs(ref.part, ref.paragraph)[ref.run], start, end)

    def _runs_of(self, part: str, paragraph: int) -> list[Element]:
        if part not in self._roots:
            root = self._package.tree(part)
            assert root is not None
            self._roots[part] = root
        return runs_of(paragraphs_of(self._roots[part])[paragraph])

    def _split(self, slices: Sequence[_Slice]) -> dict[_Slice, list[Element]]:
        """Each slice as runs of its own."""
        found: dict[_Slice, list[Element]] = {}
        for run in dict.fromkeys(one.run for one in slices):
            mine = [one for one in slices if one.run is run]
            pieces = split(run, [cut for one in mine for cut in (one.start, one.end)])
            for one in mine:
                found[one] = [piece.run for piece in pieces if one.start <= piece.start and piece.end <= one.end]
        return found

    def _arriving(self, like: Element, text: str, ids: Iterator[int]) -> Element:
        run = like.makeelement(RUN)
        properties = like.find(RPR)
        if properties is not None:
            run.append(deepcopy(properties))
        etree.SubElement(run, _TEXT, {_SPACE: "preserve"}).text = text
        if not self._track:
            return run
        change = self._change(like, "ins", ids)
        change.append(run)
        return change

    def _depart(self, run: Element, ids: Iterator[int]) -> None:
        parent = run.getparent()
        assert parent is not None
        if not self._track:
            parent.remove(run)
            return
        change = self._change(run, "del", ids)
        parent.replace(run, change)
        change.append(run)
        for text in run.iterchildren(_TEXT):
            text.tag = _DELETED
            text.set(_SPACE, "preserve")

    def _change(self, like: Element, kind: str, ids: Iterator[int]) -> Element:
        return like.makeelement(W + kind, {_ID: str(next(ids)), W + "author": _AUTHOR, W + "date": self._date})

    def _bytes_of(self, part: str) -> bytes:
        """The part again; a strict file's in the names it was written in."""
        data = etree.tostring(self._roots[part], xml_declaration=True, encoding="UTF-8", standalone=True)
        if b"http://purl.oclc.org/ooxml/" in (self._package.bytes_of(part) or b""):
            for strict, transitional in STRICT:
                data = data.replace(transitional, strict)
        return data


def _in_fields(root: Element) -> Iterator[Element]:
    """The runs in which a complex field is open, begins or ends."""
    depth = 0
    for element in root.iter(RUN, _FIELD):
        if element.tag == RUN:
            if depth:
                yield element
            continue
        depth = max(0, depth + {"begin": 1, "end": -1}.get(element.get(W + "fldCharType", ""), 0))
        yield from element.iterancestors(RUN)


def _highest_id(root: Element) -> int:
    return max((int(id) for one in root.iter() if (id := one.get(_ID, "")).isascii() and id.isdigit()), default=0)
