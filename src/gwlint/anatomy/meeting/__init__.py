"""A document about one meeting, its notice, plan or request, read into a `Meeting`.

sections  the lines under their labels
times     day, clock and length
people    participants, speakers, leaders invited
"""

from functools import cache

from gwlint import re
from gwlint.anatomy.meeting import people, sections, times
from gwlint.anatomy.meeting.sections import Line
from gwlint.model import Document, Element, Gongwen, Span
from gwlint.model.meeting import Meeting


def read_meeting(document: Document, gongwen: Gongwen, text: str) -> Meeting | None:
    """What the document says of the meeting that it calls, plans or asks for; None where it is about none.

    `text` is the document's text in canonical characters. Courses, fairs and matches are no meetings.
    """
    name = _name(gongwen, text)
    if name is None:
        return None
    lines = sections.read_lines(document, gongwen, text)
    when = times.read_when(lines, gongwen.date)
    days = when.days
    clocks = days.clocks if days else ()
    return Meeting(
        name=name,
        first=days and days.first,
        last=days and days.last,
        weekday=days.weekday if days else None,
        when=Element(days.span.of(text), days.span) if days else None,
        start=clocks[0] if clocks else None,
        end=clocks[-1] if len(clocks) > 1 else None,
        length=when.length or times.of_agenda(lines),
        place=_place(lines),
        video=_video(lines, name),
        special=bool(_special().search(name.text)),
        statutory=bool(_statutory().search(name.text)),
        participants=people.participants(lines),
        people=people.people(lines),
        units=people.units(lines),
        exchange=people.exchange(lines),
        speeches=people.speeches(lines),
        agenda=tuple(Element(line.text, line.span) for line in lines if line.label == "agenda" and line.text),
        group_discussion=people.group_discussion(lines),
        invited=people.invited(lines),
    )


def _name(gongwen: Gongwen, text: str) -> Element | None:
    """The meeting that the title names, or the printed plan, or without a title the sentence that convenes."""
    if gongwen.genre in ("批复", "纪要", "通报", "报告", "简报", "意见", "办法", "规定", "细则", "决定"):
        return None
    for title in (gongwen.title, gongwen.printed):
        if title is None:
            continue
        match = _called().search(title.text) or _named().search(title.text)
        if match and not _no_meeting().search(title.text):
            return Element(match["name"], title.span)
    if gongwen.title is None and gongwen.category == "会议通知":
        match = _convened().search(text, *gongwen.body)
        if match and not _no_meeting().search(match.group()):
            key = "held" if match["held"] else "called"
            return Element(match[key], Span(*match.span(key)), 0.8)
    return None


@cache
def _convened() -> "re.Pattern[str]":
    return re.compile(
        "(?P<held>[^，。；：、]{2,40}?会(?:议)?)(?:兹|拟|定|将|决定)?于[^，。；]{2,40}?(?:召开|举行|举办)"
        "|召开(?P<called>[^，。；：]{2,40}?会(?:议)?)(?=[，。；：（]|$)"
    )


@cache
def _called() -> "re.Pattern[str]":
    return re.compile(
        "(?:召开|举办|举行|组织参加|参加|出席|列席|收听收看|收看)(?P<name>.{0,60}?会(?:议)?)"
        "(?=的|暨|通知|请示|方案|议程|日程|安排|函|公告|通告|预备|有关|相关|事宜|$)"
    )


@cache
def _named() -> "re.Pattern[str]":
    return re.compile(
        "(?:关于|印发|《)?(?P<name>[^关于《]{0,40}(?:会议|大会|座谈会|推进会|部署会|现场会|动员会)(?:暨.{2,20}会)?)"
        "(?:方案|议程|日程)?的?(?:预备|补充|紧急|延期|正式)?(?:通知|请示|(?:工作|组织|实施)?方案|议程|日程)(?:》?的通知)?$"
    )


@cache
def _no_meeting() -> "re.Pattern[str]":
    return re.compile(
        "会议精神(?!.{0,12}会的?(?:议|通知))|会议(?:纪要|费|管理|制度|室|系统|决定|材料|文件|记录|公报|规范|要求|改革)|(?:改进|转变|严肃)会[风议]|会风|会议(?:活动)?(?:总量|数量|计划)|培训(?!.{0,6}(?:会议|(?:推进|座谈|动员|部署|现场|总结|交流|调度)会))|研修班|轮训"
        "|展(?:览|销|示|)会|博览会|交易会|洽谈会|订货会|招聘会|运动会|音乐会|演唱会|晚会|庙会|灯会|花会|联欢会|茶话会|发布会|招商会|推介会|家长会|竞赛|比赛|大赛"
    )


@cache
def _special() -> "re.Pattern[str]":
    return re.compile(
        "专题|专项|(?:推进|调度|部署|动员|现场|观摩|协调|督办|攻坚|整治|研判|警示|约谈|交办|协商)(?!.*(?:大会|(?:全体|全委)会议)$)"
    )


@cache
def _statutory() -> "re.Pattern[str]":
    return re.compile(
        "代表大会|党代会|人代会|职代会|妇代会|团代会|代表会议|政协.{0,24}会议|人大常委|常务?委员?会.{0,6}会议|委员会.{0,12}(?:全体会议|次全会)|全委会|听证会|民主生活会|组织生活会|董事会|股东"
    )


def _place(lines: list[Line]) -> Element | None:
    """After the label, or 在…召开."""
    for line in lines:
        if line.label == "place" and line.opens and line.text:
            end = re.search("[。；]|，(?:会议|请|会期|参)|$", line.text)
            text = line.text[: end.start()] if end else line.text
            return Element(text, Span(line.span.start, line.span.start + len(text)))
    for line in lines:
        match = re.search(
            "(?:地点)[:：](?P<a>[^，。；]{2,40})|在(?P<b>[^，。；]{2,40}?)(?:组织)?(?:召开|举行|举办)", line.text
        )
        if match:
            key = "a" if match["a"] else "b"
            return Element(match[key], Span(line.span.start + match.start(key), line.span.start + match.end(key)), 0.8)
    return None


def _video(lines: list[Line], name: Element) -> Element | None:
    """By screen: the name says so, or a line does."""
    pattern = re.compile("视频(?:会议|形式|方式|连线|直播|会)|电视电话|线上|网络会议|腾讯会议|分会场")
    if pattern.search(name.text):
        return name
    for line in lines:
        match = pattern.search(line.text)
        if match and not re.search("不设|不再|无", line.text[max(0, match.start() - 3) : match.start()]):
            return Element(match.group(), Span(line.span.start + match.start(), line.span.start + match.end()))
    return None


__all__ = ["Meeting", "read_meeting"]
