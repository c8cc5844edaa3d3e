"""From a span of the text to the runs that hold it, cut where it begins and ends."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gwlint.model import Document, DocxRef, FileReport, Span
from gwlint.readers.docx.inline import TEXT_BOX
from gwlint.readers.docx.runs import paragraphs_of, runs_of
from gwlint.readers.docx.split import Fragment, outermost, split
from gwlint.readers.docx.xml import Element

_COMMENTABLE = frozenset({"paragraph", "cell", "textbox"})


class Stretch(NamedTuple):
    """Text that lies in one run: where it begins, and how many code points of it."""

    ref: DocxRef
    length: int


class Range(NamedTuple):
    """From the beginning of one run to the end of another, or of the same."""

    first: Element
    last: Element


class _Place(NamedTuple):
    """A stretch as found in the tree: code points of a run's own text."""

    run: Element
    start: int
    end: int


def reach(document: Document, span: Span) -> list[Stretch] | None:
    """What of `span` stands in the body, its tables and text boxes, in reading order; None if nothing does."""
    blocks = [one.span for one in document.blocks if one.kind in _COMMENTABLE and one.span.overlaps(span)]
    found = [
        _stretch(piece.span, piece.ref, span)
        for piece in document.pieces
        if isinstance(piece.ref, DocxRef)
        and piece.span.overlaps(span)
        and any(block.holds(piece.span) for block in blocks)
    ]
    return found or None


def _stretch(piece: Span, ref: DocxRef, span: Span) -> Stretch:
    start, end = max(piece.start, span.start), min(piece.end, span.end)
    return Stretch(ref._replace(offset=ref.offset + start - piece.start), end - start)


def title(report: FileReport) -> list[Stretch] | None:
    """The title, or else the first paragraph; None where no text stands that a comment could be on."""
    document, gongwen = report.document, report.gongwen
    if document is None:
        return None
    named = [gongwen.title.span] if gongwen is not None and gongwen.title is not None else []
    spans = [*named, *(block.span for block in document.blocks)]
    return next(filter(None, (reach(document, span) for span in spans)), None)


def ranges(root: Element, wanted: Sequence[list[Stretch] | None]) -> list[Range | None]:
    """The runs of the part `root` that hold each of these, cut to measure; None for None."""
    places = _resolved(root, [one or [] for one in wanted])
    cuts: dict[Element, set[int]] = {}
    for ends in places:
        if ends is not None:
            cuts.setdefault(ends[0].run, set()).add(ends[0].start)
            cuts.setdefault(ends[1].run, set()).add(ends[1].end)
    fragments = {run: split(run, offsets) for run, offsets in cuts.items()}
    return [None if ends is None else _range(fragments, *ends) for ends in places]


def _range(fragments: dict[Element, list[Fragment]], first: _Place, last: _Place) -> Range:
    begins = [one.run for one in fragments[first.run] if one.start <= first.start]
    ends = [one.run for one in fragments[last.run] if one.end >= last.end]
    return Range(outermost(begins[-1]), outermost(ends[0]))


def _resolved(root: Element, wanted: Iterable[list[Stretch]]) -> list[tuple[_Place, _Place] | None]:
    """The first and the last place of each, found before anything is cut."""
    paragraphs, runs = paragraphs_of(root), dict[int, list[Element]]()

    def place(stretch: Stretch) -> _Place:
        ref, length = stretch
        if ref.paragraph not in runs:
            runs[ref.paragraph] = runs_of(paragraphs[ref.paragraph])
        return _Place(runs[ref.paragraph][ref.run], ref.offset, ref.offset + length)

    found = [_one_story([place(stretch) for stretch in stretches]) for stretches in wanted]
    return [(places[0], places[-1]) if places else None for places in found]


def _one_story(places: list[_Place]) -> list[_Place]:
    """Those in the text box, or in the body itself, that holds most of it: a comment cannot reach from one to the other."""
    sizes: dict[Element | None, int] = {}
    for run, start, end in places:
        story = _story(run)
        sizes[story] = sizes.get(story, 0) + end - start
    largest = max(sizes, key=lambda story: sizes[story], default=None)
    return [one for one in places if _story(one.run) is largest]


def _story(run: Element) -> Element | None:
    return next(run.iterancestors(TEXT_BOX), None)
