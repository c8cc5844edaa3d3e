"""Glyphs and drawings out of PDFium. Runs in the child process: hostile files make PDFium abort or hang."""

import ctypes
import math
from collections.abc import Iterator
from ctypes import c_double, c_float, c_int, c_uint, c_void_p
from time import monotonic
from typing import Any

from gwlint.errors import Unreadable
from gwlint.readers.pdf.drawings import drawings
from gwlint.readers.pdf.page import Box, Glyph, Page, Pages, Seen, Style
from gwlint.readers.pdf.pdfium import UNKNOWN_SECURITY, WRONG_PASSWORD, Numbers, library

MAX_PAGES = 5000
"""More pages than any draft has; a file that claims them is refused."""

MAX_GLYPHS = 50_000
"""Glyphs on one page: an A3 page full of small print has 10,000."""

LOCKED = "文件设有打开密码，无法读取，请去掉密码后再检查"
_SPACES = frozenset("\t\r\n \xa0\u2002\u2003\u2009\u3000")
_DROPPED = frozenset(map(chr, (0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A))))
_UNDRAWN = _SPACES | _DROPPED
_INVISIBLE_MODES = (3, 7)
_FAR = 1e6  # points; nothing real stands there


def read_pages(data: bytes, until: float) -> Pages:
    """All pages of a PDF; those that `until` (a `monotonic` time) leaves no time for are left out.

    Raises Unreadable for a file that is locked, damaged or absurdly long.
    """
    lib = library()
    document = lib.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise Unreadable(_refusal(lib.FPDF_GetLastError()))
    try:
        count = lib.FPDF_GetPageCount(document)
        if count > MAX_PAGES:
            raise Unreadable(f"文件有{count}页，超过{MAX_PAGES}页的上限，请拆分后再检查")
        return Pages(tuple(_pages(lib, document, count, until)), count, _properties(lib, document))
    finally:
        lib.FPDF_CloseDocument(document)


def _refusal(error: int) -> str:
    if error == WRONG_PASSWORD:
        return LOCKED
    if error == UNKNOWN_SECURITY:
        return "文件用证书或未知方式加密，无法读取，请换用未加密的文件"
    return "文件已损坏或不是PDF，无法读取，请重新导出PDF后再检查"


def _properties(lib: ctypes.CDLL, document: int) -> dict[str, str]:
    found = {}
    for key in ("Title", "Creator", "Producer"):
        room = ctypes.create_string_buffer(400)
        needed = lib.FPDF_GetMetaText(document, key.encode(), room, len(room))
        if 2 < needed <= len(room):
            found[key.lower()] = room.raw[: needed - 2].decode("utf-16-le", "replace")
    return found


def _pages(lib: ctypes.CDLL, document: int, count: int, until: float) -> Iterator[Page]:
    """Each page is closed only when the next is loaded, so that PDFium keeps the fonts they share."""
    before = None
    try:
        for index in range(count):
            if monotonic() > until:
                break
            page = lib.FPDF_LoadPage(document, index)
            if before:
                lib.FPDF_ClosePage(before)
            before = page
            yield _page(lib, page, index + 1)
    finally:
        if before:
            lib.FPDF_ClosePage(before)


def _page(lib: ctypes.CDLL, page: int | None, number: int) -> Page:
    text = lib.FPDFText_LoadPage(page) if page else None
    if not page or not text:
        return Page(number, (0.0, 0.0, 0.0, 0.0), fault=f"第{number}页已损坏，没有读出")
    try:
        return _loaded(lib, page, text, number)
    finally:
        lib.FPDFText_ClosePage(text)


def _loaded(lib: ctypes.CDLL, page: int, text: int, number: int) -> Page:
    box = _paper(lib, page)
    count = lib.FPDFText_CountChars(text)
    if count < 0:
        return Page(number, box, fault=f"第{number}页已损坏，没有读出")
    if count > MAX_GLYPHS:
        return Page(number, box, fault=f"第{number}页的文字超过{MAX_GLYPHS}个，过于复杂，没有读出")
    glyphs = _Glyphs(lib, text).read(count)
    garbled = _garbled(lib, text, count)
    drawn = drawings(lib, page, box)
    return Page(number, box, tuple(glyphs), drawn.rulings, drawn.fills, drawn.image, drawn.paths, garbled)


def _paper(lib: ctypes.CDLL, page: int) -> Box:
    room = Numbers(c_float, 4)
    lib.FPDF_GetPageBoundingBox(page, room.at[0])
    left, top, right, bottom = room.of
    return (left, bottom, right, top)


