"""The rules across documents, run on the tables of an audit. Their findings are a part of OUT/findings of their own.

`run` may be repeated at any time: it reads OUT/documents, asks the archive rules, and puts one part in the place of the
earlier one, which stands until the new one is whole.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from gwlint import profiles, rules
from gwlint.audit import privacy, tables
from gwlint.audit.across import alike, gathered
from gwlint.audit.store import Store
from gwlint.audit.tables import Row
from gwlint.errors import UsageError
from gwlint.model import NotChecked, Quotes, Setting
from gwlint.profiles import Profile
from gwlint.rules.across import ArchiveContext, Linked, Register

if TYPE_CHECKING:
    import duckdb


class Asked(NamedTuple):
    """What holds for one run. `profile` stands for that of every document, None for the one each was checked by; rules
    are ids, names or families; `key` hashes the names of registers where it is given."""

    profile: Profile | None = None
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    quotes: Quotes = "short"
    key: bytes = b""
    plans: tuple[Register, ...] = ()
    registers: tuple[Register, ...] = ()


class Outcome(NamedTuple):
    """Documents looked at (copies once), findings by severity, and the rules that could not judge, with reasons."""

    documents: int
    severities: dict[str, int]
    not_checked: tuple[NotChecked, ...]


def run(store: Store, asked: Asked) -> Outcome:
    """Ask every archive rule that is asked for, and write down what it finds.

    Raises UsageError where the database gives up: no room on the disk, as a rule."""
    import duckdb

    try:
        return _run(store, asked)
    except duckdb.Error as error:
        raise UsageError(
            f"跨文件的规则没有运行完（{type(error).__name__}），请检查磁盘空间后用 gwlint audit rules 再试"
        ) from error


def _run(store: Store, asked: Asked) -> Outcome:
    active = rules.picked(rules.load_of(tuple(rules.catalogue()), archive=True), asked.select, asked.ignore)
    if store.lacking:
        return Outcome(0, {}, tuple(NotChecked(one.id, store.lacking) for one in active))
    severities: Counter[str] = Counter()
    skipped: list[NotChecked] = []
    with closing(gathered.connect(store)) as database:
        documents = gathered.gather(database, store)
        if any("alike" in one.needs for one in active):
            alike.find(database, store)
        with store.replacing_across() as write:
            for rule in active:
                for row in _findings(rule, database, asked, skipped):
                    severities[row["severity"]] += 1
                    write(row)
    return Outcome(documents, dict(severities), tuple(skipped))


def _findings(
    rule: rules.Rule, database: "duckdb.DuckDBPyConnection", asked: Asked, skipped: list[NotChecked]
) -> Iterator[Row]:
    lacking = [one for one in sorted(rule.needs) if one in _LACKING and not _held(one, asked)]
    if lacking:
        skipped.append(NotChecked(rule.id, "；".join(_LACKING[one] for one in lacking)))
        return
    ask = partial(gathered.rows, database)
    context = ArchiveContext(rule.id, rule.name, ask, _settings(rule.name, asked), asked.plans, asked.registers)
    try:
        for found in rule.check(context):
            yield _row(found, asked)
    except Exception as error:  # one broken rule must not hide the others
        skipped.append(NotChecked(rule.id, f"规则运行出错（{type(error).__name__}），请向开发者报告", crashed=True))


_LACKING = {
    "words": "结果里没有留原文（--quotes none），标题、会议名称等无从比较",
    "plan": "需要年度计划（用 --plan 给出 xlsx 或 csv）",
    "register": "需要台账（用 --register 给出 xlsx 或 csv）",
}


def _held(need: str, asked: Asked) -> bool:
    return bool({"words": asked.quotes != "none", "plan": asked.plans, "register": asked.registers}[need])


def _settings(name: str, asked: Asked) -> Callable[[str], Setting | None]:
    return lambda profile: (asked.profile or _profile(profile)).rules.get(name)


@cache
def _profile(id: str | None) -> Profile:
    """The built-in one of that id, the national ground for any other."""
    known = {head.id for head in profiles.available()}
    return profiles.load(id if id in known else "cn")


def _row(found: Linked, asked: Asked) -> Row:
    """As it goes into the table; registers are named as paths are."""
    one = (asked.profile or _profile(found.at.profile)).ground(found.finding, found.at.date)
    sheets = {sheet.name: sheet for sheet in (*asked.plans, *asked.registers)}
    path, *related = (_named(path, sheets, asked.key) for path in (found.at.path, *found.related))
    row: Row = dict.fromkeys(tables.names("findings"))
    row |= {
        "path": path,
        "sha256": sheets[found.at.path].sha256 if found.at.path in sheets else None,
        "rule": one.rule,
        "name": one.name,
        "severity": one.severity,
        "message": _hidden(one.message, sheets, asked.key),
        "quote": one.quote,
        "source": one.cites[0].source if one.cites else None,
        "clause": one.cites[0].clause if one.cites else None,
        "fingerprint": _fingerprint(one.name, one.message, path, *related),
        "related": related,
    }
    row = privacy.clean_finding(row, asked.quotes, "")
    return row | {"quote": row["quote"] or None}


def _fingerprint(*parts: str) -> str:
    from hashlib import sha256

    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _named(path: str, sheets: dict[str, Register], key: bytes) -> str:
    return privacy.hidden(path, key) if key and path in sheets else path


def _hidden(message: str, sheets: dict[str, Register], key: bytes) -> str:
    for name in sheets if key else ():
        message = message.replace(name, privacy.hidden(name, key))
    return message
