"""Who takes part in a meeting, how many, who speaks and for how long."""

from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.anatomy.meeting.sections import Line
from gwlint.language import dates
from gwlint.model import Element, Span
from gwlint.model.meeting import Count, Speech, SpeechKind

_N = r"(?:\d{1,4}|[一二两三四五六七八九十]{1,3})"


def participants(lines: list[Line]) -> tuple[Element, ...]:
    """What stands under 参会人员, one element a line."""
    return tuple(Element(line.text, line.span) for line in lines if line.label == "who" and line.text)


@cache
def _crowd() -> "re.Pattern[str]":
    return re.compile(
        r"(?:参会|与会|参加|出席|列席|到会|人数|规模)[^。；\n]{0,80}?(?:共计|共有|共|约|大约|合计|总计|总数|规模|人数|控制在|近|超过|左右|为|：)"
        r"[^。；，、\d各每名限]{0,8}?(?P<n>\d{2,5})\s*(?:余|多|几)?\s*(?:人|名)(?!以[内下]?作)"
    )


def people(lines: list[Line]) -> Count | None:
    """How many take part: the number given, else the sum of 名额."""
    for line in lines:
        lead = "参会：" if line.label == "who" else ""
        match = _crowd().search(lead + line.text)
        if match and not re.search("[每各]|惠及|覆盖|受益|服务|培训", re.split("[，、；]", match.group())[-1]):
            at = line.span.start - len(lead)
            return Count(int(match["n"]), Span(max(line.span.start, at + match.start()), at + match.end()))
    return _quotas([line for line in lines if line.label == "quota"])


def _quotas(lines: list[Line]) -> Count | None:
    """The sum of places given to each, where each is named with its number."""
    given = [int(one) for line in lines for one in re.findall(r"(?<![\d各每])(\d{1,3})\s*[人名](?!会)", line.text)]
    many = any(re.search(r"[各每][^，。；、]{0,24}\d+\s*[人名]", line.text) for line in lines)
    return (
        Count(sum(given), Span(lines[0].span.start, lines[-1].span.end), 0.7) if len(given) > 2 and not many else None
    )


def units(lines: list[Line]) -> Count | None:
    """How many organs take part: the number given, else those listed under 参会人员."""
    for line in lines:
        match = line.label == "who" and re.search(
            r"(?<!第)(\d{1,3})个(?:市直|省直|县直|区直)?(?:部门|单位|成员单位)", line.text
        )
        if match:
            return Count(int(match[1]), Span(line.span.start + match.start(), line.span.start + match.end()))
    listed = [line for line in lines if line.label == "who" and not re.search("[各等]", line.text)]
    named = sum(
        len(re.findall("(?:局|委|办|厅|院|会|部|中心|集团|公司|处)(?=[、，；。（]|$|分管|有关|主要|负责)", line.text))
        for line in listed
    )
    return Count(named, Span(listed[0].span.start, listed[-1].span.end), 0.7) if named > 1 else None


@cache
def _on_floor() -> "re.Pattern[str]":
    return re.compile(r"(?:交流|典型|表态|经验|大会|重点|先进|代表)(?:性)?(?:交流|典型)?发言|经验交流|(?:作|进行)发言")


def exchange(lines: list[Line]) -> Count | None:
    """How many speak on the floor: the number given, those listed in the sentence or below it, or one agenda item each."""
    items: list[Line] = []
    for index, line in enumerate(lines):
        match = _on_floor().search(line.text)
        if not (match or (line.label == "floor" and line.opens)) or re.search("书面|自由发言|不(?:再)?安排", line.text):
            continue
        below = list(_listed(lines, index))
        number = _number_said(line) or _enumerated(line) or _named(line, match)
        if number and not (number == 1 and match):
            return Count(number, _sentence(line, match))
        if not number and len(below) > 1:
            return Count(len(below), Span(line.span.start if line.text else below[0].span.start, below[-1].span.end))
        items.append(line)
    return Count(len(items), Span(items[0].span.start, items[-1].span.end), 0.8) if len(items) > 1 else None


