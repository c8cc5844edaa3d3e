"""Makes docs/json.md from report.schema.json, with the meaning of each field in json.toml. See build.py."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from rulepages import NOTE, table

from gwlint.profiles.files import read_toml

HERE = Path(__file__).parent
TARGET = HERE / "json.md"
OPENING = f"""\
# JSON 结果

{NOTE}
`gwlint check 文件 --format json` 把结果交给别的程序。约定：

- 下面写的键一直都在（注明的除外）；不知道的是 null，没有的是空列表。以后只会增加键，不会改名或换意思；真要改，`schema` 会变。
- 位置 `span` 是读出的全文里的字符序号：从0数起，含头不含尾，一个字、一个标点各算1。
- 每个文件查完就写出一条，不必等全部查完；退出码见[命令行](cli.md)。
- 供程序校验的定义：[report.schema.json](report.schema.json)（JSON Schema 2020-12）。

例如取出全部错误的位置和说法：

```python
import json, subprocess

done = subprocess.run(["gwlint", "check", "通知.docx", "--format", "json"], capture_output=True)
for file in json.loads(done.stdout)["files"]:
    for one in file["findings"]:
        if one["severity"] == "error":
            print(file["path"], one["location"]["paragraph"], one["message"])
```
"""
_WORDS = {"string": "文字", "integer": "整数", "number": "数", "boolean": "true 或 false", "null": "null"}
_PATTERNS = {"^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "日期，年-月-日", "^[0-9]{2}:[0-9]{2}$": "时刻，时:分"}


@cache
def schema() -> dict[str, Any]:
    """The schema as a program reads it."""
    whole: dict[str, Any] = json.loads((HERE / "report.schema.json").read_text(encoding="utf-8"))
    return whole


def objects() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each kind of object in the report, once: where it first stands ("files[].findings[]") and its fields."""
    return _objects(schema(), "", set())


def _objects(node: dict[str, Any], at: str, seen: set[int]) -> Iterator[tuple[str, dict[str, Any]]]:
    fields = _fields(node)
    if not fields or id(node) in seen:
        return
    seen.add(id(node))
    yield at, fields
    for name, field in fields.items():
        inner, path = _plain(field), f"{at}.{name}".lstrip(".")
        while "items" in inner:
            inner, path = _plain(inner["items"]), path + "[]"
        yield from _objects(inner, path, seen)


def _plain(node: dict[str, Any]) -> dict[str, Any]:
    """The node itself for a reference, and for one of null and something else the latter."""
    if "$ref" in node:
        return _plain(schema()["$defs"][node["$ref"].rpartition("/")[2]])
    return _plain(next(one for one in node["oneOf"] if one.get("type") != "null")) if "oneOf" in node else node


def _fields(node: dict[str, Any]) -> dict[str, Any]:
    every = node.get("additionalProperties")
    return node.get("properties") or (dict.fromkeys(node.get("required", ()), every) if every else {})


def page() -> str:
    """The whole page. Ends the program with the names where json.toml and the schema name different fields."""
    said = read_toml(str(HERE / "json.toml"))
    named = {(at, name) for at, fields in objects() for name in fields}
    told = {("" if at == "report" else at, name) for at, one in said.items() for name in one if name != "_heading"}
    if named != told:
        raise SystemExit(f"docs/json.toml and docs/report.schema.json differ in {sorted(named ^ told)}")
    return OPENING + "".join(_section(at, fields, said[at or "report"]) for at, fields in objects())


def _section(at: str, fields: dict[str, Any], told: dict[str, str]) -> str:
    rows = ((f"`{name}`", _type(field), told[name]) for name, field in fields.items())
    return f"\n## {told['_heading']}\n\n{_where(at)}\n" + table(("键", "值", "含义"), rows)


def _where(at: str) -> str:
    return f"在 `{at}`。" if at else "整个结果是一个对象。"


def _type(node: dict[str, Any]) -> str:
    inner = _plain(node)
    kinds = inner.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else list(kinds)
    empty = " 或 null" if "null" in kinds or "oneOf" in node else ""
    return _value(inner, [one for one in kinds if one != "null"]) + empty


def _value(node: dict[str, Any], kinds: list[str]) -> str:
    if "enum" in node or "const" in node:
        return "、".join(f"`{one}`" for one in node.get("enum", [node.get("const")]))
    if "items" in node:
        return f"列表，每项是{_type(node['items'])}"
    return _PATTERNS.get(node.get("pattern", "")) or "、".join(_WORDS.get(one, "对象，见下") for one in kinds)
