"""What only a process of its own shows: encodings, pipes, signals."""

import os
import signal
import subprocess
import sys
import time

import pytest

GWLINT = [sys.executable, "-m", "gwlint"]


def start(*args, **variables):
    return subprocess.run([*GWLINT, *map(str, args)], capture_output=True, env={**os.environ, **variables}, timeout=60)


@pytest.mark.parametrize("variables", [{"PYTHONIOENCODING": "gbk"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}])
def test_output_is_utf8_everywhere(overlong, variables):
    done = start("check", overlong, "--profile", "gansu-2024", **variables)
    assert "错误" in done.stdout.decode("utf-8")
    assert "相近的有" in start("chekc", **variables).stderr.decode("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell")
def test_a_closed_pipe_is_silent(overlong):
    line = f'"{sys.executable}" -m gwlint check "{overlong}" --statistics --format json | true'
    done = subprocess.run(["sh", "-c", line], capture_output=True, timeout=60)
    assert done.stderr == b""


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_ctrl_c(tmp_path):
    running = subprocess.Popen([*GWLINT, "check", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(1)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert said.decode().endswith("gwlint：已中断。\n")
    assert "Traceback" not in said.decode()


@pytest.mark.skipif(os.name == "nt", reason="names in bytes are POSIX")
def test_names_that_are_not_utf8(tmp_path):
    path = os.fsencode(tmp_path) + b"/gbk_\xb9\xab.txt"
    with open(path, "wb") as file:
        file.write("关于值班的通知\n\n各科室：\n\n请按时到岗。\n".encode())
    for format in ("text", "json"):
        done = subprocess.run([*GWLINT, "check", tmp_path, "--format", format], capture_output=True, timeout=60)
        assert done.returncode in (0, 1)
        done.stdout.decode("utf-8")


WATCH = """
import sys
seen = []
def hook(event, args):
    writes = event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+")
    if event.startswith("socket.") or event in ("os.remove", "os.rename", "os.mkdir", "subprocess.Popen") or writes:
        seen.append((event, str(args)))
sys.addaudithook(hook)
from gwlint.cli import run
run(sys.argv[1:])
print(seen, file=sys.stderr)
"""


def test_no_network_no_copy_no_log(overlong):
    """What README says of confidentiality, seen by the interpreter's own audit events."""
    for command in ("check", "outline"):
        done = subprocess.run([sys.executable, "-B", "-c", WATCH, command, overlong], capture_output=True, timeout=60)
        assert done.stderr.decode().splitlines()[-1] == "[]"
