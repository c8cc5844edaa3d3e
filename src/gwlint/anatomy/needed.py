"""By when a 请示 needs its answer: the day that it asks one for, or the day of what it asks leave to do."""

import datetime
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from gwlint import re
from gwlint.language.dates import deadlines
from gwlint.language.periods import periods
from gwlint.language.reading import Reading
from gwlint.model import Span


class Needed(NamedTuple):
    """The day, and where the text shows it."""

    date: datetime.date
    span: Span


def read_needed(reading: Reading) -> Needed | None:
    """The earliest day, not before its own date, by which a 请示 needs an answer; None where it names none."""
    date = reading.gongwen.date
    if reading.gongwen.genre != "请示":
        return None
    found = [*_asked(reading), *_planned(reading)]
    return min((one for one in found if date is None or one.date >= date), default=None)


@cache
def _answers() -> "re.Pattern[str]":
    return re.compile("批复|批示|批准|答复|回复|审定|审批|审议|研究|函复|核准|下达|拨付")


def _asked(reading: Reading) -> Iterator[Needed]:
    for index in reading.having(("前", "内")):
        for sentence in reading.said(index):
            for one in deadlines(reading.text, sentence.span, reading.gongwen.date):
                before = reading.text[sentence.span.start : one.span.start]
                after = reading.text[one.span.end : sentence.span.end]
                if one.date and re.search("请|望", before[-12:]) and _answers().search(after[:20]):
                    yield Needed(one.date, one.span)


@cache
def _events() -> "re.Pattern[str]":
    return re.compile("召开|举办|举行|开展|启动|开工|开业|赴|出访|前往|实施|承办|组织|进行|开馆|开幕|施行|搬迁|参加")


def _planned(reading: Reading) -> Iterator[Needed]:
    """拟于5月20日举办: what waits for the answer."""
    for index in reading.having(("于", "在", "自")):
        paragraph = reading.paragraphs[index]
        for one in periods(reading.text, *paragraph, reading.gongwen.date):
            before = reading.text[paragraph.start : one.span.start]
            after = reading.text[one.span.end : paragraph.end]
            if re.search("(?:拟|定|计划|预计|将|拟定|初定|申请)[于在自]$", before) and _events().search(after[:16]):
                yield Needed(one.first, one.span)
