"""Dates and deadlines in running text, resolved against the document's own date.

All functions work on canonical text (`normal.canon`) and give spans into it.
天 and 日 are calendar days: neither seed policy defines them as working days.
"""

import datetime
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from gwlint import re
from gwlint.model import Span

LIMIT_WORDS = (
    "报到",
    "参会",
    "集合",
    "前",
    "内",
    "止",
    "月底",
    "月末",
    "今天",
    "今日",
    "今晚",
    "当天",
    "当日",
    "当晚",
    "明天",
    "明日",
    "次日",
    "翌日",
    "后天",
    "日报送",
    "日上报",
    "日反馈",
    "日提交",
    "日回复",
)
"""A moment by which something is asked holds one of these."""

_HAN = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "О": 0, "O": 0, "两": 2}
_WEEKDAYS = {c: i for i, c in enumerate("一二三四五六日")} | {"天": 6}

DeadlineKind: TypeAlias = Literal["report", "reply", "meeting", "action"]


class Deadline(NamedTuple):
    """A moment by which something is asked: `date` None when it cannot be resolved; `days` from the document's date.

    `sentence` is the sentence that asks. `kind` is what is asked: material (report), an answer (reply), attendance
    (meeting) or anything else (action).
    """

    span: Span
    date: datetime.date | None
    days: int | None
    sentence: Span
    kind: DeadlineKind = "action"
    time: str | None = None


def number(text: str) -> int | None:
    """三 → 3, 十五 → 15, 二十 → 20, 12 → 12; None for what is no number below a hundred."""
    if text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        if all(c in _HAN for c in tens + ones) and len(tens) <= 1 and len(ones) <= 1:
            return (_HAN[tens] if tens else 1) * 10 + (_HAN[ones] if ones else 0)
        return None
    return _HAN[text] if len(text) == 1 and text in _HAN else None


def whole(text: str) -> datetime.date | None:
    """The date that a line is: 2024年3月15日, 二〇二四年三月十五日, with any blanks; None when it is no date."""
    found = _whole().fullmatch(re.sub(r"\s+", "", text))
    if not found:
        return None
    year, month, day = found.group("y", "m", "d")
    digits = year if year.isdigit() else "".join(str(_HAN[c]) for c in year)
    return _date(int(digits), number(month), number(day))


def anywhere(text: str) -> datetime.date | None:
    """The first full date in a short text, also as 2020-01-30 or 2020/1/30."""
    numeric = re.search(r"((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})", text)
    if numeric:
        return _date(*(int(part) for part in numeric.groups()))
    found = _whole().search(re.sub(r"\s+", "", text))
    return whole(found.group()) if found else None


@cache
def _whole() -> "re.Pattern[str]":
    return re.compile(
        r"(?P<y>(?:19|20)\d\d|[一二][〇○零ОO一二三四五六七八九]{3})年"
        r"(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})月(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})日"
    )


def _date(year: int, month: int | None, day: int | None) -> datetime.date | None:
    try:
        return datetime.date(year, month or 0, day or 0)
    except ValueError:
        return None


_N = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"


@cache
def _limits() -> "re.Pattern[str]":
    clock = r"(?P<time>\s*(?:上午|下午|中午|晚上?)?\s*(?:\d{1,2}(?:[:：]\d\d|[时点](?:\d{1,2}分|整|半)?)|下班|中午|上午|下午|晚))?"
    before = r"(?:之前|以前|前|止|截止|为止|内)"
    return re.compile(
        rf"(?P<day>(?<!每年)(?:(?P<y>20\d\d|今|明|本|当)年)?(?P<m>{_N})月(?P<d>{_N})日(?:\s*[(（]?(?:周|星期).[)）]?)?{clock}"
        rf"\s*(?:{before}|(?=报送|上报|反馈|提交|回复|[到在至][^，。；]{{2,40}}?(?:报到|参会|集合|参加会议))))"
        r"|(?P<mend>(?:(?P<ey>20\d\d|今|明|本|当)年)?(?P<em>\d{1,2}|本|当|下|次)个?月(?:底|末)(?:之?前|以前)?)"
        rf"|(?P<mday>(?P<mm>本|当|下|次)月(?P<md>\d{{1,2}})日{clock.replace('time', 'mtime')}\s*{before})"
        rf"|(?P<week>(?<!每)(?P<wk>本|这|下)?(?:周|星期|礼拜)(?P<wd>[一二三四五六日天]){clock.replace('time', 'wtime')}\s*(?:之前|以前|前|止))"
        rf"|(?P<rel>(?:今天|今日|今晚|明天|明日|后天|(?<![^，。；：、于在请须要并应])(?:当天|当日|当晚|次日|翌日)){clock.replace('time', 'rtime')}\s*(?:之前|以前|前|内|(?=[^，。；]{{0,12}}(?:报|反馈|提交|传达|转发|回复))))"
        rf"|(?P<within>(?:(?:收到|接到|接(?=通知|文|电)|收文|见文|自|印发|发布|发文|下发)[^，。；：]{{0,14}}?(?:后|起|之日)[^，。；：]{{0,4}}?|(?:收到|接到)本?(?:通知|文件|函)|(?<=[在于])(?={_N}个?[工日天]))(?P<wn>{_N})个?(?P<wu>工作日|日|天|小时)(?:之内|以内|内))"
    )


