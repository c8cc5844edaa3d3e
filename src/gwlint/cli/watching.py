"""`gwlint check --watch`: check again whenever a file is saved."""

import gc
import os
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

import click

from gwlint.errors import GwlintError, UsageError
from gwlint.linting.saves import Saved, Waiting, saves
from gwlint.linting.targets import STDIN
from gwlint.reporters.width import visible

_NAMED = 3
_TO_FILES = ("output", "output_file", "write_baseline", "add_ignore")

Check = Callable[[tuple[str, ...]], object]
AWAY = "文件夹暂时打不开（网络盘断开，或被移走），恢复以后自动继续；不等了请按 Ctrl-C"
BACK = "文件夹恢复了，继续等候"
STOPPED = "\n已停止等候"


def follow(paths: tuple[str, ...], options: Mapping[str, Any], check: Check) -> None:
    """Check `paths`, then each file again that is saved or comes to them, until Ctrl-C.

    `options` are those of the command. Raises UsageError for what cannot be watched, or where watchfiles is missing.
    """
    if STDIN in paths:
        raise UsageError("--watch 不能检查标准输入，请写出文件或文件夹")
    if any(options.get(one) for one in _TO_FILES) or options.get("format") not in (None, "text"):
        raise UsageError("--watch 只把文字结果印在屏幕上，请去掉 --format、--output 等写文件的选项")
    folders, deep = _folders(paths)
    gc.enable()
    waiting = Waiting(paths)
    rounds = saves(waiting, folders, deep)
    try:
        check(paths)
        click.echo(f"正在等候改动（{len(waiting.now)} 个文件），存盘后自动再查；按 Ctrl-C 结束")
        for saved in rounds:
            _round(saved, check)
    except KeyboardInterrupt:
        click.echo(STOPPED)


def _folders(paths: Iterable[str]) -> tuple[list[str], bool]:
    """The folders to listen to, and whether to those below them too.

    A file's folder, not the file: Word and WPS save into a new file and rename it over the old one.
    """
    inside = [path.split("*")[0].split("?")[0].split("[")[0] if not os.path.exists(path) else path for path in paths]
    folders = sorted({path if os.path.isdir(path) else os.path.dirname(path) or "." for path in inside})
    for folder in folders:
        if not os.path.isdir(folder):
            raise UsageError(f"没有“{folder}”这个文件夹，无法等候其中的改动")
    return folders, any(os.path.isdir(path) or "**" in path for path in paths)


def _round(saved: Saved, check: Check) -> None:
    for title, paths in (("已改动", saved.changed), ("已删除", saved.gone)):
        if paths:
            click.echo(f"\n──── {datetime.now():%H:%M:%S} {title}：{listed(paths)} ────")
    if not (saved.changed or saved.gone):
        click.echo(AWAY if saved.away else BACK)
    if not saved.changed:
        return
    try:
        check(saved.changed)
    except GwlintError as error:
        click.echo(f"gwlint：{error}。")


def listed(paths: tuple[str, ...]) -> str:
    """The first few files by name, and how many there are."""
    names = "、".join(map(os.path.basename, paths[:_NAMED]))
    return visible(names) + (f" 等 {len(paths)} 个文件" if len(paths) > _NAMED else "")
