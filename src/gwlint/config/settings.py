"""The keys of gwlint.toml: what each holds, how a table of them is read, and the schema that editors read."""

import os
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, TypeAlias

from gwlint.config import given
from gwlint.config.layers import Layer, Said
from gwlint.errors import UsageError
from gwlint.model import SEVERITIES

Kind: TypeAlias = Literal["yes-no", "choice", "profile", "path", "list", "lists"]
TABLE = "given"
ROOT = "root"


class Key(NamedTuple):
    """A key: what it is for, how it is written, and the values allowed for a choice."""

    chinese: str
    kind: Kind
    allowed: tuple[str, ...] = ()


KEYS = {
    "root": Key("到此为止，不再找上级文件夹的配置", "yes-no"),
    "profile": Key("适用哪份规定：编号、.toml 文件或 auto", "profile"),
    "select": Key("只查这些规则：编号、名称或类别", "list"),
    "ignore": Key("不查这些规则：编号、名称或类别", "list"),
    "fail-on": Key("有这一级或更重的问题时退出码为 1", "choice", (*SEVERITIES, "never")),
    "exclude": Key("查文件夹时跳过这些文件：路径或名称，可用 *", "list"),
    "per-file-ignores": Key("某些文件不报某些规则：路径或名称 = 规则", "lists"),
    "suppressions": Key("不报清单文件", "path"),
    "baseline": Key("旧问题文件", "path"),
}
"""As written in the file; the field of `Settings` has _ for -."""

_WRITTEN: Mapping[Kind, str] = {
    "yes-no": "应写 true 或 false",
    "profile": "应写编号、.toml 文件或 auto，加引号",
    "path": "应写文件名，加引号",
    "list": '应写成列表，如 ["burden", "GW101"]',
    "lists": '应写成一节，如 "归档/*" = ["GW101"]',
}


class _Place(NamedTuple):
    """A table in a file, to name in messages."""

    path: str
    text: str
    table: str

    def __call__(self, key: str) -> str:
        from gwlint.profiles.files import line_of

        number = line_of(self.text, self.table, key) or line_of(self.text, self.inner(key))
        return f"{self.path}第{number}行" if number else self.path

    def inner(self, key: str) -> str:
        return f"{self.table}.{key}" if self.table else key


def read(data: Mapping[str, Any], text: str, path: str, table: str = "") -> Layer:
    """What the table `data` says, which stands under `table` in the file's `text`.

    Raises UsageError, naming file, line, key and what is allowed.
    """
    at, folder = _Place(path, text, table), os.path.dirname(path)
    if not isinstance(data, Mapping):
        raise UsageError(f"{path}：{table} 应是一节，写成 [{table}]")
    found: dict[str, Said] = {}
    for key, value in data.items():
        if key == TABLE:
            continue
        if key not in KEYS:
            raise UsageError(f"{at(key)}：不认识的键 {key}，可用的有 {'、'.join(KEYS)} 和 [{at.inner(TABLE)}] 一节")
        found[key] = Said(_value(value, key, folder, at), at(key), folder)
    root = found.pop(ROOT, Said(False)).value
    settings = {key.replace("-", "_"): said for key, said in found.items()}
    return Layer(settings, _given(data.get(TABLE, {}), at), root)


def only_given(data: Mapping[str, Any], text: str, path: str) -> Layer:
    """What the file beside a draft says. Raises UsageError as `read` does."""
    at = _Place(path, text, "")
    for key in data.keys() - {TABLE}:
        raise UsageError(f"{at(key)}：不认识的键 {key}，这里只写 [{TABLE}] 一节")
    return Layer({}, _given(data.get(TABLE, {}), at))


def _given(table: object, outer: _Place) -> dict[str, Said]:
    at = _Place(outer.path, outer.text, outer.inner(TABLE))
    if not isinstance(table, Mapping):
        raise UsageError(f"{outer(TABLE)}：{TABLE} 应是一节，写成 [{at.table}]")
    said = given.read(table, lambda key: f"{at(key)}：[{at.table}]")
    keys = dict(zip(said, table, strict=False))
    return {field: Said(value, at(keys[field]), os.path.dirname(outer.path)) for field, value in said.items()}


def _value(value: object, key: str, folder: str, at: _Place) -> Any:
    """`value` as `Settings` holds it."""
    one = KEYS[key]
    if one.kind == "choice":
        if value not in one.allowed:
            raise UsageError(f"{at(key)}：{key} 不能是“{value}”，可写 {'、'.join(one.allowed)}")
        return value
    if not _fits(value, one.kind):
        raise UsageError(f"{at(key)}：{key} 不能是“{value}”，{_WRITTEN[one.kind]}")
    if one.kind == "path" or (one.kind == "profile" and str(value).endswith(".toml")):
        return os.path.normpath(os.path.join(folder, str(value)))
    return value


def _fits(value: object, kind: Kind) -> bool:
    if kind == "yes-no":
        return isinstance(value, bool)
    if kind == "list":
        return isinstance(value, list) and all(isinstance(one, str) and one for one in value)
    if kind == "lists":
        return isinstance(value, Mapping) and all(_fits(one, "list") for one in value.values())
    return isinstance(value, str) and bool(value)


_TEXT = {"type": "string", "minLength": 1}
_LIST = {"type": "array", "items": _TEXT}
_SHAPES: Mapping[str, dict[str, Any]] = {
    "yes-no": {"type": "boolean"},
    "profile": _TEXT,
    "path": _TEXT,
    "text": _TEXT,
    "list": _LIST,
    "lists": {"type": "object", "additionalProperties": _LIST},
    "weeks": {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 5}, "minItems": 1},
    "date": {},
}


def schema() -> dict[str, Any]:
    """JSON Schema of gwlint.toml, for editors that complete and check TOML. A date is TOML's own and has no type."""
    keys = {key: _property(one.kind, one.chinese, one.allowed) for key, one in KEYS.items()}
    data: dict[str, Any] = {}
    for field, one in given.KEYS.items():
        shape = _property(one.kind, one.chinese, one.allowed)
        data |= dict.fromkeys((one.chinese, field, field.replace("_", "-")), shape)
    keys[TABLE] = {"description": "文中看不出的情况", **_object(data)}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "gwlint.toml", **_object(keys)}


def schema_text() -> str:
    """The schema as a file's text."""
    import json

    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _property(kind: str, chinese: str, allowed: tuple[str, ...]) -> dict[str, Any]:
    return {"description": chinese, **({"enum": list(allowed)} if kind == "choice" else _SHAPES[kind])}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}
