"""The second reader: the same pages out of pdfplumber. Thirty times slower; used where PDFium fails."""

import io
import math
from collections.abc import Iterable
from time import monotonic
from typing import Any

from gwlint.errors import Unreadable
from gwlint.readers.pdf.chars import LOCKED, MAX_GLYPHS, MAX_PAGES, odd_char, plain_name
from gwlint.readers.pdf.page import Box, Glyph, Page, Pages, Style


def read_pages(data: bytes, until: float) -> Pages:
    """As `chars.read_pages`, from pdfplumber. Boxes are on the page as shown, turned pages turned."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            return _all_pages(document.pages, until)
    except PdfminerException as error:
        locked = error.args and isinstance(error.args[0], PDFPasswordIncorrect)
        raise Unreadable(LOCKED if locked else "文件已损坏或不是PDF，无法读取，请重新导出PDF后再检查") from None


def _all_pages(pages: list[Any], until: float) -> Pages:
    if len(pages) > MAX_PAGES:
        raise Unreadable(f"文件有{len(pages)}页，超过{MAX_PAGES}页的上限，请拆分后再检查")
    found = []
    for page in pages:
        if monotonic() > until:
            break
        found.append(_page(page))
        page.close()
    return Pages(tuple(found), len(pages), {})


def _page(page: Any) -> Page:
    number = page.page_number
    x0, top, x1, bottom = page.cropbox
    box = (x0, page.height - bottom, x1, page.height - top)
    try:
        chars = page.chars
    except Exception:  # one broken page must not hide the others
        return Page(number, box, fault=f"第{number}页已损坏或过于复杂，没有读出")
    if len(chars) > MAX_GLYPHS:
        return Page(number, box, fault=f"第{number}页的文字超过{MAX_GLYPHS}个，过于复杂，没有读出")
    edges = [*page.horizontal_edges, *page.vertical_edges]
    rulings = [(one["x0"], page.height - one["bottom"], one["x1"], page.height - one["top"]) for one in edges]
    images = [_box(one) for one in page.images]
    glyphs, paths = tuple(_glyphs(chars)), len(page.rects) + len(page.lines) + len(page.curves)
    return Page(number, box, glyphs, tuple(rulings), tuple(images), _share(images, box), paths)


def _box(thing: dict[str, Any]) -> Box:
    return (float(thing["x0"]), float(thing["y0"]), float(thing["x1"]), float(thing["y1"]))


def _share(images: Iterable[Box], paper: Box) -> float:
    area = (paper[2] - paper[0]) * (paper[3] - paper[1])
    return min(1.0, sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in images) / area) if area > 0 else 0.0


def _glyphs(chars: Iterable[dict[str, Any]]) -> Iterable[Glyph]:
    blank = False
    styles: dict[Any, Style] = {}
    for char in chars:
        text = _text(char["text"])
        if not text.strip():
            blank = True
            continue
        x0, y0, x1, y1 = _box(char)
        key = (char["fontname"], char["size"], char["matrix"][:4], str(char["non_stroking_color"]))
        if key not in styles:
            styles[key] = _style(char)
        yield Glyph(text, x0, y0, x1, y1, float(char["matrix"][5]), styles[key], blank)
        blank = False


def _text(text: str) -> str:
    if text.startswith("(cid:"):
        return "\ufffd"
    return "".join(odd_char(ord(c)) if ord(c) < 0x20 or ord(c) > 0x7E else c for c in text)


def _style(char: dict[str, Any]) -> Style:
    name = plain_name(str(char["fontname"]).encode())
    a, b = char["matrix"][:2]
    angle = round(math.degrees(math.atan2(b, a))) % 360
    size = round(float(char["size"]) * 2) / 2
    color = _color(char["non_stroking_color"])
    return Style(name.partition(",")[0] or None, size, "bold" in name.lower(), color, "shown", angle)


def _color(value: Any) -> str | None:
    """Red, green, blue in hexadecimal, of a grey or RGB value between 0 and 1."""
    parts = list(value) if isinstance(value, tuple | list) else [value]
    if not all(isinstance(part, int | float) and 0 <= part <= 1 for part in parts) or len(parts) not in (1, 3):
        return None
    return "".join(f"{round(part * 255):02X}" for part in (parts * 3 if len(parts) == 1 else parts))
