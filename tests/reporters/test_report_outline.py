"""The outline on one screen."""

import pytest
from handmade import full_gongwen, make_document, make_report

from gwlint.model import FileReport, Note
from gwlint.reporters import outline
from gwlint.reporters.outline import _near as near
from gwlint.reporters.width import width


def reports():
    document = make_document("通知.docx")
    yield make_report(document, gongwen=full_gongwen(), limit=5000, notes=(Note("r", "有修订"), Note("t", "有文本框")))
    yield make_report(make_document("新闻.txt"), profile=None)
    yield FileReport("坏.docx", "unreadable", "文件是空的")


def test_outline(golden):
    golden("outline.txt", outline.render(reports()))


def test_one_screen():
    shown = outline.render(list(reports())[:1]).splitlines()
    assert len(shown) <= 24
    assert max(map(width, shown)) <= 80


@pytest.mark.parametrize(
    ("words", "limit", "said"),
    [
        (10, None, "没有字数上限"),
        (2500, 5000, "上限 5000，已用 50%"),
        (4500, 5000, "上限 5000，已用 90%，接近上限"),
        (5000, 5000, "上限 5000，已用 100%，接近上限"),
        (5150, 5000, "上限 5000，超出 150 字（临界）"),
        (5151, 5000, "上限 5000，超出 151 字"),
    ],
)
def test_nearness_to_the_limit(words, limit, said):
    assert near(words, limit) == said
