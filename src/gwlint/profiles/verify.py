"""Checking profile files as written: each fault is a UsageError naming file, key and what is allowed."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from gwlint import rules
from gwlint.errors import UsageError
from gwlint.model import SEVERITIES, Cite
from gwlint.profiles import clauses
from gwlint.profiles.clauses import Source
from gwlint.profiles.files import read_toml
from gwlint.profiles.loader import FOLDER, RESERVED, Layer

KEYS: dict[str, type] = {
    "title": str,
    "region": list,
    "valid_from": datetime.date,
    "valid_to": datetime.date,
    "note": str,
    "extends": str,
    "binds": list,
    "rules": dict,
    "sources": dict,
}
_TYPES = {str: "文字", int: "整数", float: "数", bool: "true或false", list: "列表", dict: "表", datetime.date: "日期"}


def verify(layers: Sequence[Layer]) -> None:
    """Check the files of one chain, nearest first. Raises UsageError for the first fault.

    Which options a rule has, and of which type, is what cn.toml says of it.
    """
    ground = read_toml(f"{FOLDER}/cn.toml")["rules"]
    for position, layer in enumerate(layers):
        _check_keys(layer)
        sources = _sources(layers[position:])
        for name, said in layer.rules.items():
            where = f"{layer.path}：[rules.{name}]"
            _check_rule(where, name, said, ground)
            inherited = any(name in one.rules for one in layers[position + 1 :])
            if "severity" not in said and not inherited:
                raise UsageError(f"{where} 缺 severity，可写 {_SEVERITIES}")
            _check_grounds(where, said, sources)


_SEVERITIES = "、".join((*SEVERITIES, "off"))


def _check_keys(layer: Layer) -> None:
    for key, value in layer.data.items():
        if key not in KEYS:
            raise UsageError(f"{layer.path}：不认识的键 {key}，可用的有 {'、'.join(KEYS)}")
        _check_type(f"{layer.path}：{key}", value, KEYS[key])
    if not layer.data.get("title"):
        raise UsageError(f"{layer.path}：缺 title（规定的名称）")


def _check_type(where: str, value: object, wanted: type) -> None:
    if type(value) is not wanted and not (wanted is float and type(value) is int):
        raise UsageError(f"{where} 应是{_TYPES[wanted]}，现在是{_TYPES.get(type(value), type(value).__name__)}")


def _check_rule(where: str, name: str, said: Mapping[str, Any], ground: Mapping[str, Mapping[str, Any]]) -> None:
    if name not in rules.catalogue():
        raise UsageError(f"{where} 没有这条规则，现有规则：{'、'.join(rules.catalogue())}")
    if not isinstance(said, dict):
        raise UsageError(f"{where} 应是表")
    if said.get("severity", "off") not in (*SEVERITIES, "off"):
        raise UsageError(f"{where} 的 severity 不能是 {said['severity']}，可写 {_SEVERITIES}")
    if said.get("basis", "house") not in ("clause", "house"):
        raise UsageError(f"{where} 的 basis 不能是 {said['basis']}，可写 clause、house")
    options = {key: value for key, value in ground.get(name, {}).items() if key not in RESERVED}
    for key in said.keys() - {*RESERVED}:
        if key not in options:
            raise UsageError(f"{where} 不认识的选项 {key}，可用的有 {'、'.join((*RESERVED, *options))}")
        _check_option(f"{where} 的 {key}", said[key], options[key])


def _check_option(where: str, value: object, ground: object) -> None:
    _check_type(where, value, type(ground))
    if not isinstance(value, dict) or not isinstance(ground, dict):
        return
    for key, inner in value.items():
        if key not in ground:
            raise UsageError(f"{where} 不认识的键 {key}，可用的有 {'、'.join(ground)}")
        _check_type(f"{where}.{key}", inner, type(ground[key]))


def _sources(layers: Iterable[Layer]) -> dict[str, Source]:
    return {id: clauses.parse(id, said, one.path) for one in layers for id, said in one.data.get("sources", {}).items()}


def _check_grounds(where: str, said: Mapping[str, Any], sources: Mapping[str, Source]) -> None:
    """A setting cites a clause or says that it is our own; and is no graver than its clauses allow."""
    cites = [_cite(where, one, sources) for one in _cited(where, said)]
    if not cites and said.get("basis") != "house" and said.get("severity") != "off":
        raise UsageError(f'{where} 没有写依据：请写 cites = ["文件 条款"]，自定的规矩写 basis = "house"')
    severity = said.get("severity", "off")
    if not cites or severity == "off":
        return
    gravest = clauses.ceiling(cites)
    if SEVERITIES.index(severity) < SEVERITIES.index(gravest):
        weakest = "；".join(f"{x.source} {x.clause}（{x.strength}，可信度{x.confidence}）" for x in cites)
        raise UsageError(f"{where} 的 severity 是 {severity}，而所引条款最多只支持 {gravest}：{weakest}")


def _cited(where: str, said: Mapping[str, Any]) -> Iterator[str]:
    _check_type(f"{where} 的 cites_for", said.get("cites_for", {}), dict)
    for cites in [said.get("cites", []), *said.get("cites_for", {}).values()]:
        _check_type(f"{where} 的 cites", cites, list)
        yield from map(str, cites)


def _cite(where: str, text: str, sources: Mapping[str, Source]) -> Cite:
    id, _, name = text.partition(" ")
    if id not in sources and id not in clauses.known():
        raise UsageError(f"{where} 引用了没有的文件 {id}，可引用的有 {'、'.join([*sources, *clauses.known()])}")
    source = sources.get(id) or clauses.source(id)
    if name not in source.clauses:
        raise UsageError(f"{where} 引用了 {id} 没有的条款“{name}”，已收录的有 {'、'.join(source.clauses)}")
    return Cite(id, name, title=source.title, **source.clauses[name].said())
