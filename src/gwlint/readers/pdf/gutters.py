"""Pages set in two columns: the left one is read first."""

from collections.abc import Iterator, Sequence

from gwlint.readers.pdf.lines import Line, line_of, rows_of, segments_of
from gwlint.readers.pdf.page import Glyph
from gwlint.readers.pdf.paragraphs import Column

_GAP = 1.5  # characters between columns
_FEWEST = 4  # rows that make two columns
_NARROWEST = 8  # characters in a column's usual line; less is a list of names or a table

_Row = list[Glyph]


def split_columns(glyphs: Sequence[Glyph], page: int) -> Iterator[tuple[list[Line], Column | None]]:
    """The lines of running text, in reading order; `Column` is given for those set beside others."""
    if not glyphs:
        return
    rows = rows_of(glyphs)
    start = 0
    for first, last, gutter in _blocks(rows):
        if start < first:
            yield [line_of(row, page) for row in rows[start:first]], None
        for side in _sides(rows[first:last], gutter):
            lines = [line_of(row, page) for row in side]
            yield lines, Column(min(line.x0 for line in lines), max(line.x1 for line in lines))
        start = last
    if start < len(rows):
        yield [line_of(row, page) for row in rows[start:]], None


def _blocks(rows: Sequence[_Row]) -> Iterator[tuple[int, int, float]]:
    """Runs of rows (first, behind the last) that share a gutter, and where its middle is."""
    start = 0
    while start < len(rows):
        end, left, right = start, float("-inf"), float("inf")
        while end < len(rows):
            gap = _gap(rows[end]) or (_one_side(rows[end], left, right) if end > start else None)
            if gap is None:
                break
            low, high = max(left, gap[0]), min(right, gap[1])
            if high - low < rows[end][0].style.size:
                break
            left, right, end = low, high, end + 1
        if end - start >= _FEWEST and _wide_enough(rows[start:end], (left + right) / 2):
            yield start, end, (left + right) / 2
        start = max(end, start + 1)


def _gap(row: _Row) -> tuple[float, float] | None:
    """The only wide gap of a row."""
    segments = segments_of(row, _GAP)
    return (segments[0][-1].x1, segments[1][0].x0) if len(segments) == 2 else None


def _one_side(row: _Row, left: float, right: float) -> tuple[float, float] | None:
    """The gutter as it was, if the row stands wholly in one column: the other has ended."""
    beside = max(glyph.x1 for glyph in row) <= right or row[0].x0 >= left
    return (left, right) if beside else None


def _sides(rows: Sequence[_Row], gutter: float) -> tuple[list[_Row], list[_Row]]:
    left = [[glyph for glyph in row if glyph.x0 < gutter] for row in rows]
    right = [[glyph for glyph in row if glyph.x0 >= gutter] for row in rows]
    return [row for row in left if row], [row for row in right if row]


def _wide_enough(rows: Sequence[_Row], gutter: float) -> bool:
    return all(sorted(map(len, side))[len(side) // 2] >= _NARROWEST for side in _sides(rows, gutter))
