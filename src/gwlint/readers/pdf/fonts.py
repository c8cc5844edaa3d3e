"""The font that PDFium is given for every font that a document leaves to the machine.

What is read stands in the document itself: characters, widths, places. PDFium would open fonts of the machine, tens of
megabytes for Han, only for the shapes of glyphs, which nobody looks at here. With a font of 400 bytes reading is eight
times as quick, and gives the same on every machine.
"""

import ctypes
import os
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_uint, c_ulong, c_void_p
from typing import Any

_THE_ONE = 1
"""What stands for our font when PDFium and we speak of it."""
_STANDARD = frozenset(
    b"Helvetica Arial Times TimesNewRoman Courier CourierNew Symbol ZapfDingbats ArialMT TimesNewRomanPS TimesNewRomanPSMT "
    b"CourierNewPS CourierNewPSMT".split()
)
"""The families of PDF's standard fonts: their widths need not be in the document, and PDFium has them within itself."""
_HAN = frozenset({128, 129, 130, 134, 136})
"""Character sets, as Windows numbers them, with Han."""


class _Source(Structure):
    """FPDF_SYSFONTINFO of fpdf_sysfontinfo.h, version 1."""


_Self = POINTER(_Source)
_ANSWERS: dict[str, Any] = {
    "Release": CFUNCTYPE(None, _Self),
    "EnumFonts": CFUNCTYPE(None, _Self, c_void_p),
    "MapFont": CFUNCTYPE(c_void_p, _Self, c_int, c_int, c_int, c_int, c_char_p, c_void_p),
    "GetFont": CFUNCTYPE(c_void_p, _Self, c_char_p),
    "GetFontData": CFUNCTYPE(c_ulong, _Self, c_void_p, c_uint, c_void_p, c_ulong),
    "GetFaceName": CFUNCTYPE(c_ulong, _Self, c_void_p, c_void_p, c_ulong),
    "GetFontCharset": CFUNCTYPE(c_int, _Self, c_void_p),
    "DeleteFont": CFUNCTYPE(None, _Self, c_void_p),
}
_Source._fields_ = [("version", c_int), *_ANSWERS.items()]
_kept: list[Any] = []
"""PDFium calls back as long as the process lasts."""


def give(lib: ctypes.CDLL) -> None:
    """Let `lib`, which is started, use our font alone."""
    with open(os.path.join(os.path.dirname(__file__), "blank.ttf"), "rb") as file:
        font = file.read()

    def chosen(_: Any, weight: int, italic: int, charset: int, pitch: int, face: bytes | None, exact: Any) -> int | None:
        return None if is_standard(charset, face or b"") else _THE_ONE

    def data(_: Any, handle: int, table: int, room: int | None, size: int) -> int:
        if table:
            return 0
        if room and size >= len(font):
            ctypes.memmove(room, font, len(font))
        return len(font)

    def nothing(*_: Any) -> int:
        return 0

    said = {"MapFont": chosen, "GetFontData": data}
    source = _Source(1, *(kind(said.get(name, nothing)) for name, kind in _ANSWERS.items()))
    _kept.append(source)
    lib.FPDF_SetSystemFontInfo(ctypes.byref(source))


def is_standard(charset: int, face: bytes) -> bool:
    """Whether the face is one of PDF's standard fonts, in whatever style: Arial,Bold is, ArialUnicodeMS is not."""
    family = face.replace(b" ", b"").partition(b",")[0].partition(b"-")[0]
    return charset not in _HAN and family in _STANDARD
