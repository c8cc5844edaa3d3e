"""Deadlines in all the ways they are written, counted from the document's own date."""

import datetime

import pytest

from gwlint.language import dates
from gwlint.language.normal import canon
from gwlint.model import Span

BASE = datetime.date(2025, 9, 10)  # a Wednesday


def only(text: str, base: datetime.date | None = BASE) -> list[tuple[str | None, int | None]]:
    text = canon(text)
    found = dates.deadlines(text, Span(0, len(text)), base)
    return [(one.date.isoformat() if one.date else None, one.days) for one in found]


@pytest.mark.parametrize(
    ("text", "date", "days"),
    [
        ("请于9月12日前报送", "2025-09-12", 2),
        ("请于9月12日之前报送", "2025-09-12", 2),
        ("请于9月12日17时前报送", "2025-09-12", 2),
        ("请于9月12日（周五）下午5：30前报送", "2025-09-12", 2),
        ("请于9月12日(星期五)17:00前报送", "2025-09-12", 2),
        ("请于9月12日下班前报送", "2025-09-12", 2),
        ("报名至9月12日止", "2025-09-12", 2),
        ("请于2025年9月12日前报送", "2025-09-12", 2),
        ("请于九月十二日前报送", "2025-09-12", 2),
        ("请于９月１２日前报送", "2025-09-12", 2),
        ("9月11日报送结果", "2025-09-11", 1),
        ("请于明年1月15日前报送", "2026-01-15", 127),
        ("请于9月底前报送", "2025-09-30", 20),
        ("请于本月底前报送", "2025-09-30", 20),
        ("请于下月底前报送", "2025-10-31", 51),
        ("请于本月15日前报送", "2025-09-15", 5),
        ("请于下月5日前报送", "2025-10-05", 25),
        ("请于本周五前报送", "2025-09-12", 2),
        ("请于周五下班前报送", "2025-09-12", 2),
        ("请于下周一上午前报送", "2025-09-15", 5),
        ("请于星期日前报送", "2025-09-14", 4),
        ("务必今日17时前报送", "2025-09-10", 0),
        ("请各单位明天中午12：00前报送", "2025-09-11", 1),
        ("须于次日上午10时前上报", "2025-09-11", 1),
        ("请后天前报送", "2025-09-12", 2),
        ("收到通知后3日内报送", "2025-09-13", 3),
        ("自发文之日起两日内报送", "2025-09-12", 2),
        ("接到本通知后24小时内报送", "2025-09-11", 1),
        ("收到本通知12小时内报送", "2025-09-10", 0),
        ("应在两个工作日内报送", "2025-09-12", 2),
        ("印发后十五日内报送", "2025-09-25", 15),
    ],
)
def test_one(text: str, date: str, days: int) -> None:
    assert only(text) == [(date, days)]


@pytest.mark.parametrize(
    "text",
    [
        "每周五前报送进度", "每年6月10日前报送", "会议当天报到", "9月12日召开会议", "灾害发生后，在3日内查勘", "9月份完成", "1月12月之间",
        "截至9月底", "前三季度", "三天前已经报送", "申请人在提交的，应在2日内办结",
    ],
)  # fmt: skip
def test_none(text: str) -> None:
    assert only(text) in ([], [("2025-09-30", 20)] if "底" in text else [])


@pytest.mark.parametrize(
    ("text", "base", "date", "days"),
    [
        ("请于1月5日前报送", datetime.date(2025, 12, 30), "2026-01-05", 6),
        ("请于12月28日前报送", datetime.date(2025, 12, 26), "2025-12-28", 2),
        ("请于次日前报送", datetime.date(2024, 2, 28), "2024-02-29", 1),
        ("请于2月底前报送", datetime.date(2024, 1, 31), "2024-02-29", 29),
        ("请于2月底前报送", datetime.date(2023, 1, 31), "2023-02-28", 28),
        ("请于下月底前报送", datetime.date(2024, 1, 31), "2024-02-29", 29),
        ("请于12月底前报送", datetime.date(2025, 12, 1), "2025-12-31", 30),
        ("请于下月3日前报送", datetime.date(2025, 12, 31), "2026-01-03", 3),
        ("请于8月1日前报送", datetime.date(2025, 9, 10), "2025-08-01", -40),
    ],
)
def test_borders_of_the_year(text: str, base: datetime.date, date: str, days: int) -> None:
    assert only(text, base) == [(date, days)]


def test_impossible_days_are_unresolved() -> None:
    assert only("请于2月30日前报送") == [(None, None)]
    assert only("请于13月5日前报送") == [(None, None)]


def test_without_a_date_nothing_is_resolved() -> None:
    assert only("请于9月12日前报送", None) == [(None, None)]
    assert only("收到通知后2日内报送", None) == [(None, None)]


def test_several_in_one_sentence() -> None:
    assert only("9月12日前报名，9月20日前报送") == [("2025-09-12", 2), ("2025-09-20", 10)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年3月15日", datetime.date(2024, 3, 15)),
        ("二〇二四年三月十五日", datetime.date(2024, 3, 15)),
        ("二○二四年十二月三十一日", datetime.date(2024, 12, 31)),
        ("２０２４年３月１５日", None),
        ("2024 年 3 月 15 日", datetime.date(2024, 3, 15)),
        ("2023年2月29日", None),
        ("2024年2月29日", datetime.date(2024, 2, 29)),
        ("2024年3月", None),
        ("于2024年3月15日", None),
    ],
)
def test_whole(text: str, expected: datetime.date | None) -> None:
    assert dates.whole(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-01-30", (2020, 1, 30)),
        ("发布于2020/1/3", (2020, 1, 3)),
        ("成文：2020年5月6日", (2020, 5, 6)),
        ("无", None),
    ],
)
def test_anywhere(text: str, expected: tuple[int, int, int] | None) -> None:
    assert dates.anywhere(text) == (datetime.date(*expected) if expected else None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三", 3),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("九十九", 99),
        ("12", 12),
        ("两", 2),
        ("百", None),
        ("三五", None),
        ("", None),
    ],
)
def test_number(text: str, value: int | None) -> None:
    assert dates.number(text) == value
