"""What was recognised on a page, as glyphs that the layout code of the PDF reader understands."""

import math
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from gwlint.readers.pdf.lines import turned_box
from gwlint.readers.pdf.page import Box, Glyph, Page, Style

_LEAN = 8.0  # degrees: a line that leans more than others by this is no measure of how the paper lies
_LEVEL = 0.1  # degrees: less is nothing
_ALIKE = 0.12  # sizes that differ by less are one size
_ASCENT, _DESCENT = 0.86, 0.14  # of the size, above and below the baseline
_NARROW = 0.55  # the width of a letter or digit, in characters


class Line(NamedTuple):
    """A recognised line: its text, how sure that is (0 to 1), its four corners from the upper left clockwise, x and y
    in turn, in points from the lower left of the page as seen."""

    text: str
    confidence: float
    corners: tuple[float, ...]

    @property
    def lean(self) -> float:
        """Degrees that the line rises."""
        x0, y0, x1, y1 = self.corners[:4]
        return math.degrees(math.atan2(y1 - y0, x1 - x0))

    @property
    def box(self) -> Box:
        xs, ys = self.corners[::2], self.corners[1::2]
        return (min(xs), min(ys), max(xs), max(ys))


class Seen(NamedTuple):
    """Page `number` of `total`: its paper in the file's own coordinates, the degrees that viewers turn it clockwise,
    its lines; `fault` says why it could not be recognised."""

    number: int
    total: int
    paper: Box
    turn: int
    lines: tuple[Line, ...]
    fault: str = ""

    @property
    def lean(self) -> float:
        """Degrees that the paper lies askew, told by the longer lines."""
        leans = [line.lean for line in self.lines if line.box[2] - line.box[0] > 100]
        middle = median(leans) if leans else 0.0
        return median([one for one in leans if abs(one - middle) < _LEAN] or [0.0])

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as seen."""
        width, height = self.paper[2] - self.paper[0], self.paper[3] - self.paper[1]
        return (height, width) if self.turn % 180 else (width, height)

    def confidence(self, box: Box) -> float:
        """The least of the lines that stand in `box`, which is in the file's own coordinates; 1 where there is none."""
        found = [line.confidence for line in self.lines if _inside(_on_file(line.box, self), box)]
        return min(found, default=1.0)


def page_of(seen: Seen) -> Page:
    """The page with its lines laid straight."""
    lean = seen.lean
    boxes = [_straight(line, lean) if abs(lean) >= _LEVEL else line.box for line in seen.lines]
    sizes = _sizes(seen.lines, boxes)
    glyphs = [
        glyph
        for line, box, size in zip(seen.lines, boxes, sizes, strict=True)
        for glyph in _glyphs(line.text, box, size)
    ]
    width, height = seen.size
    return Page(seen.number, (0.0, 0.0, width, height), tuple(glyphs))


def on_paper(box: Box, seen: Seen) -> Box:
    """Where a box of the straight page stands in the file's own coordinates."""
    lean = seen.lean
    return _on_file(turned_box(box, lean) if abs(lean) >= _LEVEL else box, seen)


def _straight(line: Line, lean: float) -> Box:
    """The line's box once the page is turned back by `lean`: its middle moves, its length and height stay."""
    x0, y0, x1, y1, _, _, x3, y3 = line.corners
    length, height = math.hypot(x1 - x0, y1 - y0), math.hypot(x3 - x0, y3 - y0)
    x, y = sum(line.corners[::2]) / 4, sum(line.corners[1::2]) / 4
    sin, cos = math.sin(math.radians(-lean)), math.cos(math.radians(-lean))
    x, y = x * cos - y * sin, x * sin + y * cos
    return (x - length / 2, y - height / 2, x + length / 2, y + height / 2)


def _on_file(box: Box, seen: Seen) -> Box:
    left, bottom, right, top = seen.paper
    x0, y0, x1, y1 = box
    if seen.turn == 90:
        return (right - y1, bottom + x0, right - y0, bottom + x1)
    if seen.turn == 180:
        return (right - x1, top - y1, right - x0, top - y0)
    if seen.turn == 270:
        return (left + y0, top - x1, left + y1, top - x0)
    return (left + x0, bottom + y0, left + x1, bottom + y1)


def _sizes(lines: Sequence[Line], boxes: Sequence[Box]) -> list[float]:
    """The size of each line's type; those nearly alike are one, as they are in print."""
    raw = [
        min((box[2] - box[0]) / max(_ems(line.text), 1.0), box[3] - box[1])
        for line, box in zip(lines, boxes, strict=True)
    ]
    weights = sorted((size for size, line in zip(raw, lines, strict=True) for _ in line.text), reverse=True)
    usual = median(weights) if weights else 0.0
    return [round(usual if abs(size - usual) < _ALIKE * usual else size, 1) for size in raw]


def _ems(text: str) -> float:
    return sum(_NARROW if char.isascii() else 1.0 for char in text)


def _glyphs(text: str, box: Box, size: float) -> list[Glyph]:
    """The characters, spread over the line; blanks are not drawn."""
    x, y0, right, y1 = box
    each = (right - x) / max(_ems(text), _NARROW)
    base = (y0 + y1) / 2 - (_ASCENT - _DESCENT) / 2 * size
    style, glyphs, blank = Style(None, size), [], False
    for char in text:
        width = each * (_NARROW if char.isascii() else 1.0)
        if char.isspace():
            blank = True
        else:
            glyphs.append(Glyph(char, x, base - _DESCENT * size, x + width, base + _ASCENT * size, base, style, blank))
            blank = False
        x += width
    return glyphs


def _inside(line: Box, box: Box) -> bool:
    """Whether most of the smaller of the two is in the other."""
    width = min(line[2], box[2]) - max(line[0], box[0])
    height = min(line[3], box[3]) - max(line[1], box[1])
    if width <= 0 or height <= 0:
        return False
    area = min((one[2] - one[0]) * (one[3] - one[1]) for one in (line, box))
    return width * height > 0.4 * area
