"""The text of a document with its findings marked. Findings that overlap share the stretch they have in common."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise, starmap
from typing import NamedTuple, TypeVar

from gwlint.model import SEVERITIES, Block, Document, DocxRef, Finding, Span
from gwlint.reporters.html.parts import lines
from gwlint.reporters.locate import Locator

Thing = TypeVar("Thing")


class _Stretch(NamedTuple):
    """A stretch of one block in which nothing begins or ends: the findings (by index) on it, and whether inserted."""

    span: Span
    on: tuple[int, ...]
    inserted: bool


class Marker:
    """Marks one document's findings. A finding is reached by keyboard where it first shows; `places` keeps where."""

    def __init__(self, document: Document, findings: Sequence[Finding], prefix: str) -> None:
        self.places: dict[int, str] = {}
        self._text = document.text
        self._findings = findings
        self._prefix = prefix
        locator = Locator(document)
        self._spans = [_shown(one.span, locator) for one in findings]
        inserted = [piece.span for piece in document.pieces if isinstance(piece.ref, DocxRef) and piece.ref.revision]
        self._found = _by_block(list(enumerate(self._spans)), document)
        self._inserted = _by_block([(span, span) for span in inserted], document)

    def block(self, block: Block) -> str:
        """The block's text as HTML."""
        return "".join(map(self._stretch, self._stretches(block.span)))

    def _stretches(self, inside: Span) -> Iterator[_Stretch]:
        found, inserted = self._found[inside.start], self._inserted[inside.start]
        touching = [self._spans[number] for number in found] + inserted
        cuts = {inside.start, inside.end} | {at for span in touching for at in span if inside.start < at < inside.end}
        for span in starmap(Span, pairwise(sorted(cuts))):
            on = tuple(number for number in found if self._spans[number].holds(span))
            yield _Stretch(span, on, any(one.holds(span) for one in inserted))

    def _stretch(self, one: _Stretch) -> str:
        html = lines(one.span.of(self._text))
        if one.inserted:
            html = f'<ins title="修订中插入的文字">{html}</ins>'
        return self._marked(html, one.on) if one.on else html

    def _marked(self, html: str, on: tuple[int, ...]) -> str:
        gravest = min((self._findings[number].severity for number in on), key=SEVERITIES.index)
        attributes = f'class="{gravest}" data-on="{" ".join(f"{self._prefix}n{number + 1}" for number in on)}"'
        first = [number for number in on if number not in self.places]
        if first:
            name = f"{self._prefix}m{first[0] + 1}"
            self.places.update(dict.fromkeys(first, name))
            attributes += (
                f' id="{name}" tabindex="0" role="button" data-number="{"、".join(str(n + 1) for n in first)}"'
            )
            attributes += f' aria-describedby="{" ".join(f"{self._prefix}n{number + 1}" for number in on)}"'
        return f"<mark {attributes}>{html}</mark>"


def _by_block(spans: Sequence[tuple[Thing, Span]], document: Document) -> defaultdict[int, list[Thing]]:
    """What lies on each block, by the block's start; a long document with many findings would take too long else."""
    starts = [block.span.start for block in document.blocks]
    found: defaultdict[int, list[Thing]] = defaultdict(list)
    for thing, span in spans:
        for start in starts[max(bisect_right(starts, span.start) - 1, 0) : bisect_left(starts, span.end)]:
            found[start].append(thing)
    return found


def _shown(span: Span, locator: Locator) -> Span:
    """`span`, or for one that covers nothing the character it stands at, so that there is something to mark."""
    block = locator.block(span.start)
    if span.length or block is None:
        return span
    at = max(min(span.start, block.span.end - 1), block.span.start)
    return Span(at, min(at + 1, block.span.end))
