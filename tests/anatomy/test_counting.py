"""字数 as Word counts: the evidence of the facts collected on it."""

import random
import re
import time
from pathlib import Path

import pytest

from gwlint.anatomy.counting import count_words
from gwlint.model import WordCount

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" \u3000\n\t\xa0\u200b", 0),
        ("使用 Adobe Photoshop 打开图片", 8),
        ("EXH.C-◇", 2),
        ("“公文”——《通知》……", 12),
        ("阿不都·热合曼", 7),
        ("2024年3月15日", 6),
        ("3.5%的GDP", 3),
        ("印发〔2024〕5号", 7),
        ("①做好②抓实", 6),
        ("××市人民政府", 7),
        ("坚持,稳定", 5),
        ("文\u200b件", 2),
        ("\U00020000字", 2),
    ],
)
def test_words(text: str, words: int) -> None:
    assert count_words(text).words == words


def test_parts() -> None:
    assert count_words("实行《办法》，共3项. 好！") == WordCount(words=13, han=7, punctuation=5)


@pytest.mark.parametrize("seed", range(20))
def test_lines_add_up(seed: int) -> None:
    """Counting line by line gives the count of the whole."""
    pick = random.Random(seed)
    lines = ["".join(pick.choices("字，。“”a1 .\u3000◇％", k=pick.randrange(40))) for _ in range(20)]
    assert count_words("\n".join(lines)) == sum(map(count_words, lines), WordCount())


@pytest.mark.parametrize(
    ("name", "begin", "words", "han"), [("gansu-2024", "一、", 2213, 1958), ("jinan-2019", "为深入推进", 4883, 4315)]
)
def test_seeds(name: str, begin: str, words: int, han: int) -> None:
    path = SEEDS / f"{name}.txt"
    if not path.is_file():
        pytest.skip("no seeds here")
    text = path.read_text(encoding="utf-8")
    body = text[re.search(rf"^\s*{begin}", text, re.M).start() : text.rindex("抄送")]
    count = count_words(body)
    assert count.han == han
    assert count.words == pytest.approx(words, rel=0.01)


def test_fast() -> None:
    text = "各级各部门要切实履行主体责任，一级抓一级，层层抓落实。共3项：“放管服”改革。\n" * 5000
    started = time.perf_counter()
    count_words(text[:200_000])
    assert time.perf_counter() - started < 0.2
