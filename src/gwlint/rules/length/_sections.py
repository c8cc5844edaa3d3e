"""The parts of a 正文 that begin with 一、二、三、."""

from typing import NamedTuple

from gwlint import re
from gwlint.anatomy.counting import count_words
from gwlint.model import Span

_HEADING = r"^[ \t\u3000]*([一二三四五六七八九十]{1,3}、[^\n。：:]{0,24})"


class Section(NamedTuple):
    """A first-level part: its heading, cut short, and its 字数."""

    heading: str
    words: int


def heaviest(text: str, body: Span, most: int = 2) -> list[Section]:
    """The longest first-level parts of the body, longest first; empty for a body without at least two."""
    heads = list(re.compile(_HEADING, re.M).finditer(text, body.start, body.end))
    if len(heads) < 2:
        return []
    starts = [head.start() for head in heads]
    words = [count_words(text[start:end]).words for start, end in zip(starts, [*starts[1:], body.end], strict=True)]
    found = [Section(head[1], count) for head, count in zip(heads, words, strict=True)]
    return sorted(found, key=lambda one: -one.words)[:most]
