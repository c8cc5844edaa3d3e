"""Planted faults. Each is one of `CLAUSES`, a sentence in an otherwise clean notice, or one of `SHAPES`, a whole document."""

import datetime
import random
from typing import NamedTuple

from .drafts import NUMERALS, Draft, Maker, maker


class Clause(NamedTuple):
    """`patterns` to choose from; `may`: what such a sentence may give besides."""

    rule: str
    patterns: tuple[str, ...]
    may: tuple[str, ...] = ()


CLAUSES = (
    Clause("short-reporting-deadline", (
        "请{who}于{next}12时前将{thing}维护情况统计表报送{own}。",
        "{who}务必于{next}前把{topic}进展情况报{own}。",
        "各单位要连夜核对{thing}底数，{who}须在{next}上午10时前将核对结果上报{own}。",
    ), ("missing-urgency-mark", "demands-implementation-report")),
    Clause("frequent-reporting", (
        "{who}要每周五前报送{topic}进度，没有变化的实行零报告。",
        "{who}须每日17时前向{own}报送{thing}维护进度。",
        "自本通知印发之日起，{who}要按月报送{topic}工作进展，每月5日前报{own}。",
    ), ("demands-implementation-report",)),
    Clause("demands-trace-evidence", (
        "{who}要组织{hand}培训，并上传培训照片和签到表作为佐证材料。",
        "{who}要建立{thing}维护台账，连同现场照片一并报送{own}备查。",
        "{who}每完成一处维护，须向工作群上传维护前后对比照片。",
    )),
    Clause("demands-app-use", (
        "{who}要组织{hand}全员下载注册“{topic}通”APP，安装率达到100%，每日登录打卡。",
        "{who}要要求{hand}关注“{topic}在线”公众号，并转发点赞，关注情况纳入通报。",
    ), ("frequent-reporting",)),
    Clause("demands-leader-signature", (
        "请{who}填写{thing}维护进度表，经主要负责同志签字后于{later}前报送{own}。",
        "{who}报送的{topic}材料，必须由本单位主要负责人签字并加盖公章，{later}前报{own}。",
    )),
    Clause("demands-implementation-report", (
        "{who}要于{later}前将本通知贯彻落实情况书面报送{own}。",
        "请{who}于{later}前将贯彻落实情况报{own}。",
    )),
    Clause("requires-matching-document", (
        "{who}要结合实际，抓紧制定{topic}具体实施方案。",
        "{who}要根据本通知制定实施细则，于{later}前印发执行。",
    )),
    Clause("veto-or-pledge", (
        "{who}要与{place}层层签订责任书，对完不成任务的实行一票否决。",
        "{who}要组织{hand}逐人签订{topic}承诺书。",
        "{who}要对{topic}实行“一票否决”，完不成任务的取消评优资格。",
    )),
    Clause("new-task-force", (
        "{who}要成立{topic}工作专班，由主要负责同志任组长。",
        "{who}要参照成立{topic}领导小组，抽调专人负责。",
    )),
    Clause("borrows-grassroots-staff", (
        "请{who}从乡镇抽调{part}名业务骨干到{own}集中办公三个月。",
        "请{who}从街道、社区借调{part}名工作人员到{own}协助开展{topic}工作。",
    )),
    Clause("same-day-relay", (
        "{who}要在收到通知后连夜召开会议传达学习，做到传达不过夜。",
        "{who}要在接到本通知当天召开会议传达部署。",
    )),
    Clause("demands-wall-display", (
        "{place}要制作{topic}宣传展板，悬挂横幅不少于{part}条，有关制度一律上墙。",
        "{who}要将{topic}制度和流程图制作成展板，统一上墙。",
    )),
    Clause("duplicate-reporting", (
        "请{who}于{later}前登录{topic}管理系统填报{thing}数量，并将统计表纸质版、电子版报送{own}。",
        "{who}要在{topic}信息平台录入{thing}数据，同时将纸质报表一式三份报{own}。",
    )),
)  # fmt: skip


