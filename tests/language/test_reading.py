"""Who is told what: subjects named, inherited, left out; force carried over clauses and sentences."""

import pytest

from gwlint import anatomy, readers
from gwlint.language.reading import Reading, Said

DEPARTMENTS = "各县（市、区）教育局："
GOVERNMENTS = "各县（市、区）人民政府："


def reading(text: str, to: str = DEPARTMENTS, genre: str = "通知") -> Reading:
    draft = f"丽水市教育局关于做好有关工作的{genre}\n\n{to}\n\n现就有关工作{genre}如下。\n{text}\n\n丽水市教育局\n2025年9月10日\n"
    document = readers.read_bytes(draft.encode(), "draft.txt")
    return Reading(document, anatomy.recognise(document))


def said(text: str, to: str = DEPARTMENTS, genre: str = "通知") -> list[Said]:
    return list(reading(text, to, genre).everything())[1:]


def clauses(text: str, to: str = DEPARTMENTS) -> list[tuple[str, list[str]]]:
    return [(c.force.kind, sorted(c.actor.kinds)) for s in said(text, to) for c in s.clauses]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("各县（市、区）教育局要上报。", ["department"]),
        ("各县（市、区）人民政府要上报。", ["government"]),
        ("各乡镇人民政府、街道办事处要上报。", ["government"]),
        ("各县（市、区）人民政府和各企业要上报。", ["government", "other"]),
        ("各县（市、区）教育局在9月底前要上报。", ["department"]),
        ("各地对排查出的问题要限期整改。", ["department"]),
        ("有关部门要密切配合。", ["department"]),
        ("当地政府应当先行处置。", ["government"]),
        ("属地教育部门要跟进。", ["department"]),
        ("各校须落实晨检。", ["department"]),
        ("各乡镇中心学校要停课。", ["unit"]),
        ("村（社区）要张贴公告。", ["unit"]),
        ("各单位一把手要到会。", ["unit"]),
        ("学生家长要签收。", []),
        ("纳税人要按期申报。", ["other"]),
        ("省卫生健康委要派专家。", ["own"]),
        ("市财政局要安排经费。", ["own"]),
        ("我局将予以通报。", ["own"]),
        ("丽水市教育局要牵头。", ["own"]),
        ("市教育局主要负责同志要到会。", ["own"]),
        ("贵局主要负责同志要到会。", ["other"]),
        ("要及时上报。", ["addressee"]),
        ("请及时上报。", ["addressee"]),
        ("请各县（市、区）教育局上报。", ["department"]),
        ("进展情况请于9月底前报送。", ["addressee"]),
        ("名单须由各县（市、区）教育局审核。", ["department"]),
        ("责成属地教育部门整改。", ["department"]),
    ],
)
def test_actor(text: str, kinds: list[str]) -> None:
    assert clauses(text)[0][1] == kinds


@pytest.mark.parametrize(("to", "kinds"), [(DEPARTMENTS, ["department"]), (GOVERNMENTS, ["government"])])
def test_each_place_is_read_by_the_addressees(to: str, kinds: list[str]) -> None:
    assert clauses("各地要上报。", to) == [("must", kinds)]


def test_an_unnamed_subject_is_the_addressees() -> None:
    assert clauses("要上报。", GOVERNMENTS) == [("must", ["addressee", "government"])]
    assert clauses("要上报。", "各县（市、区）人民政府，市直各单位：") == [("must", ["addressee"])]


def test_a_subject_is_inherited_across_clauses() -> None:
    assert [k for _, k in clauses("各县（市、区）教育局要摸清底数，建好台账，按时报送。")] == [["department"]] * 3


def test_a_subject_is_inherited_across_sentences() -> None:
    found = said("各乡镇人民政府要落实责任。要逐户上门。市教育局负责汇总。")
    assert [sorted(s.clauses[0].actor.kinds) for s in found] == [["government"], ["government"], ["own"]]
    assert [s.clauses[0].actor.inherited for s in found] == [False, True, False]


def test_a_new_subject_takes_over() -> None:
    assert [k for _, k in clauses("各县（市、区）教育局要上报，市教育局负责汇总，各企业应配合。")] == [
        ["department"],
        ["own"],
        ["other"],
    ]


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ("不得要求报送材料，强制下载软件，每日打卡。", [False, False, False]),
        ("不得要求报送材料。每日打卡。", [False, True]),
        ("不得要求报送材料；要及时核实。", [False, True]),
        ("不再报送材料，但要及时核实。", [False, True]),
        ("原则上不报送材料，确需报送的，必须报批。", [False, False, True]),
        ("近年来，各地成立了专班，组建了队伍。", [False, False, False]),
        ("各地已成立专班，要继续抓好落实。", [False, True]),
        ("《教育法》规定，各级政府应当保障经费，公开账目。", [False, False, False]),
        ("按照《教育法》规定，各地要保障经费。", [False, True]),
        ("各地可结合实际制定办法，明确标准。", [False, False]),
        ("对逾期不报的，要予以通报。", [False, True]),
        ("为加强管理，各地要建立台账。", [False, True]),
        ("一、加强组织领导", [False]),
        ("鼓励各地先行先试。", [False]),
    ],
)
def test_commands(text: str, commands: list[bool]) -> None:
    assert [c.commands for s in said(text) for c in s.clauses] == commands


def test_a_ground_is_named() -> None:
    (found,) = said("经市政府同意，各地要每日报送。")
    assert found.clauses[1].exception == "经市政府同意"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("请于9月12日前将名单报送我局。", "report"),
        ("请于9月12日前反馈书面意见。", "reply"),
        ("请于9月12日前参会报到。", "meeting"),
        ("请于9月12日前完成整改。", "action"),
    ],
)
def test_deadline_kind(text: str, kind: str) -> None:
    (found,) = reading(text).deadlines
    assert (found.kind, found.days) == (kind, 2)


@pytest.mark.parametrize(
    "text", ["不得要求9月12日前报送。", "去年9月12日前各地已报送。", "对9月12日前未报送的，予以提醒。"]
)
def test_no_deadline(text: str) -> None:
    assert reading(text).deadlines == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("市防指已启动防汛三级应急响应。", True),
        ("昨日我市发生4.2级地震。", True),
        ("预计未来两天有大暴雨。", True),
        ("一旦发生火灾，立即疏散。", False),
        ("做好防汛工作。", False),
        ("完善应急预案。", False),
    ],
)
def test_emergency(text: str, found: bool) -> None:
    assert bool(reading(text).emergency) == found


def test_at() -> None:
    one = reading("各地要上报，不得拖延。")
    place = one.text.index("不得")
    sentence, clause = one.at(place) or (None, None)
    assert sentence and clause and clause.text == "不得拖延" and len(sentence.clauses) == 2
    assert one.at(0) is None


def test_nothing_is_imposed_upwards() -> None:
    from re import compile

    def imposed(genre: str, to: str) -> int:
        return len(
            list(reading("各县（市、区）教育局要每日打卡。", to, genre).imposed(lambda: compile("打卡"), ("打卡",)))
        )

    assert (imposed("通知", DEPARTMENTS), imposed("报告", "丽水市人民政府：")) == (1, 0)
