"""What is read of a meeting: day, clock, length, place, people, speakers, programme."""

import datetime

import pytest
from draft import draft

from gwlint.language.reading import Reading
from gwlint.model.meeting import Meeting

TITLE = "丽水市水务局关于召开全市水务工作会议的通知"


def meeting(body: str, title: str = TITLE, **parts: str) -> Meeting:
    found = read(body, title, **parts)
    assert found is not None
    return found


def read(body: str, title: str = TITLE, **parts: str) -> Meeting | None:
    parts.setdefault("signed", "丽水市水务局\n2025年9月8日")
    document, gongwen = draft(title=title, body=body, **parts)
    return Reading(document, gongwen).meeting


@pytest.mark.parametrize(
    "title",
    [
        "丽水市水务局关于做好防汛值守的通知",
        "丽水市水务局关于学习贯彻全市水务工作会议精神的通知",
        "丽水市水务局关于举办河道管理培训班的通知",
        "丽水市水务局关于举办第三届职工运动会的通知",
        "丽水市水务局关于印发会议费管理办法的通知",
        "丽水市水务局关于改进会风的通知",
        "丽水市水务局关于成立安全生产委员会的通知",
        "丽水市水务局关于印发全市水务工作会议纪要的通知",
        "丽水市水务局关于召开全市水务工作会议情况的通报",
        "丽水市水务局关于同意召开全市水务学会年会的批复",
    ],
)
def test_not_about_a_meeting(title: str) -> None:
    assert read("定于9月18日召开，会期半天。", title) is None


@pytest.mark.parametrize(
    ("title", "name", "special", "statutory"),
    [
        (TITLE, "全市水务工作会议", False, False),
        ("丽水市水务局关于召开河道治理推进会的预备通知", "河道治理推进会", True, False),
        ("丽水市水务局关于参加全省防汛调度视频会议的通知", "全省防汛调度视频会议", True, False),
        ("丽水市水务局关于全市水务大会方案的请示", "全市水务大会", False, False),
        ("丽水市水务局关于邀请市领导出席全市节水大会的请示", "全市节水大会", False, False),
        ("丽水市总工会关于召开丽水市工会第五次代表大会的通知", "丽水市工会第五次代表大会", False, True),
        ("丽水市委关于召开全市高质量发展动员部署大会的通知", "全市高质量发展动员部署大会", False, False),
    ],
)
def test_name_and_kind(title: str, name: str, special: bool, statutory: bool) -> None:
    found = meeting("定于9月18日召开，会期半天。", title)
    assert (found.name.text, found.special, found.statutory) == (name, special, statutory)


D = datetime.date


@pytest.mark.parametrize(
    ("body", "first", "last", "start", "end"),
    [
        ("定于9月18日（星期四）上午9:00在局三楼召开全市水务工作会议。", D(2025, 9, 18), D(2025, 9, 18), "09:00", None),
        ("一、会议时间：2025年9月18日下午2时30分。", D(2025, 9, 18), D(2025, 9, 18), "14:30", None),
        ("一、会议时间\n9月18日（周四）9:00—11:30。", D(2025, 9, 18), D(2025, 9, 18), "09:00", "11:30"),
        ("时　间：9月18日至19日，17日下午报到。", D(2025, 9, 18), D(2025, 9, 19), None, None),
        ("会议时间：2025-09-18 14:30。", D(2025, 9, 18), D(2025, 9, 18), "14:30", None),
        ("兹定于九月十八日上午九点召开会议。", D(2025, 9, 18), D(2025, 9, 18), "09:00", None),
        ("经研究，拟于下周四下午3点召开会议。", D(2025, 9, 18), D(2025, 9, 18), "15:00", None),
        ("请于9月12日前报名单。会议于9月30日至10月1日召开。", D(2025, 9, 30), D(2025, 10, 1), None, None),
        ("去年9月5日召开了会议。今年会议定于9月18日召开。", D(2025, 9, 18), D(2025, 9, 18), None, None),
        ("定于1月6日召开会议。", D(2026, 1, 6), D(2026, 1, 6), None, None),
    ],
)
def test_when(body: str, first: datetime.date, last: datetime.date, start: str | None, end: str | None) -> None:
    signed = "丽水市水务局\n2025年12月20日" if "1月6日" in body else "丽水市水务局\n2025年9月8日"
    found = meeting(body, signed=signed)
    assert (found.first, found.last, found.start, found.end) == (first, last, start, end)


def test_undated_draft_keeps_the_weekday() -> None:
    found = meeting("定于9月18日（星期四）上午9:00召开会议。", signed="丽水市水务局")
    assert found.first is None and found.weekday == 3 and found.when


