"""Meetings of which the text does not show what a rule needs: not checked, with the reason, never guessed."""

import pytest

from gwlint import engine, profiles, readers
from gwlint.model import FileReport
from gwlint.rules import Given

GANSU = "甘肃省商务厅关于召开{name}的通知\n\n各市（州）商务局：\n\n{body}\n\n甘肃省商务厅\n{date}\n"
JINAN = "济南市水务局关于召开{name}的{kind}\n\n{to}：\n\n{body}\n\n济南市水务局\n{date}\n"


def report(rule: str, text: str, profile: str, given: Given = Given()) -> FileReport:
    document = readers.read_bytes(text.encode(), "draft.txt")
    return engine.lint(document, profiles.load(profile), given=given, select=frozenset({rule}))


def gansu(body: str, name: str = "全省商务工作会议", date: str = "2025年3月4日") -> str:
    return GANSU.format(body=body, name=name, date=date)


def jinan(body: str, kind: str = "通知", to: str = "各区县水务局", date: str = "2025年9月4日") -> str:
    return JINAN.format(body=body, name="全市水务大会", kind=kind, to=to, date=date)


@pytest.mark.parametrize(
    ("rule", "text", "profile", "says"),
    [
        ("no-meeting-day", gansu("定于3月19日召开会议，会期半天。"), "gansu-2024", "--given 无会周=2"),
        ("no-meeting-day", jinan("会议时间另行通知。"), "jinan-2019", "开会日期"),
        ("no-meeting-day", jinan("定于9月18日召开会议。", date=""), "jinan-2019", "哪一年"),
        ("overlong-meeting", gansu("定于3月19日上午9:00召开会议。"), "gansu-2024", "会期"),
        ("too-many-participants", gansu("参会人员：各市（州）商务局分管负责同志。"), "gansu-2024", "总人数"),
        (
            "late-leader-invitation",
            jinan("恳请王副市长出席会议并讲话。妥否，请批示。", "请示", "市政府办公厅"),
            "jinan-2019",
            "开会日期",
        ),
    ],
)
def test_lacking_is_said(rule: str, text: str, profile: str, says: str) -> None:
    found = report(rule, text, profile)
    assert found.findings == ()
    (one,) = found.not_checked
    assert says in one.reason and not one.crashed


def test_own_word_settles_it() -> None:
    text = gansu("定于3月19日召开会议，会期半天。")
    assert report("no-meeting-day", text, "gansu-2024", Given(no_meeting_weeks=(3,))).findings
    other = report("no-meeting-day", text, "gansu-2024", Given(no_meeting_weeks=(2,)))
    assert not other.findings and not other.not_checked


def test_undated_draft_with_its_weekday() -> None:
    found = report("no-meeting-day", jinan("定于9月18日（星期四）召开会议。", date=""), "jinan-2019")
    assert [one.severity for one in found.findings] == ["error"]


@pytest.mark.parametrize("rule", ["no-meeting-day", "overlong-meeting", "too-many-participants"])
def test_other_documents_lack_nothing(rule: str) -> None:
    text = "甘肃省商务厅关于做好保供工作的通知\n\n各市（州）商务局：\n\n请做好保供。\n\n甘肃省商务厅\n2025年3月4日\n"
    assert report(rule, text, "gansu-2024").not_checked == ()


def test_report_tells_of_the_meeting() -> None:
    from gwlint.reporters.json import file_object

    text = gansu("定于3月19日9:00召开会议，会期半天。参会人员约90人。")
    outline = file_object(report("no-meeting-day", text, "cn"))["outline"]
    told = outline["meeting"]
    assert (told["name"], told["first"], told["start"], told["days"], told["people"]) == (
        "全省商务工作会议", "2025-03-19", "09:00", 0.5, 90,
    )  # fmt: skip
    plain = report("no-meeting-day", text.replace("召开全省商务工作会议", "做好商务工作"), "cn")
    assert file_object(plain)["outline"]["meeting"] is None