def clauses(chance: random.Random) -> Draft:
    """A notice with one to three of the sentences."""
    m = maker(chance)
    chosen = chance.sample(CLAUSES, chance.choices((1, 2, 3), (5, 3, 2))[0])
    said = [
        m.words.fill(chance.choice(one.patterns), next=m.day(1), later=m.day(chance.randint(12, 40))) for one in chosen
    ]
    title = f"{m.unit.name}关于{chance.choice(('做好', '加强', '推进'))}{m.words.topic}工作的通知"
    body = [m.opening("现就有关事项通知如下。"), *m.items(*said), ("p", m.words.end())]
    rules = tuple(sorted(one.rule for one in chosen))
    return m.draft(title, m.unit.each, body, rules, may=tuple(extra for one in chosen for extra in one.may))


def directs_governments(chance: random.Random) -> Draft:
    m = maker(chance, level=chance.choice(("省", "市")))
    below = m.unit.governments
    order = m.words.fill("{below}要落实每处{thing}的维护责任人，{place}每月检查不少于{part}次。", below=below)
    body = [m.opening("现就有关事项通知如下。"), *m.items(order)]
    rules = ("directive-to-lower-government", "unapproved-document-to-lower-government")
    return m.draft(f"{m.unit.name}关于加强{m.words.topic}的通知", below, body, rules)


def inner_office(chance: random.Random) -> Draft:
    m = maker(chance, level="市")
    office = m.unit.name + chance.choice(("规划财务科", "法规科", "基础建设科"))
    body = [m.opening("现就有关事项通知如下。"), *m.items()]
    return m.draft(
        f"{office}关于核对{m.words.topic}数据的通知",
        m.unit.each,
        body,
        ("inner-office-as-issuer",),
        issuer=office,
        number="",
    )


def _plea(m: Maker, *body: str) -> list[tuple[str, str]]:
    return [("p", m.words.seen()), *[("p", one) for one in body], ("p", "妥否，请批示。")]


def to_leader(chance: random.Random) -> Draft:
    m = maker(chance, level="市")
    ask = f"因{m.words.fill('{place}的{thing}')}老化，请予追加{m.words.topic}经费{chance.randint(20, 400)}万元。"
    title = f"{m.unit.name}关于追加{m.words.topic}经费的请示"
    to = chance.choice("王李张刘陈杨") + chance.choice(("市长", "副市长"))
    return m.draft(title, to, _plea(m, ask), ("leader-as-addressee",), genre="请示")


def asks_in_report(chance: random.Random) -> Draft:
    m = maker(chance)
    body = [("p", f"现将{m.words.topic}工作情况报告如下。"), *[("p", m.words.fact()) for _ in range(4)]]
    ask = f"因缺口较大，请批准追加{m.words.topic}经费{chance.randint(20, 400)}万元。妥否，请批示。"
    title = f"{m.unit.name}关于{m.words.topic}工作情况的报告"
    return m.draft(title, m.unit.government, [*body, ("p", ask)], ("request-in-report",), genre="报告")


def two_addressees(chance: random.Random) -> Draft:
    m = maker(chance, level="市")
    to = f"{m.unit.government}、{m.unit.place.province}省{m.unit.field.bureau[:-1]}厅"
    ask = f"拟新建{m.words.topic}配件仓库一座，请予立项。"
    title = f"{m.unit.name}关于建设{m.words.topic}配件仓库的请示"
    return m.draft(title, to, _plea(m, ask), ("several-addressees-upward",), genre="请示")


def two_matters(chance: random.Random) -> Draft:
    m = maker(chance)
    body = [
        ("p", "现将有关事项请示如下："),
        (
            "p",
            f"一、请求增加{m.words.topic}经费。{m.words.fill('{place}的{thing}')}老化，申请追加经费{chance.randint(20, 300)}万元。",
        ),
        ("p", f"二、请求核增事业编制。{m.words.fill('{hand}')}力量不足，申请核增编制{chance.randint(2, 9)}名。"),
    ]
    title = f"{m.unit.name}关于经费和编制等事项的请示"
    return m.draft(
        title, m.unit.government, [*body, ("p", "妥否，请批示。")], ("several-matters-in-request",), genre="请示"
    )


