"""Small archives that the archive rules are tried on, written as tables: the samples of their docstrings and cases.

The first table holds documents, one a line, its headings those of HEADINGS; 计划： and 台账： begin tables as a user would
give them. Two documents whose 正文 is the same word are near copies; a share behind it (甲文80) makes them 0.80 like.
"""

import datetime
import json
import random
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from gwlint import profiles, rules
from gwlint.audit import across, tables
from gwlint.audit.across import Asked, Outcome, registers
from gwlint.audit.sketch import SIZE
from gwlint.audit.store import Store
from gwlint.rules.across import Register
from gwlint.rules.page import expand

HEADINGS = {
    "文件": "path", "发文机关": "issuer", "机关类别": "issuer_class", "机关层级": "issuer_level", "地区": "region",
    "成文日期": "date", "标题": "title", "发文字号": "doc_number", "事项类别": "category", "文种": "genre",
    "行文方向": "direction", "主送": "addressees", "正文字数": "words", "紧急程度": "urgency", "经批准": "approved",
    "规定": "profile", "摘要": "sha256", "状态": "status",
}  # fmt: skip
FACTS = {
    "简报": "bulletin.name", "会议": "meeting.title", "会期": "meeting.first", "视频": "meeting.video",
    "专项": "meeting.special", "法定": "meeting.statutory", "转发": "forwards.how", "所转文号": "forwards.number",
    "所转标题": "forwards.title", "督查": "inspection.kind", "对象": "inspection.object", "引用": "cites",
    "表格": "forms",
}  # fmt: skip
BODY = "正文"


def found(
    rule: str, text: str, profile: str, folder: Path, quotes: Any = "short"
) -> tuple[list[dict[str, Any]], Outcome]:
    """The rows of findings of `rule` alone, and how the run went. `profile` is that of every document without its own."""
    documents, plans, given = archive(expand(text), profile)
    out = folder / "out"
    with Store(str(out)) as store:
        for number in store.parts():
            store.rewrite([number], lambda _: set())
        if documents:
            store.write(documents, [])
        outcome = across.run(
            store, Asked(select=frozenset({rule}), quotes=quotes, plans=tuple(plans), registers=tuple(given))
        )
    return rows(out), outcome


def rows(out: Path) -> list[dict[str, Any]]:
    """The findings across documents as they were written."""
    import pyarrow.parquet as pq

    listed: list[dict[str, Any]] = pq.read_table(out / "findings" / "part-across.parquet").to_pylist()
    return listed


def archive(text: str, profile: str) -> tuple[list[tables.Row], list[Register], list[Register]]:
    """The documents, plans and registers of a sample."""
    documents: list[tables.Row] = []
    given: dict[str, list[Register]] = {"计划": [], "台账": []}
    for block in re.split(r"\n\s*\n", text.strip()):
        kind, lines = "", [cells(line) for line in block.splitlines()]
        if lines[0][0].rstrip("：") in given and len(lines[0]) == 1:
            kind = lines.pop(0)[0].rstrip("：")
            read = registers.parse(enumerate(lines, 1), f"{kind}.csv", "0" * 64, kind)
            given[kind].append(registers.check_plan(read) if kind == "计划" else read)
        else:
            documents += [row(dict(zip(lines[0], line, strict=True)), profile) for line in lines[1:]]
    return documents, given["计划"], given["台账"]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def row(said: dict[str, str], profile: str) -> tables.Row:
    """A row of documents; what is not said is as in a notice of 500 字."""
    assert said.keys() <= HEADINGS.keys() | FACTS.keys() | {BODY}, said
    made: tables.Row = dict.fromkeys(tables.names("documents"))
    made |= {
        "status": "checked",
        "gwlint": "0",
        "settings": "0" * 16,
        "words": 500,
        "profile": profile,
        "genre": "通知",
    }
    made |= {name: _value(name, said[heading]) for heading, name in HEADINGS.items() if said.get(heading)}
    facts: dict[str, Any] = {}
    for heading, place in FACTS.items():
        if said.get(heading):
            _put(facts, place, said[heading])
    made["facts"] = json.dumps(facts, ensure_ascii=False)
    made["sketch"] = sketch(said[BODY]) if said.get(BODY) else None
    return made


def _value(name: str, text: str) -> Any:
    if name == "date":
        return datetime.date.fromisoformat(text)
    return {"words": int, "approved": lambda said: said == "是"}.get(name, str)(text)


def _put(facts: dict[str, Any], place: str, text: str) -> None:
    outer, _, inner = place.partition(".")
    if not inner:
        facts[outer] = text.split("、")
    else:
        facts.setdefault(outer, {})[inner] = text == "是" if inner in ("video", "special", "statutory") else text


@cache
def sketch(body: str) -> list[int]:
    """Places of one text; of 甲文80, 80 in 100 of those of 甲文."""
    word, share = re.fullmatch(r"(\D+)(\d*)", body).groups()  # type: ignore[union-attr]
    first = [random.Random(word).getrandbits(32) for _ in range(SIZE)]
    if not share:
        return first
    same = round(int(share) * SIZE / 100)
    return first[:same] + [random.Random(body).getrandbits(32) for _ in range(SIZE - same)]


def cases(rule: str) -> Iterable[dict[str, Any]]:
    """The cases written for `rule`."""
    from gwlint.profiles.files import read_toml

    path = Path(__file__).parent / rules.ARCHIVE / f"{rule}.toml"
    listed: list[dict[str, Any]] = read_toml(str(path))["case"]
    return listed


def settings(rule: str) -> Iterator[Any]:
    """How each profile that has the rule on sets it."""
    for head in profiles.available():
        setting = profiles.load(head.id).rules.get(rule)
        if setting:
            yield setting
