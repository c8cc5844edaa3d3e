"""What a notice of a visit says of itself, and by when a 请示 needs its answer."""

from gwlint import anatomy, readers
from gwlint.anatomy.needed import read_needed
from gwlint.anatomy.visit import Visit, kind_of, read_visit
from gwlint.language.reading import Reading

TRIP = """甘肃省水利厅关于开展农村供水调研的通知

各市（州）水务局：

定于2025年9月16日至18日对各县供水厂运行情况开展调研。请市水务局安排1—2名业务负责同志陪同，请副县长到场陪同。
请各市（州）水务局于9月12日前提供供水厂名单。

甘肃省水利厅
2025年9月8日
"""
REQUEST = """平川县林业局关于举办苗木交易活动的请示

县政府：

上级于3月1日部署。我局拟于4月10日举办苗木交易活动，恳请于3月28日前批复。
妥否，请批示。

平川县林业局
2025年3月6日
"""


def reading(text: str) -> Reading:
    document = readers.read_bytes(text.encode(), "draft.txt")
    return Reading(document, anatomy.recognise(document))


def visit(text: str) -> Visit:
    found = read_visit(reading(text))
    assert found
    return found


def test_visit() -> None:
    here, text = reading(TRIP), reading(TRIP).document.text
    found = read_visit(here)
    assert found and found.kind == "调研"
    assert found.days and (found.days.first.isoformat(), found.days.last.isoformat()) == ("2025-09-16", "2025-09-18")
    assert found.object and found.object.of(text) == "各县"
    assert [(one.people, bool(one.leaders)) for one in found.escorts] == [(2, False), (1, True)]
    assert any("提供供水厂名单" in span.of(text) for span in found.demands)


def test_list_below_a_head() -> None:
    text = TRIP.replace(
        "请市水务局安排1—2名业务负责同志陪同，请副县长到场陪同。",
        "\n一、陪同人员\n张某某（县水务局局长）、李某某\n二、调研内容\n供水厂运行。",
    )
    assert [one.people for one in visit(text).escorts] == [2]


def test_nobody_goes_along() -> None:
    text = TRIP.replace("请市水务局安排1—2名业务负责同志陪同，请副县长到场陪同。", "市、县不派人陪同，谢绝陪同。")
    assert visit(text).escorts == ()


def test_letter_is_told_by_its_title() -> None:
    assert kind_of(reading(TRIP.replace("调研的通知", "调研的函")).gongwen) == "调研"
    assert kind_of(reading(TRIP.replace("开展农村供水调研的通知", "反馈农村供水调研报告意见的函")).gongwen) is None


def test_other_documents_are_no_visit() -> None:
    assert read_visit(reading(REQUEST)) is None


def test_needed_by_the_earlier_day() -> None:
    here = reading(REQUEST)
    found = read_needed(here)
    assert found and found.date.isoformat() == "2025-03-28" and found.span.of(here.document.text) == "3月28日前"


def test_needed_by_the_day_of_the_event() -> None:
    found = read_needed(reading(REQUEST.replace("，恳请于3月28日前批复", "")))
    assert found and found.date.isoformat() == "2025-04-10"


def test_no_day_needed() -> None:
    assert (
        read_needed(reading(REQUEST.replace("拟于4月10日举办苗木交易活动，恳请于3月28日前批复", "拟举办苗木交易活动")))
        is None
    )
    assert read_needed(reading(TRIP)) is None
