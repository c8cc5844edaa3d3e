"""docs/presave.md: every block is run, and what the page says of exit codes holds."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
PAGE = (TOP / "docs" / "presave.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.M | re.S))
FAULTY = (TOP / "samples" / "15-handan-request-to-mayor.docx").read_bytes()
CLEAN = "关于值班的通知\n\n各科室：\n　　请按时到岗。\n\n办公室\n2024年9月2日\n".encode()
BROKEN = FAULTY[:2000]
HERE = str(Path(sys.executable).parent)


def run(command: list[str], folder: Path, data: bytes, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": HERE + os.pathsep + os.environ["PATH"], **more}
    done = subprocess.run(command, input=data, cwd=folder, env=environment, capture_output=True, timeout=60)
    return subprocess.CompletedProcess(
        command, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


def test_all_blocks_are_run_here():
    assert set(BLOCKS) == {"sh", "python", "bash"} and PAGE.count("\n```") == 6
    assert len(BLOCKS["python"].splitlines()) <= 16


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
@pytest.mark.parametrize(
    ("data", "code", "status"), [(FAULTY, 1, "checked"), (CLEAN, 0, "checked"), (BROKEN, 3, "unreadable")]
)
def test_the_command(tmp_path, data, code, status):
    (tmp_path / "要存的内容").write_bytes(data)
    done = run(["bash", "-c", BLOCKS["sh"]], tmp_path, b"")
    assert done.returncode == code
    file = json.loads(done.stdout)["files"][0]
    assert (file["path"], file["status"]) == ("拟稿/通知.docx", status) and bool(file["reason"]) == (code == 3)


def test_the_settings_above_the_named_file_hold(tmp_path):
    (tmp_path / "拟稿").mkdir()
    (tmp_path / "拟稿" / "gwlint.toml").write_text('ignore = ["GW303"]\n', encoding="utf-8")
    command = ["gwlint", "check", "-", "--stdin-filename", str(tmp_path / "拟稿" / "通知.docx"), "--format", "json"]
    assert run(command, TOP, FAULTY).returncode == 0
    (tmp_path / "拟稿" / "gwlint.toml").write_text("ignore = 1\n", encoding="utf-8")
    done = run(command, TOP, FAULTY)
    assert done.returncode == 2 and not done.stdout.endswith("}\n") and "gwlint.toml" in done.stderr


@pytest.fixture(params=["python", "bash"])
def may_save(request, tmp_path) -> Callable[..., tuple[bool, str]]:
    """The function of the page: whether the bytes may be saved, and what it said."""
    if request.param == "bash" and shutil.which("bash") is None:
        pytest.skip("no bash here")

    def call(data: bytes, **more: str) -> tuple[bool, str]:
        if request.param == "python":
            script = BLOCKS["python"] + "\nsys.exit(not may_save(sys.stdin.buffer.read(), '拟稿/通知.docx'))"
            done = run([sys.executable, "-c", script], tmp_path, data, PYTHONUTF8="1", **more)
        else:
            done = run(
                [str(shutil.which("bash")), "-c", BLOCKS["bash"] + "\nmay_save 拟稿/通知.docx"], tmp_path, data, **more
            )
        assert done.returncode in (0, 1) and done.stdout == ""
        return done.returncode == 0, done.stderr

    return call


def test_what_is_faulty_is_held_back_with_reasons(may_save):
    saved, said = may_save(FAULTY)
    assert not saved and "GW303" in said


def test_what_is_clean_is_saved_in_silence(may_save):
    assert may_save(CLEAN) == (True, "")


def test_what_cannot_be_checked_is_saved(may_save):
    assert may_save(BROKEN)[0]


def test_without_gwlint_it_is_saved_and_said(may_save, tmp_path):
    saved, said = may_save(FAULTY, PATH=str(tmp_path))
    assert saved and "没有查成" in said
