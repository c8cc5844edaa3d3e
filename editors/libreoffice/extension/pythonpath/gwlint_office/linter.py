"""One run of the command gwlint: the document goes in by its standard input, the findings come back as JSON."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess

_WINDOWS = os.name == "nt"
_OF_THE_OFFICE = ("PYTHONHOME", "PYTHONPATH", "UNO_PATH", "URE_BOOTSTRAP")
_ANSWERS = (0, 1, 3)  # clean, findings, something not checked; 2 is a mistake in the settings


class NotChecked(Exception):
    """The check did not happen; the message says why and what to do, in Chinese."""


def lint(command: str, data: bytes, path: str, seconds: float) -> dict:
    """What `gwlint check --format json` says of the docx `data`, which is called `path`: one entry of `files`.

    The folder of `path` decides which gwlint.toml holds. Raises NotChecked within `seconds`.
    """
    program = shutil.which(command)
    if program is None:
        raise NotChecked(f"没有找到程序 {command}。请装好 gwlint，或在“公文检查”菜单的“设置”里写上它的完整路径")
    arguments = [program, "check", "-", "--stdin-filename", path, "--format", "json", "--fail-on", "never"]
    return _understood(*_run(arguments, data, seconds))


def _run(arguments, data, seconds):
    """Its exit code, output and complaints."""
    try:
        process = subprocess.Popen(
            arguments,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={key: value for key, value in os.environ.items() if key not in _OF_THE_OFFICE},
            start_new_session=True,
            creationflags=subprocess.CREATE_NO_WINDOW if _WINDOWS else 0,
        )
    except (OSError, ValueError) as error:
        raise NotChecked("gwlint 启动不了，请在“公文检查”菜单的“设置”里核对它的路径") from error
    try:
        output, complaints = process.communicate(data, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        _end(process)
        raise NotChecked(f"gwlint 超过{seconds}秒没有结果，已经停掉。可以在“设置”里放宽时限") from error
    return process.returncode, output, complaints


def _end(process):
    """End it and what it has started. Nobody waits for its pipes: a grandchild could hold them open."""
    if _WINDOWS:
        tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(tree, creationflags=subprocess.CREATE_NO_WINDOW, capture_output=True, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    for pipe in (process.stdout, process.stderr):
        pipe.close()
    process.wait(5)


def _understood(code, output, complaints):
    if code not in _ANSWERS:
        said = complaints.decode("utf-8", "replace").strip().splitlines()
        raise NotChecked(f"gwlint 没有查成（退出码{code}）" + (f"：{said[-1][:200]}" if said and code == 2 else ""))
    try:
        (file,) = json.loads(output)["files"]
        assert isinstance(file["findings"], list)
    except (ValueError, KeyError, TypeError, AssertionError) as error:
        raise NotChecked("gwlint 的结果读不懂，请核对“设置”里的程序是不是 gwlint，版本是否太旧") from error
    if file["status"] == "unreadable":
        raise NotChecked(f"gwlint 没有读出这份文件：{file['reason']}")
    return file
