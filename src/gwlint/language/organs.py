"""What an organ's name tells: its class, its level and its region.

Classes follow 条例 第十六、十七条 (who may write to whom); names come from lexicons/organs.tsv.
"""

from functools import cache
from typing import NamedTuple, cast

from gwlint import re
from gwlint.language import lexicons, regions
from gwlint.model import IssuerClass, Level, Organ, Span

_RELATIVE: dict[str, Level] = {
    "省": "省", "自治区": "省", "全省": "省",
    "市": "市", "州": "市", "盟": "市", "地区": "市",
    "县": "县", "区": "县", "旗": "县",
    "乡": "乡", "镇": "乡", "街道": "乡",
}  # fmt: skip
RANK: dict[str, int] = {"中央": 0, "省": 1, "市": 2, "县": 3, "乡": 4}


class _Terms(NamedTuple):
    central: dict[str, IssuerClass]
    coordinating: tuple[str, ...]
    suffix: dict[str, IssuerClass]
    inner: tuple[str, ...]


@cache
def _terms() -> _Terms:
    rows = lexicons.table("organs")
    pick = {kind: {r[0]: cast(IssuerClass, r[2]) for r in rows if r[1] == kind} for kind in ("central", "suffix")}
    names = {kind: tuple(r[0] for r in rows if r[1] == kind) for kind in ("coordinating", "inner")}
    return _Terms(pick["central"], names["coordinating"], pick["suffix"], names["inner"])


def lower(one: Level, other: Level) -> bool:
    """Whether `one` ranks below `other`; unknown levels are below nothing."""
    return one in RANK and other in RANK and RANK[one] > RANK[other]


def classify(name: str, span: Span | None = None) -> Organ:
    """The organ that `name` names, in canonical characters and without blanks; class and level 不明 where untold."""
    name = name.strip()
    for seal in ("（章）", "（印章）", "（公章）", "（盖章）", "（代章）"):
        name = name.removesuffix(seal)
    central = _central(name)
    if central is not None:
        return Organ(name, central, "中央", (), span)
    if name.startswith(_CONSULTATIVE):
        return _consultative(name, span)
    party = name.startswith(("中共", "中国共产党"))
    bare = name.removeprefix("中共").removeprefix("中国共产党")
    place, rest = regions.leading(_after_superior(bare))
    path = place.path if place else ()
    level: Level = place.level if place else "不明"
    township, inner = _township(rest)
    if township:
        level, rest = "乡", inner
        path = (*path, township)
    elif place is None:
        level, rest = _relative(rest)
    return Organ(name, _class(rest, party), level, path, span)


_CONSULTATIVE = ("政协", "人民政协", "中国人民政治协商会议")


def _consultative(name: str, span: Span | None) -> Organ:
    """政协天长市委员会: the place stands behind the name of the body."""
    rest = next(
        name.removeprefix(head) for head in sorted(_CONSULTATIVE, key=len, reverse=True) if name.startswith(head)
    )
    place, _ = regions.leading(rest)
    return Organ(name, "人大政协法检", place.level if place else "不明", place.path if place else (), span)


def _central(name: str) -> IssuerClass | None:
    """The class of a central organ, or of the general office of one."""
    known = _terms().central
    if name in known:
        return known[name]
    for office in ("办公厅", "办公室"):
        owner = name.removesuffix(office)
        if owner != name and owner in known:
            return (
                "办公厅室" if known[owner] in ("党委", "政府") else "部门" if known[owner] == "部门" else known[owner]
            )
    owner = next((one for one in known if known[one] == "部门" and name.startswith(one)), "")
    if (
        owner
        and re.search("(?:司|办公厅|办公室|局|组|中心)$", name[len(owner) :])
        and regions.leading(name[len(owner) :])[0] is None
    ):
        return "部门"
    if name.startswith(("国务院", "中央", "中共中央", "全国", "国家", "中华人民共和国", "最高人民")):
        place, _ = regions.leading(_after_superior(name))
        if place is None:
            return _class(name, party=False)
    return None


def _after_superior(name: str) -> str:
    """国家税务总局福建省税务局 is a Fujian organ: what stands after the name of its superior."""
    for superior in (
        "国家税务总局",
        "国家统计局",
        "国家金融监督管理总局",
        "中国人民银行",
        "国家矿山安全监察局",
        "国家能源局",
        "中国民用航空",
    ):
        rest = name.removeprefix(superior)
        if rest != name and rest:
            return rest
    return name


def _township(rest: str) -> tuple[str, str]:
    """航城街道办事处 → 航城, 街道办事处; nothing when the name does not begin with a township."""
    for mark in ("街道", "镇", "乡"):
        head, found, tail = rest.partition(mark)
        if (
            found
            and 1 <= len(head) <= 6
            and tail.startswith(("人民政府", "政府", "党委", "办事处", "党工委", "委员会"))
        ):
            return head, (mark + tail if tail.startswith("办事处") else tail)
    return "", rest


def _relative(rest: str) -> tuple[Level, str]:
    """市教育局 → 市, 教育局: a level without a place name."""
    for word in sorted(_RELATIVE, key=len, reverse=True):
        if rest.startswith(word) and len(rest) > len(word) and not rest.startswith(("市场", "区域")):
            return _RELATIVE[word], rest[len(word) :]
    return "不明", rest


def _class(rest: str, party: bool) -> IssuerClass:
    """The class of what remains of a name after its place."""
    office = next((x for x in ("办公厅", "办公室", "办") if rest.endswith(x)), "")
    owner = rest[: -len(office)] if office else ""
    if any(term in rest for term in _terms().coordinating):
        return "议事协调机构"
    if office and re.search("政府$|[省市县区州盟旗]委$", owner):
        return "办公厅室"
    if office and (
        owner in ("人民政府", "政府", "行署", "行政公署", "委", "党委", "人民政府党组")
        or (party and owner in ("委员会", "工作委员会", "工委"))
    ):
        return "办公厅室"
    if office and owner.endswith("委员会") and not party and not re.search(_COMMISSIONS, owner):
        return "议事协调机构"
    if rest in ("委", "党委", "党组", "党工委", "工委") or (party and rest in ("委员会", "工作委员会")):
        return "党委"
    if party and re.search("公司|集团|大学|学院|学校|医院|银行|协会", rest):
        return "企事业团体"
    known = _terms().suffix
    for start in range(max(0, len(rest) - 11), len(rest)):
        if rest[start:] in known:
            return known[rest[start:]]
    return "部门" if is_inner(rest) else "不明"


_COMMISSIONS = (
    "发展|改革|卫生|健康|国有资产|民族|宗教|经济|信息化|住房|建设|交通|科学技术|教育|商务|农业|农村|城市管理|规划|自然资源|文化|体育|"
    "计划生育|机构编制|纪律检查|政法|监督|工业|旅游|水务|证券|保险|银行"
)
"""Commissions that are departments; the office of any other 委员会 is that of a 议事协调机构."""


def is_inner(name: str) -> bool:
    """Whether a name is that of a 内设机构 (处 科 股), which may not write outside (条例第十七条)."""
    return name.endswith(_terms().inner) and len(name) >= 4
