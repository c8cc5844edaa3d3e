"""Lines out of glyphs: who stands beside whom, which gaps are blanks, which glyphs are drawn twice."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from gwlint.readers.pdf.page import Box, Glyph, Style

WIDE_BLANK = "\u3000"
"""What stands in the text for a gap that letter spacing does not explain."""

_SAME_LINE = 0.4  # of the larger glyph's size, between baselines
_RAISED = 0.55  # the same, for a raised or lowered figure, which is 1.4 times smaller or more
_TWICE = 0.4  # of its width, between two drawings of one character
_HAN_GAP = 0.8  # of the size, above the line's usual spacing
_WORD_GAP = 0.2
_NEAR = 0.1  # of the size: never a blank
_OPEN_LINES = 3


class Part(NamedTuple):
    """A stretch of a line in one style; `box` is None for a blank that only a gap shows."""

    text: str
    box: Box | None
    style: Style


class Line(NamedTuple):
    """A visual line. `x0`, `x1`, `base` along the reading direction; `size` that of most of its text."""

    page: int
    parts: tuple[Part, ...]
    x0: float
    x1: float
    base: float
    size: float

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def style(self) -> Style:
        """The style of its longest part."""
        return max(self.parts, key=lambda part: len(part.text) if part.box else 0).style


def lines_of(glyphs: Iterable[Glyph], page: int) -> list[Line]:
    """Horizontal lines from top to bottom, gaps kept as blanks."""
    return [line_of(row, page) for row in rows_of(glyphs)]


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs by line, each from left to right, double drawings taken out. Print of another scale keeps apart."""
    rows: list[list[Glyph]] = []
    lead: list[Glyph] = []  # the largest glyph so far of each row
    for glyph in sorted(glyphs, key=lambda g: (-g.base, g.x0)):
        for index in range(len(rows) - 1, max(-1, len(rows) - 1 - _OPEN_LINES), -1):
            if _beside(lead[index], glyph):
                rows[index].append(glyph)
                if glyph.style.size > lead[index].style.size:
                    lead[index] = glyph
                break
        else:
            rows.append([glyph])
            lead.append(glyph)
    return [_once(sorted(row, key=lambda g: g.x0)) for row in rows]


def _beside(lead: Glyph, glyph: Glyph) -> bool:
    if lead.base == glyph.base and lead.style is glyph.style:
        return True
    one, other = lead.style.size, glyph.style.size
    small, large = min(one, other), max(one, other)
    reach = _RAISED if large > 1.4 * small else _SAME_LINE
    return abs(lead.base - glyph.base) <= reach * large and large <= 2.1 * small


def _once(row: list[Glyph]) -> list[Glyph]:
    """A character drawn again at the same place, to look bold, counts once and is bold."""
    kept: list[Glyph] = []
    for glyph in row:
        last = kept[-1] if kept else None
        if last and last.text == glyph.text and glyph.x0 - last.x0 < _TWICE * max(0.0, glyph.x1 - glyph.x0):
            kept[-1] = last._replace(style=last.style._replace(bold=True))
        else:
            kept.append(glyph)
    return kept


def segments_of(row: list[Glyph], wide: float) -> list[list[Glyph]]:
    """The row cut at gaps of more than `wide` times the size that letter spacing does not explain."""
    usual = _usual_gaps(row)
    found = [[row[0]]]
    for left, right in pairwise(row):
        if right.x0 - left.x1 - usual[0] > wide * right.style.size:
            found.append([])
        found[-1].append(right)
    return found


def line_of(row: list[Glyph], page: int) -> Line:
    """One line from glyphs that stand from left to right."""
    usual = _usual_gaps(row)
    parts: list[_Open] = []
    before: Glyph | None = None
    for glyph in row:
        near = before is None or glyph.x0 - before.x1 < _NEAR * glyph.style.size
        blank = "" if near or before is None else _blank(before, glyph, usual)
        if blank == WIDE_BLANK:
            parts.append(_Open(blank, parts[-1].style, None))
        if not parts or parts[-1].box is None or not parts[-1].takes(glyph):
            parts.append(_Open("", glyph.style, glyph.box))
        parts[-1].add(glyph, " " if blank == " " else "")
        before = glyph
    return Line(page, tuple(part.closed() for part in parts), row[0].x0, max(g.x1 for g in row), *_lead(row))


def _lead(row: list[Glyph]) -> tuple[float, float]:
    """Baseline and size of most of the row."""
    sizes: dict[float, int] = {}
    for glyph in row:
        sizes[glyph.style.size] = sizes.get(glyph.style.size, 0) + 1
    size = max(sizes, key=lambda s: (sizes[s], s))
    return next(glyph.base for glyph in row if glyph.style.size == size), size


class _Open:
    """A part that still grows. Letters and digits take the style of the Han beside them, as people see it."""

    def __init__(self, text: str, style: Style, box: Box | None) -> None:
        self.texts = [text] if text else []
        self.style = style
        self.box = box
        self._narrow = True

    def takes(self, glyph: Glyph) -> bool:
        mine, other = self.style, glyph.style
        return mine == other or (
            mine.size == other.size and mine.color == other.color and (self._narrow or glyph.text.isascii())
        )

    def add(self, glyph: Glyph, blank: str) -> None:
        if self._narrow and not glyph.text.isascii():
            self._narrow, self.style = False, glyph.style
        self.texts += (blank, glyph.text)
        if self.box is not None:
            x0, y0, x1, y1 = self.box
            self.box = (min(x0, glyph.x0), min(y0, glyph.y0), max(x1, glyph.x1), max(y1, glyph.y1))

    def closed(self) -> Part:
        return Part("".join(self.texts), self.box, self.style)


def _usual_gaps(row: Sequence[Glyph]) -> tuple[float, float]:
    """The spacing between Han, and between letters and digits, that this line is set with."""
    gaps: tuple[list[float], list[float], list[float]] = ([], [], [])
    for left, right in pairwise(row):
        gaps[left.text.isascii() + right.text.isascii()].append(right.x0 - left.x1)
    han, mixed, narrow = gaps
    wide = _middle(han or mixed)
    return wide, _middle(narrow) if len(narrow) >= 3 else wide


def _middle(gaps: list[float]) -> float:
    """The middle gap, never below 0."""
    return max(0.0, sorted(gaps)[(len(gaps) - 1) // 2]) if gaps else 0.0


def _blank(left: Glyph, right: Glyph, usual: tuple[float, float]) -> str:
    size = max(left.style.size, right.style.size)
    gap = right.x0 - left.x1
    if left.text.isascii() and right.text.isascii():
        wide = gap - usual[1] > _WORD_GAP * size or (right.blank and gap > 0.1 * size and not usual[1] > 0.1 * size)
        return (WIDE_BLANK if gap > 2 * size else " ") if wide else ""
    return WIDE_BLANK if gap - usual[0] > _HAN_GAP * size else ""


def turned(glyph: Glyph, angle: int) -> Glyph:
    """The glyph as seen when the paper is turned so that text of this angle runs from left to right."""
    if angle == 0:
        return glyph
    x0, y0, x1, y1 = turned_box(glyph.box, -angle)
    return glyph._replace(x0=x0, y0=y0, x1=x1, y1=y1, base=y0)


def turned_box(box: Box, angle: int) -> Box:
    """The upright box around `box` turned by `angle` degrees about the origin."""
    sin, cos = math.sin(math.radians(angle)), math.cos(math.radians(angle))
    corners = [(x * cos - y * sin, x * sin + y * cos) for x in box[::2] for y in box[1::2]]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))
