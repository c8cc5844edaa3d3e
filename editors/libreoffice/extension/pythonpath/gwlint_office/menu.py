"""The commands of the menu."""

from __future__ import annotations

from gwlint_office import checking, comments, dialog, notices


def run(name: str) -> None:
    """Do what the entry `name` of the menu says, to the document in front."""
    model = notices.create("com.sun.star.frame.Desktop").getCurrentComponent()
    if name == "settings":
        dialog.ask(model)
    elif model is not None and model.supportsService("com.sun.star.text.TextDocument"):
        {"check": checking.now, "clear": _clear}[name](model)


def _clear(model) -> None:
    count = comments.clear(model)
    notices.box(model, "info", f"清除了{count}条 gwlint 批注。" if count else "文中没有 gwlint 的批注。")