_MOMENTS = frozenset("日月周星礼天晚时")
_BOUNDS = frozenset("前止内底末报反提回到在至传转")


def deadlines(text: str, sentence: Span, date: datetime.date | None) -> list[Deadline]:
    """The moments named in one sentence of canonical `text`, in order."""
    found: list[Deadline] = []
    said = text[sentence.start : sentence.end]
    if _MOMENTS.isdisjoint(said) or _BOUNDS.isdisjoint(said):  # the pattern is among the dearest
        return found
    for match in _limits().finditer(text, sentence.start, sentence.end):
        if match["within"] and match.start() == match.start("wn") and _after_event(text, sentence.start, match.start()):
            continue
        when, time = _resolve(match, date)
        days = (when - date).days if when and date else None
        found.append(Deadline(Span(*match.span()), when, days, sentence, "action", time))
    return found


def _after_event(text: str, start: int, end: int) -> bool:
    """Whether a bare 在3日内 is counted from an event that its sentence names (灾害发生后，…), not from this document."""
    begin = max(start, text.rfind("。", start, end), text.rfind("；", start, end))
    return bool(re.search("[后时的]，|一旦|如|若|后[^，。；]{0,6}在$", text[begin:end]))


def _resolve(match: "re.Match[str]", base: datetime.date | None) -> tuple[datetime.date | None, str | None]:
    kind = match.lastgroup
    if match["day"]:
        return day(match["y"], number(match["m"]) or 0, number(match["d"]) or 0, base), _clock(match["time"])
    if base is None:
        return None, None
    if match["mend"]:
        return _month_end(match["ey"], match["em"], base), None
    if match["mday"]:
        month = base if match["mm"] in "本当" else _next_month(base)
        return _date(month.year, month.month, int(match["md"])), _clock(match["mtime"])
    if match["week"]:
        monday = base - datetime.timedelta(days=base.weekday()) + datetime.timedelta(days=7 * (match["wk"] == "下"))
        return monday + datetime.timedelta(days=_WEEKDAYS[match["wd"]]), _clock(match["wtime"])
    if match["rel"]:
        ahead = {"明": 1, "次": 1, "翌": 1, "后": 2}.get(match["rel"][0], 0)
        return base + datetime.timedelta(days=ahead), _clock(match["rtime"])
    if match["within"]:
        count = number(match["wn"]) or 0
        return base + datetime.timedelta(days=count // 24 if match["wu"] == "小时" else count), None
    raise AssertionError(kind)


def day(year: str | None, month: int, of_month: int, base: datetime.date | None) -> datetime.date | None:
    """The day meant in a document of `base`: without a year that of `base`, or the next when long past by then.

    `year` is in digits or 今, 本, 当, 明; None where the day does not exist or the year cannot be told.
    """
    if year and year.isdigit():
        return _date(int(year), month, of_month)
    if base is None:
        return None
    if year:
        return _date(base.year + (year == "明"), month, of_month)
    near = _date(base.year, month, of_month)
    if near and (base - near).days > 180:
        return _date(base.year + 1, month, of_month)
    return near


def _next_month(base: datetime.date) -> datetime.date:
    return (base.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)


def _month_end(year: str | None, month: str, base: datetime.date) -> datetime.date | None:
    if not month.isdigit():
        first = base if month in "本当" else _next_month(base)
    else:
        whole_year = int(year) if year and year.isdigit() else base.year + (year == "明")
        if not 1 <= int(month) <= 12:
            return None
        first = datetime.date(whole_year, int(month), 1)
    return _next_month(first) - datetime.timedelta(days=1)


def _clock(found: str | None) -> str | None:
    return found.strip() if found else None
