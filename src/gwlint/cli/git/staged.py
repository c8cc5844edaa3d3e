"""The drafts that a commit would take: from the index, never from the worktree."""

import os
import subprocess
from typing import NamedTuple

from gwlint.cli import git
from gwlint.errors import Unreadable
from gwlint.linting.targets import known
from gwlint.model import Document

_LFS = b"version https://git-lfs.github.com/spec/"
_FILES = ("100644", "100755")


class Staged(NamedTuple):
    """A staged draft: `path` from the current folder, `name` from the top of the repository, and its blob."""

    path: str
    name: str
    blob: str


def drafts() -> list[Staged]:
    """The drafts that are added or changed; a renamed one under its new name. Raises UsageError as `git.ask` does."""
    top = os.fsdecode(git.ask("rev-parse", "--show-toplevel").rstrip(b"\r\n"))
    changes = git.ask(
        "diff", "--cached", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-relative", "--diff-filter=AMT"
    )
    fields = changes.split(b"\0")
    found = [
        (os.fsdecode(name), about.decode().split()) for about, name in zip(fields[::2], fields[1::2], strict=False)
    ]
    wanted = [(name, about) for name, about in found if about[1] in _FILES and known(name.rpartition("/")[2])]
    return [Staged(os.path.relpath(os.path.join(top, name)), name, about[3]) for name, about in wanted]


def document(one: Staged) -> Document:
    """The draft as staged. Raises Unreadable."""
    from gwlint import readers

    return readers.read_bytes(_content(one), one.path, digest=False)


def _content(one: Staged) -> bytes:
    """What the blob holds after the filters that the repository sets (Git LFS, encryption)."""
    from gwlint.readers.limits import MAX_FILE

    command = ["git", "cat-file", "--filters", f"--path={one.name}", one.blob]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        data = process.stdout.read(MAX_FILE + 1)
        if len(data) > MAX_FILE:
            process.kill()
            return data
    if process.returncode:
        raise Unreadable("从暂存区取不出内容（原因见上面 git 的说明），请检查仓库的过滤器设置")
    if data.startswith(_LFS):
        raise Unreadable(
            "暂存的是 Git LFS 的指针，不是文件内容，没有检查；请先安装 Git LFS 并运行 git lfs install，再提交"
        )
    return data
