"""`gwlint watch`: the real program in a folder of its own, drafts saved the ways that Word, WPS and LibreOffice save."""

import os
import re
import shutil
import signal
import stat
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("watchfiles")
from gwlint import readers
from gwlint.cli.copies import Copies
from gwlint.errors import UsageError
from gwlint.linting.linter import Linting
from gwlint.linting.targets import find, known

SAMPLES = Path(__file__).parents[2] / "samples"
FAULTY = (SAMPLES / "15-handan-request-to-mayor.docx").read_bytes()
TEXT = "邯郸市林业局关于拨付护林经费的请示\n\n王新川市长：\n\n现请示拨付护林经费，妥否，请批示。\n\n邯郸市林业局\n2024年9月2日\n"
MENDED = TEXT.replace("王新川市长", "邯郸市人民政府")
SYSTEM = "/usr/bin/python3"
HAS_UNO = Path(SYSTEM).exists() and not subprocess.run([SYSTEM, "-c", "import uno"], capture_output=True).returncode


def owner_file(path: Path) -> Path:
    """What Word and WPS on Windows put beside an open file: 162 bytes, the user's name in ANSI, then in UTF-16."""
    name = "王林"
    ansi, wide = name.encode("gbk"), name.encode("utf-16-le")
    lock = path.with_name("~$" + path.name)
    lock.write_bytes(bytes([len(ansi)]) + ansi.ljust(53) + bytes([len(name), 0]) + (wide + b" \0" * 53)[:106])
    assert lock.stat().st_size == 162
    return lock


def save_like_word(path: Path, data: bytes) -> None:
    """The new text into ~WRD….tmp, the old file aside as ~WRL….tmp, the new one into its place, the old one away."""
    lock = owner_file(path)
    new, old = path.with_name("~WRD0001.tmp"), path.with_name("~WRL0002.tmp")
    half = len(data) // 2
    with new.open("wb") as file:
        file.write(data[:half])
        file.flush()
        time.sleep(0.1)
        file.write(data[half:])
    path.rename(old)
    time.sleep(0.1)
    new.rename(path)
    old.unlink()
    lock.unlink()


def save_like_wps(path: Path, data: bytes) -> None:
    """A hidden lock .~x.docx, a copy of the old file kept under another name, the new text over a temporary name."""
    lock = path.with_name(".~" + path.name)
    lock.write_bytes("王林 office-pc".encode("utf-16-le"))
    new, backup = path.with_name(path.name + ".tmp"), path.with_name("~" + path.name + ".bak")
    new.write_bytes(data)
    path.rename(backup)
    time.sleep(0.2)
    new.rename(path)
    backup.unlink()
    lock.unlink()


def save_like_libreoffice(path: Path, data: bytes) -> None:
    """A lock .~lock.x.docx#, the old file emptied and written in place from lu….tmp beside it."""
    lock = path.with_name(f".~lock.{path.name}#")
    lock.write_text(",王林,office-pc,22.11.2026 08:50,file:///home/office;", encoding="utf-8")
    draft = path.with_name("lu12345k2x9a.tmp")
    draft.write_bytes(data)
    with path.open("wb") as file:
        for at in range(0, len(data), 8192):
            file.write(data[at : at + 8192])
            file.flush()
            time.sleep(0.02)
    draft.unlink()
    lock.unlink()


SAVES = [save_like_word, save_like_wps, save_like_libreoffice]


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "通知.docx"
    path.write_bytes(FAULTY)
    return path


def checked(lines: list[str]) -> list[str]:
    """The files that a notice was shown of."""
    return [
        found[1] for line in lines if (found := re.match(r"\d\d:\d\d:\d\d (.+?)：(错误|警告|没有发现|未能检查)", line))
    ]


def copy_of(path: Path, suffix: str = ".docx") -> Path:
    return path.with_name(f"{path.stem}.gwlint{suffix}")


@pytest.mark.parametrize("save", SAVES, ids=lambda save: save.__name__)
def test_one_save_is_one_notice_and_one_copy(start, draft, save):
    running = start("watch", ".")
    running.until("守着“.”（现有 1 个")
    save(draft, FAULTY)
    said = running.until("批注在 通知.gwlint.docx")
    assert checked(said) == ["通知.docx"] and any("GW303" in line for line in said)
    assert running.silent(1.5)
    assert sorted(one.name for one in draft.parent.iterdir()) == ["通知.docx", "通知.gwlint.docx"]
    assert draft.read_bytes() == FAULTY
    if os.name == "posix":
        assert stat.S_IMODE(copy_of(draft).stat().st_mode) == 0o600


