"""A check of one document: at the save, or when asked."""

from __future__ import annotations

import uno

from gwlint_office import comments, notices
from gwlint_office.export import docx_of
from gwlint_office.linter import NotChecked, lint
from gwlint_office.settings import Settings
from gwlint_office.words import heading, lines

_MOST = 8  # findings that a message box lists
_UNNAMED = "未命名.docx"


def at_save(model) -> bool:
    """Check before the document is stored, as the settings say; True if the save must not happen.

    Whatever goes wrong here, the answer is then False: the user's work is saved.
    """
    try:
        chosen = notices.settings()
        if chosen.mode == "off":
            return False
        file = _checked(model, chosen)
        if file is None:
            return False
        errors = [one for one in file["findings"] if one["severity"] == "error"] if chosen.block else []
        _show(model, file, chosen, quiet=bool(errors))
        if errors:
            _refuse(model, errors)
        return bool(errors)
    except Exception as error:  # also what UNO raises: a save is worth more than a check
        notices.log([f"扩展出错，已照常保存，这次没有检查：{type(error).__name__}"])
        return False


def now(model) -> None:
    """Check because the user asked; the answer is always shown."""
    chosen = notices.settings()
    file = _checked(model, chosen)
    if file is not None:
        _show(model, file, chosen, quiet=False)
        if not file["findings"] or chosen.mode != "dialog":
            notices.box(model, "info", _summary(file))


def _checked(model, chosen: Settings):
    """What gwlint says; None, and a notice, where it says nothing."""
    try:
        return lint(chosen.command, docx_of(model), _path(model), chosen.seconds)
    except NotChecked as error:
        notices.once(model, f"这次没有检查，文件不受影响。{error}")
        return None


def _path(model) -> str:
    """The file's own path, so that the gwlint.toml of its folder holds."""
    url = model.getURL()
    return uno.fileUrlToSystemPath(url) if url.startswith("file:") else _UNNAMED


def _show(model, file: dict, chosen: Settings, *, quiet: bool) -> None:
    if chosen.mode != "dialog":
        comments.show(model, file)
    elif file["findings"] and not quiet:
        notices.box(model, "warning", _listed(file["findings"]))


def _refuse(model, errors: list) -> None:
    """Say why the save does not happen: the rules in the log, the faults themselves only on the screen."""
    notices.log([f"没有保存：有{len(errors)}个错误", *(f"  {heading(one)}" for one in errors)])
    advice = "改好以后再存；要先存下来，请在“公文检查”菜单的“设置”里关掉“有错误时不让存盘”。"
    notices.box(model, "error", f"没有保存，原来的文件没有动。{_listed(errors)}\n\n{advice}")


def _listed(findings: list) -> str:
    shown = ["\n".join(lines(one)[:2]) for one in findings[:_MOST]]
    rest = [f"……还有{len(findings) - _MOST}个"] if len(findings) > _MOST else []
    return "\n\n".join([f"有{len(findings)}个问题：", *shown, *rest])


def _summary(file: dict) -> str:
    count = len(file["findings"])
    said = f"有{count}个问题，批注写在所指的文字上。" if count else "没有发现问题。"
    return said if file["status"] == "checked" else f"{said}只检查了一部分：{file['reason']}"
