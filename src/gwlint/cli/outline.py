"""`gwlint outline`."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import click

from gwlint.cli import options, reading
from gwlint.cli.exit_codes import CLEAN, INCOMPLETE
from gwlint.cli.streams import style, write
from gwlint.errors import UsageError
from gwlint.linting import choice
from gwlint.linting.targets import find
from gwlint.model import Document, FileReport
from gwlint.reporters.style import Style


@click.command(
    help="看 gwlint 怎样认识一份公文：文种、机关、日期、字数，以及适用哪份规定。\n\n"
    "退出码：0 都读出了，2 用法有误，3 有文件读不出。",
    options_metavar="[选项]",
)
@click.argument("paths", metavar="文件…", nargs=-1)
@click.option("--stdin-filename", metavar="名称", help="标准输入的内容叫什么名字")
@options.profile
@options.given
@options.format
@options.output
def command(
    paths: tuple[str, ...],
    stdin_filename: str | None,
    profile: str | None,
    format: str,
    output: str | None,
    color: str,
    **known: Any,
) -> int:
    if not paths:
        raise UsageError("请写出要看的文件，例如 gwlint outline 通知.docx")
    targets = find(paths)
    reading.start_early(targets)
    from gwlint import config, engine
    from gwlint.reporters.tally import Tally
    from gwlint.rules import FAMILIES

    recognise = partial(engine.lint, ignore=frozenset(FAMILIES))
    told = options.told(**known)

    def use(document: Document) -> FileReport:
        chosen = choice.profile_for(document.path, profile)
        return recognise(document, chosen, given=config.given_for(document.path, told))

    tally, look = Tally(), style(color, output)
    reports = tally.watch(
        reading.reports(targets, use, stdin_filename, quiet_screen=output is not None, digest=format == "json")
    )
    write(_rendered(reports, format, look), look, output)
    return INCOMPLETE if tally.incomplete else CLEAN


def _rendered(reports: Iterator[FileReport], format: str, look: Style) -> Iterator[str]:
    if format == "json":
        from gwlint.reporters import json

        return json.outlines(reports)
    from gwlint.reporters import outline

    return outline.stream(reports, look)
