"""The command line: one file a command, imported when it is called."""

import importlib
import os
import sys

import click

from gwlint import __version__
from gwlint.cli.chinese import Group, sentence, speak
from gwlint.cli.exit_codes import BROKEN_PIPE, INCOMPLETE, INTERRUPTED, USAGE
from gwlint.cli.streams import speak_utf8
from gwlint.errors import GwlintError

COMMANDS = (
    "check",
    "annotate",
    "fix",
    "outline",
    "explain",
    "rules",
    "rule",
    "profile",
    "config",
    "watch",
    "hook",
    "lsp",
    "completion",
    "audit",
)
COMPLETE = "_GWLINT_COMPLETE"


class Late(Group):
    """A group that imports a command's module only when the command is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"gwlint.cli.{cmd_name}").command
        return command


@click.group(
    cls=Late,
    help="检查公文草稿：字数、标注、行文权限和基层负担，每条意见都注明依据条款。\n\n"
    "不联网，文件内容不离开本机，不留副本。",
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]…",
)
@click.version_option(__version__, message="gwlint %(version)s", help="显示版本")
def gwlint() -> None:
    pass


def run(args: list[str]) -> int:
    """Run one command and return the exit code; whatever goes wrong is said in one Chinese sentence on stderr."""
    speak_utf8()
    speak()
    if COMPLETE in os.environ:
        from click.shell_completion import shell_complete

        return shell_complete(gwlint, {}, "gwlint", COMPLETE, os.environ[COMPLETE])
    try:
        return _invoke(args or ["--help"])
    except click.exceptions.Exit as exit:
        return exit.exit_code
    except click.ClickException as error:
        return _say(sentence(error), USAGE)
    except GwlintError as error:
        return _say(str(error), error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        return _say("已中断", INTERRUPTED)
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - the interpreter flushes it at exit
        return BROKEN_PIPE
    except Exception as error:
        if os.environ.get("GWLINT_DEBUG"):
            raise
        return _say(f"程序内部出错（{type(error).__name__}），请把所用命令报告给开发者", INCOMPLETE)


def _invoke(args: list[str]) -> int:
    with gwlint.make_context("gwlint", list(args)) as context:
        return gwlint.invoke(context) or 0


def _say(message: str, exit_code: int) -> int:
    from gwlint.reporters.width import visible

    click.echo(f"gwlint：{visible(message)}。", err=True)
    return exit_code
