"""Makes docs/pictures/vscode.png: a draft, a finding and the html report in a real VS Code: python docs/vscode_picture.py

Needs the Debian packages chromium and chromium-driver, and what `make vscode vscode-host` makes.
"""

import io
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from gwlint import readers

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tools"))
import browser  # noqa: E402
import vscode  # noqa: E402

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

SAMPLE = HERE.parent / "samples" / "13-tangshan-bureau-directs-counties.docx"
PICTURE = HERE / "pictures" / "vscode.png"
COLOURS = 64
SETTINGS = {
    "gwlint.path": str(Path(sys.executable).with_name("gwlint")),
    "remote.autoForwardPorts": False,
    "editor.minimap.enabled": False,
    "editor.wordWrap": "on",
    "workbench.activityBar.location": "hidden",
    "workbench.sideBar.location": "right",
}


def main() -> None:
    """Open a draft, its report beside it, and let the pointer rest on a finding."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place, browser.chromium(1680, 940) as driver:
        draft = Path(place, "drafts", "通知.txt")
        draft.parent.mkdir()
        draft.write_text(readers.read(str(SAMPLE)).text, encoding="utf-8")
        with vscode.window(Path(place, "home"), SETTINGS, {}) as window:
            driver.get(window.address(draft.parent, openFile=draft))
            _arrange(driver)
            PICTURE.write_bytes(_small(driver.get_screenshot_as_png()))


def _arrange(driver: "Chrome") -> None:
    wait = WebDriverWait(driver, 60)
    wait.until(lambda _: driver.find_elements(By.CSS_SELECTOR, ".squiggly-error"))
    ActionChains(driver).key_down(Keys.CONTROL).send_keys("b").key_up(Keys.CONTROL).send_keys(Keys.F1).perform()
    box = wait.until(lambda _: driver.find_elements(By.CSS_SELECTOR, ".quick-input-box input"))[0]
    box.send_keys("公文: 看检查报告")
    time.sleep(1)
    box.send_keys(Keys.ENTER)
    wait.until(lambda _: driver.find_elements(By.CSS_SELECTOR, "iframe.webview"))
    for frame in ("iframe.webview", "iframe#active-frame"):
        driver.switch_to.frame(wait.until(lambda _, frame=frame: driver.find_elements(By.CSS_SELECTOR, frame))[0])
    step = wait.until(lambda _: driver.find_elements(By.CSS_SELECTOR, "button[data-step='1']"))[0]
    wait.until(lambda _: step.is_displayed())
    for _ in range(4):
        step.click()
    driver.switch_to.default_content()
    ActionChains(driver).move_to_element(driver.find_elements(By.CSS_SELECTOR, ".squiggly-error")[0]).perform()
    wait.until(lambda _: driver.find_elements(By.CSS_SELECTOR, ".monaco-hover .hover-contents"))
    time.sleep(1)


def _small(data: bytes) -> bytes:
    held = io.BytesIO()
    picture = Image.open(io.BytesIO(data)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    picture.save(held, "PNG", optimize=True)
    return held.getvalue()


if __name__ == "__main__":
    main()
