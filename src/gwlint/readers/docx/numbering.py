"""Automatic numbers: numbering.xml and how far each list has come."""

from typing import NamedTuple

from gwlint.readers.docx.numerals import numeral
from gwlint.readers.docx.styles import ParagraphFacts, Styles, paragraph_facts
from gwlint.readers.docx.xml import MC, PPR, VAL, Element, W, on, val, whole

LEVELS = 9
_LONGEST = 100
"""Characters of a number's pattern that are looked at; real ones have fewer than twenty."""
_SUFFIXES = {"tab": "\t", "space": " ", "nothing": ""}
_BULLET = "•"


class Level(NamedTuple):
    """One level of a list. `restart` is the highest level (from 0) whose use restarts it, None for any above."""

    start: int = 1
    format: str = "decimal"
    pattern: str = ""
    suffix: str = "\t"
    restart: int | None = None
    legal: bool = False
    style: str | None = None
    layout: ParagraphFacts = ParagraphFacts()


class _List(NamedTuple):
    """A `w:num`: the abstract list that counts, its levels, and the levels that begin anew with this list."""

    counter: str
    levels: dict[int, Level]
    restarts: dict[int, int]


class Numbering:
    """The lists of one document. Feed it the numbered paragraphs in order."""

    def __init__(self, root: Element, styles: Styles) -> None:
        self._styles = styles
        self._nums = {num.get(W + "numId", ""): num for num in root.iterchildren(W + "num")}
        self._abstracts = {x.get(W + "abstractNumId", ""): x for x in root.iterchildren(W + "abstractNum")}
        self._lists: dict[str, _List | None] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def level(self, facts: ParagraphFacts) -> tuple[int, Level] | None:
        """The level a paragraph stands on, None where it has no number. `facts` are its own and its style's, merged."""
        one = self._list(facts.num)
        if one is None:
            return None
        index = facts.level
        if index is None:
            index = next((i for i, x in one.levels.items() if x.style and x.style == facts.style), 0)
        return (index, one.levels[index]) if index in one.levels else None

    def next(self, num: str, index: int) -> str:
        """Count one more paragraph at that level of that list; its number as shown, with what follows it."""
        one = self._list(num)
        if one is None:
            return ""
        level = one.levels[index]
        values = self._counters.setdefault(one.counter, [None] * LEVELS)
        current = values[index]
        if index in one.restarts and (num, index) not in self._begun:
            self._begun.add((num, index))
            values[index] = one.restarts[index]
        else:
            values[index] = level.start if current is None else current + 1
        for deeper in range(index + 1, LEVELS):
            restart = one.levels[deeper].restart if deeper in one.levels else None
            if restart is None or index <= restart:
                values[deeper] = None
        shown = _shown(level, one.levels, values)
        return shown + level.suffix if shown else ""

    def _list(self, num: str | None) -> _List | None:
        if num is None:
            return None
        if num not in self._lists:
            self._lists[num] = self._read(num)
        return self._lists[num]

    def _read(self, num: str) -> _List | None:
        counter = self._counter(num)
        if counter is None:
            return None
        levels = _levels(self._abstracts[counter])
        restarts: dict[int, int] = {}
        for override in self._nums[num].iterchildren(W + "lvlOverride"):
            index = whole(override.get(W + "ilvl"))
            if index is None or not 0 <= index < LEVELS:
                continue
            levels.update(_levels(override))
            start = whole(val(override, W + "startOverride"))
            if start is not None:
                restarts[index] = start
        return _List(counter, levels, restarts)

    def _counter(self, num: str) -> str | None:
        """The abstract list behind a list, through numbering styles; None for a loop or a missing one."""
        seen: set[str] = set()
        following: str | None = num
        while following is not None and following in self._nums and following not in seen:
            seen.add(following)
            abstract = val(self._nums[following], W + "abstractNumId") or ""
            if abstract not in self._abstracts:
                return None
            style = val(self._abstracts[abstract], W + "numStyleLink")
            if style is None:
                return abstract
            following = self._styles.list_of_style(style)
        return None


def _levels(parent: Element) -> dict[int, Level]:
    found = ((whole(item.get(W + "ilvl")), item) for item in parent.iterchildren(W + "lvl"))
    return {index: _level(item) for index, item in found if index is not None and 0 <= index < LEVELS}


def _level(item: Element) -> Level:
    restart = whole(val(item, W + "lvlRestart"))
    legal = item.find(W + "isLgl")
    start = whole(val(item, W + "start"))
    return Level(
        start=0 if start is None else start,
        format=_format(item),
        pattern=(val(item, W + "lvlText") or "")[:_LONGEST],
        suffix=_SUFFIXES.get(val(item, W + "suff") or "tab", "\t"),
        restart=None if restart is None else restart - 1,
        legal=legal is not None and on(legal),
        style=val(item, W + "pStyle"),
        layout=paragraph_facts(item.find(PPR))._replace(num=None, level=None, style=None),
    )


def _format(item: Element) -> str:
    plain = item.find(W + "numFmt")
    if plain is None:
        plain = item.find(f"{MC}AlternateContent/{MC}Fallback/{W}numFmt")
    return "decimal" if plain is None else plain.get(VAL, "decimal")


def _shown(level: Level, levels: dict[int, Level], values: list[int | None]) -> str:
    if level.format == "bullet":
        return _bullet(level.pattern)
    text = level.pattern
    for index in range(LEVELS):
        mark = f"%{index + 1}"
        if mark in text:
            other = levels.get(index, Level())
            value = values[index]
            format = "decimal" if level.legal and other.format != "none" else other.format
            text = text.replace(mark, numeral(other.start if value is None else value, format))
    return text


def _bullet(pattern: str) -> str:
    """Bullets are mostly private characters of a symbol font."""
    return "".join(_BULLET if "\ue000" <= sign <= "\uf8ff" else sign for sign in pattern)
