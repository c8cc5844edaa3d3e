"""A rule's page: where it lies, and its text for a window of the editor."""

import os
from collections.abc import Iterator
from functools import cache

from gwlint import profiles, rules
from gwlint.linting import choice, names
from gwlint.reporters.style import SEVERITY_WORDS
from gwlint.reporters.text import HOUSE, citation
from gwlint.rules.page import Sample, folded, parse

_FOLDER = os.path.join(os.path.dirname(__file__), "..", "..", "..", "docs", "rules")


@cache
def link(name: str) -> str | None:
    """The address of the page, where the manual lies beside the program."""
    from pygls.uris import from_fs_path

    path = os.path.abspath(os.path.join(_FOLDER, f"{name}.md"))
    return from_fs_path(path) if os.path.isfile(path) else None


def brief(said: str) -> str:
    """The fault and why it matters, in a few lines. Raises UsageError for a rule that there is not."""
    rule = names.find(said)
    page = parse(rule.doc)
    return f"{rule.id} {rule.name}：{page.fault}。\n{page.why}"


def markdown(said: str) -> str:
    """The whole page. Raises UsageError for a rule that there is not."""
    return "".join(_page(names.find(said)))


def _page(rule: rules.Rule) -> Iterator[str]:
    page = parse(rule.doc)
    yield f"# {rule.id} {rule.name}\n\n{page.fault}。\n\n## 为什么\n\n{page.why}\n"
    for title, samples in (("不合格", page.bad), ("合格", page.good)):
        yield f"\n## {title}\n" + "".join(map(_sample, samples))
    yield f"\n## 不查\n\n{page.limits}\n\n## 依据\n\n"
    yield from _basis(rule.name)


def _sample(sample: Sample) -> str:
    lines = [f"{line}\n（上一段重复{times}遍）" if times > 1 and line else line for line, times in folded(sample.text)]
    return f"\n按 {sample.profile} 检查：\n\n```text\n" + "\n".join(lines) + "\n```\n"


def _basis(name: str) -> Iterator[str]:
    """What the national ground says, and how many profiles there are besides."""
    profile = choice.ground()
    setting = profile.rules.get(name)
    if setting is None:
        yield "- 全国通用规定不查，有的地方查。\n"
        return
    yield f"- {profile.title}（{profile.id}）：{SEVERITY_WORDS[setting.severity]}\n"
    yield from (f"- {citation(profile.cite(cite))}\n" for cite in setting.cites)
    if not setting.cites:
        yield f"- {HOUSE}\n"
    yield f"\n另收录 {len(profiles.available()) - 1} 份地方规定；各地怎样规定，见 `gwlint rule {name}`。\n"
