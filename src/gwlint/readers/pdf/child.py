"""The child process: takes PDFs from its standard input, gives blocks on its standard output.

Whatever a file does to PDFium happens here, within limits of memory and time; the parent ends a child that does not
answer.
"""

import gc
import json
import os
import sys
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any, BinaryIO

from gwlint import re
from gwlint.errors import Unreadable
from gwlint.readers.pdf.wire import FIRST, REPLY, REQUEST, SECOND

if TYPE_CHECKING:
    from gwlint.readers.pdf.page import Pages

MAX_MEMORY = 400 << 20
"""Bytes of address space for the child; with the parent it stays below 512 MB."""


def main() -> None:
    """Serve on standard input and output."""
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # a library that prints must not speak to the parent
    serve(requests, replies)


def serve(requests: BinaryIO, replies: BinaryIO, first: tuple[bytes, int, float] | None = None) -> None:
    """Answer requests until the parent closes the pipe; `first` is one that came on another way (file, reader, seconds)."""
    _limit_memory()
    gc.disable()  # glyphs form no cycles, and looking for them takes a tenth of the time
    if first:
        data, reader, seconds = first
        _reply(replies, answer(data, reader, monotonic() + seconds))
    _warm()
    while header := requests.read(REQUEST.size):
        reader, seconds, length = REQUEST.unpack(header)
        _reply(replies, answer(requests.read(length), reader, monotonic() + seconds))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the parent's time limit holds
        return
    for limit, most in ((resource.RLIMIT_AS, MAX_MEMORY), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):  # the system may know better
            resource.setrlimit(limit, (most, most))


def _warm() -> None:
    """Load everything while the parent is still busy with itself."""
    from gwlint.readers.pdf import layout  # noqa: F401
    from gwlint.readers.pdf.pdfium import library

    library()


def _reply(replies: BinaryIO, answered: dict[str, Any]) -> None:
    re.keep()  # later this process may be ended at any moment
    data = json.dumps(answered, ensure_ascii=True, separators=(",", ":")).encode()
    replies.write(REPLY.pack(len(data)) + data)
    replies.flush()


def answer(data: bytes, reader: int, until: float) -> dict[str, Any]:
    """The document as plain data (see `document.from_answer`), or {"unreadable": why}."""
    try:
        return _read(data, reader, until)
    except Unreadable as error:
        return {"unreadable": str(error)}
    except MemoryError:
        return {"unreadable": "文件过于复杂，超出内存限制，请拆分或重新导出PDF后再检查"}
    except RecursionError:
        return {"unreadable": "文件结构嵌套过深，无法读取，请重新导出PDF后再检查"}


def _read(data: bytes, reader: int, until: float) -> dict[str, Any]:
    from gwlint.readers.pdf import chars, judge, second

    if reader == SECOND:
        gc.enable()
    read = (second if reader == SECOND else chars).read_pages(data, until)
    if reader == FIRST and any(map(judge.garbled, read.pages)):
        read = _mended(read, data, until)
    return put_together(read)


def put_together(read: "Pages") -> dict[str, Any]:
    """The answer for pages as drawn, of whatever format. Raises Unreadable where there is nothing on them."""
    from gwlint.readers.pdf import judge, layout

    judged = judge.judge(read)
    laid = layout.lay_out(judged.pages)
    missing = judged.missing if laid.blocks else [judge.nothing_read(judged)]
    if not laid.blocks and not judged.missing:
        raise Unreadable(missing[0])
    return {
        "pages": read.total,
        "blocks": laid.blocks,
        "paper": laid.paper,
        "text": laid.text,
        "missing": missing,
        "notes": judged.notes,
        "ocr": judged.ocr,
        "pictures": judged.pictures,
        "rest": judged.rest,
        "properties": read.properties,
    }


def _mended(read: Any, data: bytes, until: float) -> Any:
    """Garbled pages as the second reader sees them, where it does better."""
    from gwlint.readers.pdf import judge, second

    try:
        others = {page.number: page for page in second.read_pages(data, until).pages}
    except Exception:  # the second reader is only a hope here
        return read
    better = {n: page for n, page in others.items() if page.glyphs and not judge.garbled(page)}
    return read._replace(pages=tuple(better.get(p.number, p) if judge.garbled(p) else p for p in read.pages))


if __name__ == "__main__":
    main()
