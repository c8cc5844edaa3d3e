"""What is said of the place under the pointer."""

from collections.abc import Iterator

from lsprotocol.types import Hover, MarkupContent, MarkupKind, Position

from gwlint.lsp import pages
from gwlint.lsp.desk import Look
from gwlint.model import Finding
from gwlint.reporters.style import SEVERITY_WORDS
from gwlint.reporters.text import reasons
from gwlint.reporters.width import visible

_SPECIAL = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>#|~"})


def hover(look: Look, place: Position) -> Hover | None:
    """Rule, message, clauses with their gist, and what to do, for each finding here; None where there is none."""
    here = list(at(look, place))
    if not here:
        return None
    text = "\n\n---\n\n".join(_told(one) for one in here)
    return Hover(MarkupContent(MarkupKind.Markdown, text), look.places.range(here[0].span))


def at(look: Look, place: Position) -> Iterator[Finding]:
    """The findings whose place holds this position."""
    offset = look.places.lines.offset(place)
    for one in look.report.findings:
        start, end = look.places.offsets(one.span)
        if start <= offset <= end:
            yield one


def _told(one: Finding) -> str:
    href = pages.link(one.name)
    page = f"[规则说明]({href})" if href else f"规则说明：`gwlint rule {one.rule}`"
    lines = [f"**{one.rule} {one.name}**（{SEVERITY_WORDS[one.severity]}）", plain(one.message)]
    return "\n\n".join([*lines, *map(plain, reasons(one)), page])


def plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return visible(text).translate(_SPECIAL)
