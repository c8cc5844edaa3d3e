"""Builds the font that stands for every font a PDF leaves to the machine: one box for each character.

    python tools/build_blank_font.py

Needs fontTools. What is written (src/gwlint/readers/pdf/blank.ttf) is always the same.
"""

import sys
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

TARGET = Path(__file__).parents[1] / "src" / "gwlint" / "readers" / "pdf" / "blank.ttf"
EPOCH = 2082844800  # 1970 as fonts count
_WIDTH, _HEIGHT = 250, 800  # of the box, in thousandths: inside the place of any character, wide or narrow


def build(target: Path) -> None:
    """Write the font."""
    pen = TTGlyphPen(None)
    corners = [(0, 0), (0, _HEIGHT), (_WIDTH, _HEIGHT), (_WIDTH, 0)]
    pen.moveTo(corners[0])
    for corner in corners[1:]:
        pen.lineTo(corner)
    pen.closePath()
    box = pen.glyph()
    font = FontBuilder(1000, isTTF=True)
    font.font.recalcTimestamp = False
    font.setupGlyphOrder([".notdef", "box"])
    font.setupHead(unitsPerEm=1000, created=EPOCH, modified=EPOCH)
    font.setupCharacterMap({})
    every = CmapSubtable.newSubtable(13)  # many characters, one glyph
    every.platformID, every.platEncID, every.language = 3, 10, 0
    every.cmap = dict.fromkeys(range(0x20, 0x30000), "box")
    font.font["cmap"].tables = [every]
    font.setupGlyf({".notdef": box, "box": box})
    font.setupHorizontalMetrics({".notdef": (1000, 0), "box": (1000, 0)})
    font.setupHorizontalHeader(ascent=880, descent=-120)
    font.setupPost(keepGlyphNames=False)
    font.save(target)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
