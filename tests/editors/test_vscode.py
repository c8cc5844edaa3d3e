"""The packaged extension in a real VS Code (code-server in Chromium): editors/vscode/test/host runs inside its extension
host, the rest is done by hand as a user would."""

import json
import shutil
import sys
import time
from pathlib import Path

import pytest

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
SETTINGS = {"gwlint.path": GWLINT, "editor.minimap.enabled": False, "files.autoSave": "off"}


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
    result = tmp_path / "result.json"
    tests = vscode.EXTENSION / "out/host/host.test.js"
    with (
        vscode.window(tmp_path / "home", SETTINGS, {"GWLINT_HOST_RESULT": str(result)}) as window,
        browser.chromium(1400, 900) as driver,
    ):
        driver.get(window.address(folder, extensionDevelopmentPath=window.extension(), extensionTestsPath=tests))
        until(result.exists, 180)
    found = json.loads(result.read_text(encoding="utf-8"))
    assert len(found) >= 9
    assert {name: said for name, said in found.items() if said != "ok"} == {}


def until(holds, seconds=30):
    end = time.monotonic() + seconds
    while not (found := holds()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.2)
    return found
