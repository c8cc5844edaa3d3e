"""Both readers see the same characters on the same pages: 99.5 in 100 on each page."""

import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from gwlint.readers.pdf import chars, second
from gwlint.readers.pdf.page import Page

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "samples").glob("*.pdf"))
REAL = sorted((ROOT.parent / "shared" / "real" / "pdf").glob("*.pdf"))
FOREVER = float("inf")


@pytest.mark.skipif(not SAMPLES, reason="no samples here")
def test_they_agree_on_a_sample():
    _compare(SAMPLES[-1])


@pytest.mark.slow
@pytest.mark.parametrize("file", [*SAMPLES, *REAL], ids=lambda file: file.stem)
def test_they_agree(file: Path):
    _compare(file)


def _compare(file: Path) -> None:
    data = file.read_bytes()
    one, other = chars.read_pages(data, FOREVER), second.read_pages(data, FOREVER)
    assert one.total == other.total == len(one.pages) == len(other.pages)
    unlike = {a.number: share for a, b in zip(one.pages, other.pages, strict=True) if (share := _alike(a, b)) < 0.995}
    assert not unlike


def _alike(one: Page, other: Page) -> float:
    a, b = _characters(one), _characters(other)
    return 2 * (a & b).total() / max(1, a.total() + b.total())


def _characters(page: Page) -> Counter[str]:
    text = unicodedata.normalize("NFKC", "".join(glyph.text for glyph in page.glyphs))
    return Counter("".join(text.split()))
