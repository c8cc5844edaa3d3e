"""Blocks out of pages: each page taken apart into regions, the regions joined into one reading order."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from gwlint.readers.pdf.furniture import sort_furniture
from gwlint.readers.pdf.gutters import split_columns
from gwlint.readers.pdf.lines import Line, lines_of, most, turned, turned_box
from gwlint.readers.pdf.page import Box, Glyph, Page
from gwlint.readers.pdf.paragraphs import (
    Align,
    Column,
    Paragraph,
    cell_paragraphs,
    columns_of,
    joined,
    paragraphs_of,
)
from gwlint.readers.pdf.tables import Table, cell_glyphs, tables_of

if TYPE_CHECKING:  # the child process starts faster without the model
    from gwlint.model.document import BlockKind


class Stretch(NamedTuple):
    """Text of a block in one style on one page; `box` is None for a blank that was put in."""

    text: str
    page: int
    box: Box | None
    font: str | None
    size: float
    bold: bool | None
    color: str | None


class Laid(NamedTuple):
    """A block before it has its place in the document's text."""

    kind: "BlockKind"
    align: Align | None
    indent: float | None
    stretches: tuple[Stretch, ...]


class _Region(NamedTuple):
    """Lines of one page that are read one after the other; `column` is None for the page's own running text."""

    kind: "BlockKind"
    lines: list[Line]
    column: Column | None


class _Sheet(NamedTuple):
    """A page turned upright: its regions in reading order, and text that runs in other directions."""

    number: int
    paper: Box
    angle: int
    regions: list[_Region]
    askew: list[tuple[int, list[Line]]]


class Outcome(NamedTuple):
    """All blocks, furniture last; and where the running text stands on the paper of most pages."""

    blocks: list[Laid]
    paper: Box | None
    text: Box | None


def lay_out(pages: Sequence[Page]) -> Outcome:
    """The blocks of a document in reading order: running text with tables, text at other angles, furniture."""
    sheets = [_sheet(page) for page in pages]
    sides = sort_furniture([(sheet.paper, _running(sheet)) for sheet in sheets])
    columns = columns_of([(sheet.paper, side.body) for sheet, side in zip(sheets, sides, strict=True)])
    blocks: list[Laid] = []
    pending: list[tuple[Line, Column]] = []
    angles = {sheet.number: sheet.angle for sheet in sheets}
    for sheet, side, placed in zip(sheets, sides, columns, strict=True):
        body = dict(zip(map(id, side.body), placed, strict=True))
        for region in sheet.regions:
            if region.column is None:
                pending += [(line, body[id(line)]) for line in region.lines if id(line) in body]
                continue
            blocks += _flushed(pending, angles)
            put = cell_paragraphs(region.lines, region.column) if region.kind == "cell" else _apart(region)
            blocks += [_laid(one, region.kind, angles) for one in put]
    blocks += _flushed(pending, angles)
    blocks += _askew(sheets)
    blocks += [_alone(line, "header", angles) for side in sides for line in side.header]
    blocks += [_alone(line, "footer", angles) for side in sides for line in side.footer]
    return Outcome(blocks, _usual_paper(sheets), _text_box([side.body for side in sides], columns))


def _flushed(pending: list[tuple[Line, Column]], angles: dict[int, int]) -> list[Laid]:
    """The running text so far, and none left pending."""
    found = paragraphs_of([line for line, _ in pending], [column for _, column in pending])
    pending.clear()
    return [_laid(one, "paragraph", angles) for one in found]


def _apart(region: _Region) -> list[Paragraph]:
    column = region.column or Column(0.0, 0.0)
    return paragraphs_of(region.lines, [column] * len(region.lines))


def _running(sheet: _Sheet) -> list[Line]:
    return [line for region in sheet.regions if region.column is None for line in region.lines]