def skips(chance: random.Random) -> Draft:
    m = maker(chance, level="县")
    ask = f"因{m.words.fill('{place}的{thing}')}损坏严重，恳请补助修复资金{chance.randint(20, 400)}万元。"
    title = f"{m.unit.name}关于申请{m.words.topic}补助的请示"
    return m.draft(title, f"{m.unit.place.province}省人民政府", _plea(m, ask), ("skipped-level",), genre="请示")


def doubled_title(chance: random.Random) -> Draft:
    m = maker(chance)
    ask = f"拟购置{m.words.fill('{thing}')}检测设备一套，预算{chance.randint(20, 80)}万元。"
    title = f"{m.unit.name}关于购置{m.words.topic}设备的请示报告"
    return m.draft(title, m.unit.government, _plea(m, ask), ("title-fault",), genre="请示")


def notice_with(m: Maker, rules: tuple[str, ...], **more: object) -> Draft:
    body = [m.opening("现就有关事项通知如下。"), *m.items()]
    return m.draft(f"{m.unit.name}关于做好{m.words.topic}工作的通知", m.unit.each, body, rules, **more)


def bad_number(chance: random.Random) -> Draft:
    m = maker(chance, level="市")
    head = f"{m.unit.place.short}{m.unit.field.head}发"
    number = chance.choice(
        (f"{head}[{m.date.year}]第0{chance.randint(1, 9)}号", f"{head}〔{m.date.year}〕0{chance.randint(1, 9)}号")
    )
    return notice_with(m, ("malformed-doc-number",), number=number)


def bad_date(chance: random.Random) -> Draft:
    m = maker(chance)
    m.date = m.date.replace(month=chance.randint(1, 9), day=chance.randint(1, 9))
    return notice_with(m, ("malformed-date",), date=f"{m.date:%Y年%m月%d日}")


def listed_badly(chance: random.Random) -> Draft:
    m = maker(chance)
    table = f"{m.words.fill('{thing}')}自查表"
    annexes = [("annex", "附件"), ("annex-title", table), ("p", "检查项目、检查方法、检查结果。")]
    return notice_with(m, ("attachment-punctuation",), listed=[table + "。"], annexes=annexes)


def listed_wrongly(chance: random.Random) -> Draft:
    m = maker(chance)
    annexes = [("annex", "附件"), ("annex-title", f"{m.words.topic}人员花名册"), ("p", "姓名、岗位、联系方式。")]
    return notice_with(m, ("attachment-list-mismatch",), listed=[f"{m.unit.field.things[0]}自查表"], annexes=annexes)


def secret_without_number(chance: random.Random) -> Draft:
    m = maker(chance)
    marks = (f"机密★{chance.choice((5, 10, 15))}年",)
    return notice_with(m, ("missing-copy-number",), marks=marks)


def secret_badly(chance: random.Random) -> Draft:
    m = maker(chance)
    mark = chance.choice(("秘密★十年", "机密", "秘密★25年"))
    return notice_with(m, ("malformed-secrecy-mark",), marks=(f"{chance.randint(1, 400):06}", mark))


def secret_and_public(chance: random.Random) -> Draft:
    m = maker(chance)
    marks = (f"{chance.randint(1, 400):06}", "机密★10年")
    return notice_with(m, ("contradictory-marks",), marks=marks, notes=("（此件公开发布）",))


def secret_unmarked(chance: random.Random) -> Draft:
    m = maker(chance)
    say = chance.choice(("本件内容涉密，请指定专人保管，不得复印。", "本通知内容涉密，请妥善保管。"))
    body = [m.opening("现就有关事项通知如下。"), *m.items(), ("p", say)]
    return m.draft(f"{m.unit.name}关于调整{m.words.topic}储备库点的通知", m.unit.each, body, ("missing-secrecy-mark",))


