"""Which files a command is asked to look at."""

import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gwlint.errors import UsageError
from gwlint.readers.names import CONTAINERS, DOCUMENTS

STDIN = "-"
KEPT = ".gwlint"
"""Before the suffix of what `gwlint watch` keeps beside a draft: 通知.gwlint.docx."""
_LEFT_OUT = (".", "~$", "~WR")  # hidden, .~x.docx of WPS and .~lock of LibreOffice; ~$x.docx and ~WRD0001 of Word


class Target(NamedTuple):
    """A file to read, or with `problem` a folder that could not be looked into."""

    path: str
    problem: str | None = None


def find(paths: Iterable[str]) -> list[Target]:
    """The files meant by `paths`, each once: files as named, folders searched, patterns expanded.

    In folders hidden files, the editors' temporary files, copies that `gwlint watch` keeps and unknown suffixes are left
    out, links to folders not followed.
    Raises UsageError for a folder or pattern in which there is nothing to check.
    """
    found: dict[str, Target] = {}
    for path in paths:
        for target in _meant(path):
            found.setdefault(os.path.normpath(target.path), target)
    return list(found.values())


def _meant(path: str) -> list[Target]:
    if os.path.isdir(path):
        return list(_walk(path)) or _nothing(f"文件夹“{path}”里没有能检查的文件（{'、'.join(DOCUMENTS + CONTAINERS)}）")
    if any(mark in path for mark in "*?[") and not os.path.lexists(path):
        return list(_matching(path)) or _nothing(f"没有与“{path}”相配的文件")
    return [Target(path)]


def _nothing(message: str) -> list[Target]:
    raise UsageError(message)


def _matching(pattern: str) -> Iterator[Target]:
    from glob import glob

    for path in sorted(glob(pattern, recursive=True)):
        if os.path.isdir(path):
            yield from _walk(path)
        elif known(os.path.basename(path)):
            yield Target(path)


def _walk(folder: str) -> Iterator[Target]:
    try:
        with os.scandir(folder) as entries:
            inside = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        yield Target(folder, "打不开这个文件夹，请检查权限")
        return
    for entry in inside:
        path = os.path.normpath(entry.path)
        if entry.is_dir(follow_symlinks=False):
            if not entry.name.startswith("."):
                yield from _walk(path)
        elif known(entry.name) and not os.path.isdir(path) and not _is_report(path):
            yield Target(path)


def is_draft(name: str) -> bool:
    """Whether a file of this name is looked at where a folder or a container is searched, and is no container."""
    stem, suffix = os.path.splitext(name.lower())
    return suffix in DOCUMENTS and not stem.endswith(KEPT) and not name.startswith(_LEFT_OUT)


def known(name: str) -> bool:
    """Whether a file of this name, met in a folder, is a draft or a container of drafts."""
    return is_draft(name) or (name.lower().endswith(CONTAINERS) and not name.startswith(_LEFT_OUT))


def _is_report(path: str) -> bool:
    """Whether the page is one that `gwlint check` wrote: it quotes drafts and is none."""
    if not path.lower().endswith((".html", ".htm")):
        return False
    try:
        with open(path, "rb") as file:
            return _REPORT in file.read(2048)
    except OSError:
        return False


_REPORT = "<title>公文检查结果：".encode()
