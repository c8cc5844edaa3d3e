"""`gwlint profile`: list and show."""

from collections.abc import Iterator

import click

from gwlint import profiles
from gwlint.cli.chinese import Group
from gwlint.cli.names import find
from gwlint.cli.streams import style, write
from gwlint.cli.values import plain
from gwlint.profiles import Head, Profile
from gwlint.reporters.style import SEVERITY_WORDS, Style
from gwlint.reporters.width import pad, wrap


@click.group(
    cls=Group,
    no_args_is_help=False,
    help="看有哪些规定、每份规定怎样设置各条规则。",
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]…",
)
def command() -> None:
    pass


@command.command("list", help="列出内置的规定：编号、名称、地区、施行日期。", options_metavar="")
def list_() -> int:
    look = style("auto")
    heads = profiles.available()
    longest = max(len(head.id) for head in heads)
    write((_row(head, longest, look) for head in heads), look)
    return 0


def _row(head: Head, longest: int, look: Style) -> str:
    return wrap(f"{head.title}（{_scope(head)}）", look.columns, pad(head.id, longest) + "  ") + "\n"


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
