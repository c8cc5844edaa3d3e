"""What either reader finds on a page. Lengths in points, origin lower left, in the page's own user space."""

from typing import Literal, NamedTuple, TypeAlias

Box: TypeAlias = tuple[float, float, float, float]
Seen: TypeAlias = Literal["shown", "invisible", "white"]


class Style(NamedTuple):
    """How a glyph is drawn. `size` is the effective one; `angle` of its baseline in whole degrees, 0 to 359."""

    font: str | None
    size: float
    bold: bool | None = None
    color: str | None = None
    seen: Seen = "shown"
    angle: int = 0


class Glyph(NamedTuple):
    """One drawn character, or the letters of one ligature. `blank`: a space was drawn before it."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    style: Style
    blank: bool = False

    @property
    def box(self) -> Box:
        return (self.x0, self.y0, self.x1, self.y1)


class Page(NamedTuple):
    """A page as drawn. `number` from 1, `box` the visible part of the paper.

    `rulings` are thin straight lines, `fills` coloured areas and images, `image` the share of the paper that images
    cover (0 to 1), `paths` how many shapes are drawn, `garbled` how many glyphs have no trustworthy character.
    `fault` says in Chinese why nothing could be read.
    """

    number: int
    box: Box
    glyphs: tuple[Glyph, ...] = ()
    rulings: tuple[Box, ...] = ()
    fills: tuple[Box, ...] = ()
    image: float = 0.0
    paths: int = 0
    garbled: int = 0
    fault: str | None = None


class Pages(NamedTuple):
    """The pages that could be read of `total`, and the metadata of the file."""

    pages: tuple[Page, ...]
    total: int
    properties: dict[str, str]