def _sheet(page: Page) -> _Sheet:
    by_angle: dict[int, list[Glyph]] = {}
    for style, run in groupby(page.glyphs, key=attrgetter("style")):
        by_angle.setdefault(style.angle, []).extend(run)
    angle = max(by_angle, key=lambda a: len(by_angle[a]), default=0)
    main = by_angle.pop(angle, [])
    if angle == 0 and _is_vertical(main):
        angle = 270
    main = [turned(glyph, angle) for glyph in main] if angle else main
    tables = tables_of([turned_box(box, -angle) for box in page.rulings] if angle else page.rulings)
    regions = list(_regions(main, tables, page.number))
    askew = [(a, lines_of([turned(g, a) for g in glyphs], page.number)) for a, glyphs in by_angle.items()]
    return _Sheet(page.number, turned_box(page.box, -angle), angle, regions, askew)


def _is_vertical(glyphs: Sequence[Glyph]) -> bool:
    """Whether glyphs follow each other downwards, as in vertical writing. Drawing order tells."""
    some = glyphs[:100]
    down = sum(
        abs(a.x0 - b.x0) < 0.2 * a.style.size and 0.7 < (a.base - b.base) / max(a.style.size, 0.1) < 1.6
        for a, b in pairwise(some)
    )
    return len(some) > 10 and down > 0.6 * len(some)


def _regions(glyphs: Sequence[Glyph], tables: Sequence[Table], page: int) -> Iterator[_Region]:
    """Running text above the first table, the table's cells, the text below it, and so on."""
    rest: list[Glyph] = list(glyphs)
    held: list[tuple[Table, dict[Box, list[Glyph]]]] = []
    for table in tables:
        cells, rest = cell_glyphs(table, rest)
        held.append((table, cells))
    for table, cells in sorted(held, key=lambda pair: -pair[0].box[3]):
        above = [glyph for glyph in rest if glyph.base > table.box[3]]
        rest = [glyph for glyph in rest if glyph.base <= table.box[3]]
        yield from _text_regions(above, page)
        yield from (_cell(box, inside, page) for box, inside in cells.items() if inside)
    yield from _text_regions(rest, page)


def _text_regions(glyphs: Sequence[Glyph], page: int) -> Iterator[_Region]:
    for lines, column in split_columns(glyphs, page):
        yield _Region("paragraph", lines, column)


def _cell(box: Box, glyphs: Sequence[Glyph], page: int) -> _Region:
    """The cell's own margin is what its text leaves at the left."""
    lines = lines_of(glyphs, page)
    margin = max(0.0, min(min(line.x0 for line in lines) - box[0], 6.0))
    return _Region("cell", lines, Column(box[0] + margin, box[2] - margin))


def _alone(line: Line, kind: "BlockKind", angles: dict[int, int]) -> Laid:
    return _laid(Paragraph((line,), "left", 0.0), kind, angles)


def _laid(paragraph: Paragraph, kind: "BlockKind", angles: dict[int, int]) -> Laid:
    stretches = tuple(
        Stretch(
            part.text,
            page,
            turned_box(part.box, angles[page]) if part.box and angles.get(page) else part.box,
            part.style.font,
            part.style.size,
            part.style.bold,
            part.style.color,
        )
        for page, part in joined(paragraph.lines)
    )
    plain = kind == "paragraph"
    return Laid(kind, paragraph.align if plain else None, paragraph.indent if plain else None, stretches)


def _askew(sheets: Iterable[_Sheet]) -> list[Laid]:
    """Text at other angles, such as a watermark: each once, however many pages bear it."""
    seen: set[str] = set()
    blocks = []
    for sheet in sheets:
        for angle, lines in sheet.askew:
            for line in lines:
                if line.text not in seen:
                    seen.add(line.text)
                    blocks.append(_alone(line, "textbox", {sheet.number: angle}))
    return blocks


def _usual_paper(sheets: Sequence[_Sheet]) -> Box | None:
    return most(sheet.paper for sheet in sheets) if sheets else None


def _text_box(pages: Sequence[Sequence[Line]], columns: Sequence[Sequence[Column]]) -> Box | None:
    """Where running text stands: the usual column, from the highest to the lowest line."""
    lines = [line for page in pages for line in page]
    if not lines:
        return None
    column = most(column for page in columns for column in page)
    top = max(line.base + 0.86 * line.size for line in lines)
    return (column.left, min(line.base for line in lines), column.right, top)
