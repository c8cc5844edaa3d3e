"""Effective fonts and paragraph layout: what is said directly, else by a style, else by the document's defaults.

Font facts go run -> character style -> paragraph style -> docDefaults; layout goes paragraph -> numbering level ->
paragraph style -> docDefaults. Styles inherit along `basedOn`; a loop is cut where it closes. Table styles are not
consulted.
"""

from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias, TypeVar

from gwlint.model.document import Font, Origin
from gwlint.readers.docx.xml import PPR, RPR, VAL, A, Element, W, number, on, twips, val, whole

_Fact = TypeVar("_Fact", float, bool, str)
Align: TypeAlias = Literal["left", "center", "right", "justify"]

ALIGNS: dict[str, Align] = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
    "distribute": "justify",
}
DEFAULT_SIZE = 10.0
"""Points, where a file says nothing: ISO 29500-1, 17.3.2.38."""


class RunFacts(NamedTuple):
    """What one `w:rPr` says, None where it says nothing. `face` is a name and whether that name is a theme's slot."""

    face: tuple[str, bool] | None = None
    size: float | None = None
    bold: bool | None = None
    color: str | None = None
    hidden: bool | None = None
    style: str | None = None
    changed: bool | None = None


class ParagraphFacts(NamedTuple):
    """What one `w:pPr` says, None where it says nothing.

    `first` is the first-line indent in twips and `first_chars` the same in hundredths of a character, both negative
    where it hangs; `num` and `level` the list it belongs to.
    """

    align: Align | None = None
    first: float | None = None
    first_chars: float | None = None
    num: str | None = None
    level: int | None = None
    style: str | None = None


_Facts = TypeVar("_Facts", RunFacts, ParagraphFacts)
NO_RUN_FACTS = RunFacts()
NO_PARAGRAPH_FACTS = ParagraphFacts()

_R_FONTS, _SIZE, _BOLD, _COLOR = W + "rFonts", W + "sz", W + "b", W + "color"
_VANISH, _R_STYLE, _R_CHANGE = W + "vanish", W + "rStyle", W + "rPrChange"
_EAST_ASIA, _EAST_ASIA_THEME = W + "eastAsia", W + "eastAsiaTheme"
_P_STYLE, _ALIGN, _INDENT, _NUMBERING = W + "pStyle", W + "jc", W + "ind", W + "numPr"


def run_facts(properties: Element | None) -> RunFacts:
    """The facts of one `w:rPr`."""
    if properties is None:
        return NO_RUN_FACTS
    face = size = bold = color = hidden = style = None
    changed = None
    for child in properties:
        tag = child.tag
        if tag == _R_FONTS:
            face = _face(child)
        elif tag == _SIZE:
            size = _points(child.get(VAL))
        elif tag == _BOLD:
            bold = on(child)
        elif tag == _COLOR:
            color = child.get(VAL)
        elif tag == _VANISH:
            hidden = on(child)
        elif tag == _R_STYLE:
            style = child.get(VAL)
        elif tag == _R_CHANGE:
            changed = True
    return RunFacts(face, size, bold, color, hidden, style, changed)


def paragraph_facts(properties: Element | None) -> ParagraphFacts:
    """The facts of one `w:pPr`."""
    if properties is None:
        return NO_PARAGRAPH_FACTS
    align = first = chars = num = level = style = None
    for child in properties:
        tag = child.tag
        if tag == _P_STYLE:
            style = child.get(VAL)
        elif tag == _ALIGN:
            align = ALIGNS.get(child.get(VAL, ""))
        elif tag == _INDENT:
            first = _signed(child, "firstLine", "hanging", twips)
            chars = _signed(child, "firstLineChars", "hangingChars", number)
        elif tag == _NUMBERING:
            num, level = val(child, W + "numId"), whole(val(child, W + "ilvl"))
    return ParagraphFacts(align, first, chars, num, level, style)


class Styles:
    """What a styles part says. Documents that have the same one share it."""

    def __init__(self, root: Element | None) -> None:
        self.run_defaults, self._paragraph_defaults = NO_RUN_FACTS, NO_PARAGRAPH_FACTS
        self._styles: dict[str, Element] = {}
        self._default: str | None = None
        self._of_runs: dict[str | None, RunFacts] = {None: NO_RUN_FACTS}
        self._of_paragraphs: dict[str | None, ParagraphFacts] = {None: NO_PARAGRAPH_FACTS}
        if root is not None:
            self._index(root)

    def _index(self, root: Element) -> None:
        for style in root.iterchildren(W + "style"):
            name = style.get(W + "styleId")
            if name is None:
                continue
            self._styles.setdefault(name, style)
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
                self._default = name
        defaults = root.find(W + "docDefaults")
        if defaults is not None:
            self.run_defaults = run_facts(defaults.find(f"{W}rPrDefault/{RPR}"))
            self._paragraph_defaults = paragraph_facts(defaults.find(f"{W}pPrDefault/{PPR}"))

    def known(self, style: str | None) -> str | None:
        """The paragraph style that holds: the named one, or the default where none is named or it does not exist."""
        return style if style in self._styles else self._default

    def role(self, style: str | None) -> str:
        """The name of a paragraph style as the file gives it ("heading 1"), "" for the default style."""
        if style is None or style == self._default or style not in self._styles:
            return ""
        return val(self._styles[style], W + "name") or ""

    def layout(self, style: str | None) -> ParagraphFacts:
        """What a paragraph style and the document's defaults say together."""
        styled = self._inherited(style, self._of_paragraphs, lambda element: paragraph_facts(element.find(PPR)))
        return merged(styled, self._paragraph_defaults)._replace(style=style)

    def list_of_style(self, style: str | None) -> str | None:
        """The list that a numbering style stands for."""
        element = self._styles.get(style or "")
        return None if element is None else val(element.find(PPR), f"{_NUMBERING}/{W}numId")

    def of_runs(self, style: str | None) -> RunFacts:
        """What a style says of its runs, those it is based on included."""
        return self._inherited(style, self._of_runs, lambda element: run_facts(element.find(RPR)))

    def _inherited(
        self, style: str | None, known: dict[str | None, _Facts], own: Callable[[Element], _Facts]
    ) -> _Facts:
        """What a style says together with those it is based on; each style is worked out once."""
        chain: dict[str, None] = {}
        base = style
        while base is not None and base in self._styles and base not in known and base not in chain:
            chain[base] = None
            base = val(self._styles[base], W + "basedOn")
        for name in reversed(chain):
            above = known.get(base, known[None])
            known[name] = merged(own(self._styles[name]), above)
            base = name
        return known.get(style, known[None])


