"""The rules across documents as `gwlint audit run` and `gwlint audit rules` call them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from gwlint.model import NotChecked

if TYPE_CHECKING:
    from gwlint.audit.across import Asked, Outcome
    from gwlint.audit.store import Store
    from gwlint.model import Quotes


def sheets(command: Callable[..., int]) -> Callable[..., int]:
    """The options by which plans and registers are given."""
    for name, what in (("register", "台账：收文、督查检查、调研"), ("plan", "年度计划：发文、会议、督查检查、调研")):
        command = click.option(
            f"--{name}", f"{name}s", metavar="文件", multiple=True, help=f"{what}，xlsx 或 csv，可重复"
        )(command)
    return command


def given(plans: tuple[str, ...], registers: tuple[str, ...]) -> "Asked":
    """The tables in the files. Raises UsageError for one that cannot be used."""
    from gwlint.audit.across import Asked
    from gwlint.audit.across.registers import check_plan, read

    return Asked(
        plans=tuple(check_plan(read(path, "计划")) for path in plans),
        registers=tuple(read(path, "台账") for path in registers),
    )


def judge(store: "Store", asked: "Asked", profile: str | None, quotes: "Quotes", pseudonyms: bool) -> "Outcome":
    """Run the rules. `profile` is an id or file, None for that by which each document was checked."""
    from gwlint.audit.across import apart
    from gwlint.linting import choice

    key = store.key() if pseudonyms else b""
    return apart.run(store, asked._replace(profile=choice.chosen(profile), quotes=quotes, key=key))


def told(outcome: "Outcome") -> dict[str, Any]:
    """The outcome as JSON holds it."""
    return {
        "documents": outcome.documents,
        "findings": {f"{name}s": outcome.severities.get(name, 0) for name in ("error", "warning", "info")},
        "not_checked": [{"rule": one.rule, "reason": one.reason} for one in outcome.not_checked],
    }


def text(outcome: "Outcome") -> str:
    """The outcome in words."""
    found = outcome.severities
    return (
        f"跨文件的规则：看了{outcome.documents}份（副本算一份），错误{found.get('error', 0)}处，"
        f"警告{found.get('warning', 0)}处，提示{found.get('info', 0)}处\n"
        + "".join(f"  没有查 {rules}：{reason}\n" for reason, rules in _by_reason(outcome.not_checked).items())
    )


def _by_reason(skipped: tuple[NotChecked, ...]) -> dict[str, str]:
    reasons: dict[str, list[str]] = {}
    for one in skipped:
        reasons.setdefault(one.reason, []).append(one.rule)
    return {reason: "、".join(rules) for reason, rules in reasons.items()}
