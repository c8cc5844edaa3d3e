"""`gwlint annotate`."""

import importlib
import os
from typing import Any

import click

from gwlint.cli import options
from gwlint.cli.exit_codes import CLEAN, INCOMPLETE
from gwlint.errors import Unreadable, UsageError
from gwlint.linting.written import save
from gwlint.model import FileReport

_WRITABLE = ("docx", "pdf")
_APART = {
    "docx": "所指的文字在页眉、页脚、脚注或自动编号里，合写在标题处的一条批注里",
    "pdf": "在页面上没有对应的文字，没有写进去，请用 gwlint check 看",
}


@click.command(
    help="把检查结果作为批注写进文件的副本：docx 写成 Word 批注，pdf 写成高亮批注，每条批注在所指的文字上。\n\n"
    "原文件不动，副本的文字和格式不变。文中原有的批注保留；再批注一次会重复添加。\n\n"
    "退出码：0 已写好，2 用法有误，3 文件读不出，或有内容、规则未能检查。",
    options_metavar="[选项]",
)
@click.argument("path", metavar="文件")
@click.option("--output", "-o", metavar="文件", help="批注后的文件；不写时存在原文件旁边，如 通知.批注.docx")
@click.option("--force", is_flag=True, help="要写的文件已有时替换它")
@options.profile
@click.option("--select", metavar="规则", multiple=True, help="只查这些规则：编号、名称或类别，逗号隔开，可重复")
@click.option("--ignore", metavar="规则", multiple=True, help="不查这些规则，写法同上")
@options.given
def command(
    path: str,
    output: str | None,
    force: bool,
    profile: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    **known: Any,
) -> int:
    target = _target(path, output, force)
    from gwlint import readers
    from gwlint.linting.linter import Linting

    lint = Linting(options.told(**known), profile=profile, select=select, ignore=ignore)
    try:
        data = readers.load(path)
        document = readers.read_bytes(data, path, digest=False)
        if document.format not in _WRITABLE:
            raise UsageError("批注只能写进 docx 和 pdf；其他文件请用 gwlint check 看结果")
        report = lint(document)
        writer = importlib.import_module(f"gwlint.annotate.{document.format}")
        save(target, writer.annotate(data, report), like=path)
    except Unreadable as error:
        raise Unreadable(f"{path}：{error}") from error
    return _tell(report, len(writer.outside(report)), target)


def _target(path: str, output: str | None, force: bool) -> str:
    """The file to write. Raises UsageError for one that must not be written."""
    stem, suffix = os.path.splitext(path)
    target = output or f"{stem}.批注{suffix}"
    if os.path.splitext(target)[1].lower() != suffix.lower():
        raise UsageError(
            f"批注不改变文件格式，-o 请写以 {suffix} 结尾的文件名" if suffix else "-o 的文件名请与原文件一样不带后缀"
        )
    if os.path.isdir(target):
        raise UsageError(f"“{target}”是文件夹，请写出文件名")
    if os.path.exists(target):
        if os.path.exists(path) and os.path.samefile(path, target):
            raise UsageError("不能写回原文件，请用 -o 另起文件名")
        if not force:
            raise UsageError(f"“{target}”已经有了；要替换它请加 --force，要另存请用 -o 换个文件名")
    return target


def _tell(report: FileReport, apart: int, target: str) -> int:
    """Say what was written and what was left out; the exit code."""
    from gwlint.reporters.tally import Tally
    from gwlint.reporters.width import visible

    placed, kind = len(report.findings) - apart, report.format or ""
    if not report.findings:
        said = ["没有发现问题，没有加批注，文件原样另存"]
    else:
        said = [f"写了 {placed} 条批注，都在所指的文字上"] if placed else []
        said += [f"{'另' if placed else ''}有 {apart} 条意见{_APART[kind]}"] if apart else []
    click.echo(f"{'；'.join(said)}。\n已存为 {visible(target)}")
    tally = Tally()
    tally.add(report)
    if tally.partial:
        click.echo(f"只检查了一部分：{visible(report.reason or '')}", err=True)
    if tally.crashed:
        click.echo("有规则运行出错，意见可能不全，请用 gwlint check 看是哪一条", err=True)
    return INCOMPLETE if tally.incomplete else CLEAN
