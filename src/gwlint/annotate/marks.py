"""The marks that tie a comment to the text: where it begins, where it ends, and the reference to it."""

from collections.abc import Sequence
from copy import deepcopy

from gwlint.annotate.ranges import Range
from gwlint.errors import Unreadable
from gwlint.readers.docx.xml import RPR, RUN, Element, P, W

_ID = W + "id"


def place(root: Element, ids: Sequence[int], found: Sequence[Range | None]) -> None:
    """Put the marks of each comment around its range; without one, at the end of the first paragraph.

    Raises Unreadable where there is no paragraph.
    """
    for id, range in zip(ids, found, strict=True):
        if range is not None:
            range.first.addprevious(_mark(root, "commentRangeStart", id))
    for id, range in reversed(list(zip(ids, found, strict=True))):
        if range is None:
            _first_paragraph(root).extend([_mark(root, "commentRangeStart", id), *_end(root, id, None)])
        else:
            for mark in reversed(_end(root, id, range.last)):
                range.last.addnext(mark)


def _mark(root: Element, name: str, id: int) -> Element:
    return root.makeelement(W + name, {_ID: str(id)})


def _end(root: Element, id: int, run: Element | None) -> list[Element]:
    """The end of a range, and a run with the reference, in the look of `run` so that no line grows higher."""
    reference = root.makeelement(RUN)
    properties = None if run is None else run.find(RPR)
    if properties is not None:
        reference.append(_plain(properties))
    reference.append(_mark(root, "commentReference", id))
    return [_mark(root, "commentRangeEnd", id), reference]


def _plain(properties: Element) -> Element:
    """A copy without what is tracked: nobody has changed the reference."""
    copy = deepcopy(properties)
    for change in copy.findall(W + "rPrChange"):
        copy.remove(change)
    return copy


def _first_paragraph(root: Element) -> Element:
    paragraph = next(root.iter(P), None)
    if paragraph is None:
        raise Unreadable("文中没有段落，放不下批注，请用Word打开后另存为docx再试")
    return paragraph
