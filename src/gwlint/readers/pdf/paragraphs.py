"""Paragraphs out of lines: first-line indents, full lines, centred titles, dates at the right."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from gwlint import re
from gwlint.readers.pdf.lines import Line, Part, most
from gwlint.readers.pdf.page import Box, Style

Align: TypeAlias = Literal["left", "center", "right"]

_INDENT = (1.4, 2.7)  # a first line's indent of two characters, in characters
_NARROW = 6  # a line indented on both sides by less is a short paragraph, not a title

_BLOCK = 40  # lines that are looked at on either side
_LARGE = 18.0  # points; titles and mastheads are set in this or more, and larger than the text


class Column(NamedTuple):
    """Where text begins and ends along its lines, in points."""

    left: float
    right: float


class Paragraph(NamedTuple):
    """Lines that are read as one. `indent` of the first line against its column, in points."""

    lines: tuple[Line, ...]
    align: Align
    indent: float


class _Usual(NamedTuple):
    """What the whole text keeps to: the distance of its baselines, from which size on a line is a title, and whether
    paragraphs begin with an indent."""

    pitch: float
    large: float
    indents: bool


class _Placed(NamedTuple):
    """A line, its column, and what its place makes of it."""

    line: Line
    column: Column
    align: Align

    @property
    def indent(self) -> float:
        """In characters."""
        return (self.line.x0 - self.column.left) / self.line.size

    @property
    def spare(self) -> float:
        """Room left at the line's end, in characters."""
        return (self.column.right - self.line.x1) / self.line.size


def columns_of(pages: Sequence[tuple[Box, Sequence[Line]]]) -> list[list[Column]]:
    """The column of each line, given the pages' papers and lines; a page with little text takes the usual one."""
    own = [_column(lines, paper) for paper, lines in pages]
    whole = _column([line for _, lines in pages for line in lines], pages[0][0])[0] if pages else Column(0.0, 0.0)
    by_width: dict[int, list[Column]] = {}
    for (paper, _), (column, sure) in zip(pages, own, strict=True):
        by_width.setdefault(_width(paper), []).extend([column] if sure else ())
    usuals = {width: _middle(columns) or whole for width, columns in by_width.items()}
    columns = []
    for (paper, lines), (column, sure) in zip(pages, own, strict=True):
        usual = usuals[_width(paper)]
        wider = bool(lines) and (column.right > usual.right + 40 or column.left < usual.left - 40)
        columns.append(_inset(lines, column if sure or wider else usual))
    return columns


def _width(paper: Box) -> int:
    return round(paper[2] - paper[0])


def _middle(columns: Sequence[Column]) -> Column | None:
    """The median of each edge."""
    half = len(columns) // 2
    return Column(sorted(c.left for c in columns)[half], sorted(c.right for c in columns)[half]) if columns else None


def _inset(lines: Sequence[Line], column: Column) -> list[Column]:
    """The column of each line of a page: a narrower one where a block of lines keeps to a nearer right edge.

    Notes under a table are set so. Shorter lines below belong to it as long as they stay inside.
    """
    found: list[Column] = []
    for index, line in enumerate(lines):
        inner = column.right - line.x1 > 1.5 * line.size
        full = [x for x in _block(lines, index) if _flush(x, line)] if inner else []
        if len(full) >= 3 and min(x.width for x in full) > 15 * line.size:
            left = most(round(x.x0) for x in full)
            found.append(Column(float(left), line.x1))
        elif found and found[-1].left - 1 <= line.x0 and line.x1 <= found[-1].right + 1:
            found.append(found[-1])
        else:
            found.append(column)
    return found


def _block(lines: Sequence[Line], index: int) -> Sequence[Line]:
    """The lines around one that do not reach further right; nothing where they are fewer than five."""
    edge = lines[index].x1 + 0.15 * lines[index].size
    first, last = index, index + 1
    while first > max(0, index - _BLOCK) and lines[first - 1].x1 < edge:
        first -= 1
    while last < min(len(lines), index + _BLOCK) and lines[last].x1 < edge:
        last += 1
    return lines[first:last] if last - first >= 5 else ()


def _flush(one: Line, other: Line) -> bool:
    return abs(one.x1 - other.x1) < 0.15 * one.size and one.size == other.size


