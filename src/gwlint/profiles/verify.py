"""Checking profile files as written: each fault is one sentence naming file, key and what is allowed."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args

from gwlint import rules
from gwlint.errors import UsageError
from gwlint.model import QUOTES, SEVERITIES, Cite, IssuerClass
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
    "quotes": str,
    "rules": dict,
    "sources": dict,
}
_TYPES = {str: "文字", int: "整数", float: "数", bool: "true或false", list: "列表", dict: "表", datetime.date: "日期"}
_SEVERITIES = "、".join((*SEVERITIES, "off"))


def verify(layers: Sequence[Layer]) -> None:
    """Check the files of one chain, nearest first. Raises UsageError for the first fault."""
    for fault in faults(layers):
        raise UsageError(fault)


def faults(layers: Sequence[Layer]) -> Iterator[str]:
    """All that is wrong in the files of one chain, nearest first.

    Which options a rule has, and of which type, is what cn.toml says of it.
    """
    ground = read_toml(f"{FOLDER}/cn.toml")["rules"]
    for position, layer in enumerate(layers):
        yield from _head(layer)
        sources, unsound = _sources(layers[position:])
        yield from unsound.values() if position == 0 else ()
        for name, said in _table(layer, "rules").items():
            where = f"{layer.path}：[rules.{name}]"
            under = [_table(one, "rules")[name] for one in layers[position + 1 :] if name in _table(one, "rules")]
            broken = list(_rule(where, name, said, ground))
            yield from broken
            if not broken:
                yield from _grounds(where, said, sources, unsound)
                yield from _whole(where, [said, *under], ground[name])


def _table(layer: Layer, key: str) -> Mapping[str, Any]:
    said = layer.data.get(key, {})
    return said if isinstance(said, dict) else {}


def _head(layer: Layer) -> Iterator[str]:
    for key, value in layer.data.items():
        if key not in KEYS:
            yield f"{layer.path}：不认识的键 {key}，可用的有 {'、'.join(KEYS)}"
        else:
            yield from _type(f"{layer.path}：{key}", value, KEYS[key])
    if not layer.data.get("title"):
        yield f"{layer.path}：缺 title（规定的名称）"
    for key, allowed in (("region", None), ("binds", get_args(IssuerClass))):
        yield from _members(f"{layer.path}：{key}", layer.data.get(key), allowed)
    if isinstance(layer.data.get("quotes"), str) and layer.data["quotes"] not in QUOTES:
        yield f"{layer.path}：quotes 不能是 {layer.data['quotes']}，可写 {'、'.join(QUOTES)}"
    first, last = layer.data.get("valid_from"), layer.data.get("valid_to")
    if isinstance(first, datetime.date) and isinstance(last, datetime.date) and last <= first:
        yield f"{layer.path}：valid_to（{last}，从这天起不再适用）应晚于 valid_from（{first}）"


def _members(where: str, said: object, allowed: Sequence[str] | None) -> Iterator[str]:
    for one in said if isinstance(said, list) else ():
        if not isinstance(one, str):
            yield f"{where} 里都应是文字，现在有 {one}"
        elif allowed and one not in allowed:
            yield f"{where} 里没有“{one}”这一类，可写 {'、'.join(allowed)}"


def _type(where: str, value: object, wanted: type) -> Iterator[str]:
    if type(value) is not wanted and not (wanted is float and type(value) is int):
        yield f"{where} 应是{_TYPES[wanted]}，现在是{_TYPES.get(type(value), type(value).__name__)}"


def _rule(where: str, name: str, said: Mapping[str, Any], ground: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    if name not in rules.catalogue():
        yield f"{where} 没有这条规则，现有规则：{'、'.join(rules.catalogue())}"
    elif not isinstance(said, dict):
        yield f"{where} 应是表"
    else:
        if said.get("severity", "off") not in (*SEVERITIES, "off"):
            yield f"{where} 的 severity 不能是 {said['severity']}，可写 {_SEVERITIES}"
        if said.get("basis", "house") not in ("clause", "house"):
            yield f"{where} 的 basis 不能是 {said['basis']}，可写 clause、house"
        yield from _cite_lists(where, said)
        yield from _options(where, said, _options_of(ground.get(name, {})))


def _options_of(said: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if key not in RESERVED}


def _options(where: str, said: Mapping[str, Any], ground: Mapping[str, Any]) -> Iterator[str]:
    for key, value in _options_of(said).items():
        if key not in ground:
            yield f"{where} 不认识的选项 {key}，可用的有 {'、'.join((*RESERVED, *ground))}"
            continue
        wrong = list(_type(f"{where} 的 {key}", value, type(ground[key])))
        yield from wrong or _inner(f"{where} 的 {key}", value, ground[key])


def _inner(where: str, value: object, ground: object) -> Iterator[str]:
    if not isinstance(value, dict) or not isinstance(ground, dict):
        return
    for key, inner in value.items():
        if key not in ground:
            yield f"{where} 不认识的键 {key}，可用的有 {'、'.join(ground)}"
        else:
            yield from _type(f"{where}.{key}", inner, type(ground[key]))


def _whole(where: str, saying: Sequence[Mapping[str, Any]], ground: Mapping[str, Any]) -> Iterator[str]:
    """`saying` is what each file says, nearest first: together they must say all that the rule needs."""
    if not any("severity" in said for said in saying):
        yield f"{where} 缺 severity，可写 {_SEVERITIES}"
    lacking = [key for key in _options_of(ground) if not any(key in said for said in saying)]
    off = next((said["severity"] for said in saying if "severity" in said), "") == "off"
    if lacking and not off:
        yield f'{where} 缺选项 {"、".join(lacking)}；文件开头写上 extends = "cn"，就沿用全国规定里的'


def _sources(layers: Iterable[Layer]) -> tuple[dict[str, Source], dict[str, str]]:
    """The documents that the files themselves describe, and what is wrong with others."""
    sound: dict[str, Source] = {}
    unsound: dict[str, str] = {}
    for layer in layers:
        for id, said in _table(layer, "sources").items():
            try:
                sound.setdefault(id, clauses.parse(id, said, layer.path))
            except UsageError as error:
                unsound[id] = str(error)
    return sound, unsound


def _cite_lists(where: str, said: Mapping[str, Any]) -> Iterator[str]:
    aspects = said.get("cites_for", {})
    yield from _type(f"{where} 的 cites_for", aspects, dict)
    for cites in [said.get("cites", []), *(aspects.values() if isinstance(aspects, dict) else ())]:
        yield from _type(f"{where} 的 cites", cites, list)


def _grounds(
    where: str, said: Mapping[str, Any], sources: Mapping[str, Source], unsound: Mapping[str, str]
) -> Iterator[str]:
    """A setting cites a clause or says that it is our own; and is no graver than its clauses allow."""
    named = [str(one) for cites in [said.get("cites", []), *said.get("cites_for", {}).values()] for one in cites]
    sound = [one for one in named if one.partition(" ")[0] not in unsound]
    missing = [fault for one in sound for fault in _missing(where, one, sources)]
    yield from missing
    severity = said.get("severity")
    if not named and said.get("basis") != "house" and severity != "off":
        yield f'{where} 没有写依据：请写 cites = ["文件 条款"]，自定的规矩写 basis = "house"'
    if missing or not named or severity in (None, "off") or sound != named:
        return
    cites = [_cite(one, sources) for one in named]
    gravest = clauses.ceiling(cites)
    if SEVERITIES.index(severity) < SEVERITIES.index(gravest):
        weakest = "；".join(f"{x.source} {x.clause}（{x.strength}，可信度{x.confidence}）" for x in cites)
        yield f"{where} 的 severity 是 {severity}，而所引条款最多只支持 {gravest}：{weakest}"


def _missing(where: str, text: str, sources: Mapping[str, Source]) -> Iterator[str]:
    id, _, name = text.partition(" ")
    if id not in sources and id not in clauses.known():
        yield f"{where} 引用了没有的文件 {id}，可引用的有 {'、'.join([*sources, *clauses.known()])}"
        return
    known = (sources.get(id) or clauses.source(id)).clauses
    if name not in known:
        yield f"{where} 引用了 {id} 没有的条款“{name}”，已收录的有 {'、'.join(known)}"


def _cite(text: str, sources: Mapping[str, Source]) -> Cite:
    id, _, name = text.partition(" ")
    source = sources.get(id) or clauses.source(id)
    return Cite(id, name, title=source.title, **source.clauses[name].said())
