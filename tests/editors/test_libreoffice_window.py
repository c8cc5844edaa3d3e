"""The extension in a real LibreOffice with a window, used with keys and the mouse."""

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
import office
import screen

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        office.missing() or not screen.installed(), reason="no LibreOffice with python3-uno, xvfb, xdotool"
    ),
    pytest.mark.flaky(reruns=2, only_rerun="Gone"),
]
SAMPLE = office.TOP / "samples" / "13-tangshan-bureau-directs-counties.docx"
WINDOW, BOX, DIALOG = "通知.docx - LibreOffice Writer", "gwlint 公文检查", "gwlint 公文检查：设置"
CHECK, CLEAR, SETTINGS = 1, 2, 3
LIMIT = 60


class Desk:
    """Someone at a LibreOffice with one draft open."""

    def __init__(self, program: office.Office, shown: screen.Screen) -> None:
        self.office, self.screen = program, shown

    def until(self, test: Callable[[], Any]) -> Any:
        """The first true answer."""
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
            if answer := test():
                return answer
            time.sleep(0.2)
        raise AssertionError("it never came")

    def parts(self, title: str) -> list[tuple[str, int, int]]:
        """The name of each part of the window and a point in it, once it is there."""
        return [(name, x, y) for _, name, x, y in self.until(lambda: self.office.window(title))]

    def click(self, title: str, name: str) -> None:
        """Click on the part of the window whose name begins so: after its label, where that says the same."""
        found = self.until(lambda: [(x, y) for said, x, y in self.parts(title) if said.startswith(name)])
        self.screen.click(*found[-1])

    def enter(self, title: str, name: str, text: str) -> None:
        """Write `text` in place of what the field holds."""
        self.click(title, name)
        self.screen.press("ctrl+a")
        self.screen.write(text)

    def box(self) -> str:
        """What the message box says, once it is there; it is then closed with its button."""
        text = "\n".join(name for name, _, _ in self.parts(BOX))
        self.click(BOX, "OK")
        self.until(lambda: self.office.window(BOX) is None)
        return text

    def save(self) -> None:
        """Ctrl+S after a change."""
        self.office.type("改")
        self.screen.focus("通知.docx")
        self.screen.press("ctrl+s")

    def choose(self, entry: int) -> None:
        """Choose an entry of our menu, counted from 1."""
        self.screen.focus("通知.docx")
        self.click(WINDOW, "公文检查")
        self.screen.press(*["Down"] * entry, "Return")


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Desk]]:
    oxt, temporary = office.built(tmp_path_factory.mktemp("dist")), tmp_path_factory.mktemp("tmp")
    with screen.screen() as shown, office.kept(lambda: office.running(oxt, temporary, shown.display)) as running:
        yield lambda: Desk(running(), shown)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return Path(shutil.copy(SAMPLE, tmp_path / "通知.docx"))


@pytest.fixture
def desk(started: Callable[[], Desk], draft: Path) -> Iterator[Desk]:
    found = started()
    found.office.user_folder()
    found.office.choose()
    (found.office.user / "gwlint.log").unlink(missing_ok=True)
    assert found.office.open(draft)
    found.parts(WINDOW)
    yield found
    if not found.office.gone:
        found.office.close()


def test_a_held_save_says_why(desk: Desk, draft: Path) -> None:
    desk.office.choose(block="yes")
    before = draft.read_bytes()
    desk.save()
    said = desk.box()
    assert "没有保存，原来的文件没有动。有5个问题" in said and "要求实行一票否决" in said and "公文检查" in said
    assert desk.office.modified() and draft.read_bytes() == before
    desk.office.choose(block="no")
    desk.save()
    desk.until(lambda: not desk.office.modified())
    assert draft.read_bytes() != before


def test_a_box_lists_the_findings_instead_of_comments(desk: Desk, draft: Path) -> None:
    desk.office.choose(mode="dialog")
    before = desk.office.comments()
    desk.save()
    assert "有7个问题" in desk.box()
    desk.until(lambda: not desk.office.modified())
    assert desk.office.comments() == before


def test_a_cause_is_shown_once_and_logged_each_time(desk: Desk) -> None:
    desk.office.choose(command="/nowhere/gwlint")
    desk.save()
    assert "没有找到程序 /nowhere/gwlint" in desk.box()
    desk.until(lambda: not desk.office.modified())
    desk.save()
    desk.until(lambda: not desk.office.modified())
    assert desk.office.window(BOX) is None
    assert desk.office.log.count("没有找到程序 /nowhere/gwlint") == 2


def test_the_menu_checks_and_clears(desk: Desk) -> None:
    desk.choose(CHECK)
    assert "有7个问题，批注写在所指的文字上" in desk.box()
    desk.choose(CLEAR)
    assert "清除了7条 gwlint 批注" in desk.box()


def test_the_settings_are_changed_in_their_dialog(desk: Desk) -> None:
    path = desk.office.user / "gwlint.ini"
    desk.choose(SETTINGS)
    desk.click(DIALOG, "有错误时不让存盘")
    desk.enter(DIALOG, "gwlint 程序", "/opt/gwlint")
    desk.enter(DIALOG, "最多等多少秒", "45")
    desk.click(DIALOG, "检查结果")
    desk.screen.press("Down", "Return")
    desk.click(DIALOG, "确定")
    desk.until(lambda: desk.office.window(DIALOG) is None)
    written = path.read_text(encoding="utf-8")
    assert written.split("\n")[1:5] == ["command = /opt/gwlint", "mode = dialog", "block = yes", "seconds = 45"]
    desk.choose(SETTINGS)
    desk.click(DIALOG, "有错误时不让存盘")
    desk.click(DIALOG, "取消")
    desk.until(lambda: desk.office.window(DIALOG) is None)
    assert path.read_text(encoding="utf-8") == written
