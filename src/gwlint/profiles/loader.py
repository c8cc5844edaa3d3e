"""Finding a profile, following `extends`, and merging what the files say."""

import datetime
import os
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from gwlint.errors import UsageError
from gwlint.model import Cite, Setting
from gwlint.profiles import clauses
from gwlint.profiles.files import parse_toml, read_toml
from gwlint.profiles.profile import Profile

FOLDER = os.path.dirname(__file__)
RESERVED = ("severity", "cites", "cites_for", "basis")


class Layer(NamedTuple):
    """One profile file: its name for people (the id of a built-in one, else the path) and its table."""

    name: str
    path: str
    data: Mapping[str, Any]

    @property
    def built_in(self) -> bool:
        return os.path.dirname(self.path) == FOLDER

    @property
    def rules(self) -> Mapping[str, Mapping[str, Any]]:
        rules: Mapping[str, Mapping[str, Any]] = self.data.get("rules", {})
        return rules


class Head(NamedTuple):
    """What a built-in profile says of itself; `binds` are the classes of issuers it holds for (empty: all)."""

    id: str
    title: str
    region: tuple[str, ...] = ()
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    note: str = ""
    binds: tuple[str, ...] = ()


class Said(NamedTuple):
    """One file's own words on a rule: severity, options, cites, basis."""

    file: str
    path: str
    said: Mapping[str, Any]


def load(id_or_path: str) -> Profile:
    """The profile of that id, or in that TOML file.

    Raises UsageError, naming file, key and what is allowed, for a file that cannot be used.
    """
    return _built_in(id_or_path) if id_or_path in ids() else _merged(layers(id_or_path))


@cache
def _built_in(id: str) -> Profile:
    return _merged(layers(id))


@cache
def ids() -> tuple[str, ...]:
    """The ids of the built-in profiles, cn first."""
    names = sorted(name[:-5] for name in os.listdir(FOLDER) if name.endswith(".toml"))
    return tuple(sorted(names, key=lambda name: name != "cn"))


@cache
def available() -> tuple[Head, ...]:
    """The heads of the built-in profiles, cn first. Reads no further than each file's first table."""
    return tuple(_head(id) for id in ids())


def _head(id: str) -> Head:
    path = os.path.join(FOLDER, f"{id}.toml")
    with open(path, encoding="utf-8") as file:
        said = parse_toml(file.read().partition("\n[")[0], path)
    return Head(
        id,
        said["title"],
        tuple(said.get("region", ())),
        said.get("valid_from"),
        said.get("valid_to"),
        said.get("note", ""),
        tuple(said.get("binds", ())),
    )


def why(profile: str, rule: str) -> tuple[Said, ...]:
    """What each file of the profile's chain says of the rule, the nearest (which prevails) first.

    Raises UsageError where the profile cannot be read or no file of it speaks of the rule.
    """
    found = tuple(Said(x.name, x.path, x.rules[rule]) for x in layers(profile) if rule in x.rules)
    if not found:
        raise UsageError(f"规定 {profile} 没有提到规则“{rule}”，用 gwlint rule 查看规则名")
    return found


def layers(id_or_path: str) -> list[Layer]:
    """The profile's file and those it extends, nearest first; checked unless all are built in."""
    found = chain(id_or_path)
    if not all(layer.built_in for layer in found):  # tests check the built-in ones
        from gwlint.profiles.verify import verify

        verify(found)
    return found


def chain(id_or_path: str) -> list[Layer]:
    """The profile's file and those it extends, nearest first, as written. Raises UsageError for one not found."""
    found: list[Layer] = []
    wanted, here = id_or_path, ""
    while wanted:
        layer = _open(wanted, here)
        if any(layer.path == one.path for one in found):
            raise UsageError(f"{found[-1].path}：extends 绕成了圈（{' → '.join(x.name for x in [*found, layer])}）")
        found.append(layer)
        wanted, here = layer.data.get("extends", ""), os.path.dirname(layer.path)
        if not isinstance(wanted, str):
            raise UsageError(f"{layer.path}：extends 应是文字，写规定的编号或 .toml 文件的路径")
    return found


def _open(wanted: str, here: str) -> Layer:
    if wanted in ids():
        path = os.path.join(FOLDER, f"{wanted}.toml")
        return Layer(wanted, path, read_toml(path))
    path = os.path.abspath(os.path.join(here, wanted))
    if not os.path.isfile(path):
        from gwlint.profiles.installed import installed

        if wanted not in installed():
            known = "、".join([*ids(), *installed()])
            raise UsageError(f"没有规定文件“{wanted}”，可用的有 {known}，也可以写 .toml 文件的路径")
        path = installed()[wanted]
    return Layer(wanted, path, read_toml(path))


def _merged(chain: Sequence[Layer]) -> Profile:
    own = chain[0].data
    names = {name for layer in chain for name in layer.rules}
    settings = {name: _setting(name, chain) for name in sorted(names)}
    return Profile(
        id=chain[0].name if chain[0].built_in else os.path.splitext(os.path.basename(chain[0].path))[0],
        title=own.get("title", ""),
        region=tuple(own.get("region", ())),
        valid_from=own.get("valid_from"),
        valid_to=own.get("valid_to"),
        note=own.get("note", ""),
        quotes=next((layer.data["quotes"] for layer in chain if "quotes" in layer.data), None),
        chain=tuple(layer.name for layer in chain),
        rules={name: setting for name, setting in settings.items() if setting},
        sources={
            id: clauses.parse(id, said, layer.path)
            for layer in reversed(chain)
            for id, said in layer.data.get("sources", {}).items()
        },
    )


def _setting(name: str, chain: Sequence[Layer]) -> Setting | None:
    """The rule's setting, None where it is off."""
    saying = [layer for layer in chain if name in layer.rules]
    merged: dict[str, Any] = {}
    for layer in reversed(saying):
        merged = _over(merged, layer.rules[name])
    if merged["severity"] == "off":
        return None
    return Setting(
        severity=merged["severity"],
        options={key: value for key, value in merged.items() if key not in RESERVED},
        cites=_cites(merged.get("cites", ())),
        basis=merged.get("basis", "clause"),
        chain=tuple(layer.name for layer in saying),
        cites_for={aspect: _cites(said) for aspect, said in merged.get("cites_for", {}).items()},
    )


def _over(under: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """`said` over `under`: the nearer word holds, tables are merged key by key, other grounds replace the old ones."""
    house = said.get("basis") == "house"
    kept = {key: value for key, value in under.items() if key != "basis" and not (house and key.startswith("cites"))}
    for key, value in said.items():
        kept[key] = {**kept.get(key, {}), **value} if isinstance(value, dict) else value
    return kept


def _cites(said: Sequence[str]) -> tuple[Cite, ...]:
    return tuple(Cite(*one.split(" ", 1)) for one in said)
