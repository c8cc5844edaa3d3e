"""`check --watch`: the real program in a folder of its own, files saved the ways that editors save them."""

import os
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("watchfiles")
from gwlint.linting.saves import Saved, Waiting

SAMPLE = Path(__file__).parents[2] / "samples" / "15-handan-request-to-mayor.docx"
FAULTY = "邯郸市林业局关于拨付护林经费的请示\n\n王新川市长：\n\n现请示拨付护林经费，妥否，请批示。\n\n邯郸市林业局\n2024年9月2日\n"


def later(path: Path, text: str) -> None:
    """Save as Word does: into a new file, which then takes the place of the old one."""
    new = path.with_name("~WRD0001.tmp")
    new.write_text(text, encoding="utf-8")
    os.replace(new, path)


@pytest.mark.slow
def test_save_rename_delete_and_come(start, clean, tmp_path):
    running = start("check", "--watch", ".")
    assert any("没有发现问题" in line for line in running.until("正在等候改动（1 个文件）"))

    clean.write_text(FAULTY, encoding="utf-8")
    said = running.until("检查 1 个文件")
    assert any("已改动：好.txt ────" in line for line in said) and any("GW303" in line for line in said)

    later(clean, FAULTY.replace("王新川市长", "邯郸市人民政府"))
    said = running.until("检查 1 个文件")
    assert not any("GW303" in line for line in said)

    (tmp_path / "新.txt").write_text(FAULTY, encoding="utf-8")
    assert any("已改动：新.txt" in line for line in running.until("检查 1 个文件"))

    clean.unlink()
    running.until("已删除：好.txt")


@pytest.mark.slow
def test_only_what_is_named(start, clean, tmp_path):
    running = start("check", "--watch", clean.name)
    running.until("正在等候改动")
    for name in ("别的.txt", "~$好.txt", ".~好.txt", "好.txt.tmp"):
        (tmp_path / name).write_text(FAULTY, encoding="utf-8")
    assert running.silent(3)
    clean.write_text(FAULTY, encoding="utf-8")
    running.until("GW303")


@pytest.mark.slow
def test_a_file_written_bit_by_bit_is_checked_when_it_is_whole(start, tmp_path):
    path, data = tmp_path / "请示.docx", SAMPLE.read_bytes()
    path.write_bytes(data)
    running = start("check", "--watch", path.name)
    running.until("正在等候改动")
    step = len(data) // 4
    with path.open("wb") as file:
        for at in range(0, len(data), step):
            file.write(data[at : at + step])
            file.flush()
            time.sleep(0.4)
    said = running.until("检查 1 个文件")
    assert any("GW303" in line for line in said) and not any("未能检查" in line for line in said)
    assert running.silent(1)


@pytest.mark.slow
def test_a_file_that_stays_broken_is_said_to_be(start, tmp_path):
    path = tmp_path / "请示.docx"
    path.write_bytes(SAMPLE.read_bytes())
    running = start("check", "--watch", path.name)
    running.until("正在等候改动")
    path.write_bytes(SAMPLE.read_bytes()[:2000])
    assert any("1 个文件未能检查" in line for line in running.until("检查 1 个文件"))


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_ctrl_c(start, clean):
    running = start("check", "--watch", clean.name)
    running.until("正在等候改动")
    running.process.send_signal(signal.SIGINT)
    running.until("已停止等候")
    assert running.process.wait(20) == 0


def test_a_broken_file_waits_its_time(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(SAMPLE.read_bytes())
    waiting = Waiting((str(path),))
    assert not waiting.look()
    path.write_bytes(b"PK\x03\x04")
    looks = 0
    while waiting.look() and not (saved := waiting.take()).changed:
        looks += 1
    assert looks == 16 and saved == Saved((str(path),))
    assert not waiting.look()


def test_what_the_settings_exclude_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gwlint.toml").write_text('exclude = ["旧稿/**"]\n', encoding="utf-8")
    (tmp_path / "旧稿").mkdir()
    for name in ("新.txt", "旧稿/旧.txt"):
        (tmp_path / name).write_text("一", encoding="utf-8")
    assert list(Waiting((".",)).now) == ["新.txt"]
    assert list(Waiting(("旧稿/旧.txt",)).now) == ["旧稿/旧.txt"]


def test_settings_that_are_half_edited_change_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "新.txt").write_text("一", encoding="utf-8")
    waiting = Waiting((".",))
    (tmp_path / "gwlint.toml").write_text("exclude = [", encoding="utf-8")
    assert not waiting.look() and list(waiting.now) == ["新.txt"]


def test_a_file_away_for_a_moment_is_not_deleted(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("一", encoding="utf-8")
    waiting = Waiting((str(tmp_path),))
    path.rename(tmp_path / "a.tmp")
    assert waiting.look() and waiting.take() == Saved()
    (tmp_path / "a.tmp").rename(path)
    assert not waiting.look()


@pytest.mark.parametrize("more", [["--format", "json"], ["--output", "out.txt"]])
def test_it_shows_on_the_screen_only(gwlint, clean, more):
    done = gwlint("check", "--watch", clean, *more)
    assert done.code == 2 and "--watch 只把文字结果印在屏幕上" in done.err


def test_what_cannot_be_watched(gwlint, tmp_path):
    assert "标准输入" in gwlint("check", "--watch", "-").err
    assert "无法等候其中的改动" in gwlint("check", "--watch", tmp_path / "none" / "a.txt").err


def test_watchfiles_is_missing(gwlint, clean, monkeypatch):
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    done = gwlint("check", "--watch", clean)
    assert done.code == 2 and "请先运行 pip install watchfiles" in done.err


def test_a_drive_that_comes_back_numbers_its_files_anew(tmp_path):
    folder = tmp_path / "盘"
    folder.mkdir()
    for name in ("旧.txt", "改.txt"):
        (folder / name).write_text("一", encoding="utf-8")
    waiting = Waiting((str(folder),))
    folder.rename(tmp_path / "断开")
    assert waiting.away
    shutil.copytree(tmp_path / "断开", folder)
    (folder / "改.txt").write_text("一二", encoding="utf-8")
    assert not waiting.away
    waiting.resume()
    assert waiting.look() and waiting.look()
    assert waiting.take() == Saved((str(folder / "改.txt"),))
