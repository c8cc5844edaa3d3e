"""Where a run's results go: the screen, a file, several files at once."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import zip_longest
from typing import Any, NamedTuple, TypeVar

import click

from gwlint.cli.streams import sink, style
from gwlint.errors import UsageError
from gwlint.model import FileReport
from gwlint.reporters import formats
from gwlint.reporters.formats import FORMATS

Command = TypeVar("Command", bound=Callable[..., Any])
SCREEN = "-"


class Output(NamedTuple):
    """A format and the file it goes to; None is stdout."""

    format: str
    path: str | None


def options(command: Command) -> Command:
    """`--format` with every format, and `--output-file`."""
    command = click.option(
        "--output-file",
        metavar="格式:文件",
        multiple=True,
        help="同时另存一种格式，如 xlsx:问题.xlsx；可重复，文件写 - 表示屏幕",
    )(command)
    return click.option(
        "--format",
        type=click.Choice(list(FORMATS)),
        metavar="格式",
        help=f"输出格式：{'、'.join(FORMATS)}；不写时按 --output 的后缀定，定不了的用 text（用处见 docs/formats.md）",
    )(command)


def plan(
    format: str | None,
    output: str | None,
    output_file: tuple[str, ...],
    inputs: Iterable[str],
    statistics: bool = False,
) -> list[Output]:
    """Every output of a run: what --format and --output say, then each --output-file.

    An --output-file that goes to the screen takes the place of the report there. Raises UsageError for what cannot
    be: an unknown format, a file named twice or among `inputs`, a table on the screen, `statistics` in none that has them.
    """
    others = [_parsed(one) for one in output_file]
    taken = output is None and format is None and any(one.path is None for one in others)
    outputs = others if taken else [Output(format or formats.of_suffix(output or ""), output), *others]
    _refuse_clashes([one.path for one in outputs], inputs)
    if statistics and not any(FORMATS[one.format].statistics for one in outputs):
        raise UsageError("--statistics 只用于 text 和 json 格式")
    for one in outputs:
        if one.path is None and FORMATS[one.format].file_only:
            raise UsageError(f"{one.format} 只能写进文件，请加 --output 问题{FORMATS[one.format].suffix}")
    return outputs


def write(outputs: list[Output], reports: Iterator[FileReport], color: str, quiet: bool, statistics: bool) -> None:
    """Write all outputs in one pass over `reports`; a file takes its place only when all is written.

    They take turns, piece by piece, so that a report is kept no longer than the slowest of them needs it.
    """
    with ExitStack() as open_files:
        puts, streams = [], []
        for (format, path), own in zip(outputs, _shared(reports, len(outputs)), strict=True):
            look = style(color, path)
            puts.append(open_files.enter_context(sink(path, look, FORMATS[format].binary)))
            streams.append(formats.stream(format, own, look, quiet=quiet, statistics=statistics))
        for pieces in zip_longest(*streams):
            for put, piece in zip(puts, pieces, strict=True):
                if piece is not None:
                    put(piece)


def _shared(reports: Iterator[FileReport], times: int) -> list[Iterator[FileReport]]:
    """The same reports `times` over. Unlike itertools.tee it lets go of each as soon as all have taken it."""
    waiting = [deque[FileReport]() for _ in range(times)]

    def take(own: deque[FileReport]) -> Iterator[FileReport]:
        while True:
            if not own:
                more = next(reports, None)
                if more is None:
                    return
                for one in waiting:
                    one.append(more)
            yield own.popleft()

    return list(map(take, waiting))


def _parsed(said: str) -> Output:
    format, colon, path = said.partition(":")
    if not colon or not path:
        raise UsageError(f"--output-file 要写成 格式:文件，例如 xlsx:问题.xlsx，现在是“{said}”")
    if format not in FORMATS:
        raise UsageError(f"--output-file 没有“{format}”这种格式，可用的有 {'、'.join(FORMATS)}")
    return Output(format, None if path == SCREEN else path)


def _refuse_clashes(paths: list[str | None], inputs: Iterable[str]) -> None:
    if paths.count(None) > 1:
        raise UsageError("屏幕上只能出一种格式，其余的请写进文件")
    files = [os.path.realpath(path) for path in paths if path is not None]
    read = {os.path.realpath(path) for path in inputs} if files else set()
    for file in files:
        if files.count(file) > 1:
            raise UsageError(f"有两种格式都要写进“{file}”，请分开写")
        if file in read:
            raise UsageError(f"“{file}”是要检查的文件，不能又用来写结果")
