"""Options that several commands share, and what they mean."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from gwlint.linting.choice import AUTO
from gwlint.model import Category, IssuerClass, Level

if TYPE_CHECKING:
    from gwlint.rules import Given

Command = TypeVar("Command", bound=Callable[..., Any])


def profile(command: Command) -> Command:
    """`--profile`: an id, a file, or auto."""
    return click.option(
        "--profile",
        metavar="ID|文件|auto",
        help="适用哪份规定；auto 按发文机关所在地和成文日期选",
        show_default=AUTO,
    )(command)


def given(command: Command) -> Command:
    """What the user knows better than the text."""
    command = click.option("--given", metavar="键=值", multiple=True, help=_DATA)(command)
    for name, known, what in reversed(_GIVEN):
        command = click.option(
            f"--{name}", type=click.Choice([one for one in get_args(known) if one != "不明"]), metavar="名称", help=what
        )(command)
    return command


_GIVEN = (
    ("issuer-class", IssuerClass, "发文机关的类别，认不准时指定：" + "、".join(get_args(IssuerClass)[:-1])),
    ("issuer-level", Level, "发文机关的层级：" + "、".join(get_args(Level)[:-1])),
    ("category", Category, "公文的事项类别：" + "、".join(get_args(Category))),
)


_DATA = "文中看不出的情况，如 计划=督查计划第3项、批准=无；可重复，也可写进 gwlint.toml（见 docs/given.md）"


def told(given: tuple[str, ...] = (), **named: Any) -> "Given":
    """What these options say; a named one goes before `--given`. Raises UsageError for an unknown key or value."""
    from gwlint import config
    from gwlint.rules import Given

    return config.under(Given(**named), config.parse(given))


def format(command: Command) -> Command:
    """`--format text|json`."""
    return click.option(
        "--format", type=click.Choice(["text", "json"]), default="text", help="输出格式", show_default=True
    )(command)


def judged(command: Command) -> Command:
    """What was judged before: suppressions and old findings."""
    for name, metavar, what in reversed(_JUDGED):
        command = click.option(name, metavar=metavar, help=what, is_flag=metavar is None)(command)
    return command


_JUDGED = (
    ("--suppressions", "文件", "不报清单：已定不报的问题，每条写明理由（见 docs/suppress.md）"),
    ("--add-ignore", None, "把这次的问题都写进不报清单，要同时写 --reason"),
    ("--reason", "理由", "不报的理由，与 --add-ignore 一起用"),
    ("--who", "姓名", "谁定的，与 --add-ignore 一起用"),
    ("--baseline", "文件", "旧问题文件：里面记下的问题不再列出，只计个数"),
    ("--write-baseline", "文件", "把这次的问题都记为旧问题，写进这个文件"),
    ("--exit-zero", None, "有问题时退出码也是 0"),
)


def color(command: Command) -> Command:
    """`--color`."""
    return click.option(
        "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="是否用颜色", show_default=True
    )(command)


def output(command: Command) -> Command:
    """`--output` and `--color`."""
    command = color(command)
    return click.option("--output", metavar="文件", help="把结果写进文件，写完才替换原有文件")(command)
