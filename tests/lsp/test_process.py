"""The process: how it starts, what it leaves out, and that it ends."""

import json
import subprocess
import sys

import pytest
from lsp_drafts import DRAFT

COMMAND = [sys.executable, "-m", "gwlint", "lsp"]


def framed(*messages):
    bodies = [json.dumps({"jsonrpc": "2.0", **one}).encode() for one in messages]
    return b"".join(b"Content-Length: %d\r\n\r\n" % len(one) + one for one in bodies)


START = ({"id": 1, "method": "initialize", "params": {"capabilities": {}}}, {"method": "initialized", "params": {}})
END = ({"id": 2, "method": "shutdown"}, {"method": "exit"})


def talk(*messages):
    """What a server answers to these messages and the end of the line."""
    return subprocess.run(COMMAND, input=framed(*messages), capture_output=True, timeout=60, check=False)


def test_pygls_is_missing(capsys, monkeypatch):
    from gwlint.cli import run

    monkeypatch.setitem(sys.modules, "pygls", None)
    assert run(["lsp"]) == 2
    assert "请先运行 pip install 'gwlint[editor]'" in capsys.readouterr().err


def test_it_ends_as_asked():
    assert talk(*START, *END).returncode == 0


def test_it_ends_with_the_editor():
    assert talk(*START).returncode == 0


def test_the_option_that_some_editors_add():
    done = subprocess.run(
        [*COMMAND, "--stdio"], input=framed(*START, *END), capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0


@pytest.mark.parametrize(
    "wrong", [{"method": "textDocument/didOpen", "params": {"text": DRAFT}}, {"method": 7, "params": DRAFT}]
)
def test_what_it_cannot_understand_is_not_written_down(wrong):
    done = talk(*START, wrong, *END)
    assert done.returncode == 0 and done.stderr == b""
    assert "云和" not in done.stdout.decode() and "\\u4e91\\u548c" not in done.stdout.decode()


def test_a_check_does_not_load_it(tmp_path):
    (tmp_path / "a.txt").write_text(DRAFT, encoding="utf-8")
    script = f"import sys, gwlint.cli; gwlint.cli.run(['check', {str(tmp_path)!r}, '-q']); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert "pygls" not in done.stdout and "gwlint.lsp" not in done.stdout
