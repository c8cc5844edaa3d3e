"""Pages as drawn, in points from the lower left corner, out of ofdkit's runs in millimetres from the upper left."""

from collections.abc import Iterator
from time import monotonic
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from gwlint.readers.ofd.package import Package
from gwlint.readers.pdf.page import Box, Glyph, Page, Pages, Style

if TYPE_CHECKING:
    import ofdkit
    from lxml.etree import _Element

MAX_GLYPHS = 50_000
"""Glyphs on one page."""

MAX_ALL = 500_000
"""Glyphs on all pages, several times a five-year plan; to lay them out takes some ten microseconds each."""

_POINT = 72 / 25.4
_THIN = 1.0  # millimetres; what is drawn thinner is a line
_LONG = 2.0


def read_pages(package: Package, until: float) -> Pages:
    """All pages; those that `until` (a `monotonic` time) leaves no time for are left out."""
    pages, glyphs = [], 0
    for page in package.document.pages:
        if monotonic() > until or glyphs > MAX_ALL:
            break
        pages.append(_page(package, page))
        glyphs += len(pages[-1].glyphs)
    info = package.document.info
    told = {"title": info.title, "creator": info.creator}
    return Pages(tuple(pages), len(package.document.pages), {key: said for key, said in told.items() if said})


def _page(package: Package, page: "ofdkit.Page") -> Page:
    from ofdkit import OFDFormatError

    number = page.index + 1
    try:
        left, top, width, height = page.box
        runs = page.runs
    except OFDFormatError:
        return Page(number, (0.0, 0.0, 0.0, 0.0), fault=f"第{number}页已损坏，没有读出")
    if page.location is None:
        return Page(number, (0.0, 0.0, 0.0, 0.0), fault=f"第{number}页的内容不在文件里，没有读出")
    if sum(len(run.text) for run in runs) > MAX_GLYPHS:
        return Page(number, (0.0, 0.0, 0.0, 0.0), fault=f"第{number}页的文字超过{MAX_GLYPHS}个，过于复杂，没有读出")
    foot = top + height
    box = (left * _POINT, 0.0, (left + width) * _POINT, height * _POINT)
    glyphs = tuple(glyph for run in runs for glyph in _glyphs(run, foot))
    rulings, image, paths = _drawn(package.part(page.location), foot, width * height)
    return Page(number, box, glyphs, rulings=rulings, image=image, paths=paths)


def _glyphs(run: "ofdkit.TextRun", foot: float) -> Iterator[Glyph]:
    """The characters of a run side by side, full-width ones twice as wide as others."""
    style = Style(None, round(run.size * _POINT, 1))
    shares = [2 if east_asian_width(c) in "WFA" else 1 for c in run.text]
    unit = max(0.0, run.width) * _POINT / max(1, sum(shares))
    x, base, blank = run.x * _POINT, (foot - run.y) * _POINT, False
    for char, share in zip(run.text, shares, strict=True):
        after = x + share * unit
        if not char.isspace():
            yield Glyph(char, x, base - 0.14 * style.size, after, base + 0.86 * style.size, base, style, blank)
        blank, x = char.isspace(), after


def _drawn(part: bytes, foot: float, area: float) -> tuple[tuple[Box, ...], float, int]:
    """Thin lines, the share of the paper under pictures, and how many shapes: told by their boundaries alone."""
    from lxml import etree

    root = (
        etree.fromstring(part, etree.XMLParser(recover=True, resolve_entities=False, no_network=True)) if part else None
    )
    if root is None:
        return (), 0.0, 0
    shapes = [box for one in root.iter("{*}PathObject") if (box := _boundary(one))]
    pictures = [box for one in root.iter("{*}ImageObject") if (box := _boundary(one))]
    lines = [(x, y, w, h) for x, y, w, h in shapes if min(w, h) <= _THIN and max(w, h) >= _LONG]
    rulings = tuple(
        (x * _POINT, (foot - y - h) * _POINT, (x + w) * _POINT, (foot - y) * _POINT) for x, y, w, h in lines
    )
    return rulings, min(1.0, sum(w * h for _, _, w, h in pictures) / max(1.0, area)), len(shapes)


def _boundary(one: "_Element") -> Box | None:
    """Left, top, width, height."""
    try:
        x, y, width, height = map(float, one.get("Boundary", "").split())
    except ValueError:
        return None
    return (x, y, width, height) if 0 <= width < 1e4 and 0 <= height < 1e4 and abs(x) + abs(y) < 1e5 else None
