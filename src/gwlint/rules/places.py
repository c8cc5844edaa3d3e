"""Where a finding about the whole document stands."""

from gwlint.model import Gongwen, Span

_OPENING = 30  # characters of the text that stand for a document without a title


def heading(gongwen: Gongwen) -> Span:
    """The title, or the first words of the 正文 where there is none."""
    if gongwen.title:
        return gongwen.title.span
    return Span(gongwen.body.start, min(gongwen.body.end, gongwen.body.start + _OPENING))