def test_the_copy_holds_the_findings_and_goes_when_they_are_mended(start, tmp_path):
    from docx import Document

    draft = tmp_path / "请示.docx"
    running = start("watch", str(tmp_path))
    running.until("守着")
    draft.write_bytes(FAULTY)
    running.until("批注在")
    assert any("负责人个人" in one.text for one in Document(str(copy_of(draft))).comments)
    document = Document(str(draft))
    for paragraph in document.paragraphs:
        if "市长：" in paragraph.text:
            paragraph.text = "邯郸市人民政府："
    document.save(str(tmp_path / "新.tmp"))
    (tmp_path / "新.tmp").replace(draft)
    assert checked(running.until("没有发现问题"))
    assert not copy_of(draft).exists()


@pytest.mark.slow
def test_a_burst_of_saves_is_checked_when_it_is_over(start, draft):
    running = start("watch", ".")
    running.until("守着")
    for number in range(50):
        write = SAVES[number % 3] if number % 10 == 0 else Path.write_bytes
        write(draft, FAULTY)
    said = running.until_quiet(6)
    assert 1 <= len(checked(said)) <= 5 and not any("未能检查" in line for line in said)
    assert "批注在" in said[-1] and copy_of(draft).exists()


@pytest.mark.slow
def test_half_a_docx_finished_two_seconds_later(start, draft):
    running = start("watch", ".")
    running.until("守着")
    with draft.open("wb") as file:
        file.write(FAULTY[:15000])
        file.flush()
        time.sleep(2)
        file.write(FAULTY[15000:])
    said = running.until("批注在")
    assert checked(said) == ["通知.docx"] and not any("未能检查" in line for line in said)


@pytest.mark.slow
def test_delete_rename_and_a_folder_below(start, draft, tmp_path):
    running = start("watch", ".", "--no-notify")
    running.until("守着")
    draft.write_bytes(FAULTY)
    running.until("批注在")
    below = tmp_path / "二处" / "存 稿"
    below.mkdir(parents=True)
    draft.rename(below / "改名.docx")
    said = running.until("已删除或改名：通知.docx")
    assert checked(said) == ["二处/存 稿/改名.docx".replace("/", os.sep)]
    assert copy_of(below / "改名.docx").exists()
    assert not copy_of(draft).exists()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="a watched folder cannot be renamed there")
def test_a_folder_that_vanishes_and_comes_back(start, tmp_path):
    folder = tmp_path / "网络盘"
    folder.mkdir()
    (folder / "通知.docx").write_bytes(FAULTY)
    running = start("watch", str(folder))
    running.until("守着")
    folder.rename(tmp_path / "断开")
    running.until("暂时打不开")
    assert running.silent(2)
    (tmp_path / "断开").rename(folder)
    running.until("恢复了")
    (folder / "通知.docx").write_bytes(FAULTY)
    said = running.until("批注在")
    assert len(checked(said)) == 1 and not any("已删除" in line for line in said)


@pytest.mark.slow
def test_pages_in_a_folder_of_their_own(start, tmp_path):
    (tmp_path / "稿" / "甲").mkdir(parents=True)
    running = start("watch", "稿", "--into", "意见", "--keep", "html")
    running.until("守着")
    (tmp_path / "稿" / "甲" / "请示.txt").write_text(TEXT, encoding="utf-8")
    running.until("批注在")
    page = tmp_path / "意见" / "甲" / "请示.txt.gwlint.html"
    assert "负责人个人" in page.read_text(encoding="utf-8")
    assert [one.name for one in (tmp_path / "稿" / "甲").iterdir()] == ["请示.txt"]
    (tmp_path / "稿" / "甲" / "请示.txt").write_text(MENDED, encoding="utf-8")
    running.until("没有发现问题")
    assert not page.exists()


@pytest.mark.slow
def test_none_is_kept_and_settings_hold(start, tmp_path):
    (tmp_path / "gwlint.toml").write_text('ignore = ["GW303"]\n', encoding="utf-8")
    running = start("watch", ".", "--keep", "none")
    running.until("守着")
    (tmp_path / "请示.txt").write_text(TEXT, encoding="utf-8")
    running.until("请示.txt：没有发现问题")
    (tmp_path / "gwlint.toml").write_text("ignore = []\n", encoding="utf-8")
    (tmp_path / "请示.txt").write_text(TEXT + "\n", encoding="utf-8")
    running.until("GW303")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["gwlint.toml", "请示.txt"]


