"""`gwlint rules`."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import click

from gwlint import rules
from gwlint.cli import options
from gwlint.cli.streams import style, write
from gwlint.linting import choice
from gwlint.profiles import Profile
from gwlint.reporters.style import SEVERITY_WORDS, Style
from gwlint.reporters.width import pad, width, wrap

OFF = "不查"


@click.command(help="列出全部规则：编号、名称、在所选规定中的轻重，以及查什么。", options_metavar="[选项]")
@options.profile
@options.format
@options.output
def command(profile: str | None, format: str, output: str | None, color: str) -> int:
    chosen, look = choice.chosen(profile) or choice.ground(), style(color, output)
    write(_json(chosen) if format == "json" else _text(chosen, look), look, output)
    return 0


def _text(profile: Profile, look: Style) -> Iterator[str]:
    listed = rules.load()
    longest = max(len(one.name) for one in listed)
    for family, group in groupby(listed, key=lambda one: one.family):
        yield look.paint(f"{rules.FAMILIES[family]}（{family}）", "strong") + "\n"
        for one in group:
            setting = profile.rules.get(one.name)
            severity = SEVERITY_WORDS[setting.severity] if setting else OFF
            row = f"  {one.id} {pad(one.name, longest)} {severity}  "
            painted = row.replace(severity, look.paint(severity, setting.severity if setting else "faint"))
            yield painted + wrap(one.fault, look.columns, " " * width(row))[width(row) :] + "\n"
    yield f"轻重按 {profile.id} {profile.title}；某条规则的说明：gwlint rule 编号\n"


def _json(profile: Profile) -> Iterator[str]:
    from gwlint.reporters.json import dumps

    yield dumps({"profile": profile.id, "rules": [_object(one, profile) for one in rules.load()]}) + "\n"


def _object(one: rules.Rule, profile: Profile) -> dict[str, Any]:
    setting = profile.rules.get(one.name)
    severity = setting.severity if setting else None
    return {"id": one.id, "name": one.name, "family": one.family, "severity": severity, "fault": one.fault}
