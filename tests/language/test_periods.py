"""Days and stretches of days in running text."""

import datetime

import pytest

from gwlint.language.periods import periods

BASE = datetime.date(2025, 9, 8)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("定于9月22日至24日开展调研", "2025-09-22", "2025-09-24"),
        ("拟于9月29日—10月2日赴各地", "2025-09-29", "2025-10-02"),
        ("2025年12月30日至2026年1月2日", "2025-12-30", "2026-01-02"),
        ("12月30日到1月2日", "2025-12-30", "2026-01-02"),
        ("9月16日（星期二）召开", "2025-09-16", "2025-09-16"),
        ("1月8日举办", "2026-01-08", "2026-01-08"),
        ("9月22-24日", "2025-09-22", "2025-09-24"),
    ],
)
def test_period(text: str, first: str, last: str) -> None:
    (found,) = periods(text, 0, len(text), BASE)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text", ["9月22日前报送", "于9月22日以前", "2月30日举办", "自9月1日起施行", "9月底", "九月中旬"]
)
def test_no_period(text: str) -> None:
    assert periods(text, 0, len(text), BASE) == []


def test_year_is_not_guessed_without_a_date() -> None:
    assert periods("9月22日举办", 0, 7, None) == []
