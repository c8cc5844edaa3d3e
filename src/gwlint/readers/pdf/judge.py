"""Which text of a page people see, which can be trusted, and what must be said of the rest."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from gwlint.readers.pdf.page import Box, Glyph, Page, Pages

OCR = "先做文字识别（OCR）"
_TINY = 1.5  # points; below it nobody reads
_GARBLED = 0.3  # of a page's glyphs
_PICTURE = 0.5  # of the paper: an image page may still bear a typed number
_FEW = 20
_OUTLINES = 100  # shapes on a page without text: letters drawn as curves


class Judged(NamedTuple):
    """`pages` with only the text to be read; `missing` and `notes` (code, message) in Chinese; `ocr` whether most
    of the text was recognised from a picture, so that fonts and places are not the document's own; `pictures` the
    pages whose text only shows, and `rest` what of `missing` is not about them."""

    pages: list[Page]
    missing: list[str]
    notes: list[tuple[str, str]]
    ocr: bool
    pictures: list[int]
    rest: list[str]


def judge(read: Pages) -> Judged:
    """What of `read` counts as the document's text."""
    shown, hidden, layers = [], [], []
    faults: dict[str, list[int]] = {}
    missing = [page.fault for page in read.pages if page.fault]
    for page in read.pages:
        kept, layer = _visible(page)
        if len(kept) < len(page.glyphs):
            hidden.append(page.number)
        if layer:
            layers.append(page.number)
        fault = "" if page.fault else _fault(page, kept)
        if fault:
            faults.setdefault(fault, []).append(page.number)
        shown.append(page._replace(glyphs=() if fault is _CODES else kept))
    if len(read.pages) < read.total:
        missing.append(f"第{len(read.pages) + 1}页以后没有读完（超过时限），请拆分文件后再检查")
    shut = [f"第{_ranges(numbers)}页{fault}" for fault, numbers in faults.items()]
    notes = []
    if hidden:
        notes.append(("hidden-text", f"第{_ranges(hidden)}页有看不见的文字（白色、页外、极小或隐形），没有计入检查"))
    if layers:
        notes.append(("ocr-layer", f"第{_ranges(layers)}页的文字是从图片识别来的，字体和版面不作检查，文字请核对"))
    pictures = sorted(number for numbers in faults.values() for number in numbers)
    return Judged(shown, shut + missing, notes, 2 * len(layers) > len(read.pages), pictures, missing)


_IMAGE = f"是图片，没有可读的文字，请{OCR}"
_CURVES = f"的文字已转成图形，没有可读的文字，请{OCR}"
_CODES = f"的文字没有可靠的字符对照，读出来是乱码，请用原始文件检查，或{OCR}"


def _fault(page: Page, kept: Sequence[Glyph]) -> str:
    if garbled(page):
        return _CODES
    if (page.image >= _PICTURE and len(kept) < _FEW) or (page.image > 0 and not kept):
        return _IMAGE
    return _CURVES if not kept and page.paths > _OUTLINES else ""


def garbled(page: Page) -> bool:
    """Whether so many glyphs have no trustworthy character that the page cannot be read."""
    bad = sum(1 for glyph in page.glyphs if glyph.text >= "\ue000" and _untold(glyph.text[0]))
    return max(bad, page.garbled) > _GARBLED * max(1, len(page.glyphs))


def _untold(char: str) -> bool:
    return char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or char >= "\U000f0000"


def nothing_read(judged: Judged) -> str:
    """Why no page has any text."""
    whole = "；".join(judged.missing)
    if _IMAGE in whole:
        return f"全部页面都是图片，没有可读的文字，请{OCR}后再检查"
    if _CODES in whole:
        return f"全部文字都没有可靠的字符对照，读出来是乱码，请用原始文件检查，或{OCR}"
    if _CURVES in whole:
        return f"全部文字都已转成图形，没有可读的文字，请{OCR}后再检查"
    return judged.missing[0] if judged.missing else "文件里没有任何文字，请检查导出是否完整"


def _visible(page: Page) -> tuple[tuple[Glyph, ...], bool]:
    """The glyphs that people see, and whether they are the invisible text laid over a scan."""
    invisible = sum(glyph.style.seen == "invisible" for glyph in page.glyphs)
    layer = 2 * invisible > len(page.glyphs)
    kept: list[Glyph] = []
    left, bottom, right, top = page.box
    for style, run in groupby(page.glyphs, key=attrgetter("style")):
        plain = style.seen == "shown" and style.size >= _TINY
        for glyph in run:
            inside = left <= glyph.x0 <= right and bottom <= glyph.base <= top
            if (inside or (kept and _follows(kept[-1], glyph))) and (plain or _drawn(glyph, page, layer)):
                kept.append(glyph)
    return tuple(kept), layer


def _follows(last: Glyph, glyph: Glyph) -> bool:
    """Whether the glyph goes on with a line that begins on the paper and runs off it."""
    return last.base == glyph.base and abs(glyph.x0 - last.x1) < 2 * glyph.style.size


def _drawn(glyph: Glyph, page: Page, layer: bool) -> bool:
    if glyph.style.size < _TINY:
        return False
    if glyph.style.seen == "white":
        return any(_holds(fill, glyph) for fill in page.fills)
    return layer or glyph.style.seen == "shown"


def _holds(fill: Box, glyph: Glyph) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
    return fill[0] <= x <= fill[2] and fill[1] <= y <= fill[3]


def _ranges(numbers: Iterable[int]) -> str:
    """1, 2, 3, 7 as 1—3、7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}—{run[-1]}" for run in runs)
