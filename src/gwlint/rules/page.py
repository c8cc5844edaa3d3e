"""A rule's docstring as the page that users read, and as samples that run as tests."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from gwlint import re

_SECTION = re.compile(r"^(为什么|不合格|合格|不查)(?:（([\w.-]+)）)?：[ \t]*(.*)$", re.M)
_REPEAT = re.compile(r"[ \t]*（上一段重复(\d+)遍）[ \t]*")
DEFAULT_PROFILE = "cn"


class Sample(NamedTuple):
    """A draft as plain text, and the profile it is measured by."""

    text: str
    profile: str = DEFAULT_PROFILE


class Page(NamedTuple):
    """The parts of a rule's page; `bad` must be reported by the rule, `good` must not."""

    fault: str
    why: str
    bad: tuple[Sample, ...]
    good: tuple[Sample, ...]
    limits: str


def parse(doc: str) -> Page:
    """Read a rule's docstring: the fault in one line, then 为什么, 不合格, 合格 and 不查.

    `不合格（jinan-2019）：` names the profile of the sample below it. Other text is an error of the rule's author:
    raises ValueError for a page without a fault or without 为什么.
    """
    top, *cut = _SECTION.split(doc)
    parts: dict[str, list[Sample]] = {"为什么": [], "不合格": [], "合格": [], "不查": []}
    for name, profile, opening, text in zip(*[iter(cut)] * 4, strict=True):
        parts[name].append(Sample(expand(_dedent(f"{opening}\n{text}")), profile or DEFAULT_PROFILE))
    fault = top.strip().partition("\n")[0].rstrip("。")
    if not fault or not parts["为什么"]:
        raise ValueError("a rule's page begins with the fault and says 为什么")
    why, limits = (_prose(parts[name]) for name in ("为什么", "不查"))
    return Page(fault, why, tuple(parts["不合格"]), tuple(parts["合格"]), limits)


def expand(text: str) -> str:
    """Write out each （上一段重复N遍）: the paragraph above it stands N times in all."""
    lines: list[str] = []
    for line in text.splitlines():
        repeat = _REPEAT.fullmatch(line)
        if repeat and lines:
            lines.extend(lines[-1:] * (int(repeat[1]) - 1))
        else:
            lines.append(line)
    return "\n".join(lines)


def folded(text: str) -> Iterator[tuple[str, int]]:
    """The reverse of `expand`: each line, and how often it stands in a row."""
    for line, group in groupby(text.splitlines()):
        yield line, len(list(group))


def _prose(sections: list[Sample]) -> str:
    return "\n".join("".join(line.strip() for line in one.text.splitlines()) for one in sections)


def _dedent(block: str) -> str:
    lines = block.splitlines()
    margin = min((len(x) - len(x.lstrip(" ")) for x in lines if x.strip()), default=0)
    return "\n".join(x[margin:].rstrip() for x in lines).strip("\n")
