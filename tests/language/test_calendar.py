"""Weekdays, holidays with shifted workdays, and what 第几周 can mean."""

import datetime
import subprocess
import sys

import pytest

from gwlint.language import calendar
from gwlint.language.calendar import holiday_name, is_holiday, is_workday, uncovered, week_of_month, weekday

DAY = datetime.date


@pytest.mark.parametrize(
    ("day", "off", "name"),
    [
        (DAY(2025, 10, 1), True, "国庆节"),
        (DAY(2025, 1, 28), True, "春节"),
        (DAY(2025, 9, 28), False, None),  # a Sunday worked for 国庆
        (DAY(2025, 9, 27), True, None),  # a plain Saturday
        (DAY(2025, 9, 18), False, None),
        (DAY(2024, 2, 10), True, "春节"),
        (DAY(2024, 2, 4), False, None),  # a Sunday worked for 春节
    ],
)
def test_days_off(day: datetime.date, off: bool, name: str | None) -> None:
    assert is_holiday(day) is off and is_workday(day) is not off
    assert holiday_name(day) == name


@pytest.mark.parametrize("year", [1999, 2100])
def test_a_year_not_covered_is_not_guessed(year: int) -> None:
    assert is_holiday(DAY(year, 10, 1)) is None
    assert is_workday(DAY(year, 10, 1)) is None
    assert holiday_name(DAY(year, 10, 1)) is None
    assert f"{year}年" in uncovered(DAY(year, 10, 1))


def test_every_name_is_chinese() -> None:
    from chinese_calendar import Holiday

    assert {one.value for one in Holiday} <= calendar._NAMES.keys()


def test_weekday() -> None:
    assert [weekday(DAY(2025, 9, n)) for n in (15, 18, 21)] == ["星期一", "星期四", "星期日"]


@pytest.mark.parametrize(
    ("day", "by_days", "by_monday"),
    [
        (DAY(2025, 9, 8), 2, 2),  # a Monday
        (DAY(2025, 9, 14), 2, 2),
        (DAY(2025, 9, 7), 1, 1),
        (DAY(2025, 8, 8), 2, 1),  # the first Monday is the 4th
        (DAY(2025, 8, 2), 1, 4),  # its Monday lies in July
        (DAY(2025, 6, 15), 3, 2),  # a Sunday
        (DAY(2025, 12, 31), 5, 5),
    ],
)
def test_week_of_month(day: datetime.date, by_days: int, by_monday: int) -> None:
    assert week_of_month(day, "按日期") == by_days
    assert week_of_month(day, "按星期一") == by_monday
    assert week_of_month(day) == (by_days if by_days == by_monday else None)


@pytest.mark.parametrize(("day", "left"), [(DAY(2025, 9, 30), 1), (DAY(2025, 9, 23), 2), (DAY(2025, 12, 25), 1)])
def test_weeks_from_the_end(day: datetime.date, left: int) -> None:
    assert week_of_month(day, "按日期", last=True) == left


def test_the_package_is_imported_on_first_need() -> None:
    script = "import sys, gwlint.language.calendar; print('chinese_calendar' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
