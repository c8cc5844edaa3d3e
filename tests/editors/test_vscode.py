"""The packaged extension in a real VS Code (code-server in Chromium): editors/vscode/test/host runs inside its extension
host, the rest is done by hand as a user would."""

import json
import re
import shutil
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

TOP = Path(__file__).parents[2]
sys.path.insert(0, str(TOP / "tools"))
import browser  # noqa: E402
import vscode  # noqa: E402

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not vscode.ready(), reason="no VS Code: run make vscode and make vscode-host"),
    pytest.mark.skipif(not browser.installed(), reason="needs chromium and chromium-driver"),
]
GWLINT = str(Path(sys.executable).with_name("gwlint"))
SETTINGS = {
    "gwlint.path": GWLINT,
    "editor.minimap.enabled": False,
    "files.autoSave": "off",
    "remote.autoForwardPorts": False,
}


@pytest.fixture
def folder(tmp_path):
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    start = (TOP / "docs/examples/start.txt").read_text(encoding="utf-8")
    (drafts / "start.txt").write_text(start, encoding="utf-8")
    (drafts / "date.txt").write_text(start.replace("2025年9月4日", "2025年09月04日"), encoding="utf-8")
    shutil.copy(TOP / "samples/01-gansu-overlong-opinion.docx", drafts / "draft.docx")
    shutil.copy(TOP / "samples/13-tangshan-bureau-directs-counties.docx", drafts / "other.docx")
    return drafts


def test_extension_host(tmp_path, folder):
    """The server notes its process number, so that a test can end it."""
    result, number = tmp_path / "result.json", tmp_path / "number"
    path = script(tmp_path / "gwlint", f'#!/bin/sh\necho $$ > {number}\nexec {GWLINT} "$@"\n')
    environment = {"GWLINT_HOST_RESULT": str(result), "GWLINT_HOST_SERVER": str(number)}
    tests = vscode.EXTENSION / "out/host/host.test.js"
    with (
        vscode.window(tmp_path / "home", SETTINGS | {"gwlint.path": str(path)}, environment) as window,
        browser.chromium(1400, 900) as driver,
    ):
        driver.get(window.address(folder, extensionDevelopmentPath=window.extension(), extensionTestsPath=tests))
        until(result.exists, 180)
    found = json.loads(result.read_text(encoding="utf-8"))
    assert len(found) >= 10
    assert {name: said for name, said in found.items() if said != "ok"} == {}


def test_report_in_webview(tmp_path, folder):
    with shown(tmp_path, folder / "start.txt") as driver:
        palette(driver, "公文: 看检查报告")
        into_webview(driver)
        assert driver.find_element("tag name", "h1").text == "公文检查结果"
        mark = driver.find_element("css selector", "mark[tabindex]")
        mark.click()
        assert "依据" in until(lambda: driver.find_element("id", "tip").text)
        refused = "const done = arguments[0]; fetch(location.origin).then(() => done('fetched'), () => done('refused'))"
        assert driver.execute_async_script(refused) == "refused"


def test_ignore_with_a_reason_then_save(tmp_path, folder):
    draft = folder / "start.txt"
    with shown(tmp_path, draft) as driver:
        go_to(driver, "7:5")
        palette(driver, "公文: 不报光标处的意见")
        until(lambda: "理由" in driver.find_element("css selector", ".quick-input-message").text)
        type_(driver, "经市政府同意，办文单存档", Keys.ENTER)
        until(lambda: "忽略" in driver.find_element("css selector", ".view-lines").text)
        chord(driver, Keys.CONTROL, "s")
        until(lambda: "gwlint: 忽略 GW301 经市政府同意，办文单存档" in draft.read_text(encoding="utf-8"))
        said = until(lambda: [one for one in toasts(driver) if "已存盘" in one])
        assert said[0].startswith("start.txt 已存盘，还有 1 处错误：第3行，部门的通知主送下级党委、政府")


def test_a_docx_saved_by_another_program_is_checked(tmp_path, folder):
    with shown(tmp_path, folder / "start.txt") as driver:
        (folder / "~$draft.docx").write_bytes(b"the lock of Word")
        shutil.copy(folder / "other.docx", folder / "draft.docx")
        said = until(lambda: toasts(driver))
        assert len(said) == 1
        assert re.match(r"draft\.docx 已存盘，还有 \d+ 处错误：第\d+段，", said[0])


WITHOUT_PYGLS = """#!/bin/sh
exec {python} -c 'import sys; sys.modules["pygls"] = None; from gwlint.__main__ import main; main()' "$@"
"""


@pytest.mark.parametrize(
    ("program", "said"),
    [(WITHOUT_PYGLS, "gwlint lsp 要用到 pygls"), (None, "不能运行。请改成 gwlint 的完整路径")],
    ids=["no pygls", "no such program"],
)
def test_a_server_that_cannot_start_is_explained(tmp_path, folder, program, said):
    path = tmp_path / "gwlint"
    if program:
        script(path, program.format(python=sys.executable))
    with shown(tmp_path, folder / "start.txt", {"gwlint.path": str(path)}, checked=False) as driver:
        told = until(lambda: toasts(driver))
        assert len(told) == 1
        assert said in told[0]
        assert "重新启动检查服务" in told[0]
        script(path, f'#!/bin/sh\nexec {GWLINT} "$@"\n')
        palette(driver, "公文: 重新启动检查服务")
        until(lambda: driver.find_elements("css selector", ".squiggly-error"))


@contextmanager
def shown(tmp_path, draft, settings=None, checked=True):
    """A window with a draft open and, with `checked`, its findings in sight."""
    with (
        vscode.window(tmp_path / "home", SETTINGS | (settings or {}), {}) as window,
        browser.chromium(1400, 900) as driver,
    ):
        driver.get(window.address(draft.parent, openFile=draft))
        until(lambda: driver.find_elements("css selector", ".squiggly-error" if checked else ".view-line"), 60)
        yield driver


def script(path, text):
    path.write_text(text, encoding="utf-8")
    path.chmod(0o700)
    return path


def palette(driver, command):
    type_(driver, Keys.F1)
    box = until(lambda: driver.find_elements("css selector", ".quick-input-box input"))[0]
    box.send_keys(command)
    until(lambda: command in driver.find_element("css selector", ".quick-input-list .monaco-list-row").text)
    box.send_keys(Keys.ENTER)
    until(lambda: not box.is_displayed() or box.get_attribute("value") != f">{command}")


def go_to(driver, place):
    chord(driver, Keys.CONTROL, "g")
    type_(driver, place, Keys.ENTER)


def into_webview(driver):
    for frame in ("iframe.webview", "iframe#active-frame"):
        driver.switch_to.frame(until(lambda frame=frame: driver.find_elements("css selector", frame))[0])
    until(lambda: driver.find_elements("css selector", ".tools:not([hidden])"))


def toasts(driver):
    """What the notifications say, read at one stroke: VS Code draws them anew at any time."""
    return driver.execute_script(
        "return [...document.querySelectorAll('.notification-toast .notification-list-item-message')].map(one => one.innerText)"
    )


def type_(driver, *keys):
    ActionChains(driver).send_keys(*keys).perform()


def chord(driver, held, key):
    ActionChains(driver).key_down(held).send_keys(key).key_up(held).perform()


def until(holds, seconds=30):
    end = time.monotonic() + seconds
    while not (found := holds()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.2)
    return found
