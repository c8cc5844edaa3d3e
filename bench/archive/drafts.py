"""Documents as drafts: their lines, and what must be found in them."""

import datetime
import random
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from .places import PLACES, Unit, unit
from .sentences import Words

NUMERALS = "一二三四五六七八九十"
Line = tuple[str, str]
"""Kind and text: mark, number, title, to, p, list (of attachments), sign, date, note, annex, annex-title."""


class Draft(NamedTuple):
    """`rules`: what must be found; `may`: what may be found besides. `facts`: for rules across documents."""

    unit: Unit
    date: datetime.date
    title: str
    lines: tuple[Line, ...]
    rules: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    genre: str = "通知"
    issuer: str = ""
    facts: Mapping[str, Any] = MappingProxyType({})

    @property
    def text(self) -> str:
        return "\n".join(text for _, text in self.lines)


class Maker:
    """The parts that drafts of one unit and day are made of."""

    def __init__(self, chance: random.Random, who: Unit, date: datetime.date) -> None:
        self.chance, self.unit, self.date = chance, who, date
        ahead = date + datetime.timedelta(90)
        month = f"{'明年' if ahead.year > date.year else ''}{ahead.month}月"
        self.words = Words(who, chance, month)
        self.number = who.number(date.year, chance.randint(3, 240))

    def day(self, days: int) -> str:
        """A day so long after the date, as a document says it."""
        day = self.date + datetime.timedelta(days)
        year = f"{day.year}年" if day.year != self.date.year else ""
        return f"{year}{day.month}月{day.day}日"

    def items(self, *clauses: str, more: int = 0) -> list[Line]:
        """Numbered paragraphs: the clauses among `more` harmless ones."""
        bodies = [self.words.todo() + self.words.todo() for _ in range(more or self.chance.randint(2, 5))]
        for clause in clauses:
            bodies.insert(self.chance.randint(0, len(bodies)), clause)
        return [("p", f"{NUMERALS[i]}、{body}") for i, body in enumerate(bodies[:10])]

    def opening(self, say: str) -> Line:
        return ("p", self.words.seen() + self.words.seen() + say)

    def draft(self, title: str, to: str, body: list[Line], rules: tuple[str, ...] = (), **more: Any) -> Draft:
        """A whole document: `marks` and `number` above, `notes` and `annexes` below."""
        issuer = more.pop("issuer", self.unit.name)
        above = [("mark", one) for one in more.pop("marks", ())]
        number = more.pop("number", self.number)
        listed: list[str] = more.pop("listed", [])
        date = more.pop("date", f"{self.date.year}年{self.date.month}月{self.date.day}日")
        below = [("note", one) for one in more.pop("notes", ())] + more.pop("annexes", [])
        lines = [
            *above, *([("number", number)] if number else []), ("title", title), *([("to", to + "：")] if to else []), *body,
            *[("list", ("附件：" if i == 0 else "") + (f"{i + 1}. " if len(listed) > 1 else "") + one) for i, one in enumerate(listed)],
            ("sign", issuer), ("date", date), *below,
        ]  # fmt: skip
        return Draft(self.unit, self.date, title, tuple(lines), rules, issuer=issuer, **more)


Making = Callable[[Maker], Draft]


def notice(m: Maker) -> Draft:
    say = m.chance.choice(("现就有关事项通知如下。", "现将有关工作通知如下。", "经研究，现作如下安排。"))
    title = f"{m.unit.name}关于做好{m.words.topic}工作的通知"
    return m.draft(title, m.unit.each, [m.opening(say), *m.items(), ("p", m.words.end())])


def letter(m: Maker) -> Draft:
    other = (
        m.unit.government.removesuffix("人民政府") + "财政局"
        if m.unit.level != "省"
        else f"{m.unit.place.province}省财政厅"
    )
    ask = f"为保障{m.words.topic}按期进行，拟申请调剂资金{m.chance.randint(20, 300)}万元，用于{m.words.fill('{place}的{thing}')}更新。"
    body = [("p", m.words.seen()), ("p", ask), ("p", m.words.fact()), ("p", "请予支持为盼。")]
    return m.draft(f"{m.unit.name}关于商请支持{m.words.topic}资金的函", other, body, genre="函")


def report(m: Maker) -> Draft:
    body = [("p", f"现将{m.words.topic}工作情况报告如下。")]
    body += [("p", f"{NUMERALS[i]}、{m.words.fact()}{m.words.fact()}") for i in range(m.chance.randint(3, 6))]
    title = f"{m.unit.name}关于{m.words.topic}工作情况的报告"
    return m.draft(title, m.unit.government, [*body, ("p", "特此报告。")], genre="报告")


def request(m: Maker) -> Draft:
    money = m.chance.randint(20, 900)
    body = [("p", m.words.seen()), ("p", m.words.fill("{place}的{thing}亟待更新，涉及{number}处。"))]
    body += [
        ("p", f"为此，申请追加{m.words.topic}经费{money}万元，全部用于{m.words.fill('{thing}')}更换。"),
        ("p", "妥否，请批示。"),
    ]
    title = f"{m.unit.name}关于追加{m.words.topic}经费的请示"
    return m.draft(title, m.unit.government, body, genre="请示")


