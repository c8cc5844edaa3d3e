"""Which rules there are, and how one is declared and found."""

import importlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from gwlint.model import Finding
from gwlint.model.document import Capability
from gwlint.rules.across import ArchiveContext, Linked, Need
from gwlint.rules.context import Context

FAMILIES = {
    "length": "篇幅",
    "marking": "标注",
    "authority": "行文权限",
    "burden": "基层负担",
    "meeting": "会议",
    "inspection": "督查调研",
    "organisation": "机构",
    "forwarding": "转发配套",
    "form": "文面",
    "archive": "档案",
}
ARCHIVE = "archive"
"""The family whose rules are given a whole archive; the engine, which sees one document, leaves it out."""

Check = Callable[[Context], Iterator[Finding]]
ArchiveCheck = Callable[[ArchiveContext], Iterator[Linked]]


class Rule(NamedTuple):
    """A rule as declared. `doc` is the Chinese page that users read; `needs` what a reader must be able to answer, or an
    archive must hold; `any_text` when it judges texts that are no 公文 too, such as speeches. `check` is a Check, in the
    family archive an ArchiveCheck."""

    id: str
    name: str
    family: str
    doc: str
    needs: frozenset[str]
    check: Callable[..., Iterator[Any]]
    any_text: bool = False

    @property
    def fault(self) -> str:
        """The fault in one line."""
        return self.doc.strip().splitlines()[0].rstrip("。")


_declared: dict[str, Rule] = {}


def rule(
    id: str, name: str, *, needs: tuple[Capability, ...] = (), any_text: bool = False
) -> Callable[[Check], Check]:
    """Declare the decorated function as the rule `name`. Its module must be rules/<family>/<name>.py."""

    def declare(check: Check) -> Check:
        family = check.__module__.split(".")[-2]
        _declared[name] = Rule(id, name, family, _dedent(check.__doc__ or ""), frozenset(needs), check, any_text)
        return check

    return declare


def archive_rule(id: str, name: str, *, needs: tuple[Need, ...] = ()) -> Callable[[ArchiveCheck], ArchiveCheck]:
    """Declare the decorated function as a rule across documents. Its module must be rules/archive/<name>.py."""

    def declare(check: ArchiveCheck) -> ArchiveCheck:
        _declared[name] = Rule(id, name, ARCHIVE, _dedent(check.__doc__ or ""), frozenset(needs), check)
        return check

    return declare


@lru_cache(maxsize=32)
def load_of(names: tuple[str, ...], *, archive: bool) -> tuple[Rule, ...]:
    """Those of the named rules that judge archives, or those that judge single documents; others are not imported."""
    families = catalogue()
    return tuple(load([name for name in names if (families[name] == ARCHIVE) == archive]))


@cache
def catalogue() -> Mapping[str, str]:
    """Every rule's name with its family, read off the folders once; imports no rule."""
    here = os.path.dirname(__file__)
    return {
        file[:-3].replace("_", "-"): family
        for family in FAMILIES
        if os.path.isdir(os.path.join(here, family))
        for file in sorted(os.listdir(os.path.join(here, family)))
        if file.endswith(".py") and not file.startswith("_")
    }


def picked(found: Sequence[Rule], select: frozenset[str], ignore: frozenset[str]) -> Sequence[Rule]:
    """Those that `select` names (all where it is empty) and `ignore` does not: by id, name or family."""
    if not select and not ignore:
        return found

    def named(rule: Rule, by: frozenset[str]) -> bool:
        return bool({rule.id, rule.name, rule.family} & by)

    return [one for one in found if (not select or named(one, select)) and not named(one, ignore)]


def load(names: list[str] | None = None) -> list[Rule]:
    """The named rules (all by default), in order of id. Raises KeyError for a name that there is not."""
    families = catalogue()
    wanted = list(families) if names is None else names
    for name in wanted:
        if name not in _declared:
            importlib.import_module(f"gwlint.rules.{families[name]}.{name.replace('-', '_')}")
    return sorted((_declared[name] for name in wanted), key=lambda one: one.id)


def _dedent(doc: str) -> str:
    lines = doc.expandtabs().splitlines()
    margin = min((len(x) - len(x.lstrip()) for x in lines[1:] if x.strip()), default=0)
    return "\n".join([lines[0].strip(), *(x[margin:].rstrip() for x in lines[1:])]).strip() if lines else ""