def _sentence(line: Line, match: "re.Match[str] | None") -> Span:
    """The sentence of the line that speaks of it; an enumeration is one."""
    if match is None or _enumerated(line):
        return line.span
    start = max(line.text.rfind(mark, 0, match.start()) for mark in "。；") + 1
    end = re.compile("[。；]|$").search(line.text, match.end())
    return Span(line.span.start + start, line.span.start + (end.start() if end else len(line.text)))


def _listed(lines: list[Line], index: int) -> Iterator[Line]:
    """The numbered or plain lines that follow a head, of one level and below it."""
    head = lines[index]
    level = 0
    for line in lines[index + 1 :]:
        level = level or line.level
        if (
            line.opens
            or line.level != level
            or line.level < head.level
            or (line.level == head.level and not head.opens)
        ):
            return
        if len(line.text) > 60 or not line.text or re.search("[议程]$|主持|讲话|部署|每[人个家位]", line.text):
            return
        yield line


def _number_said(line: Line) -> int | None:
    match = re.search(
        rf"(?P<n>{_N})(?:个|家|名|位)?(?:县|市|区|单位|部门|企业|同志|代表|人|地区|乡镇)?[^，。；\d]{{0,14}}?(?:作|进行|开展)?(?:交流|典型|表态|经验|大会|重点)(?:性)?(?:交流)?发言",
        line.text,
    )
    after = re.search(
        rf"发言(?:单位|人数|人员|人)?(?:（|为|共|：|安排|\s)*(?P<n>{_N})(?:个|家|名|位)?(?:单位|人|同志|地区|部门)",
        line.text,
    )
    found = match or after
    if not found or re.search(r"[每各限]$", line.text[: found.start("n")]):
        return None
    return dates.number(found["n"])


def _enumerated(line: Line) -> int | None:
    """1.甲；2.乙；3.丙 in one line."""
    marks = re.findall(r"(?:(?<=[：；。，、\s）])|^)(?:\d{1,2}[.．、](?!\d)|（\d{1,2}）|[①-⑳])", line.text)
    return len(marks) if len(marks) > 1 else None


def _named(line: Line, match: "re.Match[str] | None") -> int | None:
    """甲县、乙县、丙局作交流发言; after the label 发言单位：the names alone."""
    if match:
        before = re.split("[，。；：]", line.text[: match.start()])[-1]
        after = re.match(r"(?:单位|人员|人|名单)?(?:（[^）]*）)?：(.+)", line.text[match.end() :])
        text = after[1] if after else before
    else:
        text = line.text
    text = re.sub(r"（[^）]*）", "", re.split("[。；]", text)[0])
    names = [one for one in re.split("、|和(?!县|区|市|平|田)|以及|，", text) if one.strip()]
    return len(names) if len(names) > 1 else None


@cache
def _minutes() -> "re.Pattern[str]":
    return re.compile(rf"(?P<m>\d{{1,3}})\s*分钟|(?P<h>\d(?:\.\d)?|{_N}|半)个?(?P<hh>半)?小时(?P<ht>半)?")


_KINDS: tuple[tuple[SpeechKind, str], ...] = (
    ("主持", "主持"),
    ("汇报", "汇报|述职"),
    ("发言", "发言|经验交流"),
    ("讲话", "讲话|作(?:工作|主题|主)?报告|主报告|讲意见|总结|强调"),
)


