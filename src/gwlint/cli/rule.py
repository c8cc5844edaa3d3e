"""`gwlint rule`."""

from collections.abc import Iterator, Mapping
from typing import Any

import click

from gwlint import profiles, rules
from gwlint.cli import options
from gwlint.cli.streams import style, write
from gwlint.cli.values import plain
from gwlint.linting import choice
from gwlint.linting.names import find
from gwlint.model import Setting
from gwlint.profiles import Profile
from gwlint.reporters.style import SEVERITY_WORDS, Style
from gwlint.reporters.text import HOUSE, citation
from gwlint.reporters.width import wrap
from gwlint.rules.page import Page, Sample, folded, parse


@click.command(help="说明一条规则：查什么、为什么、不合格与合格的例子、依据的条款。", options_metavar="[选项]")
@click.argument("name", metavar="编号或名称")
@options.profile
@options.output
def command(name: str, profile: str | None, output: str | None, color: str) -> int:
    rule, look = find(name), style(color, output)
    named = choice.chosen(profile)
    heads = [named] if named else [profiles.load(head.id) for head in profiles.available()]
    write(_text(rule, parse(rule.doc), heads, look), look, output)
    return 0


def _text(rule: rules.Rule, page: Page, said_by: list[Profile], look: Style) -> Iterator[str]:
    yield look.paint(f"{rule.id} {rule.name}（{rules.FAMILIES[rule.family]}）", "strong") + "\n"
    yield wrap(page.fault, look.columns, "  ") + "\n"
    for title, text in (("为什么", page.why), ("不查", page.limits)):
        if text:
            yield f"\n{title}\n" + "".join(wrap(line, look.columns, "  ") + "\n" for line in text.splitlines())
    for title, samples in (("不合格", page.bad), ("合格", page.good)):
        for sample in samples:
            yield f"\n{title}\n" + _sample(sample, look)
    yield "\n依据\n"
    said_before: Mapping[str, Any] = {}
    for profile in said_by:
        setting = profile.rules.get(rule.name)
        if setting is None:
            yield f"  {profile.id} 不查\n"
        else:
            yield from _basis(profile, setting, said_before, look)
            said_before = said_before or setting.options


def _sample(sample: Sample, look: Style) -> str:
    lines = []
    for line, times in folded(sample.text):
        lines.append(wrap(line, look.columns, "  │ ", "  │ "))
        lines += [f"  │ （上一段重复 {times} 遍）"] if times > 1 and line else []
    return "\n".join(lines) + "\n"


def _basis(profile: Profile, setting: Setting, before: Mapping[str, Any], look: Style) -> Iterator[str]:
    """Severity, clauses, and those options that are not as in the first profile."""
    yield f"  {profile.id} {look.paint(SEVERITY_WORDS[setting.severity], setting.severity)}\n"
    for cite in setting.cites:
        yield wrap(citation(profile.cite(cite)), look.columns, "    ") + "\n"
    for aspect, cites in setting.cites_for.items() if not setting.cites else ():
        for cite in cites:
            yield wrap(f"{aspect}：{citation(profile.cite(cite))}", look.columns, "    ") + "\n"
    if not (setting.cites or setting.cites_for):
        yield f"    {HOUSE}\n"
    for key, value in setting.options.items():
        if before.get(key) != value:
            yield wrap(f"{key} = {plain(value)}", look.columns, "    ", "      ") + "\n"
