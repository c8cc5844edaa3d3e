"""Text made safe for a page."""

from html import escape

from gwlint.reporters.width import visible


def safe(text: str) -> str:
    """`text` for an element or a quoted attribute; what is unseen or turns the writing round is written out."""
    return escape(visible(text))


def lines(text: str) -> str:
    """`text` for an element, line breaks kept."""
    return "<br>".join(map(safe, text.split("\n")))
