"""What gwlint asks of git: by its own command, which knows its repositories best."""

import os
import subprocess

from gwlint.errors import UsageError

_ENGLISH = {"LC_ALL": "C", "LANGUAGE": "C"}  # what git complains of is told by its words


def ask(*args: str) -> bytes:
    """What git answers. Raises UsageError where there is no git, outside of a repository, or for what else git refuses."""
    try:
        done = subprocess.run(
            ["git", *args], capture_output=True, stdin=subprocess.DEVNULL, env={**os.environ, **_ENGLISH}
        )
    except OSError as error:
        raise UsageError("没有找到 git，请先安装 git，并确认在命令行里能运行它") from error
    if done.returncode:
        raise UsageError(_refusal(done.stderr.decode("utf-8", "replace").strip()))
    return done.stdout


def _refusal(complaint: str) -> str:
    if "not a git repository" in complaint:
        return "当前文件夹不在 git 仓库里，请进入仓库再运行"
    if "dubious ownership" in complaint:
        return "这个仓库属于别的用户，git 不肯读；请按 git 的提示把它设为 safe.directory"
    return f"git 出错：{complaint.splitlines()[-1] if complaint else '没有说明原因'}"
