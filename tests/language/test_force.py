"""Modals, prohibitions, permissions, narration, conditions: what a clause does."""

import pytest

from gwlint.language import force

MUST = [
    "各地要加强巡查", "各县须上报", "单位应建立制度", "学校必须停课", "务必到场", "一律停工", "应当公开", "需在周五前报",
    "要在月底前完成", "也要抓好", "各校要留存资料", "市局应按规定办理", "镇里须于次日报送", "责成属地整改",
]  # fmt: skip
ASK = ["请各地报送", "请于周五前反馈", "材料请于周五前报送", "敬请光临", "现请各单位核对"]
NONE = [
    "重要工作有序推进", "生产要素集聚", "县要素市场运行平稳", "群众需求增加", "主要做法如下", "应急预案已备案", "供应充足", "相应措施到位",
    "申请人提交材料", "请示事项另行办理", "邀请专家授课", "必要时召开会议", "会议纪要印发", "农村适应气候变化", "应对及时", "必需品充足",
    "急需物资到位", "应届毕业生报名", "只要符合条件", "要是下雨", "反应迅速", "根据工作需要调整", "提请审议", "要求不高",
]  # fmt: skip


@pytest.mark.parametrize("clause", MUST)
def test_must(clause: str) -> None:
    assert [m.kind for m in force.modals(clause)][:1] == ["must"]


@pytest.mark.parametrize("clause", ASK)
def test_ask(clause: str) -> None:
    assert [m.kind for m in force.modals(clause)][:1] == ["ask"]


@pytest.mark.parametrize("clause", NONE)
def test_no_modal(clause: str) -> None:
    assert force.modals(clause) == []


def test_modal_says_where() -> None:
    (found,) = force.modals("各地要加强巡查")
    assert (found.word, found.at, found.end) == ("要", 2, 3)


@pytest.mark.parametrize(
    "clause",
    [
        "不得要求报送", "严禁层层加码", "一律不签责任状", "不再成立专班", "无需主要负责人签字", "禁止拍照留痕", "取消月报制度",
        "要坚决整治乱发文", "各县不从乡镇借调人员", "不以台账论英雄", "压减报表数量", "对工作专班逐个清理", "各级部门减少填报",
    ],
)  # fmt: skip
def test_forbids(clause: str) -> None:
    assert force.forbidding(clause)


@pytest.mark.parametrize(
    "clause",
    ["上报清理台账", "成立专项整治领导小组", "制定精简工作方案", "报送整治进展", "不能按时参加的", "各地要按时上报"],
)
def test_forbids_nothing(clause: str) -> None:
    assert not force.forbidding(clause)


@pytest.mark.parametrize(
    ("clause", "lifted"),
    [("确需报送的", True), ("但应急情况除外", True), ("必须报批", True), ("要求打卡", False), ("定期点赞", False)],
)
def test_lifts(clause: str, lifted: bool) -> None:
    assert force.lifts(clause) == lifted


@pytest.mark.parametrize(
    "clause",
    [
        "鼓励各地出台政策",
        "各地可结合实际制定",
        "支持企业参与",
        "有条件的可以先行",
        "自愿参加",
        "力争全覆盖",
        "建议各县统筹",
    ],
)
def test_permits(clause: str) -> None:
    assert force.soft(clause)


@pytest.mark.parametrize("clause", ["要切实可行", "认可度提高", "可能影响", "可追溯", "不可推诿"])
def test_permits_nothing(clause: str) -> None:
    assert not force.soft(clause)


@pytest.mark.parametrize(
    "clause",
    ["近年来成立专班三个", "各县实行了日报告", "已印发方案", "截至三月底", "去年报送材料百份", "该县要求村里拍照"],
)
def test_narrates(clause: str) -> None:
    assert force.narrates(clause)


@pytest.mark.parametrize("clause", ["为了解情况", "报送日报", "经市政府同意", "除了外出人员"])
def test_narrates_nothing(clause: str) -> None:
    assert not force.narrates(clause)


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("对逾期不报的", True),
        ("如遇暴雨", True),
        ("凡发生事故的", True),
        ("如期完成", False),
        ("如实上报", False),
        ("各地的", False),
    ],
)
def test_condition(clause: str, expected: bool) -> None:
    assert force.is_condition(clause) == expected


@pytest.mark.parametrize(
    ("clause", "expected"), [("为加强管理", True), ("按照要求", True), ("为重点", False), ("各地要为企业服务", False)]
)
def test_purpose(clause: str, expected: bool) -> None:
    assert force.is_purpose(clause) == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [("现将方案印发给你们", True), ("特制定本办法", True), ("（详见附件）", True), ("各地要制定方案", False)],
)
def test_performs(clause: str, expected: bool) -> None:
    assert force.performs(clause) == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("《》规定", True),
        ("水法第五条规定", True),
        ("《》明确要求", True),
        ("按照《》规定", False),
        ("各地要落实《》要求", False),
        ("省政府要求", False),
    ],
)
def test_cites(clause: str, expected: bool) -> None:
    assert force.cites(clause) == expected
