"""`gwlint check`."""

from typing import TYPE_CHECKING, Any

import click

from gwlint.cli import options, outputs, reading
from gwlint.cli.exit_codes import CLEAN, FOUND, INCOMPLETE
from gwlint.errors import UsageError
from gwlint.linting.targets import find
from gwlint.reporters.formats import FORMATS

if TYPE_CHECKING:
    from gwlint.reporters.tally import Tally


@click.command(
    help="检查文件、文件夹（含下级）或通配符所指的文件；- 表示从标准输入读。\n\n"
    "退出码：0 没有问题，1 有达到 --fail-on 的问题，2 用法或规定有误，3 有文件或规则未能检查。",
    options_metavar="[选项]",
)
@click.argument("paths", metavar="文件…", nargs=-1)
@click.option("--stdin-filename", metavar="名称", help="标准输入的内容叫什么名字")
@options.profile
@click.option("--select", metavar="规则", multiple=True, help="只查这些规则：编号、名称或类别，逗号隔开，可重复")
@click.option("--ignore", metavar="规则", multiple=True, help="不查这些规则，写法同上")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    show_default="error",
    help="有这一级或更重的问题时退出码为 1",
)
@options.given
@options.judged
@outputs.options
@options.output
@click.option(
    "--ocr",
    type=click.Choice(["auto", "never"]),
    default="auto",
    show_default=True,
    help="扫描的页和图片要不要识别文字（每页几秒；要先装 gwlint[ocr]）",
)
@click.option("--quiet", "-q", is_flag=True, help="只列问题，不印说明和汇总")
@click.option("--statistics", is_flag=True, help="按规则统计问题个数")
@click.option("--watch", is_flag=True, help="查完等着，文件一存盘就再查，按 Ctrl-C 结束；要先装 watchfiles")
def command(
    paths: tuple[str, ...],
    stdin_filename: str | None,
    profile: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    suppressions: str | None,
    add_ignore: bool,
    reason: str | None,
    who: str | None,
    baseline: str | None,
    write_baseline: str | None,
    exit_zero: bool,
    format: str | None,
    output: str | None,
    output_file: tuple[str, ...],
    color: str,
    ocr: str,
    quiet: bool,
    statistics: bool,
    watch: bool,
    **known: Any,
) -> int:
    if not paths:
        raise UsageError("请写出要检查的文件或文件夹，例如 gwlint check 通知.docx")
    if watch:
        return _watch(paths)
    targets = find(paths)
    wanted = outputs.plan(format, output, output_file, [one.path for one in targets], statistics)
    reading.start_early(targets)
    from gwlint.cli.keeping import Keeping
    from gwlint.linting.linter import Linting
    from gwlint.reporters.tally import Tally

    lint = Linting(
        options.told(**known),
        whole=write_baseline is not None,
        adds=add_ignore,
        profile=profile,
        select=select,
        ignore=ignore,
        fail_on=fail_on,
        suppressions=suppressions,
        baseline=baseline,
    )
    keeping, tally = Keeping(lint, write_baseline, add_ignore, reason, who), Tally()
    reports = reading.reports(
        lint.included(targets, paths),
        lint,
        stdin_filename,
        quiet_screen=all(one.path is not None for one in wanted),
        digest=any(FORMATS[one.format].digest for one in wanted),
        ocr=ocr == "auto",
    )
    outputs.write(wanted, tally.watch(keeping.watch(lint.watch(reports))), color, quiet, statistics)
    if said := keeping.write():
        click.echo(said, nl=False, err=True)
    return _exit_code(tally, lint.failed and not (said or exit_zero))


def _watch(paths: tuple[str, ...]) -> int:
    from gwlint.cli import watching

    context = click.get_current_context()

    def check(these: tuple[str, ...]) -> None:
        context.invoke(command, **{**context.params, "paths": these, "watch": False})

    watching.follow(paths, context.params, check)
    return CLEAN


def _exit_code(tally: "Tally", failed: bool) -> int:
    if tally.incomplete:
        return INCOMPLETE
    return FOUND if failed else CLEAN
