"""A run's own text, and which runs and paragraphs a place in a part means.

These three functions are what `DocxRef` counts by: `paragraphs_of` a part, `runs_of` a paragraph, and the offset into
`text_of` a run. Who wants to write at a place finds it by them.
"""

from collections.abc import Callable, Iterator

from gwlint.readers.docx.xml import ALTERNATE, RUN, Element, P, W, chosen

_PUA = 0xF000
_WINGDINGS = {
    0x52: "☑", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "❐", 0x71: "❑", 0x72: "❒", 0x74: "⧫", 0x75: "◆",
    0x76: "❖", 0x77: "⬥", 0x9F: "•", 0xA1: "○", 0xA4: "◉", 0xA7: "▪", 0xA8: "☐", 0xAB: "★", 0xD8: "➢", 0xDF: "←",
    0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0xA3: "□", 0xA2: "■"}
_SYMBOL = {0xB0: "°", 0xB1: "±", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xA3: "≤", 0xB3: "≥", 0xA5: "∞", 0xAE: "→"}
_SYMBOL_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


def symbol(element: Element) -> str:
    """The character that a `w:sym` shows, "" where it cannot be told."""
    try:
        code = int(element.get(W + "char", ""), 16)
    except ValueError:
        return ""
    table = _SYMBOL_FONTS.get(element.get(W + "font", "").lower())
    if table is not None:
        return table.get(code - _PUA if code >= _PUA else code, "")
    return chr(code) if 0x20 <= code < 0xD800 else ""


def _text(element: Element) -> str:
    text = element.text or ""
    return text.replace("\n", " ").replace("\r", " ") if "\n" in text or "\r" in text else text


def _break(element: Element) -> str:
    return "" if element.get(W + "type") in ("page", "column") else "\n"


LITERAL: dict[str, Callable[[Element], str]] = {
    W + "t": _text,
    W + "tab": lambda _: "\t",
    W + "ptab": lambda _: "\t",
    W + "br": _break,
    W + "cr": lambda _: "\n",
    W + "noBreakHyphen": lambda _: "-",
    W + "sym": symbol,
}
"""The children of a run that are text, and what text."""


def text_of(run: Element) -> str:
    """A run's own text: what the page shows of it, and no more than that. A ruby's base runs are runs themselves."""
    return "".join(_literals(run))


def _literals(parent: Element) -> Iterator[str]:
    for child in parent:
        read = LITERAL.get(child.tag)
        if read is not None:
            yield read(child)
        elif child.tag == ALTERNATE:
            branch = chosen(child)
            if branch is not None:
                yield from _literals(branch)


def paragraphs_of(root: Element) -> list[Element]:
    """Every `w:p` of a part in document order, nested ones counted."""
    return list(root.iter(P))


def runs_of(paragraph: Element) -> list[Element]:
    """Every `w:r` of a paragraph in document order, deleted ones counted, those of nested paragraphs not."""
    runs = list(paragraph.iter(RUN))
    if next(paragraph.iterdescendants(P), None) is None:
        return runs
    return [run for run in runs if next(run.iterancestors(P)) is paragraph]
