"""`gwlint explain`."""

from typing import Any

import click

from gwlint.cli import options
from gwlint.cli.exit_codes import CLEAN
from gwlint.cli.streams import style, write
from gwlint.errors import Unreadable, UsageError
from gwlint.linting import choice


@click.command(
    help="看 gwlint 怎样理解一段话：每个分句对谁说、语气多强、算不算要求，从而查清一条意见从哪里来。\n\n"
    "位置写在文件名后面：文本文件写行号（通知.txt:12），docx、pdf 写段号（通知.docx:7），与检查结果里的“第12行”“第7段”一致；不写则解释全文。",
    options_metavar="[选项]",
)
@click.argument("place", metavar="文件[:行或段]")
@options.profile
@options.given
@options.output
def command(place: str, profile: str | None, output: str | None, color: str, **known: Any) -> int:
    path, number = _place(place)
    from gwlint import config, engine, readers
    from gwlint.language.reading import Reading
    from gwlint.reporters import explain

    try:
        document = readers.read(path)
    except Unreadable as error:
        raise Unreadable(f"{path}：{error}") from error
    report = engine.lint(
        document, choice.profile_for(path, profile), given=config.given_for(path, options.told(**known))
    )
    assert report.gongwen is not None
    reading, look = Reading(document, report.gongwen), style(color, output)
    pieces = list(explain.stream(reading, report.findings, look, number))
    if not pieces:
        raise UsageError(f"第{number}行（段）没有正文，请核对位置；用 gwlint explain {path} 看全文")
    write(iter(pieces), look, output)
    return CLEAN


def _place(said: str) -> tuple[str, int | None]:
    """The path, and the line or paragraph behind its last colon if there is one."""
    path, colon, number = said.rpartition(":")
    return (path, int(number)) if colon and number.isdigit() and path else (said, None)
