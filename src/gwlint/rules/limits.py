"""Which 字数 limit a document's 正文 is under."""

from collections.abc import Mapping
from typing import Any

from gwlint.model import Gongwen


def limit_of(gongwen: Gongwen, options: Mapping[str, Any]) -> int | None:
    """The limit of `overlong-body` with these options, None where the document is under none.

    Options: `limits` by category (0: none), `exempt_genres`, `exempt_titles` (words in a title).
    """
    if not gongwen.official or exempt(gongwen, options):
        return None
    return options["limits"].get(gongwen.category) or None


def exempt(gongwen: Gongwen, options: Mapping[str, Any]) -> bool:
    """Whether its form sets the document free: plans, regulations, reports to a people's congress."""
    if {gongwen.genre, gongwen.printed_genre} & set(options["exempt_genres"]):
        return True
    if gongwen.addressees and gongwen.addressees.text.startswith("各位代表"):
        return True
    titles = [element.text for element in (gongwen.title, gongwen.printed) if element]
    return any(word in title for word in options["exempt_titles"] for title in titles)
