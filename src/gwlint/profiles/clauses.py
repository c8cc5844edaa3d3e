"""The documents that settings cite, one TOML file each in `sources/`, read when a finding cites them."""

import datetime
import os
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from gwlint.errors import UsageError
from gwlint.model import SEVERITIES, Cite, Severity
from gwlint.profiles.files import read_toml

FOLDER = os.path.join(os.path.dirname(__file__), "sources")
STRENGTHS: dict[str, Severity] = {
    "一律": "error", "不得": "error", "严禁": "error", "应当": "error", "规定": "error",
    "一般": "warning", "原则上": "warning",
    "推荐": "info", "可以": "info", "实务": "info",
}  # fmt: skip
ATTESTED = ("H", "M")


class Clause(NamedTuple):
    """A clause in one line of our own. `since` differs from the document's own where the rule is older than it."""

    gist: str
    strength: str
    confidence: str
    since: datetime.date | None = None

    def said(self) -> dict[str, str]:
        """The fields that a citation repeats."""
        return {"gist": self.gist, "strength": self.strength, "confidence": self.confidence}


class Source(NamedTuple):
    """A document: who issued it under which number, and since when it holds."""

    id: str
    title: str
    in_force_from: datetime.date
    clauses: Mapping[str, Clause]
    number: str = ""
    issuer: str = ""
    note: str = ""

    def since(self, clause: str) -> datetime.date:
        """Since when the clause has been in force."""
        return self.clauses[clause].since or self.in_force_from


@cache
def source(id: str) -> Source:
    """The document of that id in `sources/`. Raises KeyError for one that there is not."""
    path = os.path.join(FOLDER, f"{id}.toml")
    if not os.path.isfile(path):
        raise KeyError(id)
    return parse(id, read_toml(path), path)


def known() -> list[str]:
    """The ids of the documents in `sources/`."""
    return sorted(name[:-5] for name in os.listdir(FOLDER) if name.endswith(".toml"))


def parse(id: str, data: Mapping[str, Any], file: str) -> Source:
    """A document from its TOML table. Raises UsageError naming the file and the key at fault."""
    try:
        found = {name: Clause(**said) for name, said in data["clauses"].items()}
        one = Source(id, **{**data, "clauses": found})
    except (AttributeError, KeyError, TypeError) as error:
        raise UsageError(f"{file}：依据文件 {id} 写得不完整或有多余的键（{error}）；{_SHAPE}") from error
    _check_types(one, file)
    for name, clause in found.items():
        if clause.strength not in STRENGTHS or clause.confidence not in ("H", "M", "L", "K"):
            allowed = f"strength（{'、'.join(STRENGTHS)}）和 confidence（H、M、L、K）"
            raise UsageError(f"{file}：依据文件 {id} 的“{name}”须写 {allowed}")
    return one


def _check_types(source: Source, file: str) -> None:
    dates = {"in_force_from": source.in_force_from}
    texts = {"title": source.title, "number": source.number, "issuer": source.issuer, "note": source.note}
    for name, clause in source.clauses.items():
        texts[f"“{name}”的 gist"] = clause.gist
        dates[f"“{name}”的 since"] = clause.since or source.in_force_from
    for wanted, fields in ((str, texts), (datetime.date, dates)):
        for key, value in fields.items():
            if type(value) is not wanted:
                said = "加引号的文字" if wanted is str else "不加引号的日期，如 2025-01-01"
                raise UsageError(f"{file}：依据文件 {source.id} 的 {key} 应是{said}")


_SHAPE = (
    "须有 title、in_force_from 和 [clauses]，可有 number、issuer、note；每条须有 gist、strength、confidence，可有 since"
)


def ceiling(cites: Iterable[Cite]) -> Severity:
    """The gravest severity that these (written out) clauses bear: by their own words, and info if badly attested."""
    allowed = (STRENGTHS[one.strength] if one.confidence in ATTESTED else "info" for one in cites)
    return min(allowed, key=SEVERITIES.index)