@pytest.mark.slow
def test_several_folders_and_what_is_excluded(start, tmp_path):
    (tmp_path / "gwlint.toml").write_text('exclude = ["旧稿/*"]\n', encoding="utf-8")
    for name in ("新稿", "旧稿", "新稿/里"):
        (tmp_path / name).mkdir()
    running = start("watch", "旧稿", "新稿", str(tmp_path / "新稿" / "里"), "--into", "意见")
    running.until("现有 0 个")
    for name in ("旧稿/甲.txt", "新稿/乙.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert checked(running.until("批注在")) == [os.path.join("新稿", "乙.txt")]
    assert (tmp_path / "意见" / "乙.txt.gwlint.html").exists() and running.silent(2)


@pytest.mark.slow
def test_what_stays_broken_is_said_once(start, draft):
    running = start("watch", ".")
    running.until("守着")
    draft.write_bytes(FAULTY[:3000])
    assert checked(running.until("未能检查")) == ["通知.docx"]
    assert not copy_of(draft).exists()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_ctrl_c(start, draft):
    running = start("watch", ".")
    running.until("守着")
    running.process.send_signal(signal.SIGINT)
    running.until("已停止等候")
    assert running.process.wait(20) == 0


@pytest.mark.parametrize(
    ("args", "why"),
    [
        ((), "请写出要守着的文件夹"),
        (("没有的",), "“没有的”这个文件夹没有"),
        (("好.txt",), "“好.txt”是文件，请写它所在的文件夹"),
        ((".", "--into", "好.txt"), "--into 的“好.txt”是文件"),
        ((".", "--select", "GW999"), "--select"),
        ((".", "--keep", "pdf"), "可用的有"),
    ],
)
def test_what_cannot_be_watched(gwlint, clean, monkeypatch, args, why):
    monkeypatch.chdir(clean.parent)
    done = gwlint("watch", *args)
    assert done.code == 2 and why in done.err


@pytest.mark.parametrize(
    "name",
    [
        "~$通知.docx",
        ".~通知.docx",
        "~WRD0001.docx",
        ".~lock.通知.docx#",
        "通知.docx.tmp",
        "通知.gwlint.docx",
        "通知.GWLINT.PDF",
    ],
)
def test_not_a_draft(name, tmp_path):
    assert not known(name) and known("通知.docx")
    for one in (name, "通知.docx"):
        (tmp_path / one).write_bytes(b"")
    assert [Path(one.path).name for one in find([str(tmp_path)])] == ["通知.docx"]


SAVER = """
import os, subprocess, sys, tempfile, time
import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
path, pipe = sys.argv[1], f"gwlint{os.getpid()}"
with tempfile.TemporaryDirectory() as profile:
    office = subprocess.Popen(["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{profile}", f"--accept=pipe,name={pipe};urp;"])
    try:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(240):
            try:
                context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except NoConnectException:
                time.sleep(0.25)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(path), "_blank", 0, (PropertyValue(Name="Hidden", Value=True),))
        for _ in range(3):
            document.Text.insertString(document.Text.End, "。", False)
            document.store()
            print("stored", sorted(os.listdir(os.path.dirname(path))), flush=True)
            time.sleep(3)
        document.close(True)
        desktop.terminate()
        office.wait(60)
    finally:
        office.kill()
"""


@pytest.mark.slow
@pytest.mark.skipif(not (shutil.which("soffice") and HAS_UNO), reason="no LibreOffice with python3-uno here")
def test_real_libreoffice_saves(start, draft):
    running = start("watch", ".")
    running.until("守着")
    done = subprocess.run([SYSTEM, "-c", SAVER, str(draft)], capture_output=True, text=True, timeout=180, check=True)
    assert done.stdout.count("stored") == 3 and f".~lock.{draft.name}#" in done.stdout
    for _ in range(3):
        said = running.until("批注在")
        assert checked(said) == [draft.name] and any("GW303" in line for line in said)
    assert running.silent(2)


class TestCopies:
    @pytest.fixture
    def check(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)

        def call(name: str, data: bytes, keep: str = "docx", into: str | None = None) -> str | None:
            report = Linting()(readers.read_bytes(data, name))
            return Copies(keep, into).write(data, report, ".")

        return call

    @pytest.mark.parametrize(
        ("name", "keep", "kept"),
        [
            ("通知.docx", "docx", "通知.gwlint.docx"),
            ("通知.DOCM", "docx", "通知.gwlint.DOCM"),
            ("通知.docx", "html", "通知.gwlint.html"),
            ("通知.docm", "html", "通知.docm.gwlint.html"),
            ("通知.docx", "none", None),
        ],
    )
    def test_each_draft_has_a_name_of_its_own(self, check, tmp_path, name, keep, kept):
        assert check(name, FAULTY, keep) == kept
        assert [one.name for one in tmp_path.iterdir()] == ([kept] if kept else [])

    def test_a_text_named_docx_is_kept_as_a_page(self, check):
        assert check("请示.docx", TEXT.encode()) == "请示.gwlint.html"

    def test_a_clean_draft_takes_away_its_own_copy_alone(self, check, tmp_path):
        for name in ("请示.docx", "请示.docm"):
            assert check(name, FAULTY)
        (tmp_path / "请示.gwlint.txt").write_text("别人的", encoding="utf-8")
        for name in ("请示.txt", "请示.md"):
            assert check(name, TEXT.encode()) == f"{name}.gwlint.html"
        assert check("请示.txt", MENDED.encode()) is None
        assert check("请示.docm", MENDED.encode()) is None
        kept = {"请示.gwlint.docx", "请示.md.gwlint.html", "请示.gwlint.txt"}
        assert {one.name for one in tmp_path.iterdir()} == kept

    @pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
    def test_folders_that_are_made_are_private(self, check, tmp_path):
        assert check("甲/请示.docx", FAULTY, into="意见") == "意见/甲/请示.gwlint.docx"
        assert {stat.S_IMODE((tmp_path / one).stat().st_mode) for one in ("意见", "意见/甲")} == {0o700}

    @pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
    def test_a_link_in_its_place_is_not_followed(self, check, tmp_path):
        (tmp_path / "别的").write_text("不动", encoding="utf-8")
        (tmp_path / "请示.gwlint.docx").symlink_to("别的")
        assert check("请示.docx", FAULTY) == "请示.gwlint.docx"
        assert (tmp_path / "别的").read_text(encoding="utf-8") == "不动"
        assert not (tmp_path / "请示.gwlint.docx").is_symlink()

    def test_a_folder_that_cannot_be_made(self, check, tmp_path):
        (tmp_path / "意见").write_text("", encoding="utf-8")
        with pytest.raises(UsageError, match="建不了文件夹"):
            check("甲/请示.docx", FAULTY, into="意见")


def resident(process: int) -> int:
    """KB in memory."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1])  # type: ignore[index]


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc")
def test_memory_is_flat_over_300_saves(start, draft):
    running = start("watch", ".")
    running.until("守着")
    seen: list[int] = []
    for number in range(300):
        SAVES[number % 2](draft, FAULTY)
        running.until("批注在")
        if number >= 50:
            seen.append(resident(running.process.pid))
    print(f"VmRSS after 50 saves {seen[0]} KB, after 300 {seen[-1]} KB")
    assert statistics.median(seen[-50:]) < statistics.median(seen[:50]) * 1.05


BUS = shutil.which("dbus-daemon")
SERVICE = """
import asyncio, sys
from dbus_fast.aio import MessageBus
from dbus_fast.service import ServiceInterface, dbus_method
class Notifications(ServiceInterface):
    def __init__(self):
        super().__init__("org.freedesktop.Notifications")
    @dbus_method()
    def Notify(self, app: "s", old: "u", icon: "s", title: "s", body: "s", actions: "as", hints: "a{sv}", expires: "i") -> "u":
        print(f"{app}|{title}|{body}", flush=True)
        return 1
    @dbus_method()
    def GetCapabilities(self) -> "as":
        return ["body"]
    @dbus_method()
    def GetServerInformation(self) -> "ssss":
        return ["test", "test", "1", "1.2"]
async def main():
    bus = await MessageBus().connect()
    bus.export("/org/freedesktop/Notifications", Notifications())
    await bus.request_name("org.freedesktop.Notifications")
    print("ready", flush=True)
    await bus.wait_for_disconnect()
asyncio.run(main())
"""


@pytest.fixture
def desktop(tmp_path_factory: pytest.TempPathFactory):
    """A session bus with a notification service of our own: its address, and what reads the notices shown."""
    pytest.importorskip("dbus_fast")
    import sys

    socket = tmp_path_factory.mktemp("bus") / "socket"
    address = f"unix:path={socket}"
    bus = subprocess.Popen([str(BUS), "--session", "--nofork", f"--address={address}"], stderr=subprocess.DEVNULL)
    for _ in range(100):
        if socket.exists():
            break
        time.sleep(0.05)
    service = subprocess.Popen(
        [sys.executable, "-c", SERVICE], stdout=subprocess.PIPE, text=True, encoding="utf-8",
        env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": address},
    )  # fmt: skip
    assert service.stdout is not None and service.stdout.readline() == "ready\n"
    yield address, service.stdout.readline
    for one in (service, bus):
        one.kill()
        one.wait()


@pytest.mark.slow
@pytest.mark.skipif(BUS is None, reason="no dbus-daemon here")
def test_a_notice_on_the_desktop_names_the_file_and_nothing_of_its_text(
    start, draft, desktop: tuple[str, Callable[[], str]]
):
    address, shown = desktop
    running = start("watch", ".", DBUS_SESSION_BUS_ADDRESS=address)
    running.until("守着")
    draft.write_bytes(FAULTY)
    running.until("批注在")
    assert shown() == "gwlint|gwlint：错误 1|通知.docx\n"
