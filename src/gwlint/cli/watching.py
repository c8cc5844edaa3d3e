"""`gwlint check --watch`: check again whenever a file is saved."""

import gc
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from types import ModuleType
from typing import Any, NamedTuple

import click

from gwlint import config
from gwlint.errors import GwlintError, Unreadable, UsageError
from gwlint.linting.linter import Linting
from gwlint.linting.targets import STDIN, find
from gwlint.reporters.width import visible

_LOOK = 1000  # ms between looks where no change is signalled, as on network drives
_PAUSE = 0.25  # seconds between two looks at a file that is being written
_PATIENCE = 8  # looks that a file may stand unchanged and still be half written or away
_NAMED = 3
_TO_FILES = ("output", "output_file", "write_baseline", "add_ignore")

Stamp = tuple[int, int, int]
Check = Callable[[tuple[str, ...]], object]


class Saved(NamedTuple):
    """What became of the files since the last round."""

    changed: tuple[str, ...]
    gone: tuple[str, ...]


def follow(paths: tuple[str, ...], options: Mapping[str, Any], check: Check) -> None:
    """Check `paths`, then each file again that is saved or comes to them, until Ctrl-C.

    `options` are those of the command. Raises UsageError for what cannot be watched, or where watchfiles is missing.
    """
    watchfiles = _watchfiles()
    if STDIN in paths:
        raise UsageError("--watch 不能检查标准输入，请写出文件或文件夹")
    if any(options.get(one) for one in _TO_FILES) or options.get("format") not in (None, "text"):
        raise UsageError("--watch 只把文字结果印在屏幕上，请去掉 --format、--output 等写文件的选项")
    gc.enable()
    waiting = Waiting(paths)
    try:
        check(paths)
        _say(f"正在等候改动（{len(waiting.now)} 个文件），存盘后自动再查；按 Ctrl-C 结束")
        for saved in _saved(watchfiles, paths, waiting):
            _round(saved, check)
    except KeyboardInterrupt:
        _say("\n已停止等候")


def _watchfiles() -> ModuleType:
    try:
        import watchfiles
    except ImportError:
        raise UsageError("--watch 要用到 watchfiles，还没有安装，请先运行 pip install watchfiles") from None
    return watchfiles


def _saved(watchfiles: ModuleType, paths: tuple[str, ...], waiting: "Waiting") -> Iterator[Saved]:
    folders, deep = _folders(paths)
    signals = watchfiles.watch(
        *folders, recursive=deep, rust_timeout=_LOOK, yield_on_timeout=True, watch_filter=None,
        ignore_permission_denied=True,
    )  # fmt: skip
    for _ in signals:
        while waiting.look():
            saved = waiting.take()
            if saved.changed or saved.gone:
                yield saved
            time.sleep(_PAUSE)


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


class Waiting:
    """The files meant by `paths`, and those among them that differ from what was last reported."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        self._paths = paths
        self.now = _stamps(paths)
        self._told = dict(self.now)
        self._still: dict[str, int] = {}

    def look(self) -> bool:
        """Look at the files again; whether any differs."""
        before = self.now
        with suppress(UsageError):  # the settings are being edited
            self.now = _stamps(self._paths)
        different = [path for path in {**self._told, **self.now} if self._told.get(path) != self.now.get(path)]
        self._still = {
            path: self._still.get(path, 0) + 1 if before.get(path) == self.now.get(path) else 0 for path in different
        }
        return bool(different)

    def take(self) -> Saved:
        """Those to be reported now: no longer growing and readable, or unchanged for so long that they stay broken."""
        done = [path for path, looks in self._still.items() if looks >= _PATIENCE or (looks and _readable(path))]
        for path in done:
            del self._still[path]
            self._told.pop(path, None)
            if path in self.now:
                self._told[path] = self.now[path]
        return Saved(
            tuple(path for path in done if path in self.now), tuple(path for path in done if path not in self.now)
        )


def _stamps(paths: tuple[str, ...]) -> dict[str, Stamp]:
    """Of each file there is its time, size and number; the last changes when another file is renamed over it."""
    found = {}
    try:
        targets = find(paths)
    except UsageError:  # a folder just emptied
        return {}
    config.forget()
    for target in Linting.included(targets, paths):
        try:
            seen = os.stat(target.path)
        except (OSError, ValueError):
            continue
        found[target.path] = (seen.st_mtime_ns, seen.st_size, seen.st_ino)
    return found


def _readable(path: str) -> bool:
    from gwlint import readers

    try:
        readers.read(path, digest=False)
    except Unreadable:
        return False
    except Exception:  # the round will say what is wrong
        return True
    return True


def _round(saved: Saved, check: Check) -> None:
    for title, paths in (("已改动", saved.changed), ("已删除", saved.gone)):
        if paths:
            _say(f"\n──── {datetime.now():%H:%M:%S} {title}：{_listed(paths)} ────")
    if not saved.changed:
        return
    try:
        check(saved.changed)
    except GwlintError as error:
        _say(f"gwlint：{error}。")


def _listed(paths: tuple[str, ...]) -> str:
    names = "、".join(map(os.path.basename, paths[:_NAMED]))
    return visible(names) + (f" 等 {len(paths)} 个文件" if len(paths) > _NAMED else "")


def _say(message: str) -> None:
    click.echo(message)
