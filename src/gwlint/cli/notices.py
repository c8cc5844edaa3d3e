"""Notices on the desktop, where there is one and desktop-notifier is installed; elsewhere nothing happens."""

import queue
import threading
from contextlib import suppress

_APP = "gwlint"


class Desktop:
    """Shows notices from a thread of its own: a desktop that is slow or gone holds nothing up.

    They name the file and how many faults it has, nothing of its text: desktops keep a history of notices, and show them
    on locked screens.
    """

    def __init__(self) -> None:
        self._waiting: queue.SimpleQueue[tuple[str, str]] = queue.SimpleQueue()
        threading.Thread(target=self._show, daemon=True).start()

    def __call__(self, title: str, message: str) -> None:
        self._waiting.put((title, message))

    def _show(self) -> None:
        with suppress(Exception):  # no such library, no desktop, no permission: the terminal says it all
            import logging

            from desktop_notifier.sync import DesktopNotifierSync

            words = logging.getLogger("desktop_notifier")
            words.addHandler(logging.NullHandler())
            words.propagate = False
            notifier = DesktopNotifierSync(_APP)
            while True:
                notifier.send(*self._waiting.get())


def none(title: str, message: str) -> None:
    """Show nothing."""
