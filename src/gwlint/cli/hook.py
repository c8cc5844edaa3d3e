"""`gwlint hook`: check what is staged before git commits it."""

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from gwlint.cli import options, outputs, reading
from gwlint.cli.chinese import Group
from gwlint.cli.exit_codes import CLEAN, FOUND, INCOMPLETE
from gwlint.cli.git import installing, staged

if TYPE_CHECKING:
    from gwlint.linting.linter import Linting
    from gwlint.model import FileReport

_FAIL_ON = click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    show_default="error",
    help="有这一级或更重的问题时不让提交",
)


@click.group(
    cls=Group,
    no_args_is_help=False,
    help="在 git 提交之前检查暂存的公文：装上以后，有错误的稿子提交不了。",
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]…",
)
def command() -> None:
    pass


@command.command(
    "install",
    short_help="装到当前仓库，原有的钩子留着。",
    help="装到当前仓库（worktree 和 core.hooksPath 都认）。原有的 pre-commit 钩子留着，先运行它，再运行本检查。",
    options_metavar="[选项]",
)
@_FAIL_ON
def install(fail_on: str | None) -> int:
    click.echo(installing.install(fail_on))
    return CLEAN


@command.command(
    "uninstall",
    short_help="从当前仓库卸下。",
    help="从当前仓库卸下，原有的 pre-commit 钩子放回原处。",
    options_metavar="",
)
def uninstall() -> int:
    click.echo(installing.uninstall())
    return CLEAN


@command.command(
    "run",
    short_help="检查暂存区里的公文，装好的钩子就运行它。",
    help="检查暂存区里的公文（要提交的内容，不是文件夹里的），设置按仓库里的 gwlint.toml。\n\n"
    "退出码：0 可以提交，1 有达到 --fail-on 的问题，2 用法或规定有误，3 有文件或规则未能检查；不是 0 就不能提交。",
    options_metavar="[选项]",
)
@_FAIL_ON
@options.profile
@click.option("--select", metavar="规则", multiple=True, help="只查这些规则：编号、名称或类别，逗号隔开，可重复")
@click.option("--ignore", metavar="规则", multiple=True, help="不查这些规则，写法同上")
@options.color
def run(color: str, **asked: Any) -> int:
    found = staged.drafts()
    from gwlint.linting.linter import Linting, excluded
    from gwlint.reporters.tally import Tally

    lint, tally = Linting(**asked), Tally()
    wanted = [one for one in found if not excluded(one.path)]
    reports = (reading.report(one.path, partial(_checked, lint, one)) for one in wanted)
    if wanted:
        outputs.write(outputs.plan(None, None, (), ()), tally.watch(lint.watch(reports)), color, False, False)
    if not (lint.failed or tally.incomplete):
        return CLEAN
    what = "有文件没有查成" if tally.incomplete else "有必须改的问题"
    click.echo(
        f"提交已拦下：{what}。改好以后重新 git add、git commit；确实要照原样提交，用 git commit --no-verify。", err=True
    )
    return INCOMPLETE if tally.incomplete else FOUND


def _checked(lint: "Linting", one: staged.Staged) -> "FileReport":
    return lint(staged.document(one))
