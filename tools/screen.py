"""A screen in memory with keys and a mouse, for programs with windows (Debian packages xvfb, xdotool)."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


def installed() -> bool:
    """Whether both programs are there."""
    return bool(shutil.which("Xvfb") and shutil.which("xdotool"))


class Screen:
    """An X server of which `display` is the address."""

    def __init__(self, display: str) -> None:
        self.display = display

    def press(self, *keys: str) -> None:
        """Press keys, as xdotool names them, in the window that has the focus."""
        self._do("key", *keys)

    def write(self, text: str) -> None:
        """Type a text into the window that has the focus."""
        self._do("type", text)

    def click(self, x: int, y: int) -> None:
        """Click with the left button."""
        self._do("mousemove", str(x), str(y), "click", "1")

    def wheel(self, x: int, y: int, notches: int) -> None:
        """Turn the wheel towards the end of the text."""
        self._do("mousemove", str(x), str(y), "click", "--repeat", str(notches), "--delay", "60", "5")

    def focus(self, title: str) -> None:
        """Let the window whose title holds `title` have the keys: there is no window manager to do so."""
        self._do("search", "--sync", "--onlyvisible", "--name", title, "windowfocus", "--sync", "%1")

    def _do(self, *command: str) -> None:
        environment = {**os.environ, "DISPLAY": self.display}
        subprocess.run(["xdotool", *command], check=True, env=environment, timeout=30, stdout=subprocess.DEVNULL)


@contextmanager
def screen(width: int = 1400, height: int = 900) -> Iterator[Screen]:
    """A screen of that size, under a number that the server finds free; ended afterwards."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert server.stdout is not None
    try:
        number = server.stdout.readline().strip()
        assert number, "Xvfb did not start"
        yield Screen(f":{number}")
    finally:
        server.terminate()
        server.wait(30)
        server.stdout.close()
