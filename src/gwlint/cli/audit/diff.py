"""`gwlint audit diff`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from gwlint.cli.exit_codes import CLEAN, FOUND, INCOMPLETE
from gwlint.cli.streams import style, write

if TYPE_CHECKING:
    from gwlint.audit.diff import Diff
    from gwlint.reporters.style import Style


@click.command(
    help="比较两次检查的结果 OLD 和 NEW：文件多了少了哪些，哪些问题新出现、哪些不再有，变好还是变差。\n\n"
    "退出码：0 没有 --fail-on 所指的新问题，1 有，2 用法有误，3 有原来能查的或新增的文件没能查。",
    options_metavar="[选项]",
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--format", type=click.Choice(["text", "json", "html"]), default="text", show_default=True, help="输出格式")
@click.option("--output", "-o", metavar="文件", help="把结果写进文件")
@click.option(
    "--fail-on",
    type=click.Choice(["new-error", "new-warning", "never"]),
    default="new-error",
    show_default=True,
    help="有新的错误（或警告）时退出码为 1，never 总不",
)
def command(old: str, new: str, format: str, output: str | None, fail_on: str) -> int:
    from gwlint.audit import results
    from gwlint.audit.diff import compare

    with results.opened(old=old, new=new) as opened:
        diff = compare(opened)
    look = style("auto", output)
    write(_shown(diff, format, look), look, output)
    if diff.newly_unreadable:
        return INCOMPLETE
    counted = {"new-error": ("error",), "new-warning": ("error", "warning"), "never": ()}[fail_on]
    return FOUND if any(times for severity, times in diff.came.items() if severity in counted) else CLEAN


def _shown(diff: "Diff", format: str, look: "Style") -> Iterator[str]:
    from gwlint.audit.diff import as_object
    from gwlint.audit.report import changes
    from gwlint.reporters.json import dumps

    if format == "json":
        return iter([dumps(as_object(diff)) + "\n"])
    return changes.as_html(diff) if format == "html" else changes.as_text(diff, look)