class Fonts:
    """The effective fonts of one document. `theme` gives the faces of its theme when first needed."""

    def __init__(self, styles: Styles, theme: Callable[[], dict[str, str | None]]) -> None:
        self._styles = styles
        self._theme = theme
        self._theme_faces: dict[str, str | None] | None = None
        self._looks: dict[tuple[str | None, RunFacts], tuple[Font, bool]] = {}

    def look(self, paragraph_style: str | None, direct: RunFacts) -> tuple[Font, bool]:
        """The effective font of a run in a paragraph of that style, and whether the run is hidden text."""
        key = (paragraph_style, direct)
        look = self._looks.get(key)
        if look is None:
            layers: list[tuple[RunFacts, Origin]] = [
                (direct, "direct"),
                (self._styles.of_runs(direct.style), "style"),
                (self._styles.of_runs(paragraph_style), "style"),
                (self._styles.run_defaults, "default"),
            ]
            hidden, _ = _said([(facts.hidden, origin) for facts, origin in layers], False)
            look = self._looks[key] = self._font(layers), hidden
        return look

    def _font(self, layers: list[tuple[RunFacts, Origin]]) -> Font:
        name, name_origin = self._named(layers)
        size, size_origin = _said([(facts.size, origin) for facts, origin in layers], DEFAULT_SIZE)
        bold, bold_origin = _said([(facts.bold, origin) for facts, origin in layers], False)
        color, color_origin = _said([(facts.color, origin) for facts, origin in layers], "auto")
        rgb = None if color == "auto" else color.upper()
        return Font(name, name_origin, size, size_origin, bold, bold_origin, rgb, color_origin)

    def _named(self, layers: list[tuple[RunFacts, Origin]]) -> tuple[str | None, Origin]:
        for facts, origin in layers:
            if facts.face is not None:
                face, themed = facts.face
                return (self._theme_face(face), "theme") if themed else (face, origin)
        return None, "unknown"

    def _theme_face(self, slot: str) -> str | None:
        if self._theme_faces is None:
            self._theme_faces = self._theme()
        return self._theme_faces["major" if slot.startswith("major") else "minor"]


def theme_faces(root: Element | None) -> dict[str, str | None]:
    """The East Asian face of a theme's "major" (headings) and "minor" (text) fonts."""
    faces: dict[str, str | None] = {"major": None, "minor": None}
    for slot in faces:
        fonts = None if root is None else root.find(f".//{A}{slot}Font")
        if fonts is not None:
            candidates = (fonts.find(A + "ea"), fonts.find(f"{A}font[@script='Hans']"))
            names = (font.get("typeface") for font in candidates if font is not None)
            faces[slot] = next((name for name in names if name), None)
    return faces


def merged(*layers: _Facts) -> _Facts:
    """The first word on each fact."""
    first = (next((x for x in said if x is not None), None) for said in zip(*layers, strict=True))
    return type(layers[0])(*first)


def _said(layers: list[tuple[_Fact | None, Origin]], default: _Fact) -> tuple[_Fact, Origin]:
    """The first layer's word that there is, and which layer said it."""
    return next(((fact, origin) for fact, origin in layers if fact is not None), (default, "default"))


def _face(fonts: Element) -> tuple[str, bool] | None:
    themed, named = fonts.get(_EAST_ASIA_THEME), fonts.get(_EAST_ASIA)
    if themed:
        return themed, True
    return (named, False) if named else None


def _points(half_points: str | None) -> float | None:
    """ISO 29500-1, 17.3.2.38: half points; Word's own range is 1 to 1638 points."""
    value = twips(half_points)
    if value is None:
        return None
    size = value / 20 if half_points and half_points[-2:].isalpha() else value / 2
    return size if 1 <= size <= 1638 else None


def _signed(indent: Element, forward: str, back: str, read: Callable[[str | None], float | None]) -> float | None:
    hanging = read(indent.get(W + back))
    if hanging:
        return -hanging
    first = read(indent.get(W + forward))
    return first if first is not None else hanging
