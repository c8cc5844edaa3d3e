"""Scans: pages and images that hold no text are recognised by rapidocr, a page at a time, in a child process.

`worker` supervises the child, `child` draws and recognises, `lines` makes of what it saw pages as the PDF reader has
them, so that the layout code of that reader puts the lines together.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from gwlint.errors import Unreadable
from gwlint.model import Document, PdfRef
from gwlint.model.document import Recognised
from gwlint.readers.ocr.lines import Seen, on_paper, page_of

Progress = Callable[[int, int], None]
"""Called before each page with its place among those to be recognised (from 1) and their number: it takes seconds."""

HINT = "请先安装文字识别组件（pip install 'gwlint[ocr]'），或用原稿docx检查"
MAX_PAGES = 200


def read(data: bytes, path: str, recognise: Progress | None) -> Document:
    """The document in an image (png, jpg, tif, bmp). Raises Unreadable, also where rapidocr is not installed."""
    from gwlint.readers.pdf.document import from_answer

    if recognise is None:
        raise Unreadable("这是图片，没有可读取的文字，现在不作文字识别（--ocr never），请用原稿docx检查")
    if not available():
        raise Unreadable("这是图片，要先识别文字，" + HINT)
    answer: dict[str, Any] = {
        "pages": 0, "blocks": [], "paper": None, "text": None, "missing": [], "notes": [], "ocr": True, "properties": {},
    }  # fmt: skip
    seen = list(_seen(data, "image", None, recognise))
    if not any(one.lines for one in seen):
        raise Unreadable("图片里没有识别出文字，请换清楚一些的扫描件，或用原稿docx检查")
    return _recognised(from_answer(_completed(answer, seen), path, "image"), seen)


def complete(answer: dict[str, Any], data: bytes, path: str, recognise: Progress | None) -> Document:
    """The PDF that `answer` (of `pdf.child`) describes, its pages without text recognised where that is possible."""
    from gwlint.readers.pdf.document import from_answer

    if recognise is None:
        return from_answer(answer, path)
    if not available():
        answer["notes"].append(("ocr-lacking", f"扫描页没有检查：{HINT}"))
        return from_answer(answer, path)
    seen = list(_seen(data, "pdf", answer["pictures"], recognise))
    answer["missing"] = answer["rest"]
    return _recognised(from_answer(_completed(answer, seen), path), seen)


def available() -> bool:
    """Whether the extra `gwlint[ocr]` is installed."""
    from importlib.util import find_spec

    return all(find_spec(name) for name in ("rapidocr", "onnxruntime"))


def _seen(data: bytes, kind: str, numbers: Sequence[int] | None, progress: Progress) -> Iterator[Seen]:
    """What is on each of the pages; all those of the image without `numbers`."""
    from gwlint.readers.ocr.worker import recogniser

    total, done = len(numbers) if numbers else 1, 0
    while done < min(total, MAX_PAGES):
        progress(done + 1, total)
        one = recogniser.page(data, kind, numbers[done] if numbers else done + 1)
        total = len(numbers) if numbers else one.total
        yield one
        done += 1


def _completed(answer: dict[str, Any], seen: Sequence[Seen]) -> dict[str, Any]:
    """The answer with the blocks of the recognised pages at their places, and said that they are recognised."""
    from gwlint.readers.pdf import layout

    laid = layout.lay_out([page_of(one) for one in seen])
    blocks = [_placed(block, {one.number: one for one in seen}) for block in laid.blocks]
    answer["blocks"] = sorted([*answer["blocks"], *blocks], key=_order)
    answer["missing"] = [*answer["missing"], *_faults(seen)]
    answer["pages"] = max(answer["pages"], *(one.total for one in seen))
    answer["paper"], answer["text"] = answer["paper"] or laid.paper, answer["text"] or laid.text
    answer["ocr"] = answer["ocr"] or 2 * len(seen) > answer["pages"]
    answer["recognised"] = True
    return answer


def _order(block: Any) -> tuple[bool, int]:
    """By page, headers and footers last."""
    return block[0] in ("header", "footer"), block[3][0][1]


def _placed(block: Any, seen: dict[int, Seen]) -> tuple[Any, ...]:
    """The block with its boxes where they stand on the paper, not on the page as laid straight."""
    kind, align, indent, stretches = block
    return (
        kind,
        align,
        indent,
        [(text, page, box and on_paper(box, seen[page]), *face) for text, page, box, *face in stretches],
    )


def _faults(seen: Iterable[Seen]) -> Iterator[str]:
    failed = [one for one in seen if one.fault]
    for one in failed:
        yield f"第{one.number}页{one.fault}，请用原稿docx检查"
    last = max((one.number for one in seen), default=0)
    total = max((one.total for one in seen), default=0)
    if last == MAX_PAGES < total:
        yield f"第{MAX_PAGES + 1}页以后没有识别，请拆分文件后再检查"


def _recognised(document: Document, seen: Sequence[Seen]) -> Document:
    """The document, knowing how sure each recognised stretch is."""
    from gwlint.model.document import Note

    pages = {one.number: one for one in seen}
    sure = tuple(
        Recognised(piece.span, pages[piece.ref.page].confidence(piece.ref.box))
        for piece in document.pieces
        if isinstance(piece.ref, PdfRef) and piece.ref.page in pages
    )
    document = document._replace(recognised=sure)
    if document.confidence is None:
        return document
    note = Note("recognised", f"文字由识别得来，可信度{document.confidence:.2f}，字体、版面和标点不作检查，请核对原件")
    return document._replace(notes=(note, *document.notes))
