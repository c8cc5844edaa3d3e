"""Both tokenizers cut alike where it matters."""

import pytest

from gwlint.language import force, words

SENTENCES = [
    "各县要加强要素保障", "县要素市场运行平稳", "村里要求解决饮水问题", "重要工作要抓紧", "必要时应当停课", "单位应急值守要到位",
    "供需两端都需发力", "急需物资须优先供应", "群众需求要摸清", "申请材料请于周五前报送", "请示事项应另行办理", "邀请专家请提前预约",
    "主要做法要总结", "纪要要及时印发", "应届毕业生应到校登记", "相应措施须跟上", "无须重复提交", "摘要请控制在三百字",
    "各镇要实行应收尽收", "市场供应应保持稳定",
]  # fmt: skip


@pytest.fixture
def both() -> None:
    pytest.importorskip("rjieba")


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize("sentence", SENTENCES)
def test_same_modals(sentence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = words.is_word.__wrapped__

    def found(prefer: str) -> list[tuple[str, int]]:
        monkeypatch.setattr(words, "is_word", lambda text, start, end: ask(text, start, end, prefer))
        return [(m.word, m.at) for m in force.modals(sentence)]

    assert found("jieba") == found("rjieba")


@pytest.mark.parametrize(
    ("text", "start", "end", "whole"),
    [
        ("县要素市场", 1, 2, False),
        ("县要素市场", 1, 5, True),
        ("各县要加强", 2, 3, True),
        ("应收尽收工作", 0, 1, False),
        ("应收尽收工作", 0, 4, True),
    ],
)
def test_is_word(text: str, start: int, end: int, whole: bool) -> None:
    assert words.is_word(text, start, end) == whole


def test_custom_terms_stay_whole() -> None:
    assert "要素市场" in words.cutter("jieba")("健全要素市场运行机制")
