"""The docstring of a rule as page and samples."""

import pytest

from gwlint.rules.page import Page, Sample, expand, parse

DOC = """正文太长。

为什么：
    读不完。
    也记不住。

不合格（jinan-2019）：

    甲

      乙
    （上一段重复3遍）

不合格：

    丙

合格：

    丁

不查：
    附件不算。
"""


def test_parse() -> None:
    assert parse(DOC) == Page(
        fault="正文太长",
        why="读不完。也记不住。",
        bad=(Sample("甲\n\n  乙\n  乙\n  乙", "jinan-2019"), Sample("丙", "cn")),
        good=(Sample("丁", "cn"),),
        limits="附件不算。",
    )


@pytest.mark.parametrize("doc", ["", "正文太长。", "为什么：\n    读不完。"])
def test_incomplete(doc: str) -> None:
    with pytest.raises(ValueError, match="为什么"):
        parse(doc)


def test_expand() -> None:
    assert expand("甲\n（上一段重复2遍）\n乙") == "甲\n甲\n乙"
    assert expand("（上一段重复2遍）") == "（上一段重复2遍）"
