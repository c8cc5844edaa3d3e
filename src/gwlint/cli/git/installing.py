"""The pre-commit hook of a repository."""

import os
import shlex
import sys

from gwlint.cli import git
from gwlint.errors import UsageError

_MARK = "gwlint hook uninstall"
_EARLIER = ".before-gwlint"
_SCRIPT = """\
#!/bin/sh
# Checks the staged drafts before each commit. To take it away: gwlint hook uninstall
earlier="$0{earlier}"
if [ -x "$earlier" ]; then
  "$earlier" "$@" || exit $?
fi
if [ ! -x {python} ]; then
  echo "gwlint：找不到安装时所用的 "{python}"，请重新运行 gwlint hook install；不再用时删除 $0。" >&2
  exit 1
fi
exec {python} -m gwlint hook run{options}
"""


def install(fail_on: str | None) -> str:
    """Put the hook in place, an existing one aside to be run first; what was done. Raises UsageError."""
    path = _path()
    earlier, chained = path + _EARLIER, ""
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if os.path.lexists(path) and not _ours(path):
            if os.path.lexists(earlier):
                raise UsageError(f"“{path}”和“{earlier}”都已经有了，分不清哪个要留，请先处理好再安装")
            os.replace(path, earlier)
        if os.path.lexists(earlier):
            chained = f"\n原有的钩子改名为 {os.path.basename(earlier)}，每次先运行它"
        _write(path, fail_on)
    except OSError as error:
        raise UsageError(f"写不了“{path}”，请检查权限") from error
    return f"已装好：{path}{chained}\n以后 git commit 先检查暂存的公文；卸下用 gwlint hook uninstall"


def uninstall() -> str:
    """Take the hook away, put the earlier one back; what was done. Raises UsageError."""
    path = _path()
    if not os.path.lexists(path) or not _ours(path):
        raise UsageError(
            f"“{path}”不是 gwlint 装的钩子，没有动它" if os.path.lexists(path) else "这个仓库没有装 gwlint 的钩子"
        )
    try:
        os.remove(path)
        if os.path.lexists(path + _EARLIER):
            os.replace(path + _EARLIER, path)
            return f"已卸下，原有的钩子放回 {path}"
    except OSError as error:
        raise UsageError(f"改不了“{path}”，请检查权限") from error
    return f"已卸下：{path}"


def _path() -> str:
    """Where git looks for the hook: `core.hooksPath` or the folder that all worktrees share."""
    return os.path.join(
        os.path.normpath(os.fsdecode(git.ask("rev-parse", "--git-path", "hooks").rstrip(b"\r\n"))), "pre-commit"
    )


def _ours(path: str) -> bool:
    with open(path, "rb") as file:
        return _MARK.encode() in file.read(1000)


def _write(path: str, fail_on: str | None) -> None:
    python = shlex.quote(sys.executable.replace(os.sep, "/"))
    options = f" --fail-on {fail_on}" if fail_on else ""
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(_SCRIPT.format(earlier=_EARLIER, python=python, options=options))
    os.chmod(path, 0o755)
