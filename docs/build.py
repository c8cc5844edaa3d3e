"""Writes every page and picture that is made from the program: python docs/build.py

With --check it writes nothing, names what is not up to date, and exits 1 if there is anything.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import clauses
import click
import fields
import pictures
import rulepages

from gwlint.cli import chinese, gwlint
from gwlint.config.settings import schema_text

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

JSON 输出的格式见 [json.md](json.md)。
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


def pages() -> dict[Path, str]:
    """All that is generated: each file with its text."""
    return {
        TARGET: page(),
        clauses.TARGET: clauses.page(),
        fields.TARGET: fields.page(),
        TARGET.with_name("gwlint.schema.json"): schema_text(),
        **rulepages.pages(),
        **pictures.pages(),
    }


def stale(built: dict[Path, str]) -> list[Path]:
    """The files that are missing or differ, and pages of rules that there are no longer."""
    differ = [path for path, text in built.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    return differ + [path for path in rulepages.FOLDER.glob("*.md") if path not in built]


def write(built: dict[Path, str]) -> None:
    """Make the files what they should be."""
    for path in stale(built):
        path.parent.mkdir(exist_ok=True)
        if path in built:
            path.write_text(built[path], encoding="utf-8", newline="\n")
        else:
            path.unlink()


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        wrong = [path.relative_to(TARGET.parent).as_posix() for path in stale(pages())]
        sys.exit(f"not up to date: {', '.join(wrong)}; run: python docs/build.py" if wrong else 0)
    write(pages())
