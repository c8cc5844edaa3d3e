"""发文机关: from the signature, the title, the masthead, the document number, the web page, in this order of trust."""

from collections.abc import Iterable
from typing import NamedTuple

from gwlint import re
from gwlint.anatomy import addressees
from gwlint.anatomy.lines import Line, close_up
from gwlint.language import regions
from gwlint.language.normal import HAN, canon
from gwlint.language.organs import RANK, classify
from gwlint.model import Element, IssuerClass, Level, Organ, Span

_VERBS = re.compile(r"关于|印发|转发|批转|发布|公布|对|致")


class Issuer(NamedTuple):
    """Who issues the document; `organs` empty when no name is there and class and level come from the context."""

    organs: tuple[Organ, ...]
    klass: IssuerClass
    level: Level
    region: tuple[str, ...]


def from_lines(lines: Iterable[Line]) -> tuple[Organ, ...]:
    """The organs that a signature names, several to a line or one over several lines."""
    found: list[Organ] = []
    pending = ""
    for line in lines:
        text = re.sub(r"(?:19|20)\d\d年.*$", "", line.text)
        for part in _side_by_side(line, text):
            pending += part
            organs = _run_together(pending)
            if organs:
                found += with_span(organs, line.span)
                pending = ""
    return tuple(found)


def _side_by_side(line: Line, text: str) -> list[str]:
    """Two organs set apart by a blank or a 、 on one line; letter-spaced names stay one."""
    parts = [close_up(p) for p in re.split(r"\s+|、", canon(line.raw).strip()) if p]
    if len(parts) > 1 and all(len(p) >= 3 and classify(p).klass != "不明" for p in parts):
        return parts
    return [text]


def from_title(lines: tuple[Line, ...]) -> tuple[Organ, ...]:
    """The organs before 关于 or 印发 in a title; each may stand on a line of its own, or all run together."""
    text = "\n".join(canon(line.raw) for line in lines)
    match = _VERBS.search(text)
    names = text[: match.start()] if match else ""
    apart = tuple(o for part in re.split(r"[\s、]+", names) if (o := classify(part)).klass != "不明" and len(part) >= 3)
    return apart if len(apart) > 1 else _run_together(close_up(names)) or apart


def _run_together(names: str) -> tuple[Organ, ...]:
    """Organs of one level without a blank between them: 中共某县委办公室某县人民政府办公室."""
    for match in re.finditer("办公[厅室]|人民政府(?!办)|委员会(?!办)|银行|改革委|健康委|[局厅部署](?!办)", names):
        first, rest = classify(names[: match.end()]), names[match.end() :]
        if "不明" in (first.klass, first.level):
            continue
        others = _run_together(rest) if len(rest) >= 3 else ()
        if others and all(one.level == first.level for one in others):
            return (first, *others)
    one = classify(names)
    return (one,) if one.klass != "不明" else ()


def from_masthead(masthead: Element | None) -> tuple[Organ, ...]:
    """The organs of 发文机关标志, 文件 taken off."""
    if masthead is None:
        return ()
    return with_span(_run_together(masthead.text.removesuffix("文件")), masthead.span)


def from_number(number: Element | None) -> tuple[Organ, ...]:
    """What 机关代字 tells: 国办发 and 济政办发 are general offices, 甘政发 a government."""
    if number is None:
        return ()
    code = re.split(r"[〔\[(（【﹝]", number.text)[0]
    known = _CODES.get(code[:2] if code[:2] in _CODES else code[:3])
    if known:
        return (classify(known)._replace(span=number.span),)
    province = regions.ABBREVIATIONS.get(code[:1], "")
    body: IssuerClass | None = (
        "办公厅室"
        if re.match(r".{1,3}(?:政办|委办|党办|办)[发函字电明]", code)
        else "政府"
        if re.match(r".{1,3}政[发函字]", code)
        else None
    )
    return (Organ(code, body, "不明", (province,) if province else (), number.span),) if body else ()


_CODES = {
    "国发": "国务院", "国函": "国务院", "国办": "国务院办公厅", "中办": "中共中央办公厅", "中发": "中共中央", "厅字": "中共中央办公厅",
    "税总": "国家税务总局", "财办": "财政部", "人社部": "人力资源社会保障部", "人社厅": "人力资源社会保障部办公厅", "国卫": "国家卫生健康委",
    "教育部": "教育部", "发改": "国家发展改革委", "工信部": "工业和信息化部", "银保监": "银保监会",
}  # fmt: skip


