"""Real sessions of commands that need a folder of their own, for the pictures of pictures.py."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from gwlint.reporters.width import width, wrap

_NAME = "请示.txt"
_CLOCK = re.compile(r"\b\d\d:\d\d(:\d\d)?\b")
_DRAFT = """青溪市林业局关于拨付护林经费的请示

王新川市长：

现请示拨付护林经费，妥否，请批示。

青溪市林业局
2025年9月2日
"""
_MENDED = _DRAFT.replace("王新川市长", "青溪市人民政府")
_GWLINT = [sys.executable, "-m", "gwlint"]


def watch(columns: int) -> str:
    """A draft is saved with a fault, then mended; the clock says always the same."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "拟稿").mkdir()
        draft = Path(folder, "拟稿", _NAME)
        command = [*_GWLINT, "watch", "拟稿", "--keep", "none", "--no-notify", "--color", "always"]
        running = subprocess.Popen(command, cwd=folder, env=_environment(folder, columns), stdout=subprocess.PIPE)
        try:
            said = [_until(running, "按 Ctrl-C")]
            for text, end in ((_DRAFT, "GW303"), (_MENDED, "没有发现问题")):
                draft.write_text(text, encoding="utf-8")
                said.append(_until(running, end))
        finally:
            running.terminate()
            running.communicate(timeout=20)
        return _CLOCK.sub("09:30", f"$ gwlint watch 拟稿 --keep none\n{''.join(said)}")


def hook(columns: int) -> str:
    """The hook is installed, and a commit is held."""
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(folder, columns)
        Path(folder, _NAME).write_text(_DRAFT, encoding="utf-8")
        said = []
        for shown, command in (
            ("", ["git", "init", "--quiet"]),
            ("gwlint hook install", [*_GWLINT, "hook", "install"]),
            (f"git add {_NAME}", ["git", "add", _NAME]),
            ("git commit -m 送审", ["git", "commit", "-m", "送审"]),
        ):
            done = subprocess.run(
                command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60
            )
            said += [f"$ {shown}\n"] * bool(shown) + [done.stdout.decode("utf-8")]
        lines = "".join(said).replace(folder + os.sep, "").splitlines()
        return "\n".join(part for line in lines for part in (wrap(line, columns) if width(line) > columns else [line]))


def _environment(home: str, columns: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    who = {f"GIT_{who}_{what}": "a@example.invalid" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return {**kept, **who, "HOME": home, "COLUMNS": str(columns), "GIT_CONFIG_NOSYSTEM": "1", "PYTHONUTF8": "1"}


def _until(running: "subprocess.Popen[bytes]", end: str) -> str:
    """What it prints up to the line that holds `end`."""
    assert running.stdout is not None
    lines = []
    for line in running.stdout:
        lines.append(line.decode("utf-8"))
        if end in lines[-1]:
            break
    return "".join(lines)
