"""`gwlint audit report`."""

import os
from typing import TYPE_CHECKING

import click

from gwlint.cli.exit_codes import CLEAN
from gwlint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gwlint.audit.report.figures import Figures
    from gwlint.audit.report.seen import Scope
    from gwlint.audit.results import Results

FORMATS = {"html": ".html", "xlsx": ".xlsx", "csv": "", "json": ".json"}


@click.command(
    help="把检查结果 OUT 写成报告：html 网页（图表，一个文件，不联网）、xlsx 表格、csv 文件夹或 json。\n\n"
    "例：gwlint audit report 结果 -o 审计.html --documents 20",
    options_metavar="[选项]",
)
@click.argument("out", metavar="OUT")
@click.option("--output", "-o", metavar="文件", help="写到哪里，默认 审计报告 加后缀；csv 是文件夹；- 是屏幕（html、json）")
@click.option("--format", type=click.Choice(list(FORMATS)), metavar="格式", help="html、xlsx、csv、json；不写时按后缀定")
@click.option("--unit", metavar="机关", multiple=True, help="只报这个发文机关，可重复")
@click.option("--year", type=click.IntRange(1900, 2200), metavar="年", help="只报成文日期在这一年的")
@click.option("--documents", type=click.IntRange(0, 1000), metavar="份数", default=0, help="另写问题最多的几份文件自己的报告（html）")
def command(
    out: str, output: str | None, format: str | None, unit: tuple[str, ...], year: int | None, documents: int
) -> int:
    from gwlint.audit import results
    from gwlint.audit.report import figures, seen

    kind = format or _of_suffix(output)
    target = output or f"审计报告{FORMATS[kind]}"
    _refuse(kind, target, documents, out)
    scope = seen.Scope(unit, year)
    with results.opened(out=out) as opened:
        seen.gather(opened, scope)
        _write(kind, target, opened, figures.figures(opened), scope, documents)
    if target != "-":
        click.echo(f"报告在 {target}", err=True)
    return CLEAN


def _of_suffix(output: str | None) -> str:
    suffix = os.path.splitext(output or "")[1].lower()
    known = {suffix: kind for kind, suffix in FORMATS.items() if suffix} | {".htm": "html"}
    return known.get(suffix, "html")


def _refuse(kind: str, target: str, documents: int, out: str) -> None:
    if target == "-" and kind in ("xlsx", "csv"):
        raise UsageError(f"{kind} 只能写进文件，请用 -o 写明")
    if documents and (kind != "html" or target == "-"):
        raise UsageError("--documents 只用于写进文件的 html 报告")
    inside = os.path.realpath(out)
    if target != "-" and os.path.commonpath([os.path.realpath(target), inside]) == inside:
        raise UsageError(f"报告不能写在结果文件夹“{out}”里面，请写到别处")


def _write(kind: str, target: str, results: "Results", figures: "Figures", scope: "Scope", documents: int) -> None:
    from gwlint.audit.report import own, page, spread
    from gwlint.linting.written import replacing

    if kind == "csv":
        _folder(target, results, figures, scope)
    elif kind == "xlsx":
        with replacing(target, binary=True, private=True) as file:
            spread.workbook(file, results, figures, scope)
    elif kind == "json":
        _pieces(target, spread.as_json(results, figures, scope))
    else:
        made = own.make(results, target, documents) if documents else own.Made({}, 0)
        _pieces(target, page.stream(results, figures, scope, made.links))
        if made.missing:
            click.echo(f"{made.missing}份文件没有写单独的报告：不在原处、后来改过、在压缩包里或者读不出", err=True)


def _folder(target: str, results: "Results", figures: "Figures", scope: "Scope") -> None:
    from gwlint.audit.report import spread

    try:
        spread.folder(target, results, figures, scope)
    except OSError as error:
        raise UsageError(f"写不了“{target}”，请检查路径、权限和磁盘空间") from error


def _pieces(target: str, pieces: "Iterator[str]") -> None:
    from gwlint.linting.written import replacing

    if target == "-":
        for piece in pieces:
            click.echo(piece, nl=False)
        return
    with replacing(target, binary=False, private=True) as file:
        file.writelines(pieces)
