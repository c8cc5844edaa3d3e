"""Makes docs/pictures/editor-libreoffice.png: a draft in a real Writer after a save: python docs/libreoffice_picture.py

Needs the Debian packages libreoffice-writer, libreoffice-l10n-zh-cn, python3-uno, fonts-noto-cjk,
xvfb and xdotool.
"""

import io
import shutil
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image, ImageGrab

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tools"))
import office  # noqa: E402
import screen  # noqa: E402

SAMPLE = HERE.parent / "samples" / "13-tangshan-bureau-directs-counties.docx"
PICTURE = HERE / "pictures" / "editor-libreoffice.png"
COLOURS = 64
LOOK = {"SAL_USE_VCLPLUGIN": "gen", "LC_ALL": "C.UTF-8"}


def main() -> None:
    """Save the draft with Ctrl+S, and show the page with its comments."""
    with tempfile.TemporaryDirectory() as place, screen.screen(1500, 940) as shown:
        folder = Path(place)
        draft = shutil.copy(SAMPLE, folder / "通知.docx")
        with office.running(office.built(folder), folder, shown.display, "zh-CN", **LOOK) as program:
            program.choose()
            program.open(draft)
            while not program.window("通知.docx - LibreOffice Writer"):
                time.sleep(0.5)
            program.type("。")
            time.sleep(5)
            shown.focus("通知.docx")
            shown.press("ctrl+s")
            while program.modified():
                time.sleep(0.5)
            shown.wheel(600, 500, 7)
            time.sleep(3)
            PICTURE.write_bytes(_small(ImageGrab.grab(xdisplay=shown.display)))


def _small(picture: Image.Image) -> bytes:
    held, picture = io.BytesIO(), picture.convert("RGB")
    picture.crop(picture.getbbox()).quantize(COLOURS, dither=Image.Dither.NONE).save(held, "PNG", optimize=True)
    return held.getvalue()


if __name__ == "__main__":
    main()
