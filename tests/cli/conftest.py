"""Running the command line, in this process or in one of its own."""

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from gwlint.cli import run

CLEAN = """关于做好秋季校园绿化养护工作的通知

各学院：
　　为做好秋季校园绿化养护工作，现将有关事项通知如下。
　　一、各学院负责本院楼前的绿地。
　　二、后勤处提供工具。

后勤处
2024年9月2日
"""


class Result(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def gwlint(capsys: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """`gwlint("check", path)`: exit code, stdout, stderr."""

    def call(*args: object) -> Result:
        code = run([str(one) for one in args])
        return Result(code, *capsys.readouterr())

    return call


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """A notice without a fault."""
    path = tmp_path / "好.txt"
    path.write_text(CLEAN, encoding="utf-8")
    return path


@pytest.fixture
def overlong(tmp_path: Path) -> Path:
    """An opinion of more than 5,000 字 in 甘肃: one error, one warning."""
    path = tmp_path / "长.txt"
    body = "　　各有关单位结合实际抓好秋季绿化养护，逐块绿地落实到人。\n" * 240
    text = f"甘肃省人民政府关于加强绿化养护的意见\n\n各市、州人民政府：\n{body}\n甘肃省人民政府\n2024年9月2日\n"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A file that is no docx although it says so."""
    path = tmp_path / "坏.docx"
    path.write_bytes(b"PK\x03\x04 and no more")
    return path


LIMIT = 20.0


class Running:
    """The program as started, and what it has said."""

    def __init__(self, folder: Path, args: tuple[str, ...], environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gwlint", *args], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env={**os.environ, "COLUMNS": "80", **environment},
        )  # fmt: skip
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.decode("utf-8").rstrip())

    def until(self, part: str) -> list[str]:
        """The lines up to the one that holds `part`."""
        end, said = time.monotonic() + LIMIT, []
        while not (said and part in said[-1]):
            try:
                said.append(self._lines.get(timeout=max(0.0, end - time.monotonic())))
            except queue.Empty:
                pytest.fail(f"never said {part!r}: {said}")
        return said

    def until_quiet(self, seconds: float) -> list[str]:
        """The lines up to a silence of so long."""
        said = []
        with suppress(queue.Empty):
            while True:
                said.append(self._lines.get(timeout=seconds))
        return said

    def silent(self, seconds: float) -> bool:
        time.sleep(seconds)
        return self._lines.empty()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """`start("watch", ".")`: the command in the temporary folder, in a process of its own; killed at the end."""
    started: list[Running] = []

    def begin(*args: str, **environment: str) -> Running:
        started.append(Running(tmp_path, args, environment))
        return started[-1]

    yield begin
    for one in started:
        one.process.kill()
        one.process.wait()