def speeches(lines: list[Line]) -> tuple[Speech, ...]:
    """Each who speaks, hosts or reports, with the minutes set for each."""
    found: list[Speech] = []
    last: tuple[SpeechKind, int] | None = None
    for index, line in enumerate(lines):
        last = ("发言", index) if line.label == "floor" and line.opens else last
        for clause in re.finditer("[^，；。]+", line.text):
            said = clause.group()
            kind = _kind(said)
            minutes = _minutes().search(said)
            span = Span(line.span.start + clause.start(), line.span.start + clause.end())
            each = bool(re.search("[每各][人个家位单]|分别|均", said))
            if kind and (minutes or kind in ("讲话", "主持")):
                if len(said) <= 60:
                    found.append(Speech(kind, _who(said, kind), _each(said, minutes, kind, each), span))
            elif minutes and last and index - last[1] <= 3 and (each or (last[0] in ("讲话", "主持") and _bare(said))):
                found.append(Speech(last[0], "", _value(minutes), span))
            last = (kind, index) if kind else last
    return tuple(found)


def _bare(said: str) -> bool:
    """Whether nothing but minutes is said: （40分钟）, 不超过40分钟."""
    return not _minutes().sub("", said).strip("（）不超过约控制在为时间以内左右 ")


def _kind(said: str) -> SpeechKind | None:
    """The one named last before the minutes: 主持会议并讲话 is 讲话."""
    if re.search("书面", said):
        return None
    return next((kind for kind, words in reversed(_KINDS) if re.search(words, said)), None)


def _each(said: str, minutes: "re.Match[str] | None", kind: SpeechKind, each: bool) -> int | None:
    """Minutes for one: as said where each is meant or one is named; shared out where several are named; else unknown."""
    if minutes is None:
        return None
    value = _value(minutes)
    if each or kind in ("讲话", "主持"):
        return value
    before = said[: re.search("汇报|述职|发言|经验交流", said).start()]  # type: ignore[union-attr]
    names = [
        one
        for one in re.split("、|和(?!县|区|市|平|田)", re.sub("(?:交流|典型|表态|经验|作|进行)+$", "", before))
        if len(one) > 1
    ]
    return value // len(names) if names else None


def _value(match: "re.Match[str]") -> int:
    if match["m"]:
        return int(match["m"])
    whole = (
        0.5 if match["h"] == "半" else float(match["h"]) if "." in match["h"] else float(dates.number(match["h"]) or 0)
    )
    return int(60 * (whole + 0.5 * bool(match["hh"] or match["ht"])))


def _who(said: str, kind: SpeechKind) -> str:
    words = next(words for one, words in _KINDS if one == kind)
    return re.split(words, said)[0].strip("（并作进行发表重要的会议由请")[:30]


@cache
def _groups() -> "re.Pattern[str]":
    return re.compile(
        "分组(?:进行)?(?:讨论|审议|座谈|研讨|交流|会议|酝酿)|(?:讨论|审议|座谈|研讨)分组|分团(?:讨论|审议)"
    )


def group_discussion(lines: list[Line]) -> Element | None:
    """分组讨论 in the programme, unless it is said that there is none."""
    for line in lines:
        match = _groups().search(line.text)
        if match and not re.search(
            "不(?:再)?(?:安排|进行|搞|作|设|组织)?|取消|免", line.text[max(0, match.start() - 8) : match.start()]
        ):
            return Element(match.group(), Span(line.span.start + match.start(), line.span.start + match.end()))
    return None


@cache
def _leaders() -> "re.Pattern[str]":
    return re.compile(
        "(?:邀请|恳请|敬请|拟请|提请|请)(?P<who>[^，。；：]{0,24}?(?:[省市州县区]委?(?:、[省市州县区]政府)?(?:主要|分管|有关)?领导(?:同志)?|书记|省长|市长|州长|县长|区长|部长|主任|主席|秘书长|同志|领导))"
        "[^。；]{0,24}?(?:出席|参加|到会|莅临|讲话|致辞|莅会)"
    )


def invited(lines: list[Line]) -> tuple[Element, ...]:
    """Leaders who are asked to come and speak."""
    found = ((line, match) for line in lines for match in _leaders().finditer(line.text))
    return tuple(
        Element(match["who"], Span(line.span.start + match.start(), line.span.start + match.end()))
        for line, match in found
        if not re.search("各|单位|部门|与会|参会|人员", match["who"])
    )
