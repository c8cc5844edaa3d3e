"""Days and stretches of days in running text: 5月12日, 5月12日至16日, 9月29日—10月2日."""

import datetime
from functools import cache
from typing import NamedTuple

from gwlint import re
from gwlint.language import dates
from gwlint.model import Span


class Period(NamedTuple):
    """From `first` to `last`, both included; the same day where the text names one."""

    span: Span
    first: datetime.date
    last: datetime.date


@cache
def _pattern() -> "re.Pattern[str]":
    aside = r"(?:\s*[（(][^（）()]{1,8}[)）])?"  # （星期三）
    return re.compile(
        rf"(?:(?P<y>20\d\d|今|本|明)年)?(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})日?{aside}"
        rf"\s*(?:至|到|[-—–－~～]+)\s*(?:(?:(?P<y2>20\d\d)年)?(?P<m2>\d{{1,2}})月)?(?P<d2>\d{{1,2}})日{aside}"
        rf"|(?:(?P<y3>20\d\d|今|本|明)年)?(?P<m3>\d{{1,2}})月(?P<d3>\d{{1,2}})日{aside}"
    )


def periods(text: str, start: int, end: int, date: datetime.date | None) -> list[Period]:
    """The days named in canonical `text[start:end]`, in order; a day without a year is the next one from `date` on.

    What ends in 前 or 底 is a deadline (`dates.deadlines`), not a period; impossible dates are left out.
    """
    found = []
    for match in _pattern().finditer(text, start, end):
        if re.match(r"\s*(?:[之以]?前|止|起施行)", text[match.end() : match.end() + 4]):
            continue
        first, last = _ends(match, date)
        if first and last and first <= last:
            found.append(Period(Span(*match.span()), first, last))
    return found


def _ends(match: "re.Match[str]", base: datetime.date | None) -> tuple[datetime.date | None, datetime.date | None]:
    if match["d3"]:
        day = dates.day(match["y3"], int(match["m3"]), int(match["d3"]), base)
        return day, day
    first = dates.day(match["y"], int(match["m"]), int(match["d"]), base)
    if first is None:
        return None, None
    month = int(match["m2"] or match["m"])
    year = match["y2"] or str(first.year + (month < first.month))
    return first, dates.day(year, month, int(match["d2"]), base)