def from_web(web: dict[str, tuple[str, Span]]) -> tuple[Organ, ...]:
    """The organs that a web page's header names as 发文机关."""
    if "发文机关" not in web:
        return ()
    name, span = web["发文机关"]
    return tuple(o for part in re.split(r"[、\s]+", name) if (o := classify(part, span)).klass != "不明")


def tells(organs: tuple[Organ, ...]) -> tuple[bool, bool, int]:
    """How much a source of names tells, for comparing: level, class, how many."""
    return organs[0].level != "不明", organs[0].klass != "不明", len(organs)


def settle(named: tuple[Organ, ...], number: tuple[Organ, ...], to: str, text: str, hints: list[str]) -> Issuer:
    """Class, level and region from the named organs, or from addressees and text where none is named."""
    lead = named[0] if named else number[0] if number else None
    klass: IssuerClass = lead.klass if lead and lead.klass != "不明" else _class_from(to, text)
    if klass == "部门" and lead and lead.level == "不明" and _INSTITUTION.search(to):
        klass = "企事业团体"
    level: Level = lead.level if lead and lead.level != "不明" else _level_from(to, text)
    region = () if level == "中央" else _region([*named, *number], hints)
    return Issuer(named, klass, level, region)


def _region(named: list[Organ], hints: list[str]) -> tuple[str, ...]:
    """The issuer's own region, as deep as its names tell; a place mentioned near them only where they tell none."""
    return max((organ.region for organ in named), key=len, default=()) or first_place(hints)


def _class_from(to: str, text: str) -> IssuerClass:
    """The class that addressees and self-reference tell: 我局 is a department; who writes to offices of leading groups
    is one, who writes to 市政府各部门 is the government's office, who writes to departments below is their superior."""
    if _INSTITUTION.search(to):
        return "企事业团体"
    if re.search("指挥部|领导小组|联防联控|普查办|委员会办公室", to):
        return "议事协调机构"
    if re.search("我[局厅委部]|本[局厅委](?!员)", text):
        return "部门"
    if re.search("[省市县区州旗](?:人民)?政府(?:各|有关|组成)?部门", to) or (
        addressees.names_government(to)
        and re.search("[省市县区州旗](?:委、[省市县区州旗])?政府(?:决定|研究决定)", text)
    ):
        return "办公厅室"
    if to == "各位代表" and re.search("代表[^，。]{0,12}政府", text):
        return "政府"
    if to and not addressees.names_government(to):
        return "部门"
    return "不明" if to else "部门" if re.search("主管部门|行政部门|保障部门|会同有关部门", text) else "不明"


_INSTITUTION = re.compile(
    "全校|校属|院属|各系|系部|、系[（(]|[二各]级?学院|师生|各教学|教研室|全体(?:员工|职工)|各子公司|各分公司|各处（?室）?[、，].*馆"
)


def _level_from(to: str, text: str) -> Level:
    above: dict[Level, Level] = {"省": "中央", "市": "省", "县": "市", "乡": "县"}
    rank = addressees.highest_rank(to) if to else "不明"
    if rank in above:
        return above[rank]
    return level_of_text(text)


def level_of_text(text: str) -> Level:
    """How a text speaks of its own region: 我省, 全市, 本县 …; the nation when it speaks of none."""
    words: dict[Level, str] = {
        "省": "[我全本]省|我区各市",
        "市": "[我全本]市",
        "县": "[我全本][县区旗]",
        "乡": "[我全本][镇乡街]",
    }
    counts = {level: len(re.findall(pattern, text)) for level, pattern in words.items()}
    best = max(counts, key=lambda one: (counts[one], -RANK[one]))
    return (
        best
        if counts[best]
        else "中央"
        if re.search("党中央、国务院|我国|全国|国民经济|党的[一二]十", text)
        else "不明"
    )


def first_place(texts: Iterable[str]) -> tuple[str, ...]:
    """The first division that one of the texts begins with or names with its full name."""
    for text in texts:
        for match in re.finditer(rf"{HAN}{{2,11}}?(?:省|自治区|自治州|市|县|区)", text):
            for start in range(len(match.group()) - 1):
                found = regions.places(match.group()[start:])
                if found and len({p.path for p in found}) == 1:
                    return found[0].path
    return ()


def with_span(organs: tuple[Organ, ...], span: Span) -> tuple[Organ, ...]:
    return tuple(o if o.span else o._replace(span=span) for o in organs)
