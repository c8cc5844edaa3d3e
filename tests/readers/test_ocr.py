"""Scans: made of our samples as pictures, recognised by the real rapidocr, put together by the layout code."""

import io
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from contract import check_contract

from gwlint import engine, readers
from gwlint.errors import Unreadable
from gwlint.language.normal import canon
from gwlint.model import PdfRef, Span
from gwlint.model.document import Recognised
from gwlint.readers import ocr
from gwlint.readers.ocr.lines import Line, Seen, on_paper, page_of
from gwlint.readers.ocr.worker import recogniser

TOP = Path(__file__).parents[2]
SCANS = TOP.parent / "shared" / "real" / "scan"
SAMPLE = TOP / "samples" / "10-quzhou-next-day-reply.pdf"

needs_ocr = pytest.mark.skipif(not ocr.available(), reason="needs gwlint[ocr]")
slow = pytest.mark.slow


def line(text: str, x: float, y: float, width: float, height: float = 16.0, confidence: float = 0.99) -> Line:
    return Line(text, confidence, (x, y + height, x + width, y + height, x + width, y, x, y))


def seen(*lines: Line, turn: int = 0, paper: tuple[float, ...] = (0.0, 0.0, 595.0, 842.0)) -> Seen:
    return Seen(1, 1, paper, turn, lines)


def test_lines_become_glyphs_of_one_size_side_by_side():
    page = page_of(seen(line("各县（市、区）：", 72, 700, 128), line("请于3月1日报送。", 104, 672, 128)))
    assert "".join(glyph.text for glyph in page.glyphs) == "各县（市、区）：请于3月1日报送。"
    assert len({glyph.style.size for glyph in page.glyphs}) == 1
    assert all(a.x1 <= b.x0 + 0.01 for a, b in zip(page.glyphs[:7], page.glyphs[1:8], strict=True))
    first = page.glyphs[0]
    assert 700 <= first.base <= 706 and 14 < first.style.size <= 16


@pytest.mark.parametrize(
    ("turn", "box"),
    [(0, (50, 100, 70, 110)), (90, (485, 50, 495, 70)), (180, (525, 732, 545, 742)), (270, (100, 772, 110, 792))],
)
def test_a_box_as_seen_stands_in_the_file_s_coordinates(turn: int, box: tuple[float, ...]):
    assert on_paper((50, 100, 70, 110), seen(turn=turn)) == pytest.approx(box)


def test_a_page_askew_is_laid_straight_and_its_boxes_are_put_back():
    rise = 0.05  # 2.9 degrees
    askew = tuple(
        Line("报送" * 15, 0.9, (72, y + 16, 472, y + 16 + 400 * rise, 472, y + 400 * rise, 72, y)) for y in (700, 670)
    )
    page = page_of(seen(*askew))
    first, second = page.glyphs[:30], page.glyphs[30:]
    assert max(one.base for one in first) - min(one.base for one in first) < 0.01
    assert first[0].base - second[0].base == pytest.approx(30, abs=0.2)
    back = on_paper((first[0].x0, first[0].y0, first[-1].x1, first[-1].y1), seen(*askew))
    assert abs((back[1] + back[3]) / 2 - (708 + 200 * rise)) < 3


def test_what_rests_on_unsure_words_is_no_error():
    document = readers.read(TOP / "samples" / "13-tangshan-bureau-directs-counties.docx")
    before = engine.lint(document).findings
    assert "error" in {one.severity for one in before}
    for confidence, allowed in ((0.95, {"error", "warning", "info"}), (0.85, {"warning", "info"}), (0.5, {"info"})):
        unsure = document._replace(recognised=(Recognised(Span(0, len(document.text)), confidence),))
        after = engine.lint(unsure).findings
        assert len(after) == len(before) and {one.severity for one in after} <= allowed


def test_confidence_is_by_characters():
    document = readers.read_bytes("关于报送材料的通知".encode(), "稿.txt")
    assert document.confidence is None
    sure = document._replace(recognised=(Recognised(Span(0, 3), 1.0), Recognised(Span(3, 9), 0.7)))
    assert sure.confidence == pytest.approx(0.8)


def pictures(turn: float = 0.0, noise: float = 0.0, seal: bool = False) -> list:
    """The sample's pages as a scanner gives them: turned by degrees, with noise, with a red seal over the signature."""
    import numpy
    import pypdfium2
    from PIL import Image, ImageDraw

    made, random = [], numpy.random.default_rng(7)
    with pypdfium2.PdfDocument(SAMPLE) as document:
        for page in document:
            image = page.render(scale=150 / 72).to_pil().convert("RGB")
            if seal:
                x, y, r = image.width * 0.68, image.height * 0.55, 120
                draw = ImageDraw.Draw(image, "RGBA")
                draw.ellipse((x - r, y - r, x + r, y + r), outline=(220, 20, 20, 200), width=6)
                draw.regular_polygon((x, y, 40), 5, fill=(220, 20, 20, 190))
            image = image.rotate(turn, fillcolor="white", resample=Image.Resampling.BICUBIC)
            pixels = numpy.asarray(image).astype(float)
            made.append(Image.fromarray((pixels + random.normal(0, noise, pixels.shape)).clip(0, 255).astype("uint8")))
    return made


