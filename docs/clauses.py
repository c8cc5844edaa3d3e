"""Makes docs/clauses.md: every clause with what checks it, and the measures of measures.toml. See build.py."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from gwlint import profiles, rules
from gwlint.profiles import clauses
from gwlint.profiles.files import read_toml
from gwlint.profiles.loader import layers

HERE = Path(__file__).parent
TARGET = HERE / "clauses.md"
OPENING = """\
# 条款与检查对照

本页由 `python docs/build.py` 生成，请勿手改；数据在 `src/gwlint/profiles/` 和 `docs/measures.toml`。

- 用词：条款本身的力度。一律、不得、严禁、应当、规定，最重报错误；一般、原则上，最重报警告；推荐、可以、实务，只作提示。
- 可信度：H 见过原文，M 见过可靠的转述，L 出处不可靠，K 凭记忆。L、K 只作提示。要点是本项目自己的概括，引用时请核对原文。
- 由什么检查：规则的编号、名称，括号里是引用这一条的规定。没有规则的，写明原因。GW95、GW96 开头的规则跨文件比较，随 `gwlint audit` 运行。
"""
MEASURES = """
# 甘肃2024、济南2019逐项

看什么：D 看草稿就能判断，M 还要草稿以外的信息，B 要有一批文件。等级：A 有明确数字或禁止（A− 略有解释余地），B 要另外的信息或
自定界限，C 只能推测，N 不能检查，0 不是措施。
"""


class Measure(NamedTuple):
    """One numbered measure: the clause it stands in (or its own gist), and what becomes of it."""

    id: str
    on: str
    grade: str
    clause: str = ""
    gist: str = ""
    rules: tuple[str, ...] = ()
    audit: tuple[str, ...] = ()
    why: str = ""

    @property
    def must_have_a_rule(self) -> bool:
        """Graded A or A− and not for an archive alone, or graded B and decidable from a draft."""
        return (self.grade in ("A", "A−") and self.on != "B") or (self.grade == "B" and "D" in self.on)


@cache
def data() -> dict[str, Any]:
    """What measures.toml says."""
    return read_toml(str(HERE / "measures.toml"))


@cache
def measures() -> tuple[Measure, ...]:
    """The rows of measures.toml."""
    return tuple(
        Measure(**{key: tuple(value) if isinstance(value, list) else value for key, value in row.items()})
        for row in data()["measure"]
    )


@cache
def ids() -> dict[str, str]:
    """The id of each rule there is."""
    return {one.name: one.id for one in rules.load()}


@cache
def citing() -> dict[str, dict[str, list[str]]]:
    """Of each cited clause ("source clause"), the rules that rest on it and in which profiles."""
    found: dict[str, dict[str, list[str]]] = {}
    for head in profiles.available():
        for name, said in layers(head.id)[0].rules.items():
            for cites in [said.get("cites", []), *said.get("cites_for", {}).values()]:
                for cite in cites:
                    named = found.setdefault(cite, {}).setdefault(name, [])
                    named.extend([] if head.id in named else [head.id])
    return found


def page() -> str:
    """The whole page."""
    return "".join(
        [OPENING, *_tally(), *map(_source, clauses.known()), MEASURES, *_table(map(_row, measures()), _HEAD)]
    )


_HEAD = ("项", "条款", "要点", "看什么", "等级", "由什么检查")


def _tally() -> Iterator[str]:
    count = Counter(map(_state, measures()))
    states = "，".join(f"{state}{count[state]}项" for state in _STATES if count[state])
    yield f"\n甘肃2024、济南2019共{len(measures())}项：{states}。\n"
    yield "\n# 依据文件\n"


_STATES = ("由检查草稿的规则检查", "规则正在编写", "由跨文件的规则检查", "不能检查")


def _state(one: Measure) -> str:
    if one.rules:
        return _STATES[0] if set(one.rules) & ids().keys() else _STATES[1]
    return _STATES[2] if one.audit else _STATES[3]


def _source(id: str) -> str:
    source = clauses.source(id)
    facts = [source.issuer, source.number, f"{source.in_force_from}起", f"编号 `{id}`"]
    rows = ((name, x.gist, x.strength, x.confidence, _checks(id, name)) for name, x in source.clauses.items())
    head = f"\n## {source.title}\n\n{'，'.join(filter(None, facts))}。{source.note}\n"
    return head + "".join(_table(rows, ("条款", "要点", "用词", "可信度", "由什么检查")))


def _checks(id: str, name: str) -> str:
    """What checks a clause: the rules that cite it, else those of its measures, else why nothing does."""
    cite = f"{id} {name}"
    if cite in citing():
        return "；".join(f"{_rule(rule)}（{'、'.join(where)}）" for rule, where in citing()[cite].items())
    said = [_verdict(one) for one in measures() if one.clause == cite]
    return "；".join(dict.fromkeys(said)) or data()["unchecked"][cite]


def _verdict(one: Measure) -> str:
    audit = f"档案审计 {'、'.join(map(_rule, one.audit))}" if one.audit else ""
    return "；".join(filter(None, ["、".join(map(_rule, one.rules)), audit, one.why]))


def _rule(name: str) -> str:
    return f"{ids()[name]} {name}" if name in ids() else f"{name}（正在编写）"


def _row(one: Measure) -> tuple[str, ...]:
    id, _, name = one.clause.partition(" ")
    gist = clauses.source(id).clauses[name].gist if one.clause else one.gist
    return one.id, name.partition("/")[0] or "—", gist, one.on, one.grade, _verdict(one)


def _table(rows: Iterable[tuple[str, ...]], head: tuple[str, ...]) -> Iterator[str]:
    yield "\n"
    for row in (head, ("---",) * len(head), *rows):
        yield f"| {' | '.join(row)} |\n"
