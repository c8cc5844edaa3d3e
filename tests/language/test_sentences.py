"""Where a paragraph is cut into sentences and clauses, what is a head, what is blotted out."""

import pytest

from gwlint.language import sentences
from gwlint.language.sentences import MASK


def cut(text: str) -> list[list[str]]:
    return [[c.text for c in s.clauses] for s in sentences.split(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各地要抓好落实。不得推诿。", [["各地要抓好落实"], ["不得推诿"]]),
        ("一是摸清底数；二是建好台账；", [["摸清底数"], ["建好台账"]]),
        ("请于9月10日12：00前报送，逾期不候。", [["请于9月10日12：00前报送", "逾期不候"]]),
        ("各县（市、区；含开发区）要报名，谢谢。", [["各县（市、区；含开发区）要报名", "谢谢"]]),
        ("参会人员：各县局长。", [["参会人员", "各县局长"]]),
        ("会议提出“要快，要准；要实”的要求，各地照办。", [["会议提出“要快，要准；要实”的要求", "各地照办"]]),
        ("这样行吗？行！", [["这样行吗"], ["行"]]),
        ("　　（二）各地要上报。", [["各地要上报"]]),
        ("3.请各单位报名，第四条不变", [["请各单位报名", "不变"]]),
        ("第十二条　各级政府应当公开。", [["各级政府应当公开"]]),
        ("括号不闭合（各地要上报。下一句。", [["括号不闭合（各地要上报。下一句。"]]),
        ("", []),
        ("。；", []),
    ],
)
def test_split(text: str, expected: list[list[str]]) -> None:
    assert cut(text) == expected


def test_spans_point_into_the_text() -> None:
    text = "前文。一、各地要上报，不得拖延。"
    found = sentences.split(text, 3, len(text))
    assert [c.span.of(text) for s in found for c in s.clauses] == ["各地要上报", "不得拖延"]


def test_an_open_bracket_ends_somewhere() -> None:
    text = "（" + "各地要上报" * 100 + "。后一句。"
    assert len(cut(text)) == 2


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("一、加强组织领导", [True]),
        ("（一）健全机制。各地要建立台账。", [True, False]),
        ("一、各县要落实责任。不得推诿。", [False, False]),
        ("二、请于周五前报送。", [False]),
        ("加强组织领导", [False]),
        ("三是压实责任，层层抓好落实。", [False]),
    ],
)
def test_heading(text: str, heads: list[bool]) -> None:
    assert [s.clauses[0].heading for s in sentences.split(text, 0, len(text))] == heads


def test_hard_and_soft_breaks() -> None:
    found = sentences.split("甲要来；乙要来。丙要来。", 0, 12)
    assert [s.hard for s in found] == [True, False, True]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("按照《关于做好防汛工作的通知》要求", "按照《》要求"),
        ("《关于贯彻《条例》的意见》", "《》"),
        ("实行“零报告”制度", "实行“零报告”制度"),
        ("他说“要快，要准”，我们照办", "他说“”，我们照办"),
        ("没有引号，也没有书名号", "没有引号，也没有书名号"),
    ],
)
def test_mask(text: str, kept: str) -> None:
    masked = sentences.mask_quoted(text)
    assert len(masked) == len(text)
    assert masked.replace(MASK, "") == kept
