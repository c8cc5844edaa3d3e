"""Real Neovim, Emacs and Vim in a terminal of tmux, for the tests and for the pictures of docs/.

Needs the Debian packages tmux, neovim, emacs-nox with elpa-eglot, vim-nox.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

TOP = Path(__file__).parents[1]
LIMIT = 40.0
PAUSE = 0.05
HOME = "~HOME~"


class Unanswered(Exception):
    """Something that was waited for never came; the text says what, and what the screen shows."""


class Terminal:
    """A program in a terminal of its own, with a home of its own; both go at the end.

    Args:
        command: the program and its arguments; HOME stands for the home, there and in the files.
        columns, rows: size in cells.
        files: what stands in the home at the start.
    """

    probe: ClassVar[list[str]]
    needs: ClassVar[tuple[str, ...]] = ()

    def __init__(self, command: list[str], files: dict[str, str], columns: int = 100, rows: int = 30) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="gwlint-editor-"))
        for name, text in files.items():
            self.home.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
            self.home.joinpath(name).write_text(text.replace(HOME, str(self.home)), encoding="utf-8")
        started = [one.replace(HOME, str(self.home)) for one in command]
        size = ["-x", str(columns), "-y", str(rows)]
        self._tmux("-f", os.devnull, "new-session", "-d", *size, "-c", str(self.home), *started)
        self._tmux("set-option", "status", "off")

    @classmethod
    def installed(cls) -> bool:
        """Whether the program is there, and can do what the integration needs."""
        if not shutil.which("tmux") or not shutil.which(cls.probe[0]):
            return False
        done = subprocess.run(cls.probe, capture_output=True, timeout=60)
        return done.returncode == 0 and all(one.encode() in done.stdout for one in cls.needs)

    def _tmux(self, *arguments: str) -> str:
        return self.answer(["tmux", "-u", "-S", str(self.home / "tmux"), *arguments])

    @property
    def environment(self) -> dict[str, str]:
        """The home instead of the user's own, so that no settings of theirs come in; this Python's gwlint goes first."""
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        own = {"HOME": str(self.home), "PATH": path, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "TMUX", "NVIM"))}
        return {**kept, **own}

    def keys(self, *names: str) -> None:
        """Presses keys, as tmux names them."""
        self._tmux("send-keys", *names)

    def write(self, text: str) -> None:
        """Types a text."""
        self._tmux("send-keys", "-l", text)

    def screen(self, *, colours: bool = False) -> str:
        """What the terminal shows, with the codes of its colours if wanted."""
        return self._tmux("capture-pane", "-p", *(["-e"] if colours else []))

    def answer(self, command: list[str]) -> str:
        """What a short-lived command prints; Neovim's client answers on either stream, as its version likes."""
        try:
            done = subprocess.run(command, capture_output=True, env=self.environment, timeout=LIMIT)
        except subprocess.TimeoutExpired:
            raise Unanswered(f"{command}\n{self.screen()}") from None
        if done.returncode:
            raise Unanswered(f"{command}\n{done.stderr.decode()}")
        return (done.stdout or done.stderr).decode()

    def listens(self, name: str) -> bool:
        """Whether someone answers at a socket of the home; its file is there a little earlier."""
        with socket.socket(socket.AF_UNIX) as line:
            return line.connect_ex(str(self.home / name)) == 0

    def until(self, test: Callable[[], Any]) -> Any:
        """The first true answer of `test`.

        Raises:
            Unanswered: there was none in time.
        """
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
            if answer := test():
                return answer
            time.sleep(PAUSE)
        raise Unanswered(f"{self.home}\n{self.screen()}")

    def shows(self, text: str) -> str:
        """Waits until the screen shows `text`, and gives the screen."""
        return str(self.until(lambda: text in (seen := self.screen()) and seen))

    def close(self) -> None:
        """Ends the program and removes its home."""
        self._tmux("kill-server")
        shutil.rmtree(self.home, ignore_errors=True)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Vi(Terminal):
    """An editor that has command lines."""

    def command(self, text: str) -> None:
        """Types a command line."""
        self.write(f":{text}")
        self.keys("Enter")


class Neovim(Vi):
    """Neovim with editors/neovim and the options given as Lua, on one file of its home."""

    program = os.environ.get("GWLINT_NVIM", "nvim")
    probe: ClassVar = [program, "--version"]

    def __init__(self, name: str, text: str, options: str = "", **size: int) -> None:
        setup = f"vim.opt.rtp:prepend({json.dumps(str(TOP / 'editors' / 'neovim'))})\n"
        setup += f"require('gwlint').setup({{ {options} }})\n"
        started = f"{self.program} -n -i NONE -u {HOME}/init.lua --listen {HOME}/nvim {HOME}/{name}"
        super().__init__(started.split(" "), {"init.lua": setup, name: text}, **size)
        self.until(lambda: self.listens("nvim"))

    def lua(self, expression: str) -> Any:
        """The value of a Lua expression."""
        quoted = f"vim.json.encode({{ {expression} }})".replace("'", "''")
        command = [self.program, "--server", str(self.home / "nvim"), "--remote-expr", f"luaeval('{quoted}')"]
        return (json.loads(self.answer(command)) or [None])[0]


class Emacs(Terminal):
    """Emacs with editors/emacs and the settings given as Lisp, on one file of its home."""

    probe: ClassVar = ["emacs", "--batch", "--eval", "(require 'eglot)"]

    def __init__(self, name: str, text: str, settings: str = "", **size: int) -> None:
        setup = f"""
(add-to-list 'load-path {json.dumps(str(TOP / "editors" / "emacs"))})
(require 'gwlint)
(setq inhibit-startup-screen t make-backup-files nil server-socket-dir "{HOME}")
{settings}
(gwlint-setup)
(server-start)
"""
        # Emacs would compile eglot natively for each new home
        files = {
            ".emacs.d/early-init.el": "(setq native-comp-deferred-compilation nil)",
            ".emacs.d/init.el": setup,
            name: text,
        }
        super().__init__(["emacs", "-nw", f"{HOME}/{name}"], files, **size)
        self.until(lambda: self.listens("server"))

    def lisp(self, expression: str) -> Any:
        """The value of a Lisp expression, evaluated in the buffer that is shown."""
        shown = f"(with-current-buffer (window-buffer (selected-window)) (json-encode {expression}))"
        command = ["emacsclient", "-s", str(self.home / "server"), "--eval", shown]
        return json.loads(json.loads(self.answer(command), strict=False))


class Vim(Vi):
    """Plain Vim with editors/vim and the settings given as Vim script, on one file of its home."""

    program = "vim"
    probe: ClassVar = [program, "--version"]
    needs: ClassVar = ("+job", "+textprop")

    def __init__(self, name: str, text: str, settings: str = "", **size: int) -> None:
        setup = f"""
set nocompatible encoding=utf-8 runtimepath^={TOP / "editors" / "vim"}
{settings}
"""
        started = f"{self.program} -n -i NONE -u {HOME}/vimrc {HOME}/{name}"
        super().__init__(started.split(" "), {"vimrc": setup, name: text}, **size)

    def value(self, expression: str) -> Any:
        """The value of an expression, typed as a command; Vim must be in normal mode."""
        answer = self.home / "answer"
        self.command(f"call writefile([json_encode({expression})], '{answer}')")
        text = self.until(lambda: answer.exists() and answer.read_text(encoding="utf-8"))
        answer.unlink()
        return json.loads(text)
