"""`gwlint watch`."""

import gc
import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import click

from gwlint.cli import notices, options, reading
from gwlint.cli.copies import KEEPS, Copies
from gwlint.cli.exit_codes import CLEAN
from gwlint.cli.streams import style
from gwlint.cli.watching import AWAY, BACK, STOPPED, listed
from gwlint.errors import GwlintError, UsageError
from gwlint.linting.linter import Linting
from gwlint.linting.saves import Saved, Waiting, saves
from gwlint.model import SEVERITIES, FileReport, Finding
from gwlint.reporters.locate import Locator
from gwlint.reporters.style import SEVERITY_WORDS, Style
from gwlint.reporters.width import visible, wrap

_SHOWN = 3


@click.command(
    help="守着文件夹（含下级）：在 Word、WPS 等软件里一存盘就检查，结果显示在这个窗口，桌面支持的话也弹出通知。\n\n"
    "有问题的稿子旁边留一份批注副本（通知.docx 的是 通知.gwlint.docx），改好后自动删除；txt、md 的是网页。"
    "软件的临时文件和副本自己不查。要先安装：pip install 'gwlint[watch]'。\n\n"
    "按 Ctrl-C 结束。退出码：0 正常结束，2 用法或规定有误。",
    options_metavar="[选项]",
)
@click.argument("folders", metavar="文件夹…", nargs=-1)
@click.option(
    "--keep",
    type=click.Choice(KEEPS),
    default="docx",
    show_default=True,
    help="留什么：docx 带批注的副本（pdf 的是 pdf），html 网页，none 不留",
)
@click.option("--into", metavar="文件夹", help="副本集中放在这个文件夹，不放在原文件旁边；没有时新建")
@click.option(
    "--notify/--no-notify", default=True, help="是否弹出桌面通知；通知里只有文件名和问题个数", show_default="弹出"
)
@options.profile
@click.option("--select", metavar="规则", multiple=True, help="只查这些规则：编号、名称或类别，逗号隔开，可重复")
@click.option("--ignore", metavar="规则", multiple=True, help="不查这些规则，写法同上")
@click.option("--suppressions", metavar="文件", help="不报清单：已定不报的问题（见 docs/suppress.md）")
@click.option("--baseline", metavar="文件", help="旧问题文件：里面记下的问题不再列出")
@options.given
@options.color
def command(
    folders: tuple[str, ...],
    keep: str,
    into: str | None,
    notify: bool,
    color: str,
    given: tuple[str, ...],
    issuer_class: str | None,
    issuer_level: str | None,
    category: str | None,
    **asked: Any,
) -> int:
    _try(folders, into)
    told = options.told(given, issuer_class=issuer_class, issuer_level=issuer_level, category=category)
    Linting(told, **asked)
    desk = notices.Desktop() if notify else notices.none
    watch = Watch(folders, Copies(keep, into), lambda: Linting(told, **asked), desk, style(color))
    gc.enable()
    waiting = Waiting(folders)
    rounds = saves(waiting, folders, deep=True)
    try:
        places = visible("、".join(folders))
        click.echo(f"守着“{places}”（现有 {len(waiting.now)} 个能检查的文件），存盘后自动检查；按 Ctrl-C 结束")
        for saved in rounds:
            watch.round(saved, waiting)
    except KeyboardInterrupt:
        click.echo(STOPPED)
    return CLEAN


def _try(folders: tuple[str, ...], into: str | None) -> None:
    """Raise UsageError for folders that cannot be."""
    if not folders:
        raise UsageError("请写出要守着的文件夹，例如 gwlint watch 拟稿")
    for folder in folders:
        if not os.path.isdir(folder):
            what = "是文件，请写它所在的文件夹" if os.path.exists(folder) else "这个文件夹没有，请检查路径"
            raise UsageError(f"“{folder}”{what}")
    if into is not None and os.path.exists(into) and not os.path.isdir(into):
        raise UsageError(f"--into 的“{into}”是文件，请写文件夹")


