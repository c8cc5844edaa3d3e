"""Plain text: encodings, lines, invisible characters, limits, positions."""

import pytest
from contract import check_contract

from gwlint.errors import Unreadable
from gwlint.model import Document, TextRef
from gwlint.readers.text import read

DRAFT = "关于做好防汛准备工作的通知\n\n各镇人民政府：\n　　汛期将至，请于6月1日前完成排查。\n县水利局\n2025年5月6日\n"


def lines(document: Document) -> list[str]:
    check_contract(document)
    return [block.span.of(document.text) for block in document.blocks]


def codes(document: Document) -> list[str]:
    return [note.code for note in document.notes]


PLAIN = [line.strip() for line in DRAFT.splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("encoding", "mark", "name"),
    [
        ("utf-8", b"", "UTF-8"),
        ("utf-8", b"\xef\xbb\xbf", "UTF-8"),
        ("utf-16-le", b"\xff\xfe", "UTF-16"),
        ("utf-16-be", b"\xfe\xff", "UTF-16"),
        ("utf-16-le", b"", "UTF-16"),
        ("utf-16-be", b"", "UTF-16"),
        ("utf-32-le", b"\xff\xfe\x00\x00", "UTF-32"),
        ("gb18030", b"", "GB18030"),
        ("gbk", b"", "GB18030"),
    ],
)
def test_encodings(encoding: str, mark: bytes, name: str):
    document = read(mark + DRAFT.encode(encoding), "稿.txt")
    assert lines(document) == PLAIN
    assert document.properties["encoding"] == name
    assert document.can == {"punctuation"} and not document.notes


@pytest.mark.parametrize(
    "data",
    [
        DRAFT.encode("big5", "ignore"),
        DRAFT.encode() + b"\xe4\xb8",
        DRAFT.encode("gbk") + b"\xb0",
        DRAFT.encode() + DRAFT.encode("gbk"),
        b"\xff\xfe" + DRAFT.encode("utf-16-le") + b"\x00",
        bytes(range(256)) * 8,
    ],
)
def test_no_guess_where_no_encoding_fits(data: bytes):
    with pytest.raises(Unreadable, match="UTF-8"):
        read(data, "x")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85", "\f"])
def test_line_ends(end: str):
    assert lines(read(end.join(PLAIN).encode(), "x")) == PLAIN


def test_places():
    document = read(DRAFT.encode(), "x")
    third = document.pieces[4]
    assert third.span.of(document.text).startswith("汛期")
    assert third.ref == TextRef(4, 3, DRAFT.index("汛期"))
    assert document.pieces[1].generated and document.pieces[1].ref is None
    assert [block.paragraph for block in document.blocks] == [1, 2, 3, 4, 5]


def test_lines_are_counted_as_editors_count():
    document = read("一\r\n二\f三\u2028四\r五".encode(), "x")
    refs = [(piece.ref.line, piece.ref.column) for piece in document.pieces if isinstance(piece.ref, TextRef)]
    assert refs == [(1, 1), (2, 1), (2, 3), (2, 5), (3, 1)]


def test_invisible_characters_are_left_out_and_said():
    hidden = "关于\u202e做好\u200b防\x00汛\ufeff工作\u2066的\u00ad通知\n"
    document = read(hidden.encode(), "x")
    assert document.text == "关于做好防汛工作的通知"
    assert codes(document) == ["bidi", "control"]
    check_contract(document)
    for piece in document.pieces:
        assert isinstance(piece.ref, TextRef)
        assert hidden[piece.ref.offset :].startswith(piece.span.of(document.text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "没有可以检查的文字"),
        (" 　\n\u200b\n", "没有可以检查的文字"),
        ("一" * 5_000_001, "过长"),
        ("一\n" * 100_001, "10万"),
        ("\n" * 1_000_001 + "一", "10万"),
        ("一、公文。 " * 200_000, "10万"),
        ("公文\u200b" * 20_001, "看不见"),
    ],
)
def test_limits(text: str, said: str):
    with pytest.raises(Unreadable, match=said):
        read(text.encode(), "x")


def test_size_limit():
    with pytest.raises(Unreadable, match="20MB"):
        read(b"x" * 20_000_001, "x")


MARKDOWN = """---
title: 稿
---
# 关于开展**自查**的通知

<!-- 草稿
说明 -->各有关单位：

- 重点*环节*见[清单](https://example.cn/a "x")与`台账`
1. 编号项__照留__
> 引文 snake_case 5*3*2
| 序号 | 单位 |
|:---|---:|
| 1 | 县水利局 |
***
```text
**原样**
```
[a]: https://example.cn
星\\*号<br>换行![图](a.png)
落款
====
"""


def test_markdown_shows_what_a_reader_sees():
    document = read(MARKDOWN.encode(), "稿.md", "markdown")
    assert lines(document) == [
        "关于开展自查的通知",
        "各有关单位：",
        "重点环节见清单与台账",
        "1. 编号项照留",
        "引文 snake_case 5*3*2",
        "序号",
        "单位",
        "1",
        "县水利局",
        "**原样**",
        "星*号换行图",
        "落款",
    ]
    assert document.format == "markdown" and codes(document) == ["front-matter"]
    for piece in document.pieces:
        if isinstance(piece.ref, TextRef):
            assert MARKDOWN[piece.ref.offset :].startswith(piece.span.of(document.text))


def test_markdown_unclosed_comment_is_text():
    assert lines(read("<!-- 忘了收尾\n正文。".encode(), "x.md", "markdown")) == ["<!-- 忘了收尾", "正文。"]
