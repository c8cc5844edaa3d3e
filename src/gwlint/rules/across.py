"""What a rule across documents is given: the archive as tables to ask, the profiles, and the user's registers."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Literal, NamedTuple, TypeAlias

from gwlint.model import Finding, Setting, Severity, Span
from gwlint.rules.context import softer

Need: TypeAlias = Literal["words", "alike", "plan", "register"]
"""What a rule cannot do without: titles in the tables, the table of near copies, a plan, a register."""


class Doc(NamedTuple):
    """A document as a finding names it, and the profile that it is measured by."""

    path: str
    profile: str
    date: datetime.date | None


class Entry(NamedTuple):
    """A line of a register: its number in the sheet (the heading is 1), and cells by column; empty ones are absent.

    Columns: title, number, unit, kind, method, site (str); date, received, answered (datetime.date); year (int).
    """

    line: int
    cells: Mapping[str, Any]


class Register(NamedTuple):
    """A table that the user gave. `years` are those that it speaks of, by its lines or its file's name."""

    name: str
    sha256: str
    columns: frozenset[str]
    entries: tuple[Entry, ...]
    years: frozenset[int] = frozenset()


class Linked(NamedTuple):
    """A finding that rests on several documents: it stands at `at`, `related` are the paths of the others."""

    finding: Finding
    at: Doc
    related: tuple[str, ...]


class ArchiveContext(NamedTuple):
    """One rule's view of an archive.

    `ask` answers SQL over these tables, a row at a time; every document stands there once, whatever its copies. What
    stands on the right of a join is held in memory: the smaller side should.

        docs    id (as the paths are ordered), path, profile, sha256, unit, unit_class, level, rank (of the level, 1 the highest), area
                ("山东/济南/", "" of the centre, null where unknown), date, year, title, doc_number, packed_title, packed_number (without blanks), genre, category, direction,
                addressees, words, urgency, approved, and of the facts: how, source_number, source_title (what is
                forwarded); meeting, first_day, video, special, statutory; object, visit (督查检查 or 调研); bulletin;
                cites, forms (lists)
        alike   a, b (ids, a the earlier), likeness: near copies of different units; only where the rule needs it
    """

    rule: str
    name: str
    ask: Callable[[str, Sequence[Any]], Iterator[tuple[Any, ...]]]
    setting_of: Callable[[str], Setting | None]
    plans: tuple[Register, ...] = ()
    registers: tuple[Register, ...] = ()

    def rows(self, sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        """The answer, streamed; `values` go where the SQL has `?`."""
        return self.ask(sql, values)

    def groups(self, by: int, sql: str, *values: Any) -> Iterator[tuple[tuple[Any, ...], list[tuple[Any, ...]]]]:
        """The answer by its first columns, `by` of them, which it is ordered by; one group after the other is held."""
        for key, rows in groupby(self.rows(sql, *values), itemgetter(slice(by))):
            yield key, [row[by:] for row in rows]

    def blocks(self, size: int, sql: str) -> Iterator[tuple[Any, ...]]:
        """The answer about so many documents after the other, for questions that are answered by too many rows to be
        sorted at once: `sql` takes the first and the last of the ids, and is ordered by that id."""
        ((last,),) = self.rows("select coalesce(max(id), 0) from docs")
        for first in range(1, last + 1, size):
            yield from self.rows(sql, first, first + size - 1)

    def setting(self, doc: Doc) -> Setting | None:
        """What the document's profile says of this rule; None where it is off."""
        return self.setting_of(doc.profile)

    def finding(
        self,
        at: Doc,
        others: Iterable[str],
        message: str,
        *,
        aspect: str = "",
        quote: str = "",
        severity: Severity | None = None,
    ) -> Linked:
        """A finding at a document whose profile has the rule on. `aspect` names the clauses in `cites_for`; `severity`
        can only soften."""
        setting = self.setting_of(at.profile)
        assert setting is not None
        cites = setting.cites_for.get(aspect, setting.cites)
        unfounded: Severity | None = None if cites or setting.basis == "house" else "info"
        grave = softer(softer(setting.severity, severity), unfounded)
        found = Finding(self.rule, self.name, Span(0, 0), quote, message, grave, cites)
        return Linked(found, at, tuple(dict.fromkeys(path for path in others if path != at.path)))


def member(alias: str) -> str:
    """SQL: one document for `docs_of`."""
    return f"{{'path': {alias}.path, 'profile': {alias}.profile, 'date': {alias}.date}}"


def docs_of(group: Iterable[Mapping[str, Any]]) -> list[Doc]:
    """What `member` gave."""
    return [Doc(**one) for one in group]


def paths(docs: Iterable[Doc]) -> list[str]:
    """Their paths."""
    return [one.path for one in docs]
