"""Rule names as users write them."""

from collections.abc import Iterable

from gwlint import rules
from gwlint.errors import UsageError


def known(option: str, values: Iterable[str]) -> frozenset[str]:
    """The rule ids, names and families in comma lists; 篇幅 is taken for length, gw101 for GW101.

    Raises UsageError that lists near names for one that there is not.
    """
    said = [part.strip() for value in values for part in value.split(",") if part.strip()]
    return frozenset(_known(option, one) for one in said)


def _known(option: str, said: str) -> str:
    name = _FAMILIES.get(said, said)
    if name in rules.FAMILIES or name in rules.catalogue():
        return name
    if name[:2].upper() == "GW" and name.upper() in _ids():
        return name.upper()
    raise UsageError(f"{option} 里没有“{said}”这条规则{_nearest(said)}，用 gwlint rules 看全部规则")


def for_a_document(selected: frozenset[str]) -> None:
    """Raises UsageError where all that is selected are rules across documents: nothing would be checked."""
    if selected and all(map(_across, selected)):
        named = "、".join(sorted(selected))
        raise UsageError(f"{named}要把一批文件放在一起比，检查单份文件时用不上；请用 gwlint audit run 或 gwlint audit rules")


def _across(name: str) -> bool:
    if name.startswith("GW9"):
        return find(name).family == rules.ARCHIVE
    return name == rules.ARCHIVE or rules.catalogue().get(name) == rules.ARCHIVE


def find(said: str) -> rules.Rule:
    """The one rule of that id or name. Raises UsageError that lists near names."""
    for one in rules.load():
        if said in (one.id, one.name) or said.upper() == one.id:
            return one
    raise UsageError(f"没有“{said}”这条规则{_nearest(said)}，用 gwlint rules 看全部规则")


def nearest(said: str, names: Iterable[str]) -> str:
    """The names that `said` may have been meant for, as the end of a sentence; empty where none is near."""
    from difflib import get_close_matches

    near = get_close_matches(said, list(names), 3)
    return f"，相近的有 {'、'.join(near)}" if near else ""


_FAMILIES = {word: family for family, word in rules.FAMILIES.items()}


def _ids() -> set[str]:
    return {one.id for one in rules.load()}


def _nearest(said: str) -> str:
    if said[:2].upper() == "GW":
        return nearest(said.upper(), _ids())
    return nearest(said, [*rules.catalogue(), *rules.FAMILIES, *_FAMILIES])