@pytest.mark.parametrize(
    ("body", "minutes", "days"),
    [
        ("定于9月18日召开会议，会期半天。", None, 0.5),
        ("一、会期：1天。", None, 1.0),
        ("会期为一天半。", None, 1.5),
        ("会期两天，9月18日至19日。", None, 2.0),
        ("会议时间约1小时。", 60, None),
        ("会议预计90分钟。", 90, None),
        ("会议时间大约1个半小时。", 90, None),
        ("会议时间：9月18日上午9:00—11:00。", 120, None),
        ("会议时间：9月18日上午8:30—12:00，下午2:30—5:30。", None, 1.0),
        ("会议时间：9月18日至20日。", None, 3.0),
        ("会议时间：9月18日至20日，18日下午报到，20日上午离会。", None, 1.0),
        ("日程安排：\n9月18日上午：大会。\n9月18日下午：观摩。\n9月19日上午：讨论。", None, 1.5),
        ("会议议程：\n1.通报情况（20分钟）\n2.局长讲话（30分钟）", 50, None),
        ("定于9月18日上午9:00召开会议。", None, None),
        ("汇报材料请于会前30分钟提交。", None, None),
    ],
)
def test_length(body: str, minutes: int | None, days: float | None) -> None:
    found = meeting(body).length
    assert (found and found.minutes, found and found.days) == (minutes, days)


def test_place_and_screen() -> None:
    found = meeting("一、会议地点：市水务局三楼会议室，会议采取视频形式。\n二、分会场设在各县（市、区）水务局。")
    assert found.place and found.place.text == "市水务局三楼会议室"
    assert found.video
    assert not meeting("定于9月18日在市会展中心召开会议，不设分会场。").video


@pytest.mark.parametrize(
    ("body", "people"),
    [
        ("参会人员约150人。", 150),
        ("会议规模控制在320人以内。", 320),
        ("一、参会人员：各县（市、区）水务局分管负责同志、业务科长，共计45人。", 45),
        ("一、名额分配：莲都区12人、龙泉市10人、青田县8人。", 30),
        ("参会人员：每单位2人。", None),
        ("参会人员：各单位分管负责同志1名。", None),
    ],
)
def test_people(body: str, people: int | None) -> None:
    found = meeting(body).people
    assert (found and found.number) == people


@pytest.mark.parametrize(
    ("body", "exchange"),
    [
        ("会上莲都区、龙泉市、青田县水务局作交流发言。", 3),
        ("会议安排6个单位作典型发言。", 6),
        ("三、交流发言（每人不超过8分钟）：1.莲都区；2.龙泉市；3.青田县；4.缙云县。", 4),
        ("三、交流发言\n1.莲都区水务局\n2.龙泉市水务局\n四、其他事项", 2),
        ("议程：\n1.莲都区作交流发言\n2.龙泉市作交流发言\n3.局长讲话", 2),
        ("莲都区、龙泉市作书面交流发言。", None),
        ("不安排交流发言。", None),
    ],
)
def test_exchange(body: str, exchange: int | None) -> None:
    found = meeting(body).exchange
    assert (found and found.number) == exchange


@pytest.mark.parametrize(
    ("body", "spoken"),
    [
        ("会议由副局长王五主持（5分钟），局长李四讲话（40分钟）。", [("主持", 5), ("讲话", 40)]),
        ("各县汇报，每个单位10分钟。", [("汇报", 10)]),
        ("莲都区交流发言（8分钟）。", [("发言", 8)]),
        ("莲都区、龙泉市交流发言（16分钟）。", [("发言", 8)]),
        ("一、交流发言（每人不超过8分钟）", [("发言", 8)]),
        ("交流发言（30分钟）", []),  # for all of them
        ("局长作工作报告，约1个小时。", [("讲话", None), ("讲话", 60)]),
    ],
)
def test_speeches(body: str, spoken: list[tuple[str, int | None]]) -> None:
    assert [(one.kind, one.minutes) for one in meeting(body).speeches] == spoken


def test_sections() -> None:
    found = meeting(
        "一、参会人员\n（一）各县（市、区）水务局分管负责同志；\n（二）市局有关科室负责人。\n"
        "二、会议议程\n（一）通报情况；\n（二）交流发言：莲都区、龙泉市；\n（三）局领导讲话。\n"
        "三、其他事项\n请准时参会，不分组讨论。"
    )
    assert [one.text[:4] for one in found.participants] == ["各县（市", "市局有关"]
    assert [one.text for one in found.agenda] == ["通报情况；", "局领导讲话。"]
    assert found.exchange and found.exchange.number == 2
    assert found.group_discussion is None


def test_programme_in_an_attachment() -> None:
    after = "附件\n\n会议议程\n\n1.通报情况（20分钟）\n2.分组讨论\n3.局长讲话（30分钟）"
    found = meeting("定于9月18日召开会议。\n\n附件：会议议程", after=after)
    assert found.group_discussion and len(found.agenda) == 3


def test_leaders_invited() -> None:
    found = meeting("恳请王副市长出席会议并讲话。", "丽水市水务局关于召开全市节水大会的请示", to="市政府：")
    assert [one.text for one in found.invited] == ["王副市长"]
    assert not meeting("请各单位分管同志准时参加。").invited


def test_all_places_show_what_was_read() -> None:
    body = "会议时间：9月18日9:00—11:00。\n会议地点：三楼。\n参会人员：约150人。\n会期半天。"
    document, gongwen = draft(title=TITLE, body=body, signed="丽水市水务局\n2025年9月8日")
    found = Reading(document, gongwen).meeting
    assert found and found.when and found.place and found.people and found.length
    assert found.when.span.of(document.text) == "9月18日"
    assert found.place.span.of(document.text) == "三楼"
    assert "150" in found.people.span.of(document.text)
    assert found.length.span.of(document.text) == "会期半天"
