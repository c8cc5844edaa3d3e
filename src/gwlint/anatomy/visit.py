"""What a notice of an inspection (督查检查) or a research trip (调研) says of itself: whom it visits, when, who is to
go along, and what it asks of those visited. Worked out only for rules and outlines that want it."""

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from gwlint import re
from gwlint.language.actors import BELOW
from gwlint.language.dates import number
from gwlint.language.periods import Period, periods
from gwlint.language.reading import Reading
from gwlint.model import Gongwen, Span

VisitKind: TypeAlias = Literal["督查检查", "调研"]

_TRIP = ("调研", "督查", "督导", "督察", "检查", "考核", "巡查", "评估", "走访")
_NO_VISIT = (
    "方案",
    "办法",
    "细则",
    "计划",
    "要点",
    "规定",
    "意见",
    "结果",
    "情况",
    "报告",
    "整改",
    "名单",
    "制度",
    "清单",
)


class Escorts(NamedTuple):
    """Those who are to go along, as one place in the text names them.

    `people` is how many, 0 where the text does not tell; `leaders` the leaders of a city's or county's government or
    Party committee among them; `levels` of 市, 县, 乡 from which they come.
    """

    span: Span
    text: str
    people: int
    leaders: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()


class Visit(NamedTuple):
    """`days` are the days named, None where none is; `object` is who is visited, in the text's words."""

    kind: VisitKind
    days: Period | None
    object: Span | None
    escorts: tuple[Escorts, ...]
    demands: tuple[Span, ...]


def kind_of(gongwen: Gongwen) -> VisitKind | None:
    """Whether the document gives notice of a visit, by its category or, for a 函, by its title."""
    if gongwen.category == "督查检查":
        return "督查检查"
    if gongwen.category == "调研":
        return "调研"
    title = gongwen.title.text if gongwen.title and gongwen.genre == "函" else ""
    if not any(word in title for word in _TRIP) or any(word in title for word in _NO_VISIT):
        return None
    return "调研" if "调研" in title else "督查检查"


def read_visit(reading: Reading) -> Visit | None:
    """The visit that the document gives notice of; None where it is no such document."""
    kind = kind_of(reading.gongwen)
    if kind is None:
        return None
    return Visit(kind, _days(reading), _object(reading), tuple(_escorts(reading)), tuple(_demands(reading)))


@cache
def _announces() -> "re.Pattern[str]":
    return re.compile(r"(?:定|拟|将|计划|安排|初定|暂定)(?:于|在)[^。；]{0,20}$|时间[^。；，]{0,12}$|^\s*$")


def _days(reading: Reading) -> Period | None:
    """The days of the visit itself: announced by 定于, or below or after the word 时间."""
    head = ""
    for paragraph in reading.paragraphs:
        text = paragraph.of(reading.text)
        if "月" in text and "日" in text:
            for one in periods(reading.text, *paragraph, reading.gongwen.date):
                before = reading.text[paragraph.start : one.span.start]
                if _announces().search(before) and (before.strip() or "时间" in head):
                    return one
        head = text
    return None


@cache
def _objects() -> "re.Pattern[str]":
    trip = "(?:专项|综合|实地|年度|集中|开展|进行|组织|一次)*(?:督查|督导|督察|检查|考核|巡查|调研|评估|验收)"
    return re.compile(
        rf"(?:督查|督导|督察|检查|考核|调研|巡查|评估)(?:的)?(?:对象|范围|单位)(?:为|是|[:：])*\s*(?P<listed>[^。；\n]{{2,60}})"
        rf"|(?:对|赴|到)(?P<named>[^，。；\n]{{2,40}}?)(?:[^，。；\n]{{0,24}}?情况|[^，。；\n]{{0,24}}?工作)?{trip}"
    )


def _object(reading: Reading) -> Span | None:
    for paragraph in reading.paragraphs:
        match = _objects().search(reading.text, *paragraph)
        if match:
            return Span(*match.span(match.lastgroup or 0))
    return reading.gongwen.addressees.span if reading.gongwen.addressees else None


_SETS_OUT = ("定于", "拟于", "将于", "拟定于")


