"""From a finding's words to a cursor over them."""

from __future__ import annotations

from gwlint_office.story import Stretch


def spans(text: str, findings: list) -> list:
    """Where in `text` each finding's quote stands, as start and end; None where it does not.

    The text is gwlint's but for what the docx filter changes, so a quote is nearly always where its span says. Where
    it is not, the occurrence next to there holds, as far off as the finding before it was.
    """
    drift, found = 0, []
    for one in findings:
        place = _nearest(text, one["quote"], one["span"][0] + drift)
        found.append(place and (place[0], place[1]))
        if place is not None:
            drift = place[0] - one["span"][0]
    return found


def _nearest(text: str, quote: str, at: int):
    if not quote.strip():
        return None
    before, after = text.rfind(quote, 0, max(at, 0) + len(quote)), text.find(quote, max(at, 0))
    hits = [one for one in (before, after) if one >= 0]
    if not hits:
        return None
    start = min(hits, key=lambda one: abs(one - at))
    return start, start + len(quote)


def cursor(stretches: list[Stretch], start: int, end: int):
    """A cursor over the words; over most of them where they reach over several cells or boxes; None outside of text."""
    wanted = [one for one in stretches if one.range is not None and one.start < end and start < one.end]
    kept = _most(wanted, start, end)
    if not kept:
        return None
    first, last = kept[0], kept[-1]
    made = _at(first, max(start - first.start, 0))
    made.gotoRange(_at(last, min(end, last.end) - last.start), True)
    return made


def _most(wanted: list[Stretch], start: int, end: int) -> list[Stretch]:
    """Those of one text (the body, a cell, a box): the text that holds most of it."""
    groups: list = []
    for one in wanted:
        text = one.range.getText()
        if groups and groups[-1][0] == text:
            groups[-1][1].append(one)
        else:
            groups.append((text, [one]))
    sizes = [sum(min(end, one.end) - max(start, one.start) for one in kept) for _, kept in groups]
    return groups[sizes.index(max(sizes))][1] if groups else []


def _at(stretch: Stretch, offset: int):
    """A cursor before the character `offset` of the stretch."""
    made = stretch.range.getText().createTextCursorByRange(stretch.range.getStart())
    units = len(stretch.range.getString()[:offset].encode("utf-16-le")) // 2
    while units > 0:
        made.goRight(min(units, 0x7FFF), False)
        units -= 0x7FFF
    return made
