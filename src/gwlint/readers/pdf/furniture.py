"""Running heads, running feet and page numbers, told by place, shape and repetition."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal, NamedTuple

from gwlint import re
from gwlint.readers.pdf.lines import Line
from gwlint.readers.pdf.page import Box

_EDGE = 0.125  # of the paper's height, at the top and at the bottom
_SAME_PLACE = 6.0  # points
_ENDS = 3  # lines from either end of a page that may be furniture


class Sorted(NamedTuple):
    """The lines of one page."""

    body: list[Line]
    header: list[Line]
    footer: list[Line]


def sort_furniture(pages: Sequence[tuple[Box, list[Line]]]) -> list[Sorted]:
    """For each page (its paper and its lines from the top down) what is text and what is furniture.

    A line near the paper's edge is furniture when it is a page number, or when it comes back at the same place on
    half of the pages (of three or more), figures aside.
    """
    repeated = _repeated(pages)
    return [_sorted(paper, lines, repeated) for paper, lines in pages]


def _sorted(paper: Box, lines: list[Line], repeated: set[tuple[str, str]]) -> Sorted:
    taken: dict[int, Literal["header", "footer"]] = {}
    for side, index in _ends(paper, lines):
        line = lines[index]
        if (side, _shape(line)) in repeated or _is_page_number(line.text):
            taken[index] = side
    rest = [line for index, line in enumerate(lines) if index not in taken]
    heads, feet = ([lines[i] for i, side in taken.items() if side == wanted] for wanted in ("header", "footer"))
    return Sorted(rest, heads, feet)


def _ends(paper: Box, lines: Sequence[Line]) -> Iterable[tuple[Literal["header", "footer"], int]]:
    _, bottom, _, top = paper
    edge = (top - bottom) * _EDGE
    for index, line in enumerate(lines):
        if index < _ENDS and line.base > top - edge:
            yield "header", index
        elif index >= len(lines) - _ENDS and line.base < bottom + edge:
            yield "footer", index


def _repeated(pages: Sequence[tuple[Box, list[Line]]]) -> set[tuple[str, str]]:
    if len(pages) < 3:
        return set()
    places: dict[tuple[str, str], list[float]] = {}
    for paper, lines in pages:
        for side, index in _ends(paper, lines):
            places.setdefault((side, _shape(lines[index])), []).append(lines[index].base)
    return {key for key, bases in places.items() if _often(bases) >= max(2, _share(len(pages)))}


def _share(pages: int) -> int:
    """Odd and even pages may have heads of their own, and a first page none."""
    return round(pages * 0.4)


def _often(bases: list[float]) -> int:
    """How many stand at one height."""
    return max(Counter(round(base / _SAME_PLACE) for base in bases).values())


def _shape(line: Line) -> str:
    return _pattern(r"\d+").sub("0", "".join(line.text.split()))


def _is_page_number(text: str) -> bool:
    return bool(_pattern(_NUMBER).fullmatch("".join(text.split())))


_NUMBER = (
    r"[-—–－―─·•~_]{0,4}(?:第?\d{1,4}页?|[ivxIVX]{1,5})[-—–－―─·•~_]{0,4}"
    r"|第?\d{1,4}页?[,，/／]?(?:共|/|／|of)\d{1,4}页?|Page\d{1,4}(?:of\d{1,4})?|[-—–－]{2,6}"
)


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)
