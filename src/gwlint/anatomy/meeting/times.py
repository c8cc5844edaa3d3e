"""When a meeting is held and how long it lasts."""

import datetime
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from gwlint import re
from gwlint.anatomy.meeting.sections import Line
from gwlint.language import dates
from gwlint.model import Span
from gwlint.model.meeting import Length

_WEEKDAYS = "一二三四五六日"


class Days(NamedTuple):
    """The days of a meeting: `weekday` as written beside the first, `span` the words; `after` where they end."""

    first: datetime.date | None
    last: datetime.date | None
    weekday: int | None
    span: Span
    clocks: tuple[str, ...]


class When(NamedTuple):
    """The days, the clock and the length that the lines give, each None where they do not."""

    days: Days | None
    length: Length | None


def read_when(lines: list[Line], base: datetime.date | None) -> When:
    """Read day, clock and length; `base` is the document's own date, by which 9月18日 gets its year."""
    days = next(_days(lines, base), None)
    return When(days, _said(lines) or _of_clock(days) or _of_days(lines, days) or _of_schedule(lines))


def _days(lines: list[Line], base: datetime.date | None) -> Iterator[Days]:
    """Under 时间 first, then in the sentence that convenes, then wherever a day is named with 召开."""
    labelled = (line for line in lines if line.label in ("time", "length"))
    yield from (found for line in labelled for found in _in_line(line, base) if not _travel(line, found))
    for line in lines:
        for found in _in_line(line, base):
            before = line.text[: found.span.start - line.span.start][-14:]
            rest = line.text[found.span.end - line.span.start :]
            convened = re.match("[^。；]{0,80}(?:召开|举行|举办|开会|参加[^。；]{0,30}会)", rest)
            if convened and not re.search("前|之前|起", rest[:2]) and not re.search("已|曾|去年|此前|截至", before):
                yield found


def _travel(line: Line, found: Days) -> bool:
    """Whether the day is one for arriving, leaving or answering."""
    rest = re.split("[，。；]", line.text[found.span.end - line.span.start :])[0]
    return bool(re.match("[^，。；]{0,12}(?:报到|离会|返程|撤离|前)", rest)) and not re.search(
        "召开|开始|正式开会", rest
    )


def _in_line(line: Line, base: datetime.date | None) -> Iterator[Days]:
    for match in _date().finditer(line.text):
        year = match["y"] or match["ny"]
        month, day = dates.number(match["m"] or match["nm"]), dates.number(match["d"] or match["nd"])
        first = dates.day(year, month or 0, day or 0, base)
        last = first and _last(match, first)
        span = Span(line.span.start + match.start(), line.span.start + match.end())
        weekday = _WEEKDAYS.find(match["w"].replace("天", "日")) if match["w"] else None
        yield Days(first, last, weekday, span, tuple(_clocks(line.text[match.end() :])))
    if base and (relative := _near().search(line.text)):
        monday = base - datetime.timedelta(days=base.weekday())
        weekday = _WEEKDAYS.find(relative["d"].replace("天", "日"))
        day_ = monday + datetime.timedelta(days=weekday + 7 * (relative["w"] == "下"))
        span = Span(line.span.start + relative.start(), line.span.start + relative.end())
        yield Days(day_, day_, weekday, span, tuple(_clocks(line.text[relative.end() :])))


def _last(match: "re.Match[str]", first: datetime.date) -> datetime.date:
    day = dates.number(match["d2"] or "")
    if not day:
        return first
    month = dates.number(match["m2"] or "") or first.month
    found = dates.day(str(first.year + (month < first.month)), month, day, None)
    return found if found and 0 < (found - first).days < 30 else first


_N = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"


@cache
def _date() -> "re.Pattern[str]":
    weekday = r"(?:\s*（?(?:星期|周){}（?）?(?:、?(?:星期|周).)?）?)?"
    return re.compile(
        rf"(?:(?:(?P<y>20\d\d|今|明|本)年)?(?P<m>{_N})月(?P<d>{_N})(?:日|(?=\s*[-—–~～至到]\s*{_N}日))|(?P<ny>20\d\d)[-./](?P<nm>\d{{1,2}})[-./](?P<nd>\d{{1,2}}))"
        + weekday.format("(?P<w>[一二三四五六日天])")
        + rf"(?:\s*(?:上午|下午|晚上?|全天)?\s*(?:至|到|[-—–~～]{{1,2}}|、|和)\s*(?:(?P<m2>{_N})月)?(?P<d2>{_N})日{weekday.format('.')})?"
    )


@cache
def _near() -> "re.Pattern[str]":
    return re.compile("(?P<w>[本这下])(?:周|星期)(?P<d>[一二三四五六日天])")


@cache
def _clock() -> "re.Pattern[str]":
    return re.compile(
        rf"(?P<p>上午|下午|晚上|晚|中午|早上)?\s*(?P<h>{_N})(?::(?P<c>\d\d)|[时点](?:(?P<n>{_N})分|(?P<half>半)|(?P<q>一刻)|整)?)"
    )


def _clocks(rest: str) -> Iterator[str]:
    """The clock times right behind a day, and the one that a dash joins to the first, as HH:MM."""
    part = re.split("[。；]|报到|签到|入场|就[座位]", rest)[0]
    if re.match(r"\s*(?:前|之前|截止)", part):
        return
    at, period = 0, ""
    for match in _clock().finditer(part):
        gap = part[at : match.start()]
        if (len(gap) > 12 and at == 0) or (at and not re.search("[-—–~～至到、，]", gap)):
            return
        period = match["p"] or period
        hour = dates.number(match["h"]) or 0
        hour += 12 * (period in ("下午", "晚上", "晚") and hour < 12)
        minute = 30 if match["half"] else 15 if match["q"] else dates.number(match["c"] or match["n"] or "0") or 0
        if hour < 24 and minute < 60:
            yield f"{hour:02}:{minute:02}"
        at = match.end()


