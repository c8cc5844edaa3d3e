"""The few functions of PDFium that are needed, bound directly.

`import pypdfium2` declares over a thousand functions, which costs more than reading ten pages.
"""

import ctypes
import os
import sys
from ctypes import c_char_p, c_double, c_float, c_int, c_size_t, c_uint, c_ulong, c_void_p
from functools import cache
from importlib.machinery import PathFinder
from typing import Any

from gwlint.readers.pdf import fonts

_NAMES = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}
_SIGNATURES: dict[str, tuple[Any, ...]] = {
    "FPDF_InitLibrary": (None,),
    "FPDF_SetSystemFontInfo": (None, c_void_p),
    "FPDF_LoadMemDocument64": (c_void_p, c_char_p, c_size_t, c_char_p),
    "FPDF_CloseDocument": (None, c_void_p),
    "FPDF_GetLastError": (c_ulong,),
    "FPDF_GetMetaText": (c_ulong, c_void_p, c_char_p, c_void_p, c_ulong),
    "FPDF_GetPageCount": (c_int, c_void_p),
    "FPDF_LoadPage": (c_void_p, c_void_p, c_int),
    "FPDF_ClosePage": (None, c_void_p),
    "FPDF_GetPageBoundingBox": (c_int, c_void_p, c_void_p),
    "FPDFText_LoadPage": (c_void_p, c_void_p),
    "FPDFText_ClosePage": (None, c_void_p),
    "FPDFText_CountChars": (c_int, c_void_p),
    "FPDFText_GetUnicode": (c_uint, c_void_p, c_int),
    "FPDFText_HasUnicodeMapError": (c_int, c_void_p, c_int),
    "FPDFText_GetLooseCharBox": (c_int, c_void_p, c_int, c_void_p),
    "FPDFText_GetCharOrigin": (c_int, c_void_p, c_int, c_void_p, c_void_p),
    "FPDFText_GetTextObject": (c_void_p, c_void_p, c_int),
    "FPDFTextObj_GetFont": (c_void_p, c_void_p),
    "FPDFTextObj_GetFontSize": (c_int, c_void_p, c_void_p),
    "FPDFTextObj_GetTextRenderMode": (c_int, c_void_p),
    "FPDFText_GetFontInfo": (c_ulong, c_void_p, c_int, c_void_p, c_ulong, c_void_p),
    "FPDFText_GetFontWeight": (c_int, c_void_p, c_int),
    "FPDFPage_CountObjects": (c_int, c_void_p),
    "FPDFPage_GetObject": (c_void_p, c_void_p, c_int),
    "FPDFFormObj_CountObjects": (c_int, c_void_p),
    "FPDFFormObj_GetObject": (c_void_p, c_void_p, c_ulong),
    "FPDFPageObj_GetType": (c_int, c_void_p),
    "FPDFPageObj_GetMatrix": (c_int, c_void_p, c_void_p),
    "FPDFPageObj_GetBounds": (c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p),
    "FPDFPageObj_GetFillColor": (c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p),
    "FPDFPath_GetDrawMode": (c_int, c_void_p, c_void_p, c_void_p),
    "FPDFPath_CountSegments": (c_int, c_void_p),
    "FPDFPath_GetPathSegment": (c_void_p, c_void_p, c_int),
    "FPDFPathSegment_GetPoint": (c_int, c_void_p, c_void_p, c_void_p),
    "FPDFPathSegment_GetType": (c_int, c_void_p),
    "FPDFPathSegment_GetClose": (c_int, c_void_p),
}

_OFTEN = frozenset(
    (
        "FPDFText_GetUnicode",
        "FPDFText_GetLooseCharBox",
        "FPDFText_GetCharOrigin",
        "FPDFText_GetTextObject",
        "FPDFTextObj_GetFont",
        "FPDFTextObj_GetFontSize",
        "FPDFTextObj_GetTextRenderMode",
        "FPDFPageObj_GetMatrix",
        "FPDFPageObj_GetFillColor",
    )
)
"""Called for each glyph: undeclared arguments are faster. Pointers must be passed as `c_void_p`, never as `int`."""

WRONG_PASSWORD, UNKNOWN_SECURITY = 4, 5
PATH, IMAGE, FORM = 2, 3, 5


@cache
def library() -> ctypes.CDLL:
    """PDFium, loaded, declared and started."""
    loaded = _load()
    for name, (result, *arguments) in _SIGNATURES.items():
        function = getattr(loaded, name)
        function.restype = result
        if name not in _OFTEN:
            function.argtypes = arguments
    loaded.FPDF_InitLibrary()
    fonts.give(loaded)
    return loaded


def _load() -> ctypes.CDLL:
    spec = PathFinder.find_spec("pypdfium2_raw")
    for folder in (spec and spec.submodule_search_locations) or ():
        path = os.path.join(folder, _NAMES.get(sys.platform, "libpdfium.so"))
        if os.path.exists(path):
            return ctypes.PyDLL(path)  # one thread only: no lock to release
    import pypdfium2_raw.bindings  # type: ignore[import-untyped]  # a build that uses the system's library knows where it is

    loaded: ctypes.CDLL = pypdfium2_raw.bindings._libs["pdfium"]
    return loaded


class Numbers:
    """Room for what PDFium writes into its arguments: `at[i]` is the address of `of[i]`."""

    def __init__(self, kind: type[c_float] | type[c_double] | type[c_uint], count: int) -> None:
        self.of: Any = (kind * count)()
        start = ctypes.addressof(self.of)
        self.at = [c_void_p(start + i * ctypes.sizeof(kind)) for i in range(count)]
