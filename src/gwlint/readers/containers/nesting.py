"""Containers in containers: their members under one path, within one budget."""

import io
import os
import stat
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import BinaryIO, NamedTuple, TypeAlias

from gwlint.errors import Unreadable
from gwlint.readers.containers.entry import Entry
from gwlint.readers.containers.limits import Budget, Limits
from gwlint.readers.names import CONTAINERS
from gwlint.readers.sniff import sniff

Source: TypeAlias = bytes | str

_MODULES = {
    "zip": "zip",
    "7z": "sevenzip",
    "rar": "rar",
    "tar": "tar",
    "gzip": "single",
    "bzip2": "single",
    "xz": "single",
    "eml": "eml",
}
_HEAD = 1 << 16
_TAIL = (4 << 20) + (1 << 17)  # as far back as `sniff` looks for a zip's directory


class Member(NamedTuple):
    """A file in a container: `path` as in 材料.zip!/附件/表.docx, `load` for its bytes (raises Unreadable), or with
    `problem` why there are none to be had."""

    path: str
    load: Callable[[], bytes]
    problem: str | None = None


def kind_of(source: Source, name: str = "") -> str | None:
    """Which kind of container it is, None if it is none or no regular file (a pipe would never end). Raises OSError."""
    if isinstance(source, bytes):
        kind = sniff(source, name)
    elif not stat.S_ISREG(os.stat(source).st_mode):
        return None
    else:
        with open(source, "rb") as file:
            kind = sniff(_ends(file), source)
    return kind if kind in _MODULES else None


def _ends(file: BinaryIO) -> bytes:
    """All of a small file, of a large one as much as tells its kind."""
    head = file.read(_HEAD)
    size = file.seek(0, os.SEEK_END)
    file.seek(max(len(head), size - _TAIL))
    return head + file.read()


def walk(source: Source, name: str, limits: Limits) -> Iterator[Member]:
    """The members of the outermost container."""
    try:
        kind = kind_of(source, name)
        size = len(source) if isinstance(source, bytes) else os.stat(source).st_size
    except (OSError, ValueError):
        yield _failed(name, "文件打不开，请检查路径和权限")
        return
    if kind is None:
        yield _failed(name, "不是能打开的压缩包或邮件")
        return
    yield from _Walk(Budget(limits, size)).within(source, kind, name, 1)


def _failed(path: str, problem: str) -> Member:
    def load() -> bytes:
        raise Unreadable(problem)

    return Member(path, load, problem)


class _Walk:
    """One descent; every path is given once."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._given: dict[str, int] = {}

    def within(self, source: Source, kind: str, name: str, depth: int) -> Iterator[Member]:
        """The members of one container; what is wrong with all of it is said of itself."""
        try:
            entries = import_module(f"gwlint.readers.containers.{_MODULES[kind]}").entries
            with io.BytesIO(source) if isinstance(source, bytes) else open(source, "rb") as file:
                for entry in entries(file, name, self._budget):
                    self._budget.members -= 1
                    if self._budget.members < 0:
                        raise Unreadable(f"压缩包里的文件超过{self._budget.limits.members}个，后面的没有检查")
                    yield from self._each(entry, self._path(name, entry.name), depth)
        except Unreadable as error:
            yield _failed(name, str(error))
        except ImportError:
            yield _failed(
                name, f"读取{kind}要先安装程序库，请运行 pip install 'gwlint[archives]'，或解压后检查里面的文件"
            )
        except Exception as error:  # one container must never end a run
            yield _failed(name, f"压缩包读取失败（{type(error).__name__}），请重新获取")

    def _each(self, entry: Entry, path: str, depth: int) -> Iterator[Member]:
        """The entry itself, or what it holds."""
        if not path.lower().endswith(CONTAINERS):
            yield Member(path, entry.load)
            return
        try:
            data = entry.load()
        except Unreadable as error:
            yield _failed(path, str(error))
            return
        kind = kind_of(data, path)
        if kind is None:
            yield Member(path, lambda: data)
        elif depth >= self._budget.limits.depth:
            yield _failed(path, f"压缩包套压缩包超过{self._budget.limits.depth}层，里面的没有检查，请解压后再检查")
        else:
            yield from self.within(data, kind, path, depth + 1)

    def _path(self, name: str, inner: str) -> str:
        """Where the entry lies; a second one of the same name is numbered."""
        path = f"{name}!/{_harmless(inner)}"
        self._given[path] = count = self._given.get(path, 0) + 1
        if count == 1:
            return path
        stem, dot, suffix = path.rpartition(".")
        return f"{stem}({count}){dot}{suffix}" if dot and "/" not in suffix else f"{path}({count})"


def _harmless(name: str) -> str:
    """The name without what leads out of the container, and without characters that a terminal would obey."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    shown = "".join(c if c.isprintable() else "\ufffd" for c in "/".join(parts))
    return shown.encode("utf-8", "replace").decode() or "无名"
