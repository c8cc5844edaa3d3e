"""`gwlint audit`: one file a command, imported when it is called."""

import importlib

import click

from gwlint.cli.chinese import Group
from gwlint.errors import UsageError

COMMANDS = ("run", "rules", "report", "query", "diff")


class Late(Group):
    """Imports a command when it is wanted; where its library is missing, says what to install."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"gwlint.cli.audit.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> int:
        try:
            return super().invoke(ctx) or 0
        except ModuleNotFoundError as error:
            if (error.name or "gwlint").split(".")[0] == "gwlint":
                raise
            extra = "dask" if error.name in ("dask", "distributed", "fsspec") else "audit"
            raise UsageError(f"缺少 {error.name}，请先安装：pip install 'gwlint[{extra}]'") from None


@click.group(
    cls=Late,
    no_args_is_help=False,
    help="查整个档案：成千上万份文件一次查完，结果写成表，中断后接着查。",
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]…",
)
def command() -> None:
    pass
