"""How the user learns of something: a message box where there is a window, and always a line in the log."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from typing import Iterable

import uno
from com.sun.star.awt.MessageBoxType import ERRORBOX, INFOBOX, WARNINGBOX

from gwlint_office.settings import Settings, load

KINDS = {"error": ERRORBOX, "info": INFOBOX, "warning": WARNINGBOX}
_OK = 1
_KEPT = 200  # lines of the log
_told: set = set()


def create(name: str):
    """A service of LibreOffice."""
    context = uno.getComponentContext()
    return context.ServiceManager.createInstanceWithContext(name, context)


def in_profile(name: str) -> str:
    """The path of a file in the user's own folder of LibreOffice."""
    url = create("com.sun.star.util.PathSubstitution").substituteVariables("$(user)/" + name, True)
    return uno.fileUrlToSystemPath(url)


def settings() -> Settings:
    """What the user chose."""
    return load(in_profile("gwlint.ini"))


def log(lines: Iterable[str]) -> None:
    """Add to gwlint.log in the profile. No word of a document may be in `lines`."""
    path, now = in_profile("gwlint.log"), time.strftime("%Y-%m-%d %H:%M:%S ")
    try:
        with open(path, encoding="utf-8") as stream:
            old = stream.read().splitlines()
    except (OSError, ValueError):
        old = []
    kept = [*old, *(now + one for one in lines)][-_KEPT:]
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as stream:
            stream.write("\n".join(kept) + "\n")
    except OSError:
        return  # a full disk or a locked profile must not stop a save


def window_of(model):
    """The document's window; None where it has none."""
    controller = model and model.getCurrentController()
    return controller and controller.getFrame().getContainerWindow()


def box(model, kind: str, text: str) -> None:
    """A message box over the document's window. Headless LibreOffice passes over it; a hidden document has none."""
    window = window_of(model)
    if window and window.isVisible():
        window.getToolkit().createMessageBox(window, KINDS[kind], _OK, "gwlint 公文检查", text).execute()


def once(model, text: str) -> None:
    """A notice that is logged each time and shown once until LibreOffice is closed."""
    log([text])
    if text not in _told:
        _told.add(text)
        box(model, "warning", text)


@contextmanager
def noting_failure():
    """A fault of this extension goes to the log: it never stops LibreOffice."""
    try:
        yield
    except Exception as error:
        log([f"扩展出错，这次没有检查：{type(error).__name__}"])