def circular(m: Maker) -> Draft:
    body = [m.opening("现将有关情况通报如下。")]
    body += [("p", f"{NUMERALS[i]}、{m.words.fact()}{m.words.fact()}") for i in range(m.chance.randint(2, 5))]
    return m.draft(f"{m.unit.name}关于{m.words.topic}工作情况的通报", m.unit.each, body, genre="通报")


def announcement(m: Maker) -> Draft:
    what = m.words.fill("{place}的{thing}")
    body = [("p", f"因{m.words.topic}需要，{m.day(12)}至{m.day(20)}更换{what}，期间暂停使用。")]
    body += [
        ("p", "由此带来的不便，请予谅解。"),
        ("p", f"特此公告。咨询电话：0000—000{m.chance.randint(1000, 9999)}。"),
    ]
    title = f"{m.unit.name}关于更换{m.words.fill('{thing}')}的公告"
    return m.draft(title, "", body, genre="公告")


def printed(m: Maker) -> Draft:
    plan = f"{m.words.topic}工作方案"
    body = [("p", f"现将《{plan}》印发给你们，请结合实际组织实施。")]
    annexes = [("annex-title", plan), ("p", m.words.seen()), *m.items(more=m.chance.randint(4, 8))]
    return m.draft(f"{m.unit.name}关于印发《{plan}》的通知", m.unit.each, body, annexes=annexes)


def meeting(m: Maker) -> Draft:
    """A Friday, half a day, deputies, a week and more ahead."""
    when = m.date + datetime.timedelta((4 - m.date.weekday()) % 7 + 7)
    name = f"{m.words.topic}工作座谈会"
    day = f"{when.month}月{when.day}日"
    body = [
        ("p", f"为做好{m.words.topic}工作，定于{day}（星期五）上午9:00召开{name}，会期半天。"),
        ("p", f"一、会议内容。交流{m.words.fill('{place}的{thing}')}维护做法。"),
        ("p", f"二、参会人员。{m.unit.each}业务负责同志各1名，共约{m.chance.randint(15, 40)}人。"),
        ("p", f"三、会议地点。{m.unit.name}{m.chance.randint(2, 9)}楼会议室。"),
    ]
    facts = {"meeting": {"title": name, "date": when.isoformat()}}
    return m.draft(f"{m.unit.name}关于召开{name}的通知", m.unit.each, body, facts=facts)


def bulletin(m: Maker) -> Draft:
    """An issue of a 简报: only for rules across documents; what single rules say of it is left open."""
    name, issue = f"{m.words.topic}工作简报", m.chance.randint(1, 60)
    body = [("p", m.words.fact()) for _ in range(m.chance.randint(3, 6))]
    date = f"{m.date.year}年{m.date.month}月{m.date.day}日"
    lines = [
        ("mark", name),
        ("number", f"第{issue}期"),
        ("date", f"{m.unit.name}　　{date}"),
        ("title", f"{m.words.topic}稳步推进"),
        *body,
    ]
    return Draft(m.unit, m.date, name, tuple(lines), genre="简报", issuer=m.unit.name, facts={"bulletin": name})


def forwarded(m: Maker) -> Draft:
    """The same few documents of a province are passed on by many of its cities."""
    number = m.chance.randint(1, 6)
    inner = f"关于做好{m.words.topic}工作的通知"
    code = f"{m.unit.place.province[0]}{m.unit.field.head}发〔{m.date.year}〕{number}号"
    above = f"{m.unit.place.province}省{m.unit.field.bureau[:-1]}厅"
    say = f"现将《{above}{inner}》（{code}）转发给你们，该通知只发到市一级，不予公开，请结合实际抓好落实。"
    body = [("p", say), ("p", m.words.todo() + m.words.todo()), ("p", m.words.todo())]
    facts = {"forwards": {"number": code, "title": f"{above}{inner}"}}
    return m.draft(f"{m.unit.name}转发{above}{inner}", m.unit.each, body, facts=facts)


CLEAN: tuple[Making, ...] = (notice, notice, letter, report, request, circular, announcement, printed, meeting)


def day(chance: random.Random) -> datetime.date:
    """A working day of ten years."""
    date = datetime.date(2016, 1, 4) + datetime.timedelta(chance.randrange(3645))
    return date - datetime.timedelta(max(0, date.weekday() - 4))


def maker(chance: random.Random, city: str | None = None, level: str | None = None, since: int = 2016) -> Maker:
    """For a unit of a city, if one is asked for, and a day of a year from `since` on."""
    place = next((one for one in PLACES if one.city == city), None)
    date = day(chance)
    if date.year < since:
        date = date.replace(year=chance.randint(since, 2025), day=min(date.day, 28))
        date -= datetime.timedelta(max(0, date.weekday() - 4))
    return Maker(chance, unit(chance, place, level), date)