def urgent_badly(chance: random.Random) -> Draft:
    m = maker(chance)
    return notice_with(
        m, ("malformed-urgency-mark",), marks=(chance.choice(("急件", "火急", "紧急")),), may=("unjustified-urgency",)
    )


def urgent_for_nothing(chance: random.Random) -> Draft:
    m = maker(chance, city=chance.choice(("天水", "白银")), since=2025)
    return notice_with(m, ("unjustified-urgency",), marks=(chance.choice(("特急", "加急")),))


def forwards_public(chance: random.Random) -> Draft:
    m = maker(chance, level="市")
    above = f"{m.unit.place.province}省{m.unit.field.bureau[:-1]}厅"
    inner = f"关于加强{m.words.topic}工作的通知"
    say = f"现将《{above}{inner}》转发给你们，该通知已在{above}网站公开发布，请遵照执行。"
    return m.draft(
        f"{m.unit.name}转发{above}{inner}",
        m.unit.each,
        [("p", say), ("p", m.words.todo())],
        ("forwards-public-document",),
    )


def scores_papers(chance: random.Random) -> Draft:
    m = maker(chance)
    body = [
        ("p", f"现将{m.words.topic}工作考核办法印发给你们。"),
        (
            "p",
            f"一、召开{m.words.topic}部署会议的得{chance.randint(3, 9)}分，印发实施方案的得{chance.randint(3, 9)}分，没有的不得分。",
        ),
        ("p", f"二、{m.words.fill('{place}的{thing}')}完好率达标的得{chance.randint(30, 60)}分。"),
    ]
    return m.draft(
        f"{m.unit.name}关于印发{m.words.topic}工作考核办法的通知",
        m.unit.each,
        body,
        ("evidence-scoring",),
        may=("requires-matching-document",),
    )


def prepares_reception(chance: random.Random) -> Draft:
    m = maker(chance)
    order = m.words.fill("{who}要精心设计调研精品线路，统一讲解口径，并印制接待手册。")
    body = [m.opening("现就准备工作通知如下。"), ("p", order), ("p", m.words.todo())]
    return m.draft(
        f"{m.unit.name}关于做好{m.words.topic}调研准备工作的通知", m.unit.each, body, ("reception-material",)
    )


def escorted(chance: random.Random) -> Draft:
    m = maker(chance, level="市")
    body = [
        ("p", f"定于{m.day(14)}至{m.day(15)}开展{m.words.topic}工作调研。"),
        ("p", f"{NUMERALS[0]}、请县政府分管负责同志和县{m.unit.field.bureau}主要负责同志、业务股长全程陪同。"),
        ("p", f"{NUMERALS[1]}、{m.words.fill('调研{place}的{thing}使用情况。')}"),
    ]
    facts = {"inspection": {"object": m.words.topic}}
    return m.draft(
        f"{m.unit.name}关于开展{m.words.topic}工作调研的通知",
        m.unit.each,
        body,
        ("too-many-escorts",),
        facts=facts,
        may=("holiday-research",),
    )


def leaders_attend(chance: random.Random) -> Draft:
    m = maker(chance)
    when = m.date + datetime.timedelta((4 - m.date.weekday()) % 7 + 7)
    name = f"{m.words.topic}工作推进会"
    body = [
        ("p", f"定于{when.month}月{when.day}日召开{name}，会期半天。"),
        ("p", f"一、参会人员。请{m.unit.each}主要负责同志参加会议。"),
        ("p", f"二、会议内容。{m.words.fill('安排{place}的{thing}维护工作。')}"),
    ]
    facts = {"meeting": {"title": name, "date": when.isoformat()}}
    return m.draft(
        f"{m.unit.name}关于召开{name}的通知",
        m.unit.each,
        body,
        ("demands-leader-attendance",),
        facts=facts,
        may=("overlong-meeting",),
    )


