"""What the rules across documents must know of a document beyond its columns; in the table as JSON.

Keys, each absent where the text shows nothing of it; dates as 2024-03-15:

    forwards    {"how": 转发, 批转, 印发 or 翻印, "number": 甘政发〔2024〕3号, "title"} of the document that is passed on;
                number and title null where the text does not show them
    cites       [numbers of other documents named in the text, in order, each once, at most 20]
    meeting     {"title", "first", "last", "days", "minutes", "people", "units", "video", "special", "statutory"}
    inspection  {"kind": 督查检查 or 调研, "object", "first", "last"}
    forms       [titles of attached tables and forms that are to be filled in]
    deadlines   [{"date", "kind": report, reply, meeting or action}]
    bulletin    {"name": of the 简报, "issue": 12, "total": 305 (总第)}
    secondary   [issuers after the first]
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from gwlint.anatomy.visit import kind_of, read_visit
from gwlint.language.reading import Reading
from gwlint.model import FileReport

MOST_CITED = 20


def facts(report: FileReport, reading: Reading) -> dict[str, Any]:
    """The facts of a document that was read, as above."""
    if report.gongwen is None:
        return {}
    said = {name: work(report, reading) for name, work in _FACTS.items()}
    return {name: value for name, value in said.items() if value}


def _forwards(report: FileReport, reading: Reading) -> dict[str, Any] | None:
    gongwen = report.gongwen
    title = gongwen.title.text if gongwen and gongwen.title else ""
    how = _carries().search(title)
    if gongwen is None or how is None:
        return None
    named = _inner().search(title)
    inner = (gongwen.printed.text if gongwen.printed else None) or (named and (named["quoted"] or named["plain"]))
    number = next(_numbers(reading.plain, *(gongwen.cover or gongwen.body)), None)
    return {"how": how.group(), "number": number and _tidy(number), "title": inner}


def _cites(report: FileReport, reading: Reading) -> list[str]:
    own = report.gongwen.doc_number.text if report.gongwen and report.gongwen.doc_number else ""
    found = dict.fromkeys(map(_tidy, _numbers(reading.plain, 0, len(reading.plain))))
    found.pop(_tidy(own), None)
    return list(found)[:MOST_CITED]


def _meeting(report: FileReport, reading: Reading) -> dict[str, Any] | None:
    one = report.meeting
    if one is None:
        return None
    return {
        "title": one.name.text,
        "first": one.first and one.first.isoformat(),
        "last": one.last and one.last.isoformat(),
        "days": one.length and one.length.days,
        "minutes": one.length and one.length.minutes,
        "people": one.people and one.people.number,
        "units": one.units and one.units.number,
        "video": one.video is not None,
        "special": one.special,
        "statutory": one.statutory,
    }


def _inspection(report: FileReport, reading: Reading) -> dict[str, Any] | None:
    if not reading.gongwen.official or kind_of(reading.gongwen) is None:
        return None
    visit = read_visit(reading)
    if visit is None:
        return None
    return {
        "kind": visit.kind,
        "object": visit.object and visit.object.of(reading.plain),
        "first": visit.days and visit.days.first.isoformat(),
        "last": visit.days and visit.days.last.isoformat(),
    }


def _forms(report: FileReport, reading: Reading) -> list[str]:
    gongwen = reading.gongwen
    return [one.title for one in gongwen.attachments if one.title and _is_form().search(one.title)]


def _deadlines(report: FileReport, reading: Reading) -> list[dict[str, str]]:
    if not reading.gongwen.official:
        return []
    found = dict.fromkeys((one.date.isoformat(), one.kind) for one in reading.deadlines if one.date)
    return [{"date": date, "kind": kind} for date, kind in found]


def _bulletin(report: FileReport, reading: Reading) -> dict[str, Any] | None:
    head = reading.plain[:_HEAD]
    issue = _issue().search(head)
    if issue is None:
        return None
    name = next(_names(head[: issue.start()]), None)
    total = issue["total"]
    return (
        None if name is None else {"name": name, "issue": int(issue["issue"]), "total": int(total) if total else None}
    )


def _names(head: str) -> Iterator[str]:
    """What the masthead calls it, letters spaced out or not; the nearest line above the issue first."""
    for line in reversed([*filter(None, head.split("\n"))]):
        packed = "".join(line.split())
        if _is_bulletin().search(packed) and len(packed) <= _LONGEST_NAME:
            yield packed


def _secondary(report: FileReport, reading: Reading) -> list[str]:
    return [one.name for one in reading.gongwen.issuers[1:]]


def _tidy(number: str) -> str:
    """A 发文字号 as it is compared: no blanks, no word that leads up to it, 〔〕 about the year."""
    packed = _leading().sub("", "".join(number.split()))
    return re.sub("[\\[［【(（]", "〔", re.sub("[\\]］】)）]", "〕", packed))


@cache
def _leading() -> "re.Pattern[str]":
    return re.compile("^.*(?:按照|根据|依据|依照|遵照|落实|贯彻|转发|印发|执行|参照|的|和|与|及|以|见|原)(?=.{2})")


_HEAD = 400
_LONGEST_NAME = 24
_LONGEST_CODE = 40  # with the blanks behind it
_FACTS: dict[str, Callable[[FileReport, Reading], Any]] = {
    "forwards": _forwards,
    "cites": _cites,
    "meeting": _meeting,
    "inspection": _inspection,
    "forms": _forms,
    "deadlines": _deadlines,
    "bulletin": _bulletin,
    "secondary": _secondary,
}


@cache
def _carries() -> "re.Pattern[str]":
    return re.compile("转发|批转|印发|翻印")


@cache
def _inner() -> "re.Pattern[str]":
    return re.compile("(?:转发|批转|印发|翻印)(?:《(?P<quoted>[^》]{4,})》|(?P<plain>.{6,}?)的?(?:通知|函)?$)")


def _numbers(text: str, start: int, end: int) -> Iterator[str]:
    """Each 发文字号 in a stretch of the text. The year is sought first: few stretches of Han have one behind them."""
    for year in _year().finditer(text, start, end):
        code = _code().search(text, max(start, year.start() - _LONGEST_CODE), year.start())
        if code:
            start = year.end()
            yield code.group() + year.group()


@cache
def _year() -> "re.Pattern[str]":
    return re.compile(r"[〔\[［【(（]\s*(?:19|20)\d\d\s*[〕\]］】)）]\s*第?\d{1,5}\s*号")


@cache
def _code() -> "re.Pattern[str]":
    return re.compile(r"[\u4e00-\u9fff]{2,16}\s*\Z")


@cache
def _is_form() -> "re.Pattern[str]":
    return re.compile("(?:表|台账|统计表|登记表|汇总表|报表|清单|回执|花名册|问卷)(?:[（(][^）)]*[）)])?$")


@cache
def _issue() -> "re.Pattern[str]":
    return re.compile(r"第\s*(?P<issue>\d{1,4})\s*期(?:\s*[（(]?\s*总第?\s*(?P<total>\d{1,5})\s*期)?")


@cache
def _is_bulletin() -> "re.Pattern[str]":
    return re.compile("(?:简报|专报|快报|信息|动态|要情|摘报|参考|通讯)$")
