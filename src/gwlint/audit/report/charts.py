"""Charts as SVG: Vega-Lite says what is drawn, vl-convert draws it here, so that the page needs no script for it.

Colours are the page's own variables: a chart follows the dark look and the print. Every mark says what it stands for,
to a screen reader and under the pointer.
"""

import datetime
import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from gwlint.reporters.style import SEVERITY_WORDS
from gwlint.reporters.width import clip, visible, width

Spec = dict[str, Any]
Values = list[dict[str, Any]]
HALF, WHOLE = 560, 1180
_ROW = 26
_LABEL = 34  # columns
_COLUMN = 6.6  # pixels of a column at 13px, on the wide side
_LEVELS = 5
_FEW_LEVELS = 10
FEW = 20
"""Documents of a period below which its rate is left out."""


class Policy(NamedTuple):
    """A day from which a policy holds."""

    day: datetime.date
    name: str


class Period(NamedTuple):
    """A month, quarter or year: its first day, its name, documents read, errors and warnings for each 100 of them."""

    day: datetime.date
    name: str
    files: int
    rate: float


def least(periods: Sequence[Period]) -> int:
    """How many documents a period needs for its rate to be drawn."""
    return FEW if any(one.files >= FEW for one in periods) else 1


def trend(periods: Sequence[Period], policies: Sequence[Policy]) -> str:
    """Errors and warnings for each 100 documents above the number of documents, policies marked.

    A period of few documents says nothing, unless they all have few.
    """
    few = least(periods)
    values = [
        {"day": one.day.isoformat(), "rate": one.rate if one.files >= few else None, "files": one.files, "said": f"{one.name}：查了{one.files}份，每百份{one.rate}处错误和警告"}
        for one in periods
    ]
    axis = {"format": "%Y-%m", "grid": False, "tickCount": 10}
    x = {"field": "day", "type": "temporal", "title": None, "axis": axis}
    above = x | {"axis": axis | {"labels": False, "ticks": False}}
    point = {"aria": True, "color": "var(--link)", "size": 36}
    line = {
        "mark": {"type": "line", "aria": False, "color": "var(--link)", "strokeWidth": 2, "point": point},
        "encoding": {"x": above, "y": _number("rate", "每百份错误和警告"), "description": _said()},
    }
    rates = {"width": WHOLE - 90, "height": 200, "layer": [line, *_policies(policies, periods)]}
    files = {
        "width": WHOLE - 90,
        "height": 70,
        "mark": {"type": "bar", "color": "var(--bar)", "width": max(2, min(24, 700 // max(len(values), 1)))},
        "encoding": {"x": x, "y": _number("files", "份数", 3), "description": _said()},
    }
    return _svg({"data": {"values": values}, "vconcat": [rates, files], "resolve": {"scale": {"x": "shared"}}}, "问题多了还是少了")


def _policies(policies: Sequence[Policy], periods: Sequence[Period]) -> Iterator[Spec]:
    """A line at each day, its name beside it, to the left where there is no room to the right."""
    late = periods[0].day + (periods[-1].day - periods[0].day) * 2 / 3
    for row, one in enumerate(policies):
        data = {"values": [{"day": one.day.isoformat(), "name": clip(visible(one.name), _LABEL)}]}
        where = {"x": {"field": "day", "type": "temporal"}, "description": {"field": "name"}}
        side = {"align": "right", "dx": -4} if one.day > late else {"align": "left", "dx": 4}
        text = {"type": "text", "baseline": "top", "y": 2 + 18 * row, "color": "var(--red)", "fontSize": 13, **side}
        rule = {"type": "rule", "color": "var(--red)", "strokeDash": [6, 3], "strokeWidth": 2}
        yield {"data": data, "mark": rule, "encoding": where}
        yield {"data": data, "mark": text, "encoding": where | {"text": {"field": "name"}}}


def severities(rows: Sequence[tuple[str, int, int, int]], title: str) -> str:
    """Bars of errors, warnings and infos, one a row: label, errors, warnings, infos."""
    values = [
        {"label": label, "number": number, "severity": severity, "order": order, "said": f"{label}：{SEVERITY_WORDS[severity]}{number}处"}
        for label, *numbers in _labelled(rows)
        for order, (severity, number) in enumerate(zip(SEVERITY_WORDS, numbers, strict=True))
        if number
    ]
    colours = [f"var(--{one})" for one in SEVERITY_WORDS]
    colour = {"field": "severity", "type": "nominal", "legend": None, "scale": {"domain": list(SEVERITY_WORDS), "range": colours}}
    return _bars(values, [label for label, *_ in _labelled(rows)], colour, title)


def reasons(rows: Sequence[tuple[str, int, int]], title: str) -> str:
    """Bars of urgency labels: label, with reason, without."""
    looks = (("写了理由", "var(--fill)"), ("没写理由", "var(--error)"))
    values = [
        {"label": label, "number": number, "kind": kind, "order": order, "said": f"{label}：{kind}{number}份"}
        for label, *numbers in _labelled(rows)
        for order, ((kind, _), number) in enumerate(zip(looks, numbers, strict=True))
        if number
    ]
    scale = {"domain": [kind for kind, _ in looks], "range": [look for _, look in looks]}
    colour = {"field": "kind", "type": "nominal", "legend": None, "scale": scale}
    return _bars(values, [label for label, *_ in _labelled(rows)], colour, title)


def words(rows: Sequence[tuple[int, int | None, int]]) -> str:
    """Documents by 字数 as a share of the limit, in steps of 10 %; those above it stand out."""
    values = [
        {"from": low, "to": low + 10, "files": files, "over": low >= 100, "said": f"占上限的{low}%{f'至{high}%' if high else '以上'}：{files}份"}
        for low, high, files in rows
    ]
    colour = {"condition": {"test": "datum.over", "value": "var(--error)"}, "value": "var(--fill)"}
    x = {
        "field": "from",
        "bin": {"binned": True, "step": 10},
        "type": "quantitative",
        "title": "正文字数占上限的%（200 表示两倍以上）",
        "scale": {"domain": [0, 210]},
        "axis": {"grid": False, "values": list(range(0, 201, 20))},
    }
    bars = {
        "mark": {"type": "bar"},
        "encoding": {"x": x, "x2": {"field": "to"}, "y": _number("files", "份数"), "color": colour, "description": _said()},
    }
    here: Spec = {"values": [{}]}
    limit = {"data": here, "mark": {"type": "rule", "color": "var(--ink)", "strokeWidth": 2, "strokeDash": [6, 3]}, "encoding": {"x": {"datum": 100}}}
    text = {
        "data": here,
        "mark": {"type": "text", "text": "上限", "align": "left", "dx": 5, "y": 8, "color": "var(--ink)", "fontSize": 13},
        "encoding": {"x": {"datum": 100}},
    }
    return _svg({"data": {"values": values}, "width": HALF - 80, "height": 240, "layer": [bars, limit, text]}, "正文字数与上限")


def heat(rows: Sequence[tuple[str, str, int]], units: Sequence[str], rules: Sequence[str]) -> str:
    """Units down, rules across, the number of documents in each cell: unit, rule, files."""
    most = max((files for *_, files in rows), default=1)
    values = [
        {"unit": _short(unit), "rule": rule, "files": files, "level": _level(files, most), "said": f"{unit}，{rule}：{files}份"}
        for unit, rule, files in rows
    ]
    x = {"field": "rule", "type": "nominal", "title": None, "sort": list(rules), "axis": {"orient": "top", "labelAngle": 0, **_PLAIN}}
    y = _names([_short(one) for one in units], "unit")
    levels = [f"var(--heat-{one})" for one in range(1, _LEVELS + 1)]
    colour = {"field": "level", "type": "ordinal", "legend": None, "scale": {"domain": list(range(1, _LEVELS + 1)), "range": levels}}
    ink = {"condition": {"test": f"datum.level > {_LEVELS - 2}", "value": "var(--paper)"}, "value": "var(--ink)"}
    layer = [
        {"mark": {"type": "rect", "stroke": "var(--paper)"}, "encoding": {"color": colour, "description": _said()}},
        {"mark": {"type": "text", "fontSize": 13, "aria": False}, "encoding": {"text": {"field": "files"}, "color": ink}},
    ]
    wide = WHOLE - 20 - int(max(map(width, (_short(one) for one in units)), default=1) * _COLUMN)
    spec = {"data": {"values": values}, "width": min(wide, 90 * max(len(rules), 1)), "height": {"step": 30}, "encoding": {"x": x, "y": y}, "layer": layer}
    return _svg(spec, "单位和规则")


def _level(files: int, most: int) -> int:
    """1 to _LEVELS; of larger numbers by the root, for a few units have most of the findings."""
    share = files / most if most <= _FEW_LEVELS else (files / most) ** 0.5
    return max(1, min(_LEVELS, math.ceil(share * _LEVELS)))


def _bars(values: Values, labels: list[str], colour: Spec, title: str) -> str:
    spec = {
        "data": {"values": values},
        "width": HALF - 30 - int(max(map(width, labels), default=1) * _COLUMN),
        "height": {"step": _ROW},
        "mark": {"type": "bar", "stroke": "var(--paper)", "strokeWidth": 1},
        "encoding": {
            "y": _names(labels, "label"),
            "x": {"field": "number", "type": "quantitative", "title": None, "stack": "zero", "axis": {"tickCount": 5, "tickMinStep": 1}},
            "color": colour,
            "order": {"field": "order", "type": "quantitative"},
            "description": _said(),
        },
    }
    return _svg(spec, title)


def _labelled(rows: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The rows with short labels; those that would be alike are told apart."""
    used: dict[str, int] = {}
    found = []
    for label, *rest in rows:
        short = _short(label)
        used[short] = used.get(short, 0) + 1
        found.append((short if used[short] == 1 else f"{short}（{used[short]}）", *rest))
    return found


def _short(label: str) -> str:
    return clip(visible(label), _LABEL)


def _names(labels: Sequence[str], field: str) -> Spec:
    """An axis of names, as wide as they are whatever fonts this machine has."""
    wide = int(max(map(width, labels), default=1) * _COLUMN) + 12
    return {"field": field, "type": "nominal", "title": None, "sort": list(labels), "axis": {**_PLAIN, "minExtent": wide, "maxExtent": wide}}


def _number(field: str, title: str | None, ticks: int = 5) -> Spec:
    return {"field": field, "type": "quantitative", "title": title, "axis": {"tickCount": ticks, "tickMinStep": 1, **_ABOVE}}


def _said() -> Spec:
    return {"field": "said", "type": "nominal"}


_ABOVE = {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "start", "titleX": -34, "titleY": -10}
_PLAIN = {"ticks": False, "domain": False, "labelLimit": 0}
_CONFIG = {
    "background": None,
    "font": "sans-serif",
    "view": {"stroke": None},
    "axis": {
        "aria": False, "labelColor": "var(--ink)", "titleColor": "var(--soft)", "gridColor": "var(--line)",
        "domainColor": "var(--soft)", "tickColor": "var(--soft)", "labelFontSize": 13, "titleFontSize": 13,
        "titleFontWeight": "normal",
    },
}  # fmt: skip


def _svg(spec: Spec, title: str) -> str:
    import vl_convert

    drawn = vl_convert.vegalite_to_svg({**spec, "config": _CONFIG, "padding": 4}, allowed_base_urls=[])
    return _spoken(drawn, title)


def _spoken(drawn: str, title: str) -> str:
    """The drawing as an element of the page: its size left to the page, what it says in Chinese alone."""
    from lxml import etree

    root = etree.fromstring(drawn.encode())
    root.attrib.update({"role": "group", "aria-label": title})
    _drop(root, "width", "height", "class")
    for one in root.iter("{*}*"):
        _drop(one, "aria-roledescription", "font-family", "pointer-events")
        if one.get("role") == "graphics-object":
            _drop(one, "role", "aria-label")
        elif one.get("role") == "graphics-symbol":
            one.set("role", "img")
            etree.SubElement(one, "title").text = one.get("aria-label")
    text: str = etree.tostring(root, encoding="unicode")
    return text


def _drop(one: Any, *names: str) -> None:
    for name in names:
        one.attrib.pop(name, None)
