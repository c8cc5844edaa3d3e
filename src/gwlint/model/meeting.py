"""A meeting as its notice, plan or request describes it. Imported only where a document is about one."""

import datetime
from typing import Literal, NamedTuple, TypeAlias

from gwlint.model.gongwen import Element
from gwlint.model.span import Span

SpeechKind: TypeAlias = Literal["讲话", "主持", "汇报", "发言"]


class Count(NamedTuple):
    """A number and the words that give it."""

    number: int
    span: Span
    sure: float = 1.0


class Length(NamedTuple):
    """How long it lasts, in minutes or in days of 0.5 and more: one of the two is None. `span` shows it."""

    minutes: int | None
    days: float | None
    span: Span
    sure: float = 1.0


class Speech(NamedTuple):
    """One who speaks, or several alike: `minutes` for each, None where unsaid; `people` how many."""

    kind: SpeechKind
    who: str
    minutes: int | None
    span: Span
    people: int = 1


class Meeting(NamedTuple):
    """What is read of a meeting; what the text does not show is None or empty.

    `first` and `last` are its days, those for arriving and leaving left out, `weekday` (0 Monday) the one written
    beside the first, `when` the words. `start` and `end` are HH:MM. `special` when it is about one task (专项), not a
    general conference; `statutory` when law or charter demands it. `exchange` are those who speak on the floor
    (交流, 典型, 表态发言), `invited` leaders who are asked to come.
    """

    name: Element
    first: datetime.date | None = None
    last: datetime.date | None = None
    weekday: int | None = None
    when: Element | None = None
    start: str | None = None
    end: str | None = None
    length: Length | None = None
    place: Element | None = None
    video: Element | None = None
    special: bool = False
    statutory: bool = False
    participants: tuple[Element, ...] = ()
    people: Count | None = None
    units: Count | None = None
    exchange: Count | None = None
    speeches: tuple[Speech, ...] = ()
    agenda: tuple[Element, ...] = ()
    group_discussion: Element | None = None
    invited: tuple[Element, ...] = ()
