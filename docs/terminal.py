"""Draws what a terminal shows, from the text with its codes of colour, as SVG. See pictures.py and editorshots.py."""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import NamedTuple

from gwlint.reporters.width import width

_CELL, _LINE, _SIZE, _EDGE, _BAR = 8.4, 21, 15, 16, 34
_INK, _PAPER, _DIM = "#e6e9ee", "#1b212b", "#9da5b0"
_BASIC = (
    "#3b4352", "#ff8f87", "#7bd88f", "#f2cc60", "#7fb4ff", "#d8a6ff", "#76d9e6", "#c8cdd5",
    "#9da5b0", "#ffa8a1", "#9be8ac", "#ffe08a", "#a6ccff", "#e5c4ff", "#9fe9f2", "#ffffff",
)  # fmt: skip
_NAMED = {38: "ink", 48: "paper", 58: "line"}
_CODE = re.compile(r"\x1b\[([\d;:]*)m")
_RUN = re.compile(r"\S+(?: \S+)*")
_FONTS = "Consolas, Menlo, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', 'Microsoft YaHei', 'PingFang SC', monospace"


class Look(NamedTuple):
    """How characters look; an empty colour is the terminal's own."""

    ink: str = ""
    paper: str = ""
    bold: bool = False
    dim: bool = False
    underlined: bool = False
    line: str = ""
    swapped: bool = False

    @property
    def behind(self) -> str:
        """The colour behind the characters; empty where there is none of its own."""
        return (self.ink or _INK) if self.swapped else self.paper

    @property
    def before(self) -> str:
        """The colour of the characters; empty where it is the terminal's own."""
        return (self.paper or _PAPER) if self.swapped else self.ink or (_DIM if self.dim else "")

    @property
    def attributes(self) -> str:
        """The look as attributes of an SVG text."""
        return " ".join([f'fill="{self.before}"'] * bool(self.before) + ['font-weight="bold"'] * self.bold)


class Piece(NamedTuple):
    """Characters of one line that look alike and are equally wide, and the column where they begin."""

    column: int
    text: str
    look: Look


def svg(title: str, text: str, columns: int) -> str:
    """A window that shows the lines of `text`, `columns` cells wide."""
    lines = list(_lines(text))
    pieces = [(piece, row) for row, line in enumerate(lines) for piece in line]
    wide, high = columns * _CELL + 2 * _EDGE, len(lines) * _LINE + _BAR + _EDGE
    dots = "".join(f'<circle cx="{_EDGE + 5 + 18 * at}" cy="17" r="5" fill="#4a5360"/>' for at in range(3))
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {high}" width="{wide:.0f}" role="img">',
            f"<title>{escape(title)}</title>",
            f'<rect width="{wide:.0f}" height="{high}" rx="8" fill="{_PAPER}"/>{dots}',
            *(_paper(piece, row) for piece, row in pieces if piece.look.behind),
            *(_underline(piece, row) for piece, row in pieces if piece.look.underlined),
            f'<g font-family="{_FONTS}" font-size="{_SIZE}" fill="{_INK}" xml:space="preserve">',
            *(_text(piece, run, row) for piece, row in pieces for run in _RUN.finditer(piece.text)),
            "</g>\n</svg>\n",
        ]
    )


def _lines(text: str) -> Iterator[list[Piece]]:
    look = Look()
    for line in text.split("\n"):
        pieces, column = [], 0
        for at, part in enumerate(_CODE.split(line)):
            if at % 2:
                look = _after(look, [int(code or 0) for code in re.split("[;:]", part)])
                continue
            for _, same in groupby(part, key=width):
                pieces.append(Piece(column, run := "".join(same), look))
                column += width(run)
        yield pieces


def _after(look: Look, codes: list[int]) -> Look:
    """The look once the codes of one sequence have been heard."""
    while codes:
        code = codes.pop(0)
        look = look._replace(**{_NAMED[code]: _colour(codes)}) if code in _NAMED else _simple(look, code)
    return look


def _simple(look: Look, code: int) -> Look:
    switches = {
        0: Look(), 1: look._replace(bold=True), 2: look._replace(dim=True), 4: look._replace(underlined=True),
        7: look._replace(swapped=True), 22: look._replace(bold=False, dim=False), 24: look._replace(underlined=False),
        27: look._replace(swapped=False), 39: look._replace(ink=""), 49: look._replace(paper=""), 59: look._replace(line=""),
    }  # fmt: skip
    if code in switches:
        return switches[code]
    tens, unit = divmod(code, 10)
    if unit > 7 or tens not in (3, 4, 9, 10):
        return look
    return look._replace(**{"ink" if tens in (3, 9) else "paper": _BASIC[unit + (8 if tens > 4 else 0)]})


def _colour(codes: list[int]) -> str:
    """The colour that the next codes name, which are taken away: one of 256, or red, green and blue."""
    if codes.pop(0) == 2:
        red, green, blue = (codes.pop(0) for _ in range(3))
        return f"#{red:02x}{green:02x}{blue:02x}"
    number = codes.pop(0)
    if number < 16:
        return _BASIC[number]
    if number >= 232:
        return "#" + f"{8 + 10 * (number - 232):02x}" * 3
    steps = divmod(number - 16, 36)[0], (number - 16) // 6 % 6, (number - 16) % 6
    return "#" + "".join(f"{55 + 40 * step if step else 0:02x}" for step in steps)


def _paper(piece: Piece, row: int) -> str:
    left, top = _EDGE + piece.column * _CELL, _BAR + row * _LINE - 2
    wide = width(piece.text) * _CELL
    return f'<rect x="{left:.1f}" y="{top}" width="{wide:.1f}" height="{_LINE}" fill="{piece.look.behind}"/>'


def _underline(piece: Piece, row: int) -> str:
    left, top = _EDGE + piece.column * _CELL, _BAR + row * _LINE + _SIZE + 2
    wide = width(piece.text) * _CELL
    return f'<rect x="{left:.1f}" y="{top}" width="{wide:.1f}" height="1.5" fill="{piece.look.line or _INK}"/>'


def _text(piece: Piece, run: re.Match[str], row: int) -> str:
    seen = run[0]
    left = _EDGE + (piece.column + run.start() * width(piece.text[0])) * _CELL
    step = width(seen[0]) * _CELL
    # Han characters one by one, so that they keep to the grid in any font
    x = f"{left:.1f}" if seen.isascii() else " ".join(f"{left + step * at:.1f}" for at in range(len(seen)))
    fixed = f'textLength="{len(seen) * step:.1f}"' if seen.isascii() else ""
    placed = [f'x="{x}" y="{_BAR + row * _LINE + _SIZE}"', fixed, piece.look.attributes]
    return f"<text {' '.join(filter(None, placed))}>{escape(seen)}</text>"