def _demands(reading: Reading) -> Iterator[Span]:
    for sentence in reading.everything():
        for one in sentence.clauses:
            if one.commands and one.actor.is_any(BELOW) and not one.text.startswith(_SETS_OUT):
                yield one.span


def _escorts(reading: Reading) -> Iterator[Escorts]:
    for index in reading.having(("陪同",)):
        paragraph = reading.paragraphs[index]
        for match in _accompany().finditer(reading.text, *paragraph):
            if match["listed"]:
                yield _named(reading.text, Span(*match.span("listed")))
            elif not _declined(reading, index, match.start()):
                yield _named(reading.text, Span(*match.span("who")))
        head = paragraph.of(reading.text).strip()
        if re.search("陪同(?:人员|领导|名单|单位)?(?:（.*）)?[:：]?$", head) and len(head) <= 16:
            yield from _below(reading, index)


@cache
def _accompany() -> "re.Pattern[str]":
    return re.compile(
        r"陪同(?:调研|督查|检查|考察)?(?:人员|领导|名单)(?:为|[:：])(?P<listed>[^。；\n]{2,})"
        r"|(?:请|由|安排|确定|明确|选派|派|要求)(?P<who>[^，。；\n]{2,60}?)(?:负责|全程|现场|到场|参加|做好)*陪同(?!人员|名单)"
    )


def _declined(reading: Reading, index: int, at: int) -> bool:
    """Whether the clause at `at` says that nobody is to go along."""
    for sentence in reading.said(index):
        for clause in sentence.clauses:
            if clause.span.start <= at < clause.span.end:
                return clause.forbidden or bool(re.search("不|无需|谢绝|减少|免", clause.text))
    return False


def _below(reading: Reading, index: int) -> Iterator[Escorts]:
    """The paragraphs below a head 陪同人员, up to the next head."""
    for paragraph in reading.paragraphs[index + 1 : index + 5]:
        text = paragraph.of(reading.text)
        if re.match(r"\s*[一二三四五六七八九十]+、", text) or "陪同" in text:
            return
        yield _named(reading.text, paragraph)


def _named(text: str, span: Span) -> Escorts:
    words = span.of(text).strip(" \n。；")
    members = [
        part for part in re.split(r"(?:[、，；\s]+|(?<=[长人志员任记导部])(?:和|及|与))(?![^（(]*[)）])", words) if part
    ]
    leaders = tuple(part for part in members if _leader().search(part))
    levels = tuple(level for level, pattern in _LEVELS if re.search(pattern, words))
    return Escorts(span, words, sum(map(_count, members)), leaders, levels)


@cache
def _leader() -> "re.Pattern[str]":
    return re.compile(
        r"(?<!秘书)(?<!处)副?[市县区州](?:委)?(?:副?书记|常委)|副?[市县区州]长|[市县区州](?:（[^）]{1,6}）)?(?:人民)?(?:党委|委|政府)(?:、政府)?(?:主要|分管|有关)?(?:领导|负责(?:同志|人))"
    )


_LEVELS = (
    ("市", r"市(?:[（(]州[)）])?(?:委|政府|直|级|人民|[^，、；。县区]{1,9}[局委办])|、市、|^市、"),
    ("县", r"[县区](?:[（(][^）]{1,6}[)）])?(?:委|政府|直|级|人民|[^，、；。乡镇]{1,9}[局委办])|、[县区]、|^[县区]、"),
    ("乡", r"乡镇|街道|镇(?:党委|政府|长)|乡(?:党委|政府|长)|[乡镇]、?(?:村|三级)"),
)


def _count(member: str) -> int:
    """How many people one member of a list means: 2名负责同志, 1—2名, 张某某（局长）; 0 for an organ alone."""
    several = re.search(
        r"(?:(?:\d+|[一二两三四五六七八九十])\s*[-—–－~～至到]\s*)?(\d+|[一二两三四五六七八九十]+)\s*(?:名|位|人)",
        member,
    )
    if several:
        return number(several[1]) or 0
    return (
        1
        if re.search("负责|领导|长|书记|主任|同志|干部|人员|科员|股|委员|[（(].+[)）]", member) or len(member) <= 4
        else 0
    )
