"""The child process: draws a page, recognises it, gives its lines. The models are in rapidocr's wheel; nothing is fetched."""

import io
import json
import os
import sys
from typing import Any

from gwlint.readers.ocr.worker import HEADER, MAX_MEMORY
from gwlint.readers.pdf.wire import REPLY
from gwlint.readers.supervised import limit_memory

_LONG_SIDE = 2000  # pixels that rapidocr looks at at most: A4 at 170 dpi
_PAPER = 842.0  # points that the longer side of an image is taken for
_MAX_PIXELS = 120_000_000


def main() -> None:
    """Answer requests until the parent closes the pipe."""
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # a library that prints must not speak to the parent
    engine = _engine()
    while header := requests.read(HEADER.size):
        kind, number, length = HEADER.unpack(header)
        answer = json.dumps(_answer(engine, requests.read(length), kind.rstrip(b"\0"), number)).encode()
        replies.write(REPLY.pack(len(answer)) + answer)
        replies.flush()


def _engine() -> Any:
    """rapidocr with what its wheel holds.

    onnxruntime would tell its maker of each run: told before it is loaded, it does not, nor
    leaves a number for this machine in the home folder. Nobody is reached, were rapidocr to look for another model.
    """
    os.environ.update(dict.fromkeys(("ORT_DISABLE_TELEMETRY", "ORT_TELEMETRY_DISABLED"), "1"))
    os.environ.update(dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), "http://127.0.0.1:9"), NO_PROXY="")
    limit_memory(MAX_MEMORY)
    import onnxruntime
    from rapidocr import RapidOCR

    onnxruntime.disable_telemetry_events()
    return RapidOCR(params={"Global.log_level": "critical"})


def _answer(engine: Any, data: bytes, kind: bytes, number: int) -> dict[str, Any]:
    try:
        drawn = (_page if kind == b"pdf" else _frame)(data, number)
    except Exception:  # whatever a damaged picture does to its decoder
        return {"fault": "打不开"}
    pixels, facts = drawn
    try:
        found = engine(pixels)
    except Exception as error:  # one page must not end the others
        return {**facts, "fault": f"识别出错（{type(error).__name__}）"}
    lines = zip(found.txts or (), found.scores or (), found.boxes if found.boxes is not None else (), strict=True)
    left, bottom, right, top = facts["paper"]
    high = right - left if facts["turn"] % 180 else top - bottom
    scale = high / pixels.shape[0]
    return {**facts, "lines": [(text, float(sure), _points(corners, scale, high)) for text, sure, corners in lines]}


def _points(corners: Any, scale: float, high: float) -> list[float]:
    """Pixels from the upper left as points from the lower left."""
    return [round(value, 2) for x, y in corners for value in (float(x) * scale, high - float(y) * scale)]


def _page(data: bytes, number: int) -> tuple[Any, dict[str, Any]]:
    """A page of a PDF as pixels (height, width, 3; BGR)."""
    import pypdfium2  # type: ignore[import-untyped]

    with pypdfium2.PdfDocument(data) as document:
        page = document[number - 1]
        scale = _LONG_SIDE / max(page.get_size())
        pixels = page.render(scale=scale, rev_byteorder=False).to_numpy()[:, :, :3].copy()
        return pixels, {"paper": page.get_cropbox(), "turn": page.get_rotation(), "total": len(document)}


def _frame(data: bytes, number: int) -> tuple[Any, dict[str, Any]]:
    """A frame of an image, the same; turned as the camera says."""
    import numpy
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = _MAX_PIXELS
    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF", "BMP")) as image:
        total = getattr(image, "n_frames", 1)
        if image.width * image.height > _MAX_PIXELS:
            raise ValueError("too many pixels")
        image.seek(number - 1)
        image.draft("RGB", (_LONG_SIDE, _LONG_SIDE))
        shown = ImageOps.exif_transpose(image).convert("RGB")
        shown.thumbnail((_LONG_SIDE, _LONG_SIDE))
    scale = _PAPER / max(shown.size)
    paper = (0.0, 0.0, shown.width * scale, shown.height * scale)
    return numpy.asarray(shown)[:, :, ::-1].copy(), {"paper": paper, "turn": 0, "total": total}
