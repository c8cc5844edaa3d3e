"""Makes docs/pictures/*.svg: the terminal as it really looks, from the coloured output of the commands. See build.py."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from gwlint.reporters.width import width

HERE = Path(__file__).parent
FOLDER = HERE / "pictures"
COLUMNS = 80
SHOWN = {
    "check": "gwlint check docs/examples/start.txt",
    "outline": "gwlint outline docs/examples/start.txt",
    "rule": "gwlint rule GW302 --profile cn",
}
_CELL, _LINE, _SIZE, _EDGE, _BAR = 8.4, 21, 15, 16, 34
_LOOKS = {
    "31": 'fill="#ff8f87"',
    "33": 'fill="#f2cc60"',
    "36": 'fill="#76d9e6"',
    "1": 'font-weight="bold"',
    "2": 'fill="#9da5b0"',
}
_CODE = re.compile(r"\x1b\[(\d+)m")
_FONTS = "Consolas, Menlo, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', 'Microsoft YaHei', 'PingFang SC', monospace"


class Piece(NamedTuple):
    """Characters of one line that look alike and are equally wide, and the column where they begin."""

    column: int
    text: str
    look: str


def pages() -> dict[Path, str]:
    """Every picture with its text."""
    return {FOLDER / f"{name}.svg": _picture(command) for name, command in SHOWN.items()}


def _picture(command: str) -> str:
    environment = {**os.environ, "COLUMNS": str(COLUMNS)}
    run = [sys.executable, "-m", *command.split(), "--color", "always"]
    done = subprocess.run(run, capture_output=True, cwd=HERE.parent, env=environment, timeout=60)
    lines = [f"$ {command}", *done.stdout.decode("utf-8").rstrip("\n").split("\n")]
    return _svg(command, [list(_pieces(line)) for line in lines])


def _pieces(line: str) -> Iterator[Piece]:
    column, look = 0, ""
    for at, part in enumerate(_CODE.split(line)):
        if at % 2:
            look = _LOOKS.get(part, "")
            continue
        for _, same in groupby(part, key=width):
            text = "".join(same)
            yield Piece(column, text, look)
            column += width(text)


def _svg(title: str, lines: list[list[Piece]]) -> str:
    wide, high = COLUMNS * _CELL + 2 * _EDGE, len(lines) * _LINE + _BAR + _EDGE
    texts = [_text(piece, row) for row, line in enumerate(lines) for piece in line if piece.text.strip()]
    dots = "".join(f'<circle cx="{_EDGE + 5 + 18 * at}" cy="17" r="5" fill="#4a5360"/>' for at in range(3))
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {high}" width="{wide:.0f}" role="img">',
            f"<title>{escape(title)}</title>",
            f'<rect width="{wide:.0f}" height="{high}" rx="8" fill="#1b212b"/>{dots}',
            f'<g font-family="{_FONTS}" font-size="{_SIZE}" fill="#e6e9ee" xml:space="preserve">',
            *texts,
            "</g>\n</svg>\n",
        ]
    )


def _text(piece: Piece, row: int) -> str:
    seen = piece.text.strip()
    left = _EDGE + (piece.column + piece.text.index(seen)) * _CELL
    step = width(seen[0]) * _CELL
    # Han characters one by one, so that they keep to the grid in any font
    x = f"{left:.1f}" if seen.isascii() else " ".join(f"{left + step * at:.1f}" for at in range(len(seen)))
    fixed = f'textLength="{len(seen) * step:.1f}"' if seen.isascii() else ""
    placed = [f'x="{x}" y="{_BAR + row * _LINE + _SIZE}"', fixed, piece.look]
    return f"<text {' '.join(filter(None, placed))}>{escape(seen)}</text>"