def _garbled(lib: ctypes.CDLL, text: int, count: int) -> int:
    """How many glyphs have no character of their own, told from a sample of about 100."""
    step = max(1, count // 100)
    sample = range(0, count, step)
    errors: list[int] = [lib.FPDFText_HasUnicodeMapError(text, i) for i in sample]
    return errors.count(1) * step


class _Glyphs:
    """The glyphs of one page. Calls are the cost, so what neighbours share is asked for once."""

    def __init__(self, lib: ctypes.CDLL, text: int) -> None:
        self._lib = lib
        self._text = c_void_p(text)
        self._matrix = Numbers(c_float, 6)
        self._size = Numbers(c_float, 1)
        self._color = Numbers(c_uint, 4)
        self._styles: dict[Any, Style] = {}
        self._alike: tuple[int, int, bytes] | None = None
        self._last = Style(None, 0.0)

    def read(self, count: int) -> list[Glyph]:
        """All but blanks, in the order of drawing."""
        lib, text, glyphs = self._lib, self._text, list[Glyph]()
        unicode, loose, origin = lib.FPDFText_GetUnicode, lib.FPDFText_GetLooseCharBox, lib.FPDFText_GetCharOrigin
        drawn, box, point = lib.FPDFText_GetTextObject, Numbers(c_float, 4), Numbers(c_double, 2)
        at_box, of_box, (at_x, at_y) = box.at[0], box.of, point.at
        blank, half, last, style, height = False, 0, None, Style(None, 0.0), (0.0, 0.0)
        for index in range(count):
            code = unicode(text, index)
            if 0x4E00 <= code < 0xA000 or 0x20 < code < 0x7F or 0x3000 < code < 0x3100 or 0xFF00 <= code < 0xFFF0:
                char, half = chr(code), 0  # the usual ones, at once
            elif 0xD800 <= code < 0xDC00:
                half = code
                continue
            else:
                char, half = _char(code, half), 0
                if char in _SPACES:
                    blank = True
                if char in _UNDRAWN:
                    continue
            loose(text, index, at_box)
            left, top, right, bottom = of_box[:]
            if not -_FAR < left <= right < _FAR or not -_FAR < bottom <= top < _FAR:  # NaN fails too
                continue
            thing, before = drawn(text, index), height
            if thing != last or before != (bottom, top):  # what one object draws at one height has one baseline
                origin(text, index, at_x, at_y)
                height = (bottom, top)
            if thing != last:
                style, last = self._style(thing, index, height == before), thing
            elif not blank and glyphs and glyphs[-1][1:5] == (left, bottom, right, top):
                glyphs[-1] = glyphs[-1]._replace(text=glyphs[-1].text + char)  # one drawing, several characters
                continue
            glyphs.append(Glyph(char, left, bottom, right, top, point.of[1], style, blank))
            blank = False
        return glyphs

    def _style(self, thing: int | None, index: int, level: bool) -> Style:
        """The style of a text object; objects drawn alike share one. `level`: it is as high as the one before."""
        if not thing:
            return Style(None, 0.0)
        lib, pointer = self._lib, c_void_p(thing)
        lib.FPDFPageObj_GetFillColor(pointer, *self._color.at)
        alike = (lib.FPDFTextObj_GetFont(pointer), lib.FPDFTextObj_GetTextRenderMode(pointer), bytes(self._color.of))
        if level and alike == self._alike:  # the same font at the same height: the size is the same too
            return self._last
        lib.FPDFPageObj_GetMatrix(pointer, self._matrix.at[0])
        lib.FPDFTextObj_GetFontSize(pointer, self._size.at[0])
        matrix, size = self._matrix.of[:4], self._size.of[0]
        key = (*alike, size, *matrix)
        found = self._styles.get(key)
        if found is None:
            found = self._styles[key] = self._new_style(index, alike[1], matrix, size, self._color.of[:])
        self._alike, self._last = alike, found
        return found

    def _new_style(self, index: int, mode: int, matrix: list[float], size: float, color: list[int]) -> Style:
        name = self._font_name(index)
        red, green, blue, alpha = color
        effective = abs(size) * math.hypot(matrix[2], matrix[3])
        bold = mode == 2 or self._lib.FPDFText_GetFontWeight(self._text, index) >= 600 or "bold" in name.lower()
        seen: Seen = "shown"
        if mode in _INVISIBLE_MODES or alpha == 0:
            seen = "invisible"
        elif red == green == blue == 255:
            seen = "white"
        angle = round(math.degrees(math.atan2(matrix[1], matrix[0]))) % 360 if all(map(math.isfinite, matrix)) else 0
        face, size = name.partition(",")[0] or None, round(effective * 2) / 2
        return Style(face, size, bold, f"{red:02X}{green:02X}{blue:02X}", seen, angle)

    def _font_name(self, index: int) -> str:
        """The font's own name. Chinese printers write it in GBK."""
        room = ctypes.create_string_buffer(200)
        flags = c_int()
        needed = self._lib.FPDFText_GetFontInfo(self._text, index, room, len(room), ctypes.byref(flags))
        raw = room.raw[: max(0, min(needed, len(room)) - 1)]
        return plain_name(raw)


def plain_name(raw: bytes) -> str:
    """A font name as people write it: decoded, without the mark of a subset."""
    for encoding in ("utf-8", "gb18030"):
        try:
            name = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            name = raw.decode("latin-1")
    if len(name) > 7 and name[6] == "+" and name[:6].isupper():
        name = name[7:]
    return "".join(c for c in name if c.isprintable())


def _char(code: int, half: int = 0) -> str:
    """The character meant by PDFium's code; `half` is the first half of a pair that came before."""
    if 0x20 < code < 0x7F or 0x3000 <= code < 0xD800 or 0xFF00 <= code < 0xFFF0:
        return chr(code)
    if half and 0xDC00 <= code < 0xE000:
        return chr(0x10000 + ((half - 0xD800) << 10) + code - 0xDC00)
    return odd_char(code)


def odd_char(code: int) -> str:
    """A character outside the usual ranges: radicals become characters, control codes a replacement mark."""
    if code == 2:  # PDFium's mark for a hyphen at a line's end
        return "-"
    if code in (9, 10, 13, 0x20):
        return " "
    nothing = code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF
    if nothing or code & 0xFFFE == 0xFFFE:
        return "\ufffd"
    char = chr(code)
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF or 0xFB00 <= code <= 0xFB06:
        import unicodedata

        return unicodedata.normalize("NFKC", char)
    return char
