"""PDF with a text layer: PDFium first, pdfplumber where it fails, both in a child process.

A PDF holds characters at places, nothing else. `chars` (or `second`) takes them out, `judge` says which can be
trusted, `lines`, `tables`, `gutters`, `furniture` and `paragraphs` put them together again, `layout` in which order.
All of that runs in the child; `worker` supervises it, `document` makes the answer a `Document`.
"""

TYPE_CHECKING = False  # so that `start_early` really is early, not even typing is loaded
if TYPE_CHECKING:
    from typing import Any

    from gwlint.model import Document
    from gwlint.readers.ocr import Progress


def read(data: bytes, path: str, recognise: "Progress | None" = None) -> "Document":
    """The document in `data`; `path` only names it. With `recognise` pages without text are recognised (see `ocr`).

    Takes at most `worker.MAX_SECONDS`. Raises Unreadable for a file that is locked, damaged, too complex, or bears no
    text (pages that are only pictures). Single pages that could not be read are listed in `Document.missing`.
    """
    from gwlint.errors import ShortOfMemory, Unreadable
    from gwlint.readers.pdf.document import from_answer
    from gwlint.readers.pdf.worker import worker

    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable("文件是空的，请确认文件已经保存或传输完整")
    answer = _read_here(data) if _here else worker.read(data)
    if "unreadable" in answer:
        raise (ShortOfMemory if answer.get("short") else Unreadable)(str(answer["unreadable"]))
    try:
        if answer["pictures"]:
            from gwlint.readers import ocr

            return ocr.complete(answer, data, path, recognise)
        return from_answer(answer, path)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        raise Unreadable("文件使读取程序给出了错误的结果，请重新导出PDF后再检查") from None


_here = False


def in_this_process(yes: bool) -> None:
    """Whether `read` does without the child process: for a process that is itself watched, limited and replaced when
    it crashes. It saves the way through two pipes, and a process; there the caller's time limit holds alone."""
    global _here
    _here = yes


def _read_here(data: bytes) -> "dict[str, Any]":
    from math import inf

    from gwlint.readers.pdf import child, worker
    from gwlint.readers.pdf.wire import FIRST

    try:  # however busy the machine is, all pages are read: two audits must give the same
        return child.answer(data, FIRST, inf)
    except Exception:  # what would end the child: the second reader's turn, in a child as ever
        return worker.worker.read(data)


def start_early(data: bytes | None = None) -> None:
    """Start the child process now, so that it loads PDFium while the caller goes on with its own imports.

    With `data` it also begins to read that file; `read` of the same bytes then gives the result.
    """
    from gwlint.readers.pdf.worker import worker

    if data is None:
        worker.start()
    else:
        worker.begin(data)


def busy() -> bool:
    """Whether the file that `start_early` was given is still being read."""
    from gwlint.readers.pdf.worker import worker

    return worker.busy
