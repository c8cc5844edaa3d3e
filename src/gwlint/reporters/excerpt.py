"""The line of a document around a fault, cut to the terminal."""

from typing import NamedTuple

from gwlint.model import Span
from gwlint.reporters.width import clip, clip_left, clip_middle, visible, width


class Excerpt(NamedTuple):
    """One line in three parts, safe to print; together at most as wide as asked for."""

    before: str
    fault: str
    after: str

    @property
    def marks(self) -> str:
        """What stands below the line: the fault underlined."""
        return " " * width(self.before) + "~" * max(width(self.fault), 1)


def excerpt(text: str, span: Span, columns: int) -> Excerpt:
    """The line in which `span` begins. What does not fit into `columns` is left out with … on either side.

    Of a fault of several lines the first is shown.
    """
    begin = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.start)
    end = len(text) if end < 0 else end
    inside = Span(span.start, min(span.end, end)).of(text)
    fault = clip_middle(visible(inside) + ("…" if span.end > end else ""), columns)
    room = columns - width(fault)
    before = visible(text[begin : span.start]).lstrip()
    after = visible(text[max(min(span.end, end), span.start) : end]).rstrip()
    left = clip_left(before, max(room // 2, room - width(after)))
    return Excerpt(left, fault, clip(after, room - width(left)))
