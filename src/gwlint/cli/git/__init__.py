"""What gwlint asks of git: by its own command, which knows its repositories best."""

import subprocess

from gwlint.errors import UsageError

_NO_GIT = "没有找到 git，请先安装 git，并确认在命令行里能运行它"


def start(*args: str, complaints: int | None = None) -> "subprocess.Popen[bytes]":
    """git running, its output to be read; `complaints` is where its words for people go, as in subprocess, by default
    to ours. Raises UsageError where there is no git."""
    try:
        return subprocess.Popen(["git", *args], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=complaints)
    except OSError as error:
        raise UsageError(_NO_GIT) from error


def ask(*args: str) -> bytes:
    """What git answers. Raises UsageError outside of a repository, or for whatever else git refuses."""
    with start(*args, complaints=subprocess.PIPE) as git:
        said, complaint = git.communicate()
    if git.returncode:
        raise UsageError(_refusal(complaint.decode("utf-8", "replace").strip()))
    return said


def _refusal(complaint: str) -> str:
    if "not a git repository" in complaint:
        return "当前文件夹不在 git 仓库里，请进入仓库再运行"
    if "dubious ownership" in complaint:
        return "这个仓库属于别的用户，git 不肯读；请按 git 的提示把它设为 safe.directory"
    return f"git 出错：{complaint.splitlines()[-1] if complaint else '没有说明原因'}"
