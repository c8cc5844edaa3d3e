"""Lines out of glyphs: who stands beside whom, which gaps are blanks, which glyphs are drawn twice."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from operator import add, attrgetter, eq, sub
from typing import NamedTuple, TypeVar

from gwlint.readers.pdf.page import Box, Glyph, Style

Value = TypeVar("Value")
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


def most(values: Iterable[Value]) -> Value:
    """The commonest value; of equals the first."""
    counts = Counter(values)
    return max(counts, key=counts.__getitem__)


def lines_of(glyphs: Iterable[Glyph], page: int) -> list[Line]:
    """Horizontal lines from top to bottom, gaps kept as blanks."""
    return [line_of(row, page) for row in rows_of(glyphs)]


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs by line, each from left to right, double drawings taken out. Print of another scale keeps apart."""
    rows: list[list[Glyph]] = []
    lead: list[Glyph] = []  # the largest glyph so far of each row
    falling = sorted(sorted(glyphs, key=attrgetter("x0")), key=attrgetter("base"), reverse=True)
    for _, run in groupby(falling, key=attrgetter("base", "style")):  # what holds for the first holds for all of a run
        first, *others = run
        for index in range(len(rows) - 1, max(-1, len(rows) - 1 - _OPEN_LINES), -1):
            if _beside(lead[index], first):
                rows[index] += (first, *others)
                if first.style.size > lead[index].style.size:
                    lead[index] = first
                break
        else:
            rows.append([first, *others])
            lead.append(first)
    return [_once(sorted(row, key=attrgetter("x0"))) for row in rows]


def _beside(lead: Glyph, glyph: Glyph) -> bool:
    if lead.base == glyph.base and lead.style is glyph.style:
        return True
    one, other = lead.style.size, glyph.style.size
    small, large = min(one, other), max(one, other)
    reach = _RAISED if large > 1.4 * small else _SAME_LINE
    return abs(lead.base - glyph.base) <= reach * large and large <= 2.1 * small


def _once(row: list[Glyph]) -> list[Glyph]:
    """A character drawn again at the same place, to look bold, counts once and is bold."""
    texts = [glyph.text for glyph in row]
    if not any(map(eq, texts, texts[1:])):
        return row
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
    if not any(b.x0 - a.x1 > wide * b.style.size for a, b in pairwise(row)):
        return [row]
    gaps, narrow = _measured(row)
    usual, _ = _usual(gaps, narrow)
    return _cut(row, [i for i, gap in enumerate(gaps, 1) if gap - usual > wide * row[i].style.size])


def _cut(row: list[Glyph], cuts: Iterable[int]) -> list[list[Glyph]]:
    return [row[start:end] for start, end in pairwise((0, *cuts, len(row)))]


def line_of(row: list[Glyph], page: int) -> Line:
    """One line from glyphs that stand from left to right."""
    gaps, narrow = _measured(row)
    usual = _usual(gaps, narrow)
    first, *others = _runs(row, gaps, narrow)
    part = _Open(first)
    parts: list[_Open | Part] = [part]
    before = first[-1]
    for run in others:
        blank = _blank(before, run[0], usual)
        if blank == WIDE_BLANK:
            parts.append(Part(blank, None, part.style))
        if blank == WIDE_BLANK or not part.takes(run[0]):
            part = _Open(run)
            parts.append(part)
        else:
            part.add(run, blank)
        before = run[-1]
    closed = tuple(one if isinstance(one, Part) else one.closed() for one in parts)
    return Line(page, closed, row[0].x0, max([glyph.x1 for glyph in row]), *_lead(row))


def _runs(row: list[Glyph], gaps: list[float], narrow: list[bool]) -> list[list[Glyph]]:
    """What surely belongs to one part: near each other, in one style, all letters and digits or all Han."""
    styles = [glyph.style for glyph in row]
    between = zip(gaps, styles, styles[1:], narrow, narrow[1:], strict=False)
    cuts = [i for i, (gap, a, b, m, n) in enumerate(between, 1) if a is not b or m is not n or gap >= _NEAR * b.size]
    return _cut(row, cuts)


def _lead(row: list[Glyph]) -> tuple[float, float]:
    """Baseline and size of most of the row."""
    sizes = [glyph.style.size for glyph in row]
    if sizes.count(sizes[0]) == len(sizes):
        return row[0].base, sizes[0]
    size = max(set(sizes), key=lambda one: (sizes.count(one), one))
    return row[sizes.index(size)].base, size


class _Open:
    """A part that still grows. Letters and digits take the style of the Han beside them, as people see it."""

    def __init__(self, run: list[Glyph]) -> None:
        self.style = run[0].style
        self._texts: list[str] = []
        self._glyphs: list[Glyph] = []
        self._narrow = True
        self.add(run)

    def takes(self, glyph: Glyph) -> bool:
        mine, other = self.style, glyph.style
        return mine == other or (
            mine.size == other.size and mine.color == other.color and (self._narrow or glyph.text.isascii())
        )

    def add(self, run: list[Glyph], blank: str = "") -> None:
        if self._narrow and not run[0].text.isascii():
            self._narrow, self.style = False, run[0].style
        self._texts += (blank, *[glyph.text for glyph in run])
        self._glyphs += run

    def closed(self) -> Part:
        _, x0s, y0s, x1s, y1s, *_ = zip(*self._glyphs, strict=True)
        return Part("".join(self._texts), (min(x0s), min(y0s), max(x1s), max(y1s)), self.style)


def _measured(row: Sequence[Glyph]) -> tuple[list[float], list[bool]]:
    """The gaps between neighbours; and of each glyph whether it is a letter or digit."""
    texts, x0s, _, x1s, *_ = zip(*row, strict=True)
    return list(map(sub, x0s[1:], x1s)), list(map(str.isascii, texts))


def _usual(gaps: list[float], narrow: list[bool]) -> tuple[float, float]:
    """The spacing between Han, and between letters and digits, that this line is set with."""
    if not any(narrow):
        return (_middle(gaps),) * 2
    kinds = list(map(add, narrow, narrow[1:]))
    han, mixed, latin = ([gap for gap, kind in zip(gaps, kinds, strict=True) if kind == n] for n in range(3))
    wide = _middle(han or mixed)
    return wide, _middle(latin) if len(latin) >= 3 else wide


def _middle(gaps: list[float]) -> float:
    """The middle gap, never below 0."""
    return max(0.0, sorted(gaps)[(len(gaps) - 1) // 2]) if gaps else 0.0


def _blank(left: Glyph, right: Glyph, usual: tuple[float, float]) -> str:
    size = max(left.style.size, right.style.size)
    gap = right.x0 - left.x1
    if gap < _NEAR * right.style.size:
        return ""
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


def turned_box(box: Box, angle: float) -> Box:
    """The upright box around `box` turned by `angle` degrees about the origin."""
    sin, cos = math.sin(math.radians(angle)), math.cos(math.radians(angle))
    corners = [(x * cos - y * sin, x * sin + y * cos) for x in box[::2] for y in box[1::2]]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))
