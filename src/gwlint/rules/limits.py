"""Which limit of length a document's 正文 is under, in 字 or in pages."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from gwlint.model import Gongwen

_UPWARD = ("请示", "报告")


class Limit(NamedTuple):
    """At most `most` 字 or pages; `of` is the genre or the category that it is for."""

    most: int
    of: str


def limit_of(gongwen: Gongwen, options: Mapping[str, Any]) -> Limit | None:
    """The limit that these options set, None where the document is under none.

    Options: `limits` by category, `genre_limits` by genre, which go first (0: none), `exempt_genres`, `exempt_titles`
    (words in a title). A printed text goes by its own genre, save that a forwarded 请示 or 报告 is not one that the
    issuer sends up.
    """
    if not gongwen.official or exempt(gongwen, options):
        return None
    printed = gongwen.printed_genre if gongwen.printed_genre not in _UPWARD else None
    by_genre = [Limit(options["genre_limits"].get(genre, 0), genre) for genre in (printed, gongwen.genre) if genre]
    by_category = Limit(options["limits"].get(gongwen.category, 0), gongwen.category)
    return next((one for one in [*by_genre, by_category] if one.most), None)


def exempt(gongwen: Gongwen, options: Mapping[str, Any]) -> bool:
    """Whether its form sets the document free: plans, regulations, reports to a people's congress."""
    if {gongwen.genre, gongwen.printed_genre} & set(options["exempt_genres"]):
        return True
    if gongwen.addressees and gongwen.addressees.text.startswith("各位代表"):
        return True
    titles = [element.text for element in (gongwen.title, gongwen.printed) if element]
    return any(word in title for word in options["exempt_titles"] for title in titles)
