"""署名, 成文日期, 附件说明, 附注, 附件, 版记."""

import datetime

import pytest
from draft import BODY, draft

DAY = datetime.date(2025, 5, 6)


@pytest.mark.parametrize(
    ("signed", "date", "issuers"),
    [
        ("丽水市水务局\n2025年5月6日", DAY, ["丽水市水务局"]),
        ("丽水市水务局\n二〇二五年五月六日", DAY, ["丽水市水务局"]),
        ("丽水市水务局\n二○二五年五月六日", DAY, ["丽水市水务局"]),
        ("丽水市水务局 2025年5月6日", DAY, ["丽水市水务局"]),
        ("丽 水 市 水 务 局\n2025 年 5 月 6 日", DAY, ["丽水市水务局"]),
        ("丽水市水务局（章）\n2025年5月6日", DAY, ["丽水市水务局"]),
        ("丽水市水务局  丽水市应急管理局\n2025年5月6日", DAY, ["丽水市水务局", "丽水市应急管理局"]),
        (
            "丽水市水务局\n丽水市应急管理局\n丽水市气象局\n2025年5月6日",
            DAY,
            ["丽水市水务局", "丽水市应急管理局", "丽水市气象局"],
        ),
        ("丽水市防汛防台抗旱\n指挥部办公室\n2025年5月6日", DAY, ["丽水市防汛防台抗旱指挥部办公室"]),
        ("丽水市水务局", None, ["丽水市水务局"]),
    ],
)
def test_signature(signed: str, date: datetime.date | None, issuers: list[str]) -> None:
    found = draft(title="关于做好防汛值守的通知", signed=signed)[1]
    assert found.date == date
    assert [o.name for o in found.issuers] == issuers


def test_a_date_in_a_sentence_is_not_the_documents() -> None:
    assert draft(body=f"{BODY}新的值守表自2025年4月1日起执行。")[1].date == DAY


def test_without_signature_and_date() -> None:
    found = draft(signed="")[1]
    assert found.date is None and found.signature is None


@pytest.mark.parametrize(
    ("listed", "titles"),
    [
        ("附件：值守安排表", ["值守安排表"]),
        ("附件:值守安排表", ["值守安排表"]),
        ("附：值守安排表", ["值守安排表"]),
        ("附件：1. 值守安排表\n2. 联系人名单", ["值守安排表", "联系人名单"]),
        ("附件：1.值守安排表 2.联系人名单", ["值守安排表", "联系人名单"]),
        ("附件：1．值守安排表\n      2．联系人名单", ["值守安排表", "联系人名单"]),
        ("附件：1、值守安排表\n2、联系人名单", ["值守安排表", "联系人名单"]),
        ("附件：1. 丽水市水库山塘\n汛期值守安排表\n2. 联系人名单", ["丽水市水库山塘汛期值守安排表", "联系人名单"]),
        ("附件：\n1. 值守安排表", ["值守安排表"]),
        ("附件内容以网站公布的为准。", []),
    ],
)
def test_attachment_list(listed: str, titles: list[str]) -> None:
    found = draft(body=f"{BODY}\n\n{listed}")[1]
    assert [a.title for a in found.attachments if a.listed] == titles
    assert bool(found.attachment_list) == bool(titles)


@pytest.mark.parametrize(
    ("heads", "numbers"),
    [
        (["附件"], [1]),
        (["附件1", "附件2"], [1, 2]),
        (["附件一", "附件二"], [1, 2]),
        (["附件：1", "附件：2"], [1, 2]),
        (["附表内容如下"], []),
    ],
)
def test_attachments_present(heads: list[str], numbers: list[int]) -> None:
    listed = "附件：" + "\n".join(f"{n}. 表{n}" for n in range(1, len(heads) + 1))
    after = "\n\n".join(f"{head}\n\n表{n}\n\n水库、山塘、堤防的值守人员。" for n, head in enumerate(heads, 1))
    found = draft(body=f"{BODY}\n\n{listed}", after=after)[1]
    assert [a.number for a in found.attachments if a.heading] == numbers
    assert all(a.size.words > 10 for a in found.attachments if a.heading)


@pytest.mark.parametrize(
    ("after", "note", "disclosure"),
    [
        ("（此件公开发布）", "此件公开发布", "此件公开发布"),
        ("(此件依申请公开)", "此件依申请公开", "此件依申请公开"),
        ("（联系人：李明，电话：0578-2091234）", "联系人：李明，电话：0578-2091234", None),
        ("信息公开形式：主动公开", None, "信息公开形式：主动公开"),
        ("", None, None),
    ],
)
def test_note(after: str, note: str | None, disclosure: str | None) -> None:
    found = draft(after=after)[1]
    assert (found.disclosure.text if found.disclosure else None) == disclosure
    if note:
        assert found.note and found.note.text == note


def test_colophon() -> None:
    found = draft(after="抄送：市人大办公室，市政协办公室。\n丽水市水务局办公室        2025年5月7日印发")[1]
    assert found.cc and found.cc.text.startswith("市人大办公室，市政协办公室")
    assert found.imprint and found.imprint.text == "丽水市水务局办公室"
    assert found.imprint_date == datetime.date(2025, 5, 7) and found.date == DAY


def test_the_colophon_belongs_to_no_attachment() -> None:
    after = "附件\n\n值守安排表\n\n水库值守人员名单。\n\n抄送：市应急管理局。\n丽水市水务局办公室 2025年5月7日印发"
    document, found = draft(body=f"{BODY}\n\n附件：值守安排表", after=after)
    (attached,) = found.attachments
    assert attached.span and "抄送" not in attached.span.of(document.text)
