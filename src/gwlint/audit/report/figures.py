"""What an office chief must know in ten seconds: how many, how many faulty, which faults, better or worse."""

import datetime
from typing import Any, NamedTuple

from gwlint.audit.results import Results

_FEW = 30
"""Documents in a year below which a comparison would be chance."""


class Years(NamedTuple):
    """The last year against the same months of the year before: errors and warnings for each 100 documents."""

    year: int
    until: datetime.date
    rate: float
    before: float
    files: int
    files_before: int

    @property
    def enough(self) -> bool:
        """Whether both years have documents enough to compare."""
        return min(self.files, self.files_before) >= _FEW


class Frequent(NamedTuple):
    """A rule, its fault in words, and in how many documents it is an error or a warning."""

    rule: str
    fault: str
    files: int


class Figures(NamedTuple):
    """Documents by status; of those read, with errors, with warnings at most, without either; findings by severity."""

    files: int
    checked: int
    partial: int
    unreadable: int
    skipped: int
    with_errors: int
    with_warnings: int
    clean: int
    errors: int
    warnings: int
    infos: int
    urgent: int
    urgent_idle: int
    limited: int
    over_limit: int
    first: datetime.date | None
    last: datetime.date | None
    frequent: tuple[Frequent, ...] = ()
    years: Years | None = None

    @property
    def read(self) -> int:
        """Documents that were read, in full or in part."""
        return self.checked + self.partial


def figures(results: Results) -> Figures:
    """The figures of what `seen` and `cube` hold."""
    return Figures(*results.row(_FIGURES))._replace(frequent=_frequent(results), years=_years(results))


def fault(name: str) -> str:
    """The fault that a rule is about, in one line; its name where this version has no such rule."""
    from gwlint import rules

    known = name in rules.catalogue()
    return rules.load([name])[0].fault.rstrip("。") if known else name


def _frequent(results: Results) -> tuple[Frequent, ...]:
    return tuple(Frequent(rule, fault(name), files) for rule, name, files in results.rows(_BY_RULE))


def _years(results: Results) -> Years | None:
    last: Any = results.row("SELECT max(date) FROM seen WHERE month IS NOT NULL AND read")[0]
    if last is None:
        return None
    same = datetime.date(last.year - 1, last.month, min(last.day, 28) if last.month == 2 else last.day)
    values = [datetime.date(last.year, 1, 1), last, datetime.date(last.year - 1, 1, 1), same]
    files, rate, files_before, before = results.row(_TWO_YEARS, values)
    return Years(last.year, last, rate or 0.0, before or 0.0, files, files_before)


_FIGURES = """
SELECT count(*), count(*) FILTER (status = 'checked'), count(*) FILTER (status = 'partial'),
  count(*) FILTER (status = 'unreadable'), count(*) FILTER (status = 'skipped'),
  count(*) FILTER (errors > 0), count(*) FILTER (errors = 0 AND warnings > 0),
  count(*) FILTER (read AND errors = 0 AND warnings = 0),
  (SELECT coalesce(sum(errors), 0)::BIGINT FROM cube), (SELECT coalesce(sum(warnings), 0)::BIGINT FROM cube),
  (SELECT coalesce(sum(infos), 0)::BIGINT FROM cube),
  count(*) FILTER (urgency IS NOT NULL), count(*) FILTER (urgency IS NOT NULL AND idle_urgency),
  count(*) FILTER ("limit" > 0), count(*) FILTER (words > "limit" AND "limit" > 0),
  min(date) FILTER (month IS NOT NULL), max(date) FILTER (month IS NOT NULL)
FROM seen"""

_BY_RULE = """
SELECT rule, name, sum(grave)::BIGINT AS n FROM cube GROUP BY rule, name HAVING n > 0
ORDER BY n DESC, rule LIMIT 3"""

_TWO_YEARS = """
SELECT count(*) FILTER (now), avg(errors + warnings) FILTER (now) * 100,
  count(*) FILTER (NOT now), avg(errors + warnings) FILTER (NOT now) * 100
FROM (SELECT errors, warnings, date BETWEEN ? AND ? AS now, date BETWEEN ? AND ? AS past FROM seen WHERE read)
WHERE now OR past"""
