"""The dialog for the settings."""

from __future__ import annotations

from com.sun.star.awt.PosSize import POS

from gwlint_office import notices
from gwlint_office.settings import LONGEST, MODES, Settings, save

_WIDTH, _LEFT, _LINE = 260, 90, 18  # in the dialog's own units
_OK = 1


def ask(model) -> None:
    """Show the settings in the middle of the document's window, and write them down if the user says so."""
    chosen = notices.settings()
    window = notices.create("com.sun.star.awt.UnoControlDialog")
    window.setModel(_model(chosen))
    parent = notices.window_of(model)
    window.createPeer(notices.create("com.sun.star.awt.Toolkit"), parent)
    if parent:
        own, outer = window.getPosSize(), parent.getPosSize()
        window.setPosSize((outer.Width - own.Width) // 2, (outer.Height - own.Height) // 2, 0, 0, POS)
    try:
        if window.execute() == _OK:
            save(notices.in_profile("gwlint.ini"), _answered(window))
    finally:
        window.dispose()


def _model(chosen: Settings):
    model = notices.create("com.sun.star.awt.UnoControlDialogModel")
    model.Title, model.Width, model.Height = "gwlint 公文检查：设置", _WIDTH, 6 * _LINE
    rows = (
        ("command", "gwlint 程序（名称或路径）", "Edit", {"Text": chosen.command}),
        ("mode", "检查结果", "ListBox", {"Dropdown": True, "StringItemList": tuple(MODES.values())}),
        ("seconds", "最多等多少秒", "NumericField", {"Value": chosen.seconds, "ValueMin": 1, "ValueMax": LONGEST}),
        ("block", "", "CheckBox", {"State": int(chosen.block), "Label": "有错误时不让存盘"}),
    )
    for row, (name, label, kind, values) in enumerate(rows):
        if label:
            _add(model, "FixedText", name + "_label", 6, row, _LEFT - 8, {"Label": label})
        _add(model, kind, name, _LEFT, row, _WIDTH - _LEFT - 6, values)
    model.getByName("seconds").DecimalAccuracy = 0
    model.getByName("mode").SelectedItems = (list(MODES).index(chosen.mode),)
    _add(model, "Button", "ok", _WIDTH - 126, len(rows), 56, {"Label": "确定", "PushButtonType": 1})
    _add(model, "Button", "cancel", _WIDTH - 62, len(rows), 56, {"Label": "取消", "PushButtonType": 2})
    return model


def _add(model, kind: str, name: str, left: int, row: int, width: int, values: dict) -> None:
    one = model.createInstance(f"com.sun.star.awt.UnoControl{kind}Model")
    place = {"PositionX": left, "PositionY": 6 + row * _LINE, "Width": width, "Height": 14}
    for key, value in {**place, **values}.items():
        setattr(one, key, value)
    model.insertByName(name, one)


def _answered(window) -> Settings:
    command = window.getControl("command").getText().strip().strip('"')
    mode = list(MODES)[window.getControl("mode").getSelectedItemPos()]
    block = bool(window.getControl("block").getState())
    return Settings(command or Settings().command, mode, block, int(window.getControl("seconds").getValue()))
