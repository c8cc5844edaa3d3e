"""Makes docs/rules/: a page for each rule, from its docstring and the profiles, and the index by family. See build.py."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

from gwlint import profiles, rules
from gwlint.cli.values import plain
from gwlint.model import Setting
from gwlint.profiles import Profile
from gwlint.reporters.style import SEVERITY_WORDS
from gwlint.reporters.text import HOUSE, citation
from gwlint.rules.page import Page, Sample, folded, parse

FOLDER = Path(__file__).parent / "rules"
GROUND = "cn"
OFF = "不查"
NOTE = "本页由 `python docs/build.py` 从程序生成，请勿手改。\n"
OPENING = f"""\
# 全部规则

{NOTE}
轻重和依据以所适用的规定为准：下表“全国”一栏是全国通用规定，“另有规定”一栏是轻重、依据或数字与全国不同的地方。命令行里用
`gwlint rules` 列出，用 `gwlint rule 编号` 看一条。
"""


def pages() -> dict[Path, str]:
    """Every page with its text."""
    return {FOLDER / "index.md": _index(), **{FOLDER / f"{one.name}.md": _page(one) for one in rules.load()}}


@cache
def _profiles() -> tuple[Profile, ...]:
    return tuple(profiles.load(head.id) for head in profiles.available())


def _index() -> str:
    return OPENING + "".join(
        _family(name, list(group)) for name, group in groupby(rules.load(), key=lambda one: one.family)
    )


def _family(name: str, listed: list[rules.Rule]) -> str:
    rows = ((f"[{one.id}]({one.name}.md)", f"`{one.name}`", one.fault, *_short(one)) for one in listed)
    return f"\n## {rules.FAMILIES[name]}\n" + table(("编号", "名称", "查什么", "全国", "另有规定"), rows)


def _short(rule: rules.Rule) -> tuple[str, str]:
    """What the national ground says of a rule, and the profiles that say otherwise."""
    others = [f"{one.id} {_severity(setting)}" for one, setting in _saying(rule) if one.id != GROUND]
    return _severity(_ground().rules.get(rule.name)), "、".join(others) or "—"


def _ground() -> Profile:
    return next(one for one in _profiles() if one.id == GROUND)


def _severity(setting: Setting | None) -> str:
    return SEVERITY_WORDS[setting.severity] if setting else OFF


def _saying(rule: rules.Rule) -> Iterator[tuple[Profile, Setting | None]]:
    """The ground, and each profile that sets the rule otherwise."""
    ground = _ground().rules.get(rule.name)
    for one in _profiles():
        setting = one.rules.get(rule.name)
        if one.id == GROUND or _said(setting) != _said(ground):
            yield one, setting


def _said(setting: Setting | None) -> object:
    return setting and (setting.severity, setting.cites, dict(setting.cites_for), dict(setting.options))


def _page(rule: rules.Rule) -> str:
    page = parse(rule.doc)
    family = rules.FAMILIES[rule.family]
    return "".join(
        [
            f"# {rule.id} {rule.name}\n\n{page.fault}。\n\n",
            f"类别：[{family}](index.md#{family})。命令行里用 `gwlint rule {rule.id}` 看本页。{NOTE}",
            *_sections(page),
            "\n## 轻重和依据\n",
            table(("规定", "轻重", "依据"), (_row(*one) for one in _saying(rule))),
            "\n没有列出的规定与全国相同。\n" if len(_profiles()) > len(list(_saying(rule))) else "",
            *_options(rule),
        ]
    )


def _sections(page: Page) -> Iterator[str]:
    yield f"\n## 为什么\n\n{page.why}\n"
    for title, samples in (("不合格", page.bad), ("合格", page.good)):
        yield f"\n## {title}\n" + "".join(map(_sample, samples))
    yield f"\n## 不查\n\n{page.limits}\n"


def _sample(sample: Sample) -> str:
    lines = [f"{line}\n（上一段重复{times}遍）" if times > 1 and line else line for line, times in folded(sample.text)]
    basis = "" if sample.profile == GROUND else f"\n按 {sample.profile} 检查：\n"
    return basis + "\n```text\n" + "\n".join(lines) + "\n```\n"


def _row(profile: Profile, setting: Setting | None) -> tuple[str, ...]:
    return f"{profile.title}（{profile.id}）", _severity(setting), _basis(profile, setting) if setting else "—"


def _basis(profile: Profile, setting: Setting) -> str:
    """The clauses, those for single aspects with their name, or that there are none."""
    told = [citation(profile.cite(cite)) for cite in setting.cites]
    for aspect, cites in setting.cites_for.items():
        told += [f"{aspect}：{citation(profile.cite(cite))}" for cite in cites]
    return "<br>".join(told) or HOUSE


def _options(rule: rules.Rule) -> Iterator[str]:
    """The options' values, and those of other profiles that differ."""
    rows, known = [], {}
    for profile, setting in _saying(rule):
        said = dict(setting.options) if setting else {}
        rows += [(f"`{key}`", profile.id, plain(value)) for key, value in said.items() if known.get(key) != value]
        known = known or said
    if rows:
        yield "\n## 可设的数\n\n写法见[写本单位的规定](../profiles.md)。\n"
        yield table(("选项", "规定", "值"), rows)


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = [head, ("---",) * len(head), *([cell.replace("|", r"\|") for cell in row] for row in rows)]
    return "\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)