def _column(lines: Sequence[Line], paper: Box) -> tuple[Column, bool]:
    """From edges that lines share, and whether enough lines are full to be sure of it.

    Where they are not, the right margin is taken to be as wide as the left. In a short notice most lines may be
    indented: then the one that stands two characters further out tells.
    """
    if not lines:
        return Column(0.0, 0.0), False
    size = sorted(line.size for line in lines)[len(lines) // 2]
    shared = _first_edge([line.x0 for line in lines], size)
    left = min((x.x0 for x in lines if abs(shared - x.x0 - 2 * x.size) < 0.4 * x.size), default=shared)
    widest = max(line.width for line in lines)
    right = _usual_edge([line.x1 for line in lines if line.width > 0.6 * widest], 0.5 * size)
    full = sum(abs(right - line.x1) < size and line.width > 0.6 * (right - left) for line in lines)
    if full >= 3:
        return Column(left, right), len(lines) >= 8
    return Column(left, max(right, paper[2] - (left - paper[0]))), False


def _usual_edge(xs: Sequence[float], reach: float) -> float:
    """The edge that most lines end at; marks that hang in the margin go beyond it. Of several the outermost."""
    ordered = sorted(xs)
    found, most, first = ordered[-1], 1, 0
    for last, x in enumerate(ordered):
        while x - ordered[first] > reach:
            first += 1
        if last - first + 1 >= max(most, 2):
            found, most = x, last - first + 1
    return found


def _first_edge(xs: Sequence[float], size: float) -> float:
    """The outermost edge that is no stray: at least a twentieth of the lines, or two, begin within half a character."""
    ordered = sorted(xs)
    needed = min(len(ordered), max(2, len(ordered) // 20))
    for index, x in enumerate(ordered):
        near = ordered[index : index + needed]
        if len(near) == needed and near[-1] - x < 0.5 * size:
            return x
    return ordered[0]


def paragraphs_of(lines: Sequence[Line], columns: Sequence[Column]) -> list[Paragraph]:
    """Lines of running text in reading order, each with its column, put together."""
    large = max(_LARGE, _text_size(lines) + 2)
    placed = [_Placed(line, column, _align(line, column, large)) for line, column in zip(lines, columns, strict=True)]
    indented = sum(_INDENT[0] < one.indent < _INDENT[1] for one in placed)
    usual = _Usual(_pitch(lines), large, indented > len(placed) / 20)
    groups: list[list[_Placed]] = []
    for one in placed:
        if groups and _continues(groups[-1], one, usual):
            groups[-1].append(one)
        else:
            groups.append([one])
    return [_paragraph(group) for group in groups]


def cell_paragraphs(lines: Sequence[Line], column: Column) -> list[Paragraph]:
    """The lines of one table cell put together. Cells are set in all ways, so only full lines and numbers tell."""
    groups: list[list[_Placed]] = []
    for line in lines:
        one = _Placed(line, column, "left")
        if groups and _wrapped(groups[-1][-1], one) and not _opens(line.text):
            groups[-1].append(one)
        else:
            groups.append([one])
    return [Paragraph(tuple(one.line for one in group), "left", 0.0) for group in groups]


def _paragraph(group: list[_Placed]) -> Paragraph:
    first = group[0]
    indent = 0.0 if first.align != "left" else round(first.line.x0 - first.column.left, 1)
    return Paragraph(tuple(one.line for one in group), first.align, indent)


def _text_size(lines: Sequence[Line]) -> float:
    """The size that most lines are set in."""
    return most(line.size for line in lines) if lines else 0.0


def _align(line: Line, column: Column, large: float) -> Align:
    left, right = (line.x0 - column.left) / line.size, (column.right - line.x1) / line.size
    centred = abs(left - right) < 1.2
    if centred and line.size >= large:
        return "center"
    if left < 1.0 or (_INDENT[0] < left < _INDENT[1] and (right < _NARROW or _opens(line.text))):
        return "left"
    if centred and right > 0.7 and (line.text.startswith("第") or not _opens(line.text)):
        return "center"
    wide = (column.right - column.left) / line.size
    return "right" if right < 6 and left > 0.4 * wide else "left"


def _pitch(lines: Sequence[Line]) -> float:
    """The usual distance between two baselines."""
    pairs = [(a, b) for a, b in pairwise(lines) if a.page == b.page and a.base > b.base]
    steps = sorted(a.base - b.base for a, b in pairs)
    return steps[len(steps) // 2] if steps else 0.0


def _continues(group: Sequence[_Placed], one: _Placed, usual: _Usual) -> bool:
    last = group[-1]
    if abs(one.line.size - last.line.size) > 1 or _apart(last.line, one.line, usual.pitch):
        return False
    if last.align != "left":
        return last.align == one.align == "center" and one.line.size >= usual.large and _one_title(last.line, one.line)
    wrapped = _wrapped(last, one) and not _restyled(last.line, one.line)
    return one.align == "left" and wrapped and not _begins(last, one, usual.indents)


def _apart(last: Line, line: Line, pitch: float) -> bool:
    return last.page == line.page and last.base - line.base > max(1.7 * pitch, 1.2 * line.size)


def _one_title(last: Line, line: Line) -> bool:
    """Lines of one title are in one face, on one page. Red ones are the names of several organs."""
    one, other = last.style, line.style
    alike = one.font == other.font and one.color == other.color and one.color != "FF0000"
    return alike and last.page == line.page


def _wrapped(last: _Placed, one: _Placed) -> bool:
    """Whether the line above ended only because the next word did not fit."""
    if _is_row(last.line) or _is_row(one.line) or _pattern(_LEADERS).search(last.line.text):
        return False
    return last.spare < _word(one.line.text) + 0.6


def _restyled(last: Line, line: Line) -> bool:
    """Whether the face changes with the line, as from a heading to its text; not just a foreign sign's."""
    one, other = last.parts[-1], line.parts[0]
    han = not one.text.isascii() and not other.text.isascii()
    return han and _face(one.style) != _face(other.style) and _face(last.style) != _face(line.style)


def _face(style: Style) -> tuple[str | None, bool | None]:
    return style.font, style.bold


def _is_row(line: Line) -> bool:
    """Whether the line is set in columns, such as a table without rules: a gap of three characters parts it."""
    boxes = [part.box for part in line.parts if part.box]
    return any(right[0] - left[2] > 3 * line.size for left, right in pairwise(boxes))


def _word(text: str) -> float:
    """The width in characters of what may not be parted at the head of a line."""
    found = _pattern(_UNBROKEN).match(text)
    return sum(0.55 if c.isascii() else 1.0 for c in found[0]) if found else 1.0


def _begins(last: _Placed, one: _Placed, indents: bool) -> bool:
    """Whether a new paragraph begins although the line above is full."""
    text = one.line.text
    if not indents and _opens(text):
        return True
    if _INDENT[0] < one.indent < _INDENT[1]:
        hanging = abs(one.line.x0 - last.line.x0) < 0.3 * one.line.size
        return not hanging or _opens(text) or last.line.text[-1:] in _ENDS
    return _opens(text) and (one.indent > _INDENT[0] or (one.indent > 0.3 and last.line.text[-1:] in _ENDS))


_ENDS = "。；：！？”）;:!?"
_LEADERS = r"(?:[.·…‥⋯・．-]\s?){4,}\s*\d+$"
_UNBROKEN = r"[A-Za-z0-9.%/:_@~+-]+[，。、；：？！）》”’〉】〕?!,;)]*|[（《“‘〈【〔]*.[，。、；：？！）》”’〉】〕…—]*"
_HEAD = (
    r"[一二三四五六七八九十百]{1,4}、|（[一二三四五六七八九十百]{1,4}）|\d{1,3}[.．、](?!\d)|（\d{1,3}）"
    r"|第[一二三四五六七八九十百零\d]{1,4}[章节条]|附件[\d：:]|[①-⑳]"
)


def _opens(text: str) -> bool:
    """Whether the text begins with a number or mark that heads a paragraph."""
    return bool(_pattern(_HEAD).match(text))


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)


def joined(lines: Sequence[Line]) -> Iterator[tuple[int, Part]]:
    """The parts of a paragraph with their pages; between Latin words of two lines one blank, between Han none."""
    for index, line in enumerate(lines):
        if index and _needs_blank(lines[index - 1].text, line.text):
            yield line.page, Part(" ", None, line.parts[0].style)
        for part in line.parts:
            yield line.page, part


def _needs_blank(before: str, after: str) -> bool:
    one, other = before[-1:], after[:1]
    if not (one.isascii() and other.isascii() and one.isalnum() and other.isalnum()):
        return one.isascii() and one in ",;" and other.isascii()
    return not (one.isdigit() and other.isdigit())
