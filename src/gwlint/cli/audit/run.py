"""`gwlint audit run`."""

import click

from gwlint.cli import options


@click.command(
    help="检查档案（文件夹或文件），结果写进文件夹 OUT；同一命令再运行一次，就从停下的地方接着查。\n\n"
    "退出码：0 查完，1 有达到 --fail-on 的问题，2 用法或规定有误，3 有文件未能检查。",
    options_metavar="[选项]",
)
@click.argument("archive", metavar="档案…", nargs=-1)
@click.option("--output", "-o", "out", metavar="OUT", required=True, help="结果文件夹，没有就新建，只有本人能看")
@options.profile
def command(archive: tuple[str, ...], out: str, profile: str | None) -> int:
    from gwlint.audit import tables

    raise click.UsageError(f"{tables.names('documents')}")
