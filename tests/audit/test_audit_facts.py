"""What the rules across documents are told of one document."""

import json
import random

import pytest

from gwlint.audit import examine, sketch
from gwlint.audit.examine import Options

PLAIN = Options()


def facts(text: str, options: Options = PLAIN) -> dict[str, object]:
    row = examine.examine(text.encode(), "稿.txt", options).document
    assert row["status"] == "checked"
    found: dict[str, object] = json.loads(row["facts"])
    return found


def notice(title: str, body: str, tail: str = "") -> str:
    return f"云和市水务局{title}\n\n各县（市、区）水务局：\n\n　　{body}\n{tail}\n云和市水务局\n2025年9月8日\n"


def test_a_document_that_is_passed_on():
    text = notice(
        "转发省水利厅关于做好秋汛防范工作的通知",
        "现将《省水利厅关于做好秋汛防范工作的通知》（浙水发〔2025〕12号）转发给你们，请遵照执行。",
    )
    found = facts(text)
    assert found["forwards"] == {"how": "转发", "number": "浙水发〔2025〕12号", "title": "省水利厅关于做好秋汛防范工作"}
    assert found["cites"] == ["浙水发〔2025〕12号"]


def test_a_meeting():
    found = facts(
        notice("关于召开全市秋汛防范工作会议的通知", "定于2025年9月20日上午9:00召开全市秋汛防范工作会议，会期半天。")
    )
    meeting = found["meeting"]
    assert meeting["title"] == "全市秋汛防范工作会议" and meeting["first"] == "2025-09-20" and meeting["days"] == 0.5


def test_an_inspection():
    found = facts(
        notice("关于开展水库安全检查的通知", "定于9月15日至17日对各县（市、区）水库安全管理工作开展专项检查。")
    )
    assert found["inspection"]["kind"] == "督查检查" and found["inspection"]["first"] == "2025-09-15"


def test_forms_and_deadlines():
    text = notice(
        "关于报送水库台账的通知",
        "请各县（市、区）水务局于9月20日前将附件报送我局。",
        "\n附件：1.小型水库情况统计表\n      2.填报说明\n",
    )
    found = facts(text)
    assert found["forms"] == ["小型水库情况统计表"]
    assert found["deadlines"] == [{"date": "2025-09-20", "kind": "report"}]


def test_a_bulletin():
    text = "云和政务信息\n第 12 期（总第305期）\n云和市人民政府办公室　2025年9月8日\n\n我市秋种进展顺利\n\n　　截至9月7日，全市完成秋种三万亩。\n"
    assert facts(text)["bulletin"] == {"name": "云和政务信息", "issue": 12, "total": 305}


def test_without_quotes_equal_documents_are_still_seen_to_be_equal():
    text = notice(
        "转发省水利厅关于做好秋汛防范工作的通知",
        "现将《省水利厅关于做好秋汛防范工作的通知》（浙水发〔2025〕12号）转发给你们。",
    )
    hidden, other = (facts(text, Options(quotes="none", key=key)) for key in (b"1" * 32, b"2" * 32))
    again = facts(text.replace("云和市", "龙泉市"), Options(quotes="none", key=b"1" * 32))
    assert hidden["forwards"] == again["forwards"] != other["forwards"]
    assert "水利厅" not in json.dumps(hidden, ensure_ascii=False)


class TestSketch:
    def text(self, seed: int, length: int = 3000) -> str:
        chance = random.Random(seed)
        return "".join(chr(0x4E00 + chance.randrange(2500)) for _ in range(length))

    def test_short_texts_have_none(self):
        assert sketch.sketch("关于值班的通知") is None
        assert sketch.sketch("一二三四五" * 100) is None
        assert len(sketch.sketch(self.text(1, 60)) or []) == sketch.SIZE

    def test_line_breaks_do_not_matter(self):
        text = self.text(2)
        assert sketch.sketch(text) == sketch.sketch("\n　".join(text[at : at + 40] for at in range(0, len(text), 40)))

    @pytest.mark.parametrize("length", [300, 3000, 30000])
    def test_likeness_is_near_the_true_share(self, length):
        """The standard error of 128 places is 0.044 at most; ten texts a share bring the mean below 0.03."""
        for share in (0.0, 0.3, 0.6, 0.9, 1.0):
            errors = [self.estimate(seed, length, share) for seed in range(10)]
            assert abs(sum(errors) / 10) < 0.06, (share, errors)

    def estimate(self, seed: int, length: int, share: float) -> float:
        """Two texts with a common beginning: the estimated likeness less the true one."""
        common = int(length * share)
        one = self.text(seed, common) + self.text(1000 + seed, length - common)
        two = self.text(seed, common) + self.text(2000 + seed, length - common)
        sets = [{text[at : at + 5] for at in range(len(text) - 4)} for text in (one, two)]
        true = len(sets[0] & sets[1]) / len(sets[0] | sets[1])
        return sketch.likeness(sketch.sketch(one) or [], sketch.sketch(two) or []) - true
