"""文种 of titles, and of texts that lost theirs."""

import pytest

from gwlint.anatomy import genre


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("关于做好防汛工作的通知", "通知"),
        ("关于印发《夜市管理办法》的通知", "通知"),
        ("夜市管理办法", "办法"),
        ("夜市管理办法（试行）", "办法"),
        ("夜市管理办法（2025年修订）", "办法"),
        ("《夜市管理办法》", "办法"),
        ("关于建设球场的请示", "请示"),
        ("关于购置软件的请示报告", "请示"),
        ("关于地块性质的复函", "函"),
        ("关于征求意见的函", "函"),
        ("政府专题会议纪要", "纪要"),
        ("丽水市人民政府令", "命令"),
        ("关于促进消费的若干措施", "措施"),
        ("防汛应急预案", "预案"),
        ("“十五五”水利发展规划", "规划"),
        ("关于校服管理的意见（试行）", "意见"),
        ("关于同意设立园区的批复", "批复"),
        ("通知", "通知"),
        ("通告", "通告"),
        ("方案", None),
        ("办法", None),
        ("丽水市水务局文件", None),
        ("关于做好节约用水", None),
        ("在全市大会上的讲话", None),
        ("", None),
    ],
)
def test_of_title(title: str, expected: str | None) -> None:
    assert genre.of_title(title) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("现就有关事项通知如下：", "通知"),
        ("为加强管理，特制定本实施方案。", "方案"),
        ("结合我市实际，提出以下意见。", "意见"),
        ("现将有关情况报告如下。", "报告"),
        ("现向大会作政府工作报告，请审议。", "报告"),
        ("现函复如下：", "函"),
        ("现将情况通报如下。", "通报"),
        ("各地要抓好落实。", None),
        ("", None),
    ],
)
def test_of_text(text: str, expected: str | None) -> None:
    assert genre.of_text(text) == expected
