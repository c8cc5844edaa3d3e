"""Makes docs/pictures/audit-*.png: the report on an audit as Chromium shows and prints it: python docs/audit_pictures.py OUT

OUT is what `gwlint audit run` wrote of a made-up archive. Needs the Debian packages chromium and chromium-driver.
"""

import base64
import io
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tools"))
import browser  # noqa: E402

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

FOLDER = HERE / "pictures"
COLOURS = 64
SCALE = 0.8


def main(out: str) -> None:
    """The first screen, the heat map with the worst documents, and the sheets of paper side by side."""
    with tempfile.TemporaryDirectory() as folder, browser.chromium(1280, 1000) as driver:
        page = Path(folder, "audit.html")
        subprocess.run([sys.executable, "-m", "gwlint", "audit", "report", out, "-o", str(page)], check=True)
        driver.get(page.as_uri())
        _print(driver)
        _clip(driver, "audit-first", "header", "#rules")
        _clip(driver, "audit-heat", "#heat", "#worst")


def _clip(driver: "Chrome", name: str, first: str, last: str) -> None:
    """From the top of one element to the bottom of another."""
    box = "return document.querySelector(arguments[0]).getBoundingClientRect()"
    top, bottom = driver.execute_script(box, first)["top"], driver.execute_script(box, last)["bottom"]
    clip = {"x": 0, "y": top, "width": 1280, "height": bottom - top, "scale": SCALE}
    shot = driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip})
    _save(name, Image.open(io.BytesIO(base64.b64decode(shot["data"]))))


def _print(driver: "Chrome") -> None:
    """The first two sheets."""
    data = driver.execute_cdp_cmd("Page.printToPDF", {"paperWidth": 8.27, "paperHeight": 11.69})["data"]
    with pypdfium2.PdfDocument(base64.b64decode(data)) as document:
        sheets = [document[number].render(scale=1.1).to_pil() for number in range(2)]
    width, height = sheets[0].size
    both = Image.new("RGB", (2 * width + 20, height), "#888")
    for number, sheet in enumerate(sheets):
        both.paste(sheet, (number * (width + 20), 0))
    _save("audit-print", both)


def _save(name: str, picture: Image.Image) -> None:
    small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(sys.argv[1])
