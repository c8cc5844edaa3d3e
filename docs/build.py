"""Writes docs/cli.md from the commands themselves and docs/clauses.md from the profiles: python docs/build.py"""

from collections.abc import Iterator
from pathlib import Path

import click

from gwlint.cli import chinese, gwlint

TARGET = Path(__file__).parent / "cli.md"
OPENING = """\
# 命令行

本页由 `python docs/build.py` 从程序生成，请勿手改。

退出码：

| 码 | 含义 |
|---|---|
| 0 | 没有达到 `--fail-on` 的问题（默认只看错误） |
| 1 | 有达到 `--fail-on` 的问题 |
| 2 | 命令写错，或规定文件有误 |
| 3 | 有文件没读出、只读出一部分，或有规则运行出错；比 1 优先 |
| 130 | 按 Ctrl-C 中断 |

环境变量：`NO_COLOR` 不用颜色，`COLUMNS` 指定宽度，`GWLINT_DEBUG=1` 出错时显示详细的程序信息（给开发者看）。

JSON 输出的格式见 [report.schema.json](report.schema.json)：所有键都在，不知道的是 null；以后只会增加键。
"""


def page() -> str:
    """The whole page: each command's own help."""
    chinese.speak()
    sections = (f"\n## {name}\n\n```console\n$ {name} --help\n{text}\n```\n" for name, text in _helps(gwlint, "gwlint"))
    return OPENING + "".join(sections)


def _helps(command: click.Command, name: str, parent: click.Context | None = None) -> Iterator[tuple[str, str]]:
    context = click.Context(command, parent, name.split()[-1], terminal_width=78)
    yield name, command.get_help(context)
    if isinstance(command, click.Group):
        for one in command.list_commands(context):
            inner = command.get_command(context, one)
            if inner is not None:
                yield from _helps(inner, f"{name} {one}", context)


if __name__ == "__main__":
    import clauses  # the file beside this one

    for target, text in ((TARGET, page()), (clauses.TARGET, clauses.page())):
        target.write_text(text, encoding="utf-8", newline="\n")
