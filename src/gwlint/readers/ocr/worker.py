"""The supervised child that draws and recognises pages: one for this process, started when the first page needs it."""

from __future__ import annotations

import atexit
import struct

from gwlint.errors import Unreadable
from gwlint.readers.ocr.lines import Line, Seen
from gwlint.readers.supervised import FailedError, Supervised

MAX_SECONDS = 60.0
"""For one page; the first also waits for the models to be loaded. Five are usual on two cores."""

MAX_MEMORY = 4 << 30
"""Bytes of address space for the child: a page takes 1 GB of it, most of that only mapped."""

HEADER = struct.Struct("<8sIQ")
"""A request: "pdf" or "image", the page from 1, the length of the file."""


class Recogniser(Supervised):
    """The child that runs rapidocr."""

    entry = "gwlint.readers.ocr.child"

    def page(self, data: bytes, kind: str, number: int) -> Seen:
        """What stands on one page. Raises Unreadable for an image that cannot be opened."""
        try:
            answer = self.exchange(HEADER.pack(kind.encode(), number, len(data)), data, MAX_SECONDS)
        except FailedError as failure:
            why = f"识别超过{MAX_SECONDS:g}秒的时限" if failure.hung else "使识别程序异常退出"
            answer = {"fault": why}
        if "total" not in answer and kind == "image":
            raise Unreadable(f"图片{answer['fault']}，请重新扫描或导出，或用原稿docx检查")
        return Seen(
            number,
            answer.get("total", number),
            tuple(answer.get("paper", (0.0, 0.0, 595.0, 842.0))),
            answer.get("turn", 0),
            tuple(Line(text, sure, tuple(corners)) for text, sure, corners in answer.get("lines", ())),
            answer.get("fault", ""),
        )


recogniser = Recogniser()
atexit.register(recogniser.end)
