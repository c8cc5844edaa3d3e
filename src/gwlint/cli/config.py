"""`gwlint config`: show and schema."""

import os
from collections.abc import Iterator

import click

from gwlint import config
from gwlint.cli.chinese import Group
from gwlint.cli.streams import style, write
from gwlint.cli.values import plain
from gwlint.config import Said
from gwlint.reporters.style import Style
from gwlint.reporters.width import pad, visible, width, wrap


@click.group(
    cls=Group,
    no_args_is_help=False,
    help="看 gwlint.toml 里的设置：现在各是什么、由哪个文件写明。写法见 docs/config.md。",
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]…",
)
def command() -> None:
    pass


@command.command(
    "show",
    help="列出对一份文稿（或一个文件夹，不写则是当前文件夹）起作用的设置，以及各由哪里写明。",
    options_metavar="",
)
@click.argument("path", metavar="[文件]", default=".")
def show(path: str) -> int:
    config.forget()
    draft = os.path.join(path, "任一文稿") if os.path.isdir(path) else path
    look = style("auto")
    write(_shown(draft, look), look)
    return 0


def _shown(draft: str, look: Style) -> Iterator[str]:
    settings = config.settings_for(draft)._asdict()
    rows = [(field.replace("_", "-"), said) for field, said in settings.items()]
    rows += [(config.KEYS[field].chinese, said) for field, said in config.given_said(draft).items()]
    longest = max(width(key) for key, _ in rows)
    for key, said in rows:
        line = f"{_value(said)}（{said.origin}）"
        yield wrap(visible(line), look.columns, pad(key, longest) + "  ", " " * (longest + 2)) + "\n"


def _value(said: Said) -> str:
    return plain(said.value) if said.value not in (None, (), [], {}, "") else "无"


@command.command("schema", help="印出 gwlint.toml 的 JSON Schema，供编辑器提示和检查。", options_metavar="")
def schema() -> int:
    from gwlint.config.settings import schema_text

    write([schema_text()], style("never"))
    return 0