@cache
def _length() -> "re.Pattern[str]":
    number = rf"(?:\d{{1,3}}(?:\.\d)?|{_N}|两|半)"
    return re.compile(
        r"(?P<what>会\s*期|时\s*长|用时|为期|历时|会议时间|会议预计|会议(?=大?约|安排|控制|不超过)|(?<!会议)时间(?=大?约|为|半|一天|\d天|两天))"
        r"(?:[为约是:：预计大共总控制在不超过拟定安排初步原则上严格一般\s]|（){0,10}"
        rf"(?:(?P<hd>半天|半日|上午|下午|半个工作日)|(?P<od>一天半|1天半|全天)|(?P<d>{number})个?(?:整|工作)?[天日](?P<dh>半)?(?!前|内|上午|下午)"
        rf"|(?P<h>{number})个?(?P<hh>半)?(?:小时|钟头)(?P<ht>半)?|(?P<m>\d{{1,3}})分钟)"
    )


def _said(lines: Iterable[Line]) -> Length | None:
    """会期半天, 会议时间约1小时; under the label 会期 or 时间 the words behind it."""
    for line in lines:
        if line.text.startswith("会议") and line.label == "agenda" and not line.opens:
            continue
        lead = "会期" if line.opens and line.label in ("length", "time") else ""
        match = _length().search(lead + line.text)
        if match:
            start = max(line.span.start, line.span.start + match.start() - len(lead))
            minutes, days = _measure(match)
            return Length(minutes, days, Span(start, line.span.start + match.end() - len(lead)))
    return None


def _measure(match: "re.Match[str]") -> tuple[int | None, float | None]:
    if match["m"]:
        return int(match["m"]), None
    if match["h"]:
        return int(60 * (_value(match["h"]) + 0.5 * bool(match["hh"] or match["ht"]))), None
    if match["hd"]:
        return None, 0.5
    if match["od"]:
        return None, 1.0 if match["od"] == "全天" else 1.5
    return None, _value(match["d"]) + 0.5 * bool(match["dh"])


def _value(text: str) -> float:
    if text == "半":
        return 0.5
    return float(text) if text.replace(".", "").isdigit() else float(dates.number(text) or 0)


def _of_clock(days: Days | None) -> Length | None:
    """From 9:00 to 11:30 of one day; over noon it is a day, unless it is short."""
    if days is None or len(days.clocks) < 2 or days.first != days.last:
        return None
    begin, end = (int(one[:2]) * 60 + int(one[3:]) for one in (days.clocks[0], days.clocks[-1]))
    if end <= begin:
        return None
    return (
        Length(None, 1.0, days.span, 0.9)
        if begin < 12 * 60 and end > 14 * 60
        else Length(end - begin, None, days.span, 0.9)
    )


def _of_days(lines: list[Line], days: Days | None) -> Length | None:
    """From the 18th to the 20th: three days, less one for arriving and one for leaving."""
    if days is None or not days.first or not days.last or days.first == days.last:
        return None
    text = "".join(line.text for line in lines if line.label in ("time", "length", "agenda", "other"))
    arrive = bool(re.search(r"报到", text)) and _same_day(lines, days.first, "报到")
    leave = _same_day(lines, days.last, "离会|返程|返回|撤离")
    return Length(None, float(max(1, (days.last - days.first).days + 1 - arrive - leave)), days.span, 0.8)


def _same_day(lines: list[Line], day: datetime.date, word: str) -> bool:
    """Whether a line says that this day is for coming or going: 17日下午报到."""
    pattern = re.compile(
        rf"(?<!\d){day.day}日(?:全天|上午|下午|晚上?|\d{{1,2}}[:：]\d\d)?[前为]?(?:[^，。；日]{{0,6}})(?:{word})"
    )
    return any(pattern.search(line.text) for line in lines)


def _of_schedule(lines: list[Line]) -> Length | None:
    """Half days that lines of a programme begin with: 9月18日上午, 下午."""
    halves: dict[tuple[str, str], Span] = {}
    day = ""
    for line in lines:
        match = re.match(rf"(?:(?:{_N}月)?(?P<d>{_N})日)?\s*(?:（[^）]*）)?\s*(?P<half>上午|下午|全天)", line.text)
        if not match or re.search("报到|离会|返程|撤离", line.text):
            continue
        day = match["d"] or day
        for half in ("上午", "下午") if match["half"] == "全天" else (match["half"],):
            halves.setdefault((day, half), Span(line.span.start, line.span.start + match.end()))
    return Length(None, len(halves) / 2, [*halves.values()][-1], 0.7) if len(halves) > 1 else None


def of_agenda(lines: list[Line]) -> Length | None:
    """The sum of the minutes of a programme whose every item has them."""
    items = [line for line in lines if line.label == "agenda" and line.text and not line.opens]
    minutes = [re.findall(r"(\d{1,3})\s*分钟", line.text) for line in items]
    if len(items) < 2 or any(
        len(found) != 1 or re.search("每[人个家位]", line.text) for line, found in zip(items, minutes, strict=True)
    ):
        return None
    return Length(sum(int(found[0]) for found in minutes), None, Span(items[0].span.start, items[-1].span.end), 0.8)
