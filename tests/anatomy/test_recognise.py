"""What follows from the parts: printed text, approval, direction, class and level, counts."""

import pytest
from draft import BODY, TITLE, draft

COVER = "现将《丽水市山塘管护办法》印发给你们，请认真贯彻执行。"
PRINTED = "丽水市山塘管护办法\n\n第一条 为规范山塘管护，制定本办法。\n\n第二条 每座山塘明确一名管护员。"


@pytest.mark.parametrize(
    ("title", "cover"),
    [
        ("丽水市水务局关于印发《丽水市山塘管护办法》的通知", COVER),
        ("丽水市水务局转发省水利厅关于山塘管护办法的通知", "现将《山塘管护办法》转发给你们，请贯彻执行。"),
        ("丽水市水务局关于发布《丽水市山塘管护办法》的通知", "现予发布。"),
    ],
)
def test_the_printed_text_is_the_body(title: str, cover: str) -> None:
    document, found = draft(title=title, body=cover, after=PRINTED)
    assert found.cover and found.cover.of(document.text).strip() == cover
    assert found.body.of(document.text).endswith("每座山塘明确一名管护员。")
    assert found.attachments == ()
    assert found.printed and found.printed.text == "丽水市山塘管护办法" and found.printed_genre == "办法"
    assert found.genre == "通知"


def test_a_printed_text_under_the_head_attachment() -> None:
    _, found = draft(title="丽水市水务局关于印发《丽水市山塘管护办法》的通知", body=COVER, after=f"附件\n\n{PRINTED}")
    assert found.printed and found.printed.text == "丽水市山塘管护办法"
    assert found.cover and found.attachments == ()


def test_a_printed_text_with_attachments() -> None:
    after = f"{PRINTED}\n\n附件：管护记录表\n\n附件\n\n管护记录表\n\n日期、水位、管护员。"
    document, found = draft(title="丽水市水务局关于印发《丽水市山塘管护办法》的通知", body=COVER, after=after)
    assert [a.title for a in found.attachments] == ["管护记录表"]
    assert "水位" not in found.body.of(document.text)


def test_an_ordinary_notice_prints_nothing() -> None:
    document, found = draft(body=f"{BODY}\n\n附件：值守安排表", after="附件\n\n值守安排表\n\n水库值守人员名单。")
    assert found.cover is None and found.printed is None
    assert found.body.of(document.text).strip() == BODY
    assert found.zones == (found.body,)


@pytest.mark.parametrize(
    ("said", "approved"),
    [
        ("经市政府同意，现就有关工作通知如下。", "经市政府同意"),
        ("经市委、市政府同意，现将有关事项通知如下。", "经市委、市政府同意"),
        ("经市人民政府批准，现将有关事项通知如下。", "经市人民政府批准"),
        ("受市政府委托，现将有关事项通知如下。", None),
        ("经局务会研究同意，现将有关事项通知如下。", None),
        ("经市防汛工作领导小组同意，现通知如下。", None),
        ("未经市政府同意的，不得动工。", None),
        ("须经市政府批准后实施。", None),
        ("按照市政府要求，现通知如下。", None),
    ],
)
def test_approved(said: str, approved: str | None) -> None:
    found = draft(body=f"{said}各单位要做好值守。")[1]
    assert (found.approved.text if found.approved else None) == approved


@pytest.mark.parametrize(
    ("title", "to", "genre", "direction"),
    [
        ("丽水市水务局关于做好防汛值守的通知", "各县（市、区）水务局：", "通知", "下行"),
        ("丽水市水务局关于增加经费的请示", "丽水市人民政府：", "请示", "上行"),
        ("丽水市水务局关于防汛情况的报告", "浙江省水利厅：", "报告", "上行"),
        ("丽水市水务局关于商请提供资料的函", "丽水市气象局：", "函", "平行"),
        ("丽水市水务局关于停水的公告", "", "公告", "公布"),
        ("丽水市水务局关于禁止电鱼的通告", "", "通告", "公布"),
        ("丽水市水务局关于办理取水证的通知", "各取水企业和用水户：", "通知", "公布"),
        ("丽水市水务局关于山塘管护的意见", "各县（市、区）水务局：", "意见", "下行"),
    ],
)
def test_direction(title: str, to: str, genre: str, direction: str) -> None:
    found = draft(title=title, to=to)[1]
    assert (found.genre, found.direction) == (genre, direction)


@pytest.mark.parametrize(
    ("signed", "klass", "level"),
    [
        ("丽水市水务局", "部门", "市"),
        ("丽水市人民政府", "政府", "市"),
        ("丽水市人民政府办公室", "办公厅室", "市"),
        ("中共丽水市委办公室", "办公厅室", "市"),
        ("丽水市防汛防台抗旱指挥部", "议事协调机构", "市"),
        ("青田县水利局", "部门", "县"),
        ("青田县船寮镇人民政府", "政府", "乡"),
        ("浙江省水利厅", "部门", "省"),
        ("水利部", "部门", "中央"),
    ],
)
def test_issuer(signed: str, klass: str, level: str) -> None:
    found = draft(title=f"{signed}关于做好防汛值守的通知", signed=f"{signed}\n2025年5月6日")[1]
    assert (found.issuer_class, found.issuer_level) == (klass, level)


def test_the_user_knows_better() -> None:
    from gwlint import anatomy

    document, _ = draft()
    found = anatomy.recognise(document, "政府", "省", "规划")
    assert (found.issuer_class, found.issuer_level, found.category) == ("政府", "省", "规划")


def test_counts() -> None:
    _, found = draft(body=f"{BODY}\n\n附件：值守安排表", after="附件\n\n值守安排表\n\n水库值守人员名单。")
    assert found.counts.body.words == len(BODY)
    assert found.counts.attachments.words == len("值守安排表水库值守人员名单。")
    total = found.counts
    assert total.body.words + total.attachments.words + total.rest.words == total.total.words


@pytest.mark.parametrize(
    ("title", "text", "official"),
    [
        (TITLE, BODY, True),
        ("致全市用水户的一封信", "各位用水户，请节约用水。", False),
        ("市水务局局长就水价改革答记者问", "问：水价为何调整？答：为了节水。", False),
    ],
)
def test_official(title: str, text: str, official: bool) -> None:
    assert (
        draft(title=title, to="", body=text, signed="" if not official else "丽水市水务局\n2025年5月6日")[1].official
        == official
    )


def test_nothing_at_all() -> None:
    found = draft(title="", to="", body="一段随手写下的话。", signed="")[1]
    assert not found.official and found.title is None and found.genre is None
