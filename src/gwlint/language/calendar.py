"""Weekdays, legal holidays with their shifted workdays, and the weeks of a month.

Holidays come from the package chinesecalendar, which holds what the State Council has announced year by year; it is
imported on first need. A year that it does not hold is not guessed at: the answer is None.
"""

import datetime
from typing import Literal, TypeAlias

WeekReading: TypeAlias = Literal["按日期", "按星期一", "都符合"]
WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")

_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}


def weekday(date: datetime.date) -> str:
    """星期一 to 星期日."""
    return WEEKDAYS[date.weekday()]


def is_holiday(date: datetime.date) -> bool | None:
    """Whether people are off: a legal holiday or a weekend day not shifted to work; None for a year not covered."""
    found = _detail(date)
    return found and found[0]


def is_workday(date: datetime.date) -> bool | None:
    """Whether people are at work, weekend days shifted to work included; None for a year not covered."""
    off = is_holiday(date)
    return None if off is None else not off


def holiday_name(date: datetime.date) -> str | None:
    """国庆节 for a day off of that holiday; None on other days, weekends among them, and where the year is not covered."""
    off, name = _detail(date) or (False, None)
    return _NAMES.get(name, name) if off and name else None


def uncovered(date: datetime.date) -> str:
    """Why `is_holiday` cannot answer, for `CannotJudge`."""
    return f"没有{date.year}年的节假日安排，未判断；安排公布后请更新软件包 chinesecalendar（pip install -U chinesecalendar）"


def _detail(date: datetime.date) -> tuple[bool, str | None] | None:
    import chinese_calendar

    try:
        off, name = chinese_calendar.get_holiday_detail(date)
    except NotImplementedError:
        return None
    return off, name


def week_of_month(date: datetime.date, reading: WeekReading = "都符合", *, last: bool = False) -> int | None:
    """Which week of its month the date is in, from 1; with `last` counted from the end (1: the last week).

    第二周 is defined nowhere. 按日期: days 1-7, 8-14 and so on. 按星期一: weeks run from Monday and belong to the month
    in which their Monday lies, so the second is that of the second Monday. 都符合: None unless the two agree.
    """
    by_days = _week(date, last)
    by_monday = _week(date - datetime.timedelta(days=date.weekday()), last)
    if reading == "都符合":
        return by_days if by_days == by_monday else None
    return by_days if reading == "按日期" else by_monday


def _week(day: datetime.date, last: bool) -> int:
    if not last:
        return (day.day - 1) // 7 + 1
    next_month = (day.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
    return ((next_month - day).days - 1) // 7 + 1
