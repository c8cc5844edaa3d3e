"""Whether lower governments are addressed."""

import pytest

from gwlint.anatomy import addressees
from gwlint.language.normal import canon
from gwlint.model import Level

LINES: list[tuple[str, Level, bool]] = [
    ("各省、自治区、直辖市人民政府，国务院各部委、各直属机构", "中央", True),
    ("各省、自治区、直辖市财政厅（局），新疆生产建设兵团财政局", "中央", False),
    ("各市（州）人民政府，省政府各部门", "省", True),
    ("各市、州、直管市、神农架林区人民政府，各县（市、区）人民政府", "省", True),
    ("各设区市教育局，平潭综合实验区社会事业局", "省", False),
    ("省直各部门，各人民团体", "省", False),
    ("各县（市、区）人民政府，市直各单位", "市", True),
    ("各区县人民政府，市政府各部门（单位）", "市", True),
    ("各县区党委、政府", "市", True),
    ("各县（市、区）委，市委各部委", "市", True),
    ("各县（市、区）委办公室、政府办公室", "市", False),
    ("各县（市、区）水务局，局属各单位", "市", False),
    ("市政府各部门，各直属机构", "市", False),
    ("各乡镇人民政府、街道办事处，县直各单位", "县", True),
    ("各乡镇党委、政府", "县", True),
    ("各街道办事处", "县", True),
    ("各镇（街道）", "县", True),
    ("各乡镇卫生院，县直医疗卫生单位", "县", False),
    ("各村（居）民委员会", "乡", False),
    ("青田县人民政府", "市", True),
    ("丽水市人民政府", "市", False),
    ("浙江省人民政府", "市", False),
    ("各企业，各有关单位", "市", False),
    ("各县（市、区）人民政府信访局", "市", False),
]


@pytest.mark.parametrize(("line", "level", "expected"), LINES)
def test_to_lower_government(line: str, level: Level, expected: bool) -> None:
    assert addressees.to_lower_government(canon(line), level) == expected


@pytest.mark.parametrize(
    ("line", "highest", "lowest"),
    [
        ("各省、自治区、直辖市人民政府", "省", "省"),
        ("各市（州）人民政府，各县（市、区）人民政府", "市", "县"),
        ("各县（市、区）水务局", "县", "县"),
        ("各乡镇人民政府、街道办事处", "乡", "乡"),
        ("局属各单位", "不明", "不明"),
    ],
)
def test_ranks(line: str, highest: Level, lowest: Level) -> None:
    assert (addressees.highest_rank(line), addressees.lowest_rank(line)) == (highest, lowest)


def test_organs() -> None:
    found = addressees.organs("各县（市、区）人民政府，市公安局、市财政局")
    assert [o.name for o in found] == ["各县（市、区）人民政府", "市公安局", "市财政局"]