def meets_long(chance: random.Random) -> Draft:
    m = maker(chance, city="济南", level="市", since=2020)
    when = m.date + datetime.timedelta((4 - m.date.weekday()) % 7 + 7)
    body = [
        (
            "p",
            f"定于{when.month}月{when.day}日上午9:00召开{m.words.topic}推进会，会期{chance.choice(('1天', '2天', '一天半'))}。",
        ),
        ("p", m.words.seen()),
    ]
    facts = {"meeting": {"title": f"{m.words.topic}推进会", "date": when.isoformat()}}
    return m.draft(
        f"{m.unit.name}关于召开{m.words.topic}推进会的通知",
        m.unit.each,
        body,
        ("overlong-meeting",),
        facts=facts,
        may=("no-meeting-day",),
    )


def meets_on_thursday(chance: random.Random) -> Draft:
    m = maker(chance, city="济南", level="市", since=2020)
    when = m.date + datetime.timedelta((3 - m.date.weekday()) % 7 + 7)
    body = [
        ("p", f"定于{when.month}月{when.day}日（星期四）上午9:00召开{m.words.topic}推进会，会期半天。"),
        ("p", m.words.seen()),
    ]
    facts = {"meeting": {"title": f"{m.words.topic}推进会", "date": when.isoformat()}}
    return m.draft(
        f"{m.unit.name}关于召开{m.words.topic}推进会的通知", m.unit.each, body, ("no-meeting-day",), facts=facts
    )


def crowded(chance: random.Random) -> Draft:
    m = maker(chance, city="天水", level="省", since=2025)
    name = f"全省{m.words.topic}工作会议"
    body = [
        ("p", f"定于{m.day(12)}召开{name}，会期半天。"),
        ("p", f"参会人员：{m.unit.each}分管负责同志、企业代表，共约{chance.randint(210, 400)}人。"),
    ]
    facts = {"meeting": {"title": name}}
    return m.draft(f"{m.unit.name}关于召开{name}的通知", m.unit.each, body, ("too-many-participants",), facts=facts)


def endless_group(chance: random.Random) -> Draft:
    m = maker(chance, level="市")
    government = m.unit.government
    body = [
        ("p", f"为加强{m.words.topic}工作的组织领导，市政府决定成立{m.words.topic}工作领导小组，组成人员如下："),
        ("p", f"组长由市政府分管负责同志担任，成员由市{m.unit.field.bureau}、市财政局等单位负责同志担任。"),
        ("p", f"领导小组办公室设在市{m.unit.field.bureau}。"),
    ]
    title = f"{government}关于成立{m.words.topic}工作领导小组的通知"
    to = f"{m.unit.governments}，市直有关部门"
    number = f"{m.unit.place.short}政发〔{m.date.year}〕{chance.randint(1, 90)}号"
    return m.draft(title, to, body, ("task-force-without-sunset",), issuer=government, number=number)


def overlong(chance: random.Random) -> Draft:
    """A report of five thousand characters and more."""
    m = maker(chance, level="市")
    body, size = [("p", f"现将{m.words.topic}工作情况报告如下。")], 0
    while size < 5400:
        body.append(("p", "".join(m.words.fact() for _ in range(6))))
        size += len(body[-1][1])
    title = f"{m.unit.name}关于{m.words.topic}工作情况的报告"
    return m.draft(
        title,
        m.unit.government,
        [*body, ("p", "特此报告。")],
        ("overlong-body",),
        genre="报告",
        may=("too-many-pages",),
    )


SHAPES = (
    directs_governments, inner_office, to_leader, asks_in_report, two_addressees, two_matters, skips, doubled_title,
    bad_number, bad_date, listed_badly, listed_wrongly, secret_without_number, secret_badly, secret_and_public,
    secret_unmarked, urgent_badly, urgent_for_nothing, forwards_public, scores_papers, prepares_reception, escorted,
    leaders_attend, meets_long, meets_on_thursday, crowded, endless_group, overlong,
)  # fmt: skip


def faulty(chance: random.Random) -> Draft:
    """A document with a fault or more."""
    return clauses(chance) if chance.random() < 0.5 else chance.choice(SHAPES)(chance)
