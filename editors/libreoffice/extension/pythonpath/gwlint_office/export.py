"""The document's present content as docx, in memory: no file is written, and the document does not notice."""

from __future__ import annotations

import uno
import unohelper
from com.sun.star.beans import PropertyValue
from com.sun.star.io import XOutputStream

_FILTER = "MS Word 2007 XML"


class _Bytes(unohelper.Base, XOutputStream):
    def __init__(self):
        self.data = bytearray()

    def writeBytes(self, data):  # noqa: N802 -- UNO's spelling
        self.data += data.value

    def flush(self):
        pass

    def closeOutput(self):  # noqa: N802 -- UNO's spelling
        pass


def docx_of(model) -> bytes:
    """Raises com.sun.star.io.IOException where the filter fails."""
    stream = _Bytes()
    said = {"FilterName": _FILTER, "OutputStream": uno.Any("com.sun.star.io.XOutputStream", stream)}
    model.storeToURL("private:stream", tuple(PropertyValue(Name=name, Value=value) for name, value in said.items()))
    return bytes(stream.data)
