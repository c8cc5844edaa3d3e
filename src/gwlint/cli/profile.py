"""`gwlint profile`: list, show, new and check."""

import os
from collections.abc import Iterator

import click

from gwlint import profiles
from gwlint.cli.chinese import Group
from gwlint.cli.exit_codes import USAGE
from gwlint.cli.streams import style, write
from gwlint.cli.values import plain
from gwlint.errors import UsageError
from gwlint.linting.names import find
from gwlint.profiles import Head, Profile
from gwlint.profiles.choose import GROUND
from gwlint.reporters.style import SEVERITY_WORDS, Style
from gwlint.reporters.width import pad, visible, wrap


@click.group(
    cls=Group,
    no_args_is_help=False,
    help="看有哪些规定、每份规定怎样设置各条规则；写本单位自己的规定。",
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]…",
)
def command() -> None:
    pass


@command.command("list", help="列出内置的和安装包带来的规定：编号、名称、地区、施行日期。", options_metavar="")
def list_() -> int:
    from gwlint.profiles.installed import installed

    look = style("auto")
    heads = profiles.available()
    longest = max(len(id) for id in [*(head.id for head in heads), *installed()])
    write((_row(head.id, f"{head.title}（{_scope(head)}）", longest, look) for head in heads), look)
    write((_row(id, _brought(id), longest, look) for id in installed()), look)
    return 0


def _row(id: str, said: str, longest: int, look: Style) -> str:
    return wrap(visible(said), look.columns, pad(id, longest) + "  ") + "\n"


def _brought(id: str) -> str:
    """What to list of an installed profile; one that is broken must not hide the others."""
    try:
        profile = profiles.load(id)
    except UsageError as error:
        return f"不能用：{error}"
    return f"{profile.title}（{_scope(profile)}，安装包带来）"


def _scope(head: Head | Profile) -> str:
    since = f"{head.valid_from}起" if head.valid_from else ""
    until = f"至{head.valid_to}前" if head.valid_to else ""
    return "，".join(filter(None, ["".join(head.region) or "全国", since + until]))


@command.command(
    "show",
    help="列出一份规定（编号或 .toml 文件）设置的规则；--why 看一条规则由哪个文件设置。",
    options_metavar="[选项]",
)
@click.argument("id", metavar="ID|文件")
@click.option("--why", metavar="规则", help="这条规则的设置各由哪个文件写明")
def show(id: str, why: str | None) -> int:
    look = style("auto")
    write(_why(id, why, look) if why else _shown(profiles.load(id), look), look)
    return 0


def _shown(profile: Profile, look: Style) -> Iterator[str]:
    yield look.paint(f"{profile.id} {profile.title}（{_scope(profile)}）", "strong") + "\n"
    if profile.note:
        yield wrap(profile.note, look.columns, "  ") + "\n"
    yield f"  依次采用：{' → '.join(profile.chain)}\n"
    longest = max(map(len, profile.rules))
    for name, setting in profile.rules.items():
        basis = "；".join(f"{one.source} {one.clause}" for one in setting.cites) or "经验判断，没有条款"
        severity = look.paint(SEVERITY_WORDS[setting.severity], setting.severity)
        yield f"  {severity} {pad(name, longest)}  {basis}\n"


def _why(id: str, said: str, look: Style) -> Iterator[str]:
    rule = find(said)
    yield look.paint(f"{rule.id} {rule.name} 在 {id} 中", "strong") + "\n"
    for number, one in enumerate(profiles.why(id, rule.name)):
        yield f"  {one.file}{'（以此为准）' if number == 0 else ''}\n"
        for key, value in one.said.items():
            yield wrap(f"{key} = {plain(value)}", look.columns, "    ", "      ") + "\n"


@command.command(
    "new",
    help="写出一份带说明的规定文件，改成本单位自己的规定。",
    options_metavar="[选项]",
)
@click.argument("name", metavar="名称")
@click.option("--output", "-o", metavar="文件", help="写进这个文件，如 office.toml；不写则显示在屏幕上")
@click.option("--extends", default=GROUND, metavar="ID|文件", help="以哪份规定为底", show_default=True)
@click.option("--region", default="", metavar="省/市", help="适用的地区，如 山东/青岛")
def new(name: str, output: str | None, extends: str, region: str) -> int:
    import datetime

    from gwlint.profiles.start import start

    profiles.load(extends)
    if output and os.path.exists(output):
        raise UsageError(f"文件“{output}”已经有了，请换个名字，或者先把它移开")
    under = os.path.abspath(extends) if os.path.isfile(extends) else extends
    look = style("never", output)
    write([start(name, under, _region(region), datetime.date.today())], look, output)
    if output:
        write([f"已写好 {output}。打开它照说明改，改完运行 gwlint profile check {output}\n"], look)
    return 0


def _region(said: str) -> tuple[str, ...]:
    from gwlint.language.regions import leading

    place, rest = leading(said.replace("/", ""))
    if said and (place is None or rest):
        raise UsageError(f"--region 里没有“{said}”这个地区，写成“山东/青岛”这样")
    return place.path if place else ()


@command.command(
    "check",
    help="查一份规定文件有没有写错：哪个键、错在哪里、可以写什么。\n\n退出码：0 没有写错，2 有写错的地方。",
    options_metavar="",
)
@click.argument("file", metavar="文件")
def check(file: str) -> int:
    from gwlint.profiles.loader import chain
    from gwlint.profiles.verify import faults

    look = style("auto")
    layers = chain(file)
    found = [one.replace(layers[0].path, file) for one in faults(layers)]
    if found:
        write((wrap(visible(one), look.columns, "", "  ") + "\n" for one in found), look)
        write([f"共{len(found)}处，改好再查一遍\n"], look)
        return USAGE
    write([f"没有写错：设置了{len(layers[0].rules)}条规则，依次采用 {' → '.join(one.name for one in layers)}\n"], look)
    return 0
