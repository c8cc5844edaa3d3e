"""docs/profiles.md does what it says: its files are written and its commands run, in order, in an empty folder."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[1] / "docs" / "profiles.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.M | re.S)
ENVIRONMENT = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1"}


def run(command: str, folder: Path) -> "subprocess.CompletedProcess[bytes]":
    program, *args = shlex.split(command)
    assert program == "gwlint"
    return subprocess.run(
        [sys.executable, "-m", "gwlint", *args], capture_output=True, cwd=folder, env=ENVIRONMENT, timeout=60
    )


def test_from_nothing_to_a_profile_in_use(tmp_path: Path) -> None:
    ran = []
    for kind, name, text in BLOCK.findall(PAGE):
        if name:
            (tmp_path / name).write_text(text, encoding="utf-8")
        for step in re.split(r"^\$ ", text, flags=re.M)[1:] if kind == "console" else ():
            command, _, output = step.partition("\n")
            done = run(command, tmp_path)
            assert done.stdout.decode("utf-8").strip() == output.strip(), command
            assert done.returncode == (2 if "wrong" in command else 0), done.stderr.decode("utf-8")
            ran.append(command)
    assert len(ran) == 5


def test_every_command_named_in_the_text_exists() -> None:
    from gwlint.cli import COMMANDS

    named = set(re.findall(r"`gwlint (\w+)", PAGE))
    assert named and named <= set(COMMANDS)


@pytest.mark.slow
def test_package(tmp_path: Path) -> None:
    files = {name: text for _, name, text in BLOCK.findall(PAGE) if name}
    package, site = tmp_path / "yuanlin-rules", tmp_path / "site"
    (package / "yuanlin_rules").mkdir(parents=True)
    (package / "pyproject.toml").write_text(files["pyproject.toml"], encoding="utf-8")
    (package / "yuanlin_rules" / "yuanlin-2025.toml").write_text(files["yuanlin.toml"], encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-build-isolation", "--no-deps", "--target"]
    subprocess.run([*pip, str(site), str(package)], check=True, timeout=300)
    (tmp_path / "notice.txt").write_text(files["notice.txt"], encoding="utf-8")
    environment = {**ENVIRONMENT, "PYTHONPATH": str(site)}
    check = [sys.executable, "-m", "gwlint", "check", "notice.txt", "--profile", "yuanlin-2025", "--fail-on", "warning"]
    done = subprocess.run(check, capture_output=True, cwd=tmp_path, env=environment, timeout=60)
    assert done.returncode == 1 and "《青岛市园林局办文规定》第七条" in done.stdout.decode("utf-8")
    listed = subprocess.run([*check[:3], "profile", "list"], capture_output=True, env=environment, timeout=60)
    assert "yuanlin-2025" in listed.stdout.decode("utf-8")
