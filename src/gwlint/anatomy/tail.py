"""What follows the text: 附件说明, 署名, 成文日期, 附注, then the printed text or the attachments, then 版记."""

import datetime
from functools import cache
from typing import NamedTuple

from gwlint import re
from gwlint.anatomy.lines import Line
from gwlint.language import dates
from gwlint.language.organs import classify
from gwlint.model import Element, Span

_LONGEST_SIGNATURE = 10  # lines of joint issuers above a date


class Item(NamedTuple):
    """One entry of 附件说明."""

    number: int
    title: str
    span: Span


class Closing(NamedTuple):
    """The end of the document's own text. `first` is the line where it begins, `after` the first line behind it."""

    first: int
    after: int
    items: tuple[Item, ...] = ()
    attachment_list: Element | None = None
    signature: tuple[Line, ...] = ()
    date_line: Element | None = None
    date: datetime.date | None = None
    note: Element | None = None


class Colophon(NamedTuple):
    """版记. `first` is the index of its first line, len(lines) without one."""

    first: int
    cc: Element | None = None
    imprint: Element | None = None
    imprint_date: datetime.date | None = None


@cache
def _pattern(name: str) -> "re.Pattern[str]":
    return re.compile(_PATTERNS[name])


_DATE = r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日|[一二][〇○零ОO一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
_PATTERNS = {
    "date": rf"({_DATE})(?:印|发|\(章\)|（章）|（印章）)?$",
    "imprint": rf"^(.{{2,60}}?)({_DATE})印发$",
    "cc": r"^(?:抄送|抄报|分送|主送)[:：]",
    "list": r"^附件?[:：]|^附件[:：\s]*[1一][.．、:：]|^附[:：]",
    "item": r"(?:^|(?<=[^\d]))(\d{1,2})[.．、]\s*(?=[^\d\s])",
    "heading": r"^附件?\s*[:：]?\s*(\d{1,2}(?:[-—]\d{1,2})?|[一二三四五六七八九十]{1,2})?\s*[:：]?$",
    "note": r"^[（(].{2,60}[)）]$",
    "disclosure": r"(?:此件|本文)?(?:信息公开(?:形式|选项|属性)|公开(?:形式|属性|方式|类别|选项))[:：]\s*(?:主动公开|依申请公开|不予公开|免予公开|不公开)"
    r"|此件(?:公开发布|主动公开|依申请公开|不予公开|不公开|发至县团级|删减后公开)|^[（(]?(?:主动公开|依申请公开|不予公开|公开发布)[)）]?$",
}


def read_closing(lines: list[Line], start: int, stop: int) -> Closing:
    """Find the end of the text that begins at line `start`: the first date line of its own below it."""
    at = next((i for i in range(start, stop) if _date_of(lines[i])), None)
    if at is None:
        return _undated(lines, start, stop)
    signature, first = _signature(lines, start, at)
    note, after = _note(lines, at + 1, stop)
    items, listed, first = attachment_list(lines, start, first)
    found = _pattern("date").search(lines[at].text)
    text = found.group(1) if found else lines[at].text
    return Closing(first, after, items, listed, signature, Element(text, lines[at].span), _date_of(lines[at]), note)


def _date_of(line: Line) -> datetime.date | None:
    """The date, when the line is a date, or an organ and a date."""
    match = _pattern("date").search(line.text)
    if not match or len(line.text) > 70 or line.text.endswith("印发"):
        return None
    before = line.text[: match.start()]
    if before and (re.search("[，。；：（《]", before) or classify(before).klass == "不明"):
        return None
    return dates.whole(match.group(1))


def _undated(lines: list[Line], start: int, stop: int) -> Closing:
    """A draft without a date: the signature is the last short organ name, the 附件说明 stands above it."""
    last = stop
    while last > start and _is_note(lines[last - 1]):
        last -= 1
    note = _as_note(lines[last]) if last < stop else None
    signature, first = _signature(lines, start, last)
    items, listed, first = attachment_list(lines, start, first)
    return Closing(
        first,
        stop if listed is None or signature else _end_of_list(items, lines, first, stop),
        items,
        listed,
        signature,
        None,
        None,
        note,
    )


def _end_of_list(items: tuple[Item, ...], lines: list[Line], first: int, stop: int) -> int:
    last = items[-1].span.end if items else lines[first].span.end
    return next((i for i in range(first, stop) if lines[i].span.start >= last), stop)


def _signature(lines: list[Line], start: int, at: int) -> tuple[tuple[Line, ...], int]:
    """The organs named right above line `at` (or before the date in it), and where they begin."""
    first = at
    while first > start and at - first < _LONGEST_SIGNATURE and _may_sign(lines[first - 1]):
        first -= 1
    signing = lines[first:at]
    while signing and classify(_joined(signing)).klass == "不明" and classify(signing[0].text).klass == "不明":
        signing = signing[1:]
    if not signing and at < len(lines) and (match := _pattern("date").search(lines[at].text)) and match.start():
        return (lines[at],), at
    return tuple(signing), at - len(signing)


def _joined(lines: list[Line]) -> str:
    return "".join(line.text for line in lines)


def _may_sign(line: Line) -> bool:
    text = line.text
    if len(text) > 60 or re.search("[，。；：:《》]", text) or _pattern("heading").match(text):
        return False
    return not re.match(r"\d+[.．、]|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|附件", text)


def _is_note(line: Line) -> bool:
    return bool(_pattern("note").match(line.text) or _pattern("disclosure").search(line.text)) and len(line.text) <= 60


def _as_note(line: Line) -> Element:
    return Element(line.text.strip("（）()"), line.span)


def _note(lines: list[Line], at: int, stop: int) -> tuple[Element | None, int]:
    if at < stop and _is_note(lines[at]):
        return _as_note(lines[at]), at + 1
    return None, at


def attachment_list(lines: list[Line], start: int, first: int) -> tuple[tuple[Item, ...], Element | None, int]:
    """附件说明 above line `first`: its entries, itself, and where it begins."""
    begin = next(
        (i for i in range(first - 1, max(start - 1, first - 40), -1) if _pattern("list").match(lines[i].text)), None
    )
    if begin is None:
        return (), None, first
    block = lines[begin:first]
    if any(line.text.endswith("。") and len(line.text) > 60 for line in block):
        return (), None, first
    span = Span(block[0].span.start, block[-1].span.end)
    return tuple(_items(block)), Element(_joined(block), span), begin


def _items(block: list[Line]) -> list[Item]:
    found: list[Item] = []
    for line in block:
        text = re.sub(r"^附件?[:：]?\s*(?=\d)|^附件?[:：]\s*", "", line.text)
        parts = _pattern("item").split(text)
        if parts[0].strip() and not found:
            found.append(Item(1, parts[0].strip(), line.span))
        elif parts[0].strip():
            found[-1] = Item(
                found[-1].number, found[-1].title + parts[0].strip(), Span(found[-1].span.start, line.span.end)
            )
        found += [Item(int(n), title.strip(), line.span) for n, title in zip(parts[1::2], parts[2::2], strict=True)]
    return found


def headings(lines: list[Line], start: int, stop: int) -> list[tuple[int, int]]:
    """Where attachments begin: (index of the line 附件N, N), N from 1 where the line names none."""
    found: list[tuple[int, int]] = []
    for i in range(start, stop):
        match = _pattern("heading").match(lines[i].text)
        if match:
            number = dates.number(match.group(1)) if match.group(1) else None
            found.append((i, number or len(found) + 1))
    return found


def read_colophon(lines: list[Line], start: int) -> Colophon:
    """版记, looked for from the end of the document upwards."""
    first, cc, imprint, printed = len(lines), None, None, None
    for line in reversed(lines[max(start, len(lines) - 12) :]):
        match = _pattern("imprint").match(line.text)
        if match and imprint is None:
            imprint, printed, first = Element(match.group(1), line.span), dates.whole(match.group(2)), line.row
        elif _pattern("cc").match(line.text) and cc is None:
            cc, first = Element(line.text.split("：", 1)[-1].split(":", 1)[-1], line.span), line.row
    return Colophon(first, cc, imprint, printed)


def disclosure(lines: list[Line], start: int) -> Element | None:
    """The word on disclosure (此件公开发布 and its kin), wherever it stands from line `start`, or above the title."""
    for line in [*lines[start:], *lines[: min(start, 8)]]:
        match = _pattern("disclosure").search(line.text) if len(line.text) <= 80 else None
        if match:
            return Element(match.group().strip("（）()"), line.span)
    return None
