"""Ruled tables: cells from the straight lines of a page."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gwlint.readers.pdf.page import Box, Glyph

_SNAP = 3.0  # points within which two ruled lines are one
_REACH = 4.0  # points that a line may fall short of the one it meets
_MAX_CELLS = 4000


class Table(NamedTuple):
    """A table's outline and its cells, row by row from the top, each from left to right."""

    box: Box
    cells: tuple[Box, ...]


class _Rule(NamedTuple):
    """A straight line: where it lies across, and from where to where it runs along."""

    at: float
    start: float
    end: float


def tables_of(rulings: Sequence[Box]) -> list[Table]:
    """The tables of two cells or more that the ruled lines draw, from the top of the page down.

    A single frame, or lone lines as above a red-head document's text, are not a table.
    """
    flat = _merged((_Rule((y0 + y1) / 2, x0, x1) for x0, y0, x1, y1 in rulings if x1 - x0 >= y1 - y0))
    steep = _merged((_Rule((x0 + x1) / 2, y0, y1) for x0, y0, x1, y1 in rulings if y1 - y0 > x1 - x0))
    if len(flat) < 2 or len(steep) < 2 or len(flat) + len(steep) < 5:
        return []
    return [_table(group) for group in _groups(_cells(flat, steep)) if len(group) > 1]


def _merged(rules: Iterable[_Rule]) -> list[_Rule]:
    """Lines drawn in pieces, cell by cell, put together; two that lie as near as a double line are one."""
    merged: list[_Rule] = []
    for level in _levels(sorted(rules)):
        for rule in sorted(level, key=lambda r: r.start):
            last = merged[-1] if merged else None
            if last and last.at == level[0].at and rule.start <= last.end + _REACH:
                merged[-1] = last._replace(end=max(last.end, rule.end))
            else:
                merged.append(rule._replace(at=level[0].at))
    return merged


def _levels(rules: list[_Rule]) -> list[list[_Rule]]:
    levels: list[list[_Rule]] = []
    for rule in rules:
        if levels and rule.at - levels[-1][0].at < _SNAP:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    return levels


def _cells(flat: list[_Rule], steep: list[_Rule]) -> list[Box]:
    """The smallest rectangles whose four sides are all drawn."""
    cells: list[Box] = []
    tops = sorted(flat, key=lambda rule: -rule.at)
    for top in tops:
        posts = sorted(post for post in steep if _meets(post, top.at) and post.start < top.at - _REACH)
        posts = [post for post in posts if _meets(top, post.at)]
        for left in posts:
            box = _smallest(top, left, tops, posts)
            if box:
                cells.append(box)
            if len(cells) > _MAX_CELLS:
                return []
    return cells


def _smallest(top: _Rule, left: _Rule, flat: list[_Rule], posts: list[_Rule]) -> Box | None:
    """The cell whose upper left corner is where the two lines meet."""
    for floor in flat:  # nearest first
        if floor.at >= top.at or not _meets(left, floor.at) or not _meets(floor, left.at):
            continue
        for right in posts:
            if right.at > left.at and _meets(right, floor.at) and _meets(floor, right.at) and _meets(top, right.at):
                return (left.at, floor.at, right.at, top.at)
    return None


def _meets(rule: _Rule, at: float) -> bool:
    return rule.start - _REACH <= at <= rule.end + _REACH


def _groups(cells: list[Box]) -> list[list[Box]]:
    """Cells that touch belong to one table. `cells` come from the top down."""
    groups: list[list[Box]] = []
    for cell in cells:
        near = [group for group in groups if any(_touch(cell, other) for other in reversed(group))]
        rest = [group for group in groups if group not in near]
        groups = [*rest, [*(c for group in near for c in group), cell]]
    return groups


def _touch(one: Box, other: Box) -> bool:
    return (
        one[0] <= other[2] + _REACH
        and other[0] <= one[2] + _REACH
        and one[1] <= other[3] + _REACH
        and other[1] <= one[3] + _REACH
    )


def _table(cells: list[Box]) -> Table:
    ordered = sorted(cells, key=lambda c: (-c[3], c[0]))
    xs0, ys0, xs1, ys1 = zip(*ordered, strict=True)
    return Table((min(xs0), min(ys0), max(xs1), max(ys1)), tuple(ordered))


def cell_glyphs(table: Table, glyphs: Iterable[Glyph]) -> tuple[dict[Box, list[Glyph]], list[Glyph]]:
    """The glyphs of each cell, and those outside the table."""
    held: dict[Box, list[Glyph]] = {cell: [] for cell in table.cells}
    outside: list[Glyph] = []
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
        cell = next((c for c in table.cells if c[0] <= x <= c[2] and c[1] <= y <= c[3]), None)
        (held[cell] if cell else outside).append(glyph)
    return held, outside
