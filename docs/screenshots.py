"""Makes docs/pictures/html-*.png: the html report of a sample as Chromium shows and prints it: python docs/screenshots.py

Needs the Debian packages chromium and chromium-driver.
"""

import base64
import io
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image

from gwlint import engine, readers
from gwlint.reporters import html

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tools"))
import browser  # noqa: E402

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

FOLDER = HERE / "pictures"
SAMPLES = HERE.parent / "samples"
SAMPLE = "13-tangshan-bureau-directs-counties.docx"
COLOURS = 64


def main() -> None:
    """The page on the screen with a clause open, with a filter set, and on paper."""
    with tempfile.TemporaryDirectory() as folder, browser.chromium(1280, 1060) as driver:
        page = Path(folder, "report.html")
        report = engine.lint(readers.read(str(SAMPLES / SAMPLE)))
        page.write_text(html.render([report._replace(path=SAMPLE)]), encoding="utf-8")
        driver.get(page.as_uri())
        _print(driver)
        driver.find_element("id", "f1m1").click()
        _save("html-screen", Image.open(io.BytesIO(driver.get_screenshot_as_png())))
        driver.find_element("css selector", "button[data-severity=error]").click()
        driver.find_element("css selector", ".tools summary").click()
        _save("html-filter", Image.open(io.BytesIO(driver.get_screenshot_as_png())))


def _print(driver: "Chrome") -> None:
    """The first two sheets side by side."""
    data = driver.execute_cdp_cmd("Page.printToPDF", {"paperWidth": 8.27, "paperHeight": 11.69})["data"]
    document = pypdfium2.PdfDocument(base64.b64decode(data))
    sheets = [document[number].render(scale=1.1).to_pil() for number in range(2)]
    width, height = sheets[0].size
    both = Image.new("RGB", (2 * width + 20, height), "#888")
    for number, sheet in enumerate(sheets):
        both.paste(sheet, (number * (width + 20), 0))
    _save("html-print", both)


def _save(name: str, picture: Image.Image) -> None:
    small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
