"""Sections: paper and margins, and which headers and footers the pages really bear."""

from collections.abc import Iterator

from gwlint.model.document import BlockKind, PageSetup
from gwlint.readers.docx.xml import Element, R, W, on, twips

_REFERENCES: dict[str, BlockKind] = {W + "headerReference": "header", W + "footerReference": "footer"}
_EDGES = ("top", "bottom", "left", "right")


def page_setup(section: Element) -> PageSetup | None:
    """Paper and margins in points; None where the section does not give them all in plain numbers."""
    size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
    if size is None or margins is None:
        return None
    lengths = [twips(size.get(W + side)) for side in ("w", "h")] + [twips(margins.get(W + edge)) for edge in _EDGES]
    points = [length / 20 for length in lengths if length is not None]
    if len(points) < len(lengths) or min(points[:2]) <= 0:
        return None
    return PageSetup(*points)


def has_even(sections: list[Element]) -> bool:
    """Whether any section names a header or footer for even pages, so that the settings must be asked."""
    return any(item.get(W + "type") == "even" for section in sections for item in section.iterchildren(*_REFERENCES))


def page_parts(sections: list[Element], even: bool) -> Iterator[tuple[BlockKind, str]]:
    """The headers and footers in use, by relationship id, in order and each once.

    A section takes over from the one before what it does not name. Those for the first page count only where the
    section has one (`w:titlePg`), those for even pages only if the document tells them apart.
    """
    inherited: dict[tuple[BlockKind, str], str] = {}
    given: set[str] = set()
    for section in sections:
        title = section.find(W + "titlePg")
        in_use = {"default": True, "first": title is not None and on(title), "even": even}
        for item in section.iterchildren(*_REFERENCES):
            which = item.get(W + "type", "default")
            if which in in_use:
                inherited[_REFERENCES[item.tag], which] = item.get(R + "id", "")
        for (kind, which), link in inherited.items():
            if in_use[which] and link not in given:
                given.add(link)
                yield kind, link