class Watch(NamedTuple):
    """What is done with each save. `linting` makes a run anew: settings may have been edited meanwhile."""

    folders: tuple[str, ...]
    copies: Copies
    linting: Callable[[], Linting]
    notify: Callable[[str, str], None]
    look: Style

    def round(self, saved: Saved, waiting: Waiting) -> None:
        """Check what was saved and show a notice of each."""
        if not (saved.changed or saved.gone):
            click.echo(AWAY if saved.away else BACK)
        for path in saved.gone:
            self.copies.remove(path, self._folder(path))
        if saved.gone:
            click.echo(f"{_now()} 已删除或改名：{listed(saved.gone)}")
        try:
            for path in saved.changed:
                self._check(path, self.linting(), waiting)
        except GwlintError as error:
            click.echo(f"gwlint：{visible(str(error))}。")

    def _check(self, path: str, lint: Linting, waiting: Waiting) -> None:
        from gwlint import readers

        data = b""
        try:
            data = readers.load(path)
            report = lint(readers.read_bytes(data, path, digest=False))
        except Exception as error:
            report = reading.failed(path, error)
            if not waiting.settled(path):  # saved again meanwhile
                return
        click.echo("\n".join(_block(report, self._keep(data, report), self.look)), color=self.look.colour)
        if report.findings or report.status != "checked":
            self.notify(f"gwlint：{_verdict(report)}", os.path.basename(path))

    def _keep(self, data: bytes, report: FileReport) -> str:
        """Keep a copy; what to say of it."""
        if report.document is None:
            return ""
        try:
            copy = self.copies.write(data, report, self._folder(report.path))
        except GwlintError as error:
            return f"没有留成副本：{visible(str(error))}（副本正打开着的话，请先关掉）"
        except Exception as error:  # the next save must be checked all the same
            return f"没有留成副本：程序出错（{type(error).__name__}），请向开发者报告"
        return f"批注在 {visible(copy)}" if copy else ""

    def _folder(self, path: str) -> str:
        """The watched folder that the file is in; the innermost of several."""
        within = [one for one in self.folders if Path(path).is_relative_to(os.path.normpath(one))]
        return max(within, key=len)


def _now() -> str:
    return f"{datetime.now():%H:%M:%S}"


def _verdict(report: FileReport) -> str:
    """错误 2、警告 1"""
    if report.status == "unreadable":
        return "未能检查"
    levels = [one.severity for one in report.findings]
    found = "、".join(f"{SEVERITY_WORDS[one]} {levels.count(one)}" for one in SEVERITIES if one in levels)
    return (found or "没有发现问题") + ("（只检查了一部分）" if report.status == "partial" else "")


def _block(report: FileReport, kept: str, look: Style) -> Iterator[str]:
    """The notice in the terminal: a few lines a file."""
    worst = next((one for one in SEVERITIES if any(one == found.severity for found in report.findings)), None)
    grave = worst or ("error" if report.status != "checked" else "faint")
    yield f"{_now()} {look.paint(visible(report.path), 'strong')}：{look.paint(_verdict(report), grave)}"
    if report.reason:
        yield wrap(visible(report.reason), look.columns, "  ")
    if report.document is not None:
        locator = Locator(report.document)
        by_weight = sorted(report.findings, key=lambda one: SEVERITIES.index(one.severity))
        yield from (_line(one, locator, look) for one in by_weight[:_SHOWN])
    if len(report.findings) > _SHOWN:
        yield f"  另有 {len(report.findings) - _SHOWN} 条"
    if kept:
        yield wrap(kept, look.columns, "  ")


def _line(one: Finding, locator: Locator, look: Style) -> str:
    said = f"{locator.words(one.span)} {one.rule} {visible(one.message)}".strip()
    return wrap(said, look.columns, f"  {SEVERITY_WORDS[one.severity]} ", "    ")