def scanned(format: str, images: list) -> bytes:
    out = io.BytesIO()
    images[0].save(out, format, save_all=len(images) > 1, append_images=images[1:], resolution=150, dpi=(150, 150))
    return out.getvalue()


def share(right: str, read: str) -> float:
    """Of the characters of `right`, those read in their order."""
    right, read = "".join(right.split()), "".join(read.split())
    blocks = SequenceMatcher(None, right, read, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(right)


@slow
@needs_ocr
@pytest.mark.parametrize(
    "how", [{}, {"noise": 25.0}, {"turn": 2.0}, {"turn": -1.0, "noise": 20.0}, {"seal": True}], ids=str
)
def test_a_scan_reads_as_its_original(how):
    original, document = readers.read(SAMPLE), readers.read_bytes(scanned("PDF", pictures(**how)), "扫描.pdf")
    check_contract(document)
    assert not document.missing and document.pages == 2 and document.can == {"pages"}
    assert share(canon(original.text), document.text) > 0.98
    assert document.confidence > 0.95 and document.notes[0].message.startswith("文字由识别得来，可信度0.9")
    wanted, found = ({one.rule for one in engine.lint(x).findings} for x in (original, document))
    assert found == wanted
    places = [one.ref for one in document.pieces if isinstance(one.ref, PdfRef)]
    assert all(-20 < ref.box[0] < ref.box[2] < 620 and -20 < ref.box[1] < ref.box[3] < 870 for ref in places)


@slow
@needs_ocr
@pytest.mark.parametrize("format", ["PNG", "JPEG", "BMP", "TIFF"])
def test_images_are_read(format: str):
    images = pictures() if format == "TIFF" else pictures()[:1]
    document = readers.read_bytes(scanned(format, images), f"扫描.{format.lower()}")
    check_contract(document)
    assert document.format == "image" and document.pages == len(images)
    assert "各县（市、区）商务" in document.text


@slow
@needs_ocr
def test_a_scanned_page_among_others_is_read_at_its_place():
    import pypdfium2

    pages = pypdfium2.PdfDocument(scanned("PDF", pictures()[1:]))
    mixed = pypdfium2.PdfDocument(SAMPLE)
    mixed.import_pages(pages, index=1)
    out = io.BytesIO()
    mixed.save(out)
    told: list[tuple[int, int]] = []
    document = readers.read_bytes(out.getvalue(), "混.pdf", recognise=lambda page, pages: told.append((page, pages)))
    check_contract(document)
    assert told == [(1, 1)] and not document.missing
    assert {one.ref.page for one in document.pieces if isinstance(one.ref, PdfRef)} == {1, 2, 3}
    body = [one.page for one in document.blocks if one.kind == "paragraph"]
    assert body == sorted(body)
    assert "punctuation" not in document.can and Counter(one.rule for one in engine.lint(document).not_checked)["GW903"]
    left = readers.read_bytes(out.getvalue(), "混.pdf", recognise=None)
    assert "第2页是图片" in left.missing[0] and not left.recognised


@slow
@needs_ocr
def test_nothing_is_fetched_told_or_left_in_the_home_folder(monkeypatch, tmp_path):
    """The models are in the wheel. onnxruntime, left to itself, would send its maker word of each run."""
    models = Path(__import__("rapidocr").__file__).parent / "models"
    before = {one.name: one.stat().st_mtime for one in models.iterdir()}
    monkeypatch.setenv("HOME", str(tmp_path))
    recogniser.stop()
    readers.read_bytes(scanned("PNG", pictures()[:1]), "扫描.png")
    assert {one.name: one.stat().st_mtime for one in models.iterdir()} == before
    assert not list(tmp_path.iterdir())
    recogniser.stop()


@slow
@needs_ocr
def test_a_broken_image_is_one_sentence_and_the_next_is_read():
    whole = scanned("PNG", pictures()[:1])
    with pytest.raises(Unreadable, match="打不开"):
        readers.read_bytes(whole[:300], "坏.png")
    blank = io.BytesIO()
    __import__("PIL.Image").Image.new("RGB", (400, 400), "white").save(blank, "PNG")
    with pytest.raises(Unreadable, match="没有识别出文字"):
        readers.read_bytes(blank.getvalue(), "空白.png")
    assert readers.read_bytes(whole, "扫描.png").text


@slow
@needs_ocr
@pytest.mark.skipif(not SCANS.is_dir(), reason="needs ../shared")
def test_real_scans():
    for path in SCANS.iterdir():
        document = readers.read(path)
        check_contract(document)
        assert "关于生成特定格式测试文件的通知" in document.text and "专用章" in document.text


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(ocr, "available", lambda: False)
    with pytest.raises(Unreadable, match=r"gwlint\[ocr\]"):
        readers.read_bytes(b"\x89PNG\r\n\x1a\n", "扫描.png")
    with pytest.raises(Unreadable, match="--ocr never"):
        readers.read_bytes(b"\x89PNG\r\n\x1a\n", "扫描.png", recognise=None)
