"""`gwlint fix`."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from gwlint.cli import options
from gwlint.cli.exit_codes import CLEAN, FOUND
from gwlint.cli.streams import style, write
from gwlint.errors import UsageError
from gwlint.linting.written import save
from gwlint.model import Document, FileReport, Finding
from gwlint.reporters.locate import Locator
from gwlint.reporters.style import Style
from gwlint.reporters.width import visible, wrap

if TYPE_CHECKING:
    from gwlint.fixing import Fixed

_CONTEXT = 12  # characters shown on either side of a correction


@click.command(
    help="改正有把握的错：文号的括号和虚位、成文日期的虚位、附件名称后的标点、密级的写法等。\n\n"
    "docx 里写成修订，在 Word 或 WPS 里逐条接受或者拒绝；txt、md 直接改。不写 --output、--in-place 时只列出要改什么，不写文件。\n\n"
    "退出码：0 改好了或没有要改的，1 有要改的而没有写文件，2 用法有误，3 文件读不出或不能改。",
    options_metavar="[选项]",
)
@click.argument("path", metavar="文件")
@click.option("--diff", is_flag=True, help="只列出要改什么，不写文件")
@click.option("--output", metavar="文件", help="改好的写进这个文件，原文件不动")
@click.option("--force", is_flag=True, help="要写的文件已有时替换它")
@click.option("--in-place", is_flag=True, help="直接改原文件：写完才替换，权限不变")
@click.option("--track-changes/--no-track-changes", default=True, show_default=True, help="docx 里写成修订，还是直接改")
@click.option("--unsafe", is_flag=True, help="可能改变意思的也改，改后要逐条核对")
@options.profile
@click.option("--select", metavar="规则", multiple=True, help="只改这些规则查出的：编号、名称或类别，逗号隔开，可重复")
@click.option("--ignore", metavar="规则", multiple=True, help="不改这些规则查出的，写法同上")
@options.given
@options.color
def command(
    path: str,
    diff: bool,
    output: str | None,
    force: bool,
    in_place: bool,
    track_changes: bool,
    unsafe: bool,
    profile: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    color: str,
    **known: Any,
) -> int:
    target = _target(path, diff, output, in_place, force)
    from gwlint import fixing, readers
    from gwlint.linting.linter import Linting

    lint = Linting(options.told(**known), profile=profile, select=select, ignore=ignore)
    data = readers.load(path)
    report = lint(readers.read_bytes(data, path, digest=False))
    fixed = fixing.fix(data, report, unsafe=unsafe, track=track_changes)
    if target is not None and (fixed.done or not in_place):
        save(target, fixed.data, like=path)
    look = style(color)
    write(_told(report, fixed, target, track_changes, look), look)
    return FOUND if fixed.done and target is None else CLEAN


def _target(path: str, diff: bool, output: str | None, in_place: bool, force: bool) -> str | None:
    """The file to write, None for none. Raises UsageError for one that must not be written."""
    if diff + (output is not None) + in_place > 1:
        raise UsageError("--diff、--output、--in-place 只能写一个")
    if output is not None and os.path.exists(output):
        if os.path.exists(path) and os.path.samefile(path, output):
            raise UsageError("--output 写的就是原文件；要直接改原文件，请用 --in-place")
        if not force:
            raise UsageError(f"“{output}”已经有了；要替换它请加 --force，或者换个文件名")
    return path if in_place else output


def _told(report: FileReport, fixed: "Fixed", target: str | None, tracked: bool, look: Style) -> Iterator[str]:
    """What was or would be corrected, what was not and why, and where the result is."""
    document = report.document
    if document is None:
        return
    locator = Locator(document)
    yield look.paint(visible(report.path), "strong") + "\n"
    for one in fixed.done:
        yield f"  {_heading(one, locator)}\n"
        before, after = _versions(one, document)
        yield look.paint(f"    - {visible(before)}", "error") + "\n"
        yield look.paint(f"    + {visible(after)}", "info") + "\n"
    for one, reason in fixed.left:
        yield wrap(f"  没有改 {_heading(one, locator)}：{reason}", look.columns, "", "    ") + "\n"
    yield wrap(_ending(document, fixed, target, tracked), look.columns) + "\n"


def _heading(one: Finding, locator: Locator) -> str:
    return " ".join(filter(None, (locator.words(one.span), one.rule, one.name)))


def _versions(one: Finding, document: Document) -> tuple[str, str]:
    """The words around a correction, as they are and as they become."""
    assert one.fix is not None
    edits, text = sorted(one.fix.edits), document.text
    first, last = edits[0].span.start, edits[-1].span.end
    start = max(text.rfind("\n", 0, first) + 1, first - _CONTEXT)
    end = min((text.find("\n", last) + 1 or len(text) + 1) - 1, last + _CONTEXT)
    after, at = "", start
    for edit in edits:
        after, at = after + text[at : edit.span.start] + edit.text, edit.span.end
    return text[start:end], after + text[at:end]


def _ending(document: Document, fixed: "Fixed", target: str | None, tracked: bool) -> str:
    count = len(fixed.done)
    if not count:
        return "没有要改的" if not fixed.left else "没有能直接改的"
    if target is None:
        return f"可以改{count}处，还没有写文件：加 --output 新文件 另存，或者加 --in-place 改原文件"
    how = "，都是修订，请用Word或者WPS打开，逐条接受或者拒绝" if tracked and document.format == "docx" else ""
    return f"改了{count}处，写进 {visible(target)}{how}"
