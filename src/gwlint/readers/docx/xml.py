"""Names and values of WordprocessingML. Strict files are turned into transitional ones before they are parsed."""

from lxml import etree

Element = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

P = W + "p"
RUN = W + "r"
RPR = W + "rPr"
PPR = W + "pPr"
VAL = W + "val"
ALTERNATE = MC + "AlternateContent"

STRICT = tuple(
    (f"http://purl.oclc.org/ooxml/{old}".encode(), new.encode())
    for old, new in (
        ("wordprocessingml/main", W[1:-1]),
        ("officeDocument/relationships", R[1:-1]),
        ("officeDocument/math", M[1:-1]),
        ("drawingml/main", A[1:-1]),
    )
)

_UNITS = {"pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pc": 240.0, "pi": 240.0}
_OFF = frozenset({"0", "false", "off"})
_UNDERSTOOD = frozenset({"wps", "wpg", "wpc", "wp14", "w14", "w15", "a14"})
_LARGEST = 10_000_000.0


def val(parent: Element | None, tag: str) -> str | None:
    """`w:val` of the child `tag`; None where either is absent."""
    child = None if parent is None else parent.find(tag)
    return None if child is None else child.get(VAL)


def on(element: Element) -> bool:
    """A toggle such as `<w:b/>`: on unless it says otherwise."""
    return element.get(VAL, "1") not in _OFF


def number(text: str | None) -> float | None:
    """A plain finite number of sensible size, else None."""
    try:
        value = float(text) if text else None
    except ValueError:
        return None
    return value if value is not None and abs(value) <= _LARGEST else None


def whole(text: str | None) -> int | None:
    """A whole number of sensible size, else None."""
    value = number(text)
    return None if value is None else int(value)


def twips(text: str | None) -> float | None:
    """A length in twentieths of a point; strict files write units ("12pt")."""
    if text and text[-2:] in _UNITS:
        value = number(text[:-2])
        return None if value is None else value * _UNITS[text[-2:]]
    return number(text)


def chosen(alternate: Element) -> Element | None:
    """The one branch of `mc:AlternateContent` that Word shows: the first Choice it understands, else the Fallback."""
    for branch in alternate:
        if branch.tag == MC + "Fallback":
            return branch
        if branch.tag == MC + "Choice" and _UNDERSTOOD.issuperset(branch.get("Requires", "?").split()):
            return branch
    return None
