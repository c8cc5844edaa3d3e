"""Marks, number, signatory, title and addressees at the head."""

import pytest
from draft import TITLE, draft

from gwlint.model import Element


def text(element: Element | None) -> str | None:
    return element.text if element else None


@pytest.mark.parametrize(
    ("head", "secrecy", "urgency", "copy_number"),
    [
        ("机密★5年", "机密★5年", None, None),
        ("机密", "机密", None, None),
        ("（秘密）★5年", "（秘密）★5年", None, None),
        ("〔机密〕", "〔机密〕", None, None),
        ("【机密】", "【机密】", None, None),
        ("[秘密]★10年", "[秘密]★10年", None, None),
        ("密级：机密★5年", "密级：机密★5年", None, None),
        ("机 密★5 年", "机密★5年", None, None),
        ("机密级★5年", "机密级★5年", None, None),
        ("秘密五年", "秘密五年", None, None),
        ("绝密★长期", "绝密★长期", None, None),
        ("机密☆3个月", "机密☆3个月", None, None),
        ("机密★公布前", "机密★公布前", None, None),
        ("密级：无", None, None, None),
        ("内部资料 注意保存", None, None, None),
        ("秘密文件管理专报", None, None, None),
        ("特急", None, "特急", None),
        ("加 急", None, "加急", None),
        ("【特急】", None, "特急", None),
        ("（加急）", None, "加急", None),
        ("特急件", None, "特急件", None),
        ("急件", None, "急件", None),
        ("急", None, "急", None),
        ("紧急程度：特急", None, "特急", None),
        ("急救中心文件", None, None, None),
        ("000123", None, None, "000123"),
        ("份号：000009", None, None, "000009"),
        ("№000012", None, None, "000012"),
        ("0001234567", None, None, None),
        ("000123\n机密★1年\n特急", "机密★1年", "特急", "000123"),
        ("000123 机密★1年 特急", "机密★1年", "特急", "000123"),
        ("机密★1年特急", "机密★1年", "特急", None),
        ("特急 秘密★1年", "秘密★1年", "特急", None),
    ],
)
def test_marks(head: str, secrecy: str | None, urgency: str | None, copy_number: str | None) -> None:
    document, found = draft(head)
    assert (text(found.secrecy), text(found.urgency), text(found.copy_number)) == (secrecy, urgency, copy_number)
    assert text(found.title) == TITLE
    for element in (found.secrecy, found.urgency, found.copy_number):
        if element:
            assert "".join(element.span.of(document.text).split()) in "".join(head.split())


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("丽水发〔2025〕3号", "丽水发〔2025〕3号"),
        ("丽水发[2025]3号", "丽水发[2025]3号"),
        ("丽水发（2025）第3号", "丽水发（2025）第3号"),
        ("丽 水 发 〔2025〕 3 号", "丽水发〔2025〕3号"),
        ("丽水发〔2025〕3号    签发人：李明", "丽水发〔2025〕3号"),
        ("按照丽水发〔2024〕8号要求", None),
        ("丽水发2025年3号", None),
    ],
)
def test_doc_number(head: str, number: str | None) -> None:
    found = text(draft(head)[1].doc_number)
    assert (found and "".join(found.split())) == number


@pytest.mark.parametrize(
    ("head", "name"),
    [("丽水发〔2025〕3号    签发人：李明", "李明"), ("签发人：李明  王海", "李明王海"), ("联系人：李明", None)],
)
def test_signatory(head: str, name: str | None) -> None:
    assert text(draft(head)[1].signatory) == name


def test_masthead() -> None:
    _, found = draft("丽水市水务局文件\n\n丽水发〔2025〕3号")
    assert text(found.masthead) == "丽水市水务局文件" and text(found.title) == TITLE
    assert text(draft()[1].masthead) is None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("丽水市水务局\n关于做好防汛值守的通知", "丽水市水务局关于做好防汛值守的通知"),
        (
            "丽水市水务局  丽水市应急管理局\n关于做好防汛值守的通知",
            "丽水市水务局丽水市应急管理局关于做好防汛值守的通知",
        ),
        ("关于做好防汛值守的\n通知", "关于做好防汛值守的通知"),
        ("关于做好防汛值守", "关于做好防汛值守"),
        ("关于印发《丽水市山塘管护办法》的通知", "关于印发《丽水市山塘管护办法》的通知"),
    ],
)
def test_title(title: str, expected: str) -> None:
    assert text(draft(title=title)[1].title) == expected


@pytest.mark.parametrize(
    "to",
    [
        "各县（市、区）人民政府，市政府各部门、各直属机构：",
        "各县(市、区)水务局:",
        "省水利厅：",
        "各有关单位：",
        "各位代表：",
        "王市长：",
        "各市教育局，厅直属各单位，各高等学校，省属中等职业学校：",
    ],
)
def test_addressees(to: str) -> None:
    from gwlint.language.normal import canon

    assert text(draft(to=to)[1].addressees) == canon(to).rstrip("：")


@pytest.mark.parametrize("to", ["现将有关事项通知如下：", "为做好防汛值守，提出以下要求：", "联系人：李明", ""])
def test_no_addressees(to: str) -> None:
    assert text(draft(to=to)[1].addressees) is None
