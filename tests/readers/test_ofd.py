"""OFD: text at places put together again; what cannot be read is said."""

from pathlib import Path

import pytest
from contract import check_contract
from ofd_maker import PICTURE, ofd, ruling, text

from gwlint import engine, readers
from gwlint.errors import Unreadable
from gwlint.model import Document, PdfRef
from gwlint.readers.ofd import package

REAL = Path(__file__).parents[3] / "shared" / "real" / "ofd"
NOTICE = (
    text("关于做好冬季供热工作的通知", 55, 60, 7.7)
    + text("各县人民政府：", 28, 80)
    + text("为保障群众温暖过冬，经市政府同意，现就有关工作通", 39.2, 90)
    + text("知如下。", 28, 100)
)


def read(data: bytes) -> Document:
    document = readers.read_bytes(data, "稿.ofd")
    check_contract(document)
    assert document.format == "ofd"
    return document


def blocks(document: Document) -> list[tuple[str, int | None, str]]:
    return [(block.kind, block.page, block.span.of(document.text)) for block in document.blocks]


def reason(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        readers.read_bytes(data, "稿.ofd")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_lines_become_paragraphs_with_their_places():
    document = read(ofd(NOTICE))
    assert blocks(document) == [
        ("paragraph", 1, "关于做好冬季供热工作的通知"),
        ("paragraph", 1, "各县人民政府："),
        ("paragraph", 1, "为保障群众温暖过冬，经市政府同意，现就有关工作通知如下。"),
    ]
    assert [block.align for block in document.blocks] == ["center", "left", "left"]
    ref = document.pieces[0].ref
    assert isinstance(ref, PdfRef) and ref.page == 1
    left, bottom, right, top = ref.box
    assert (left, right) == pytest.approx((55 * 72 / 25.4, (55 + 13 * 7.7) * 72 / 25.4), abs=1)
    assert bottom < (297 - 60) * 72 / 25.4 < top
    assert document.pages == 1 and document.sections[0].width == pytest.approx(595, abs=1)
    assert document.properties["title"] == "题"


def test_faces_are_not_known():
    document = read(ofd(NOTICE))
    assert document.can == {"layout", "pages", "punctuation"}
    assert all(run.font.name is None for block in document.blocks for run in block.runs)


def test_page_numbers_and_pages():
    document = read(ofd(NOTICE + text("—1—", 180, 280), text("附件", 28, 40) + text("—2—", 28, 280)))
    assert blocks(document)[3:] == [("paragraph", 2, "附件"), ("footer", 1, "—1—"), ("footer", 2, "—2—")]


def test_ruled_tables_have_cells():
    lines = [ruling(20, y, 100, 0.3) for y in (20, 40, 60)] + [ruling(x, 20, 0.3, 40) for x in (20, 70, 120)]
    words = [text("序号", 25, 32), text("单位", 75, 32), text("1", 25, 52), text("市住建局", 75, 52)]
    assert [said for kind, _, said in blocks(read(ofd("".join(lines + words)))) if kind == "cell"] == [
        "序号",
        "单位",
        "1",
        "市住建局",
    ]


def test_pages_of_pictures_and_shapes_are_named():
    curves = "".join(ruling(i, 20, 5, 5) for i in range(150))
    document = read(ofd(NOTICE, PICTURE, curves))
    assert document.missing[0].startswith("第2页是图片") and document.missing[1].startswith("第3页的文字已转成图形")
    assert engine.lint(document).status == "partial"
    assert "全部页面都是图片" in read(ofd(PICTURE)).missing[0]


def test_a_damaged_page_does_not_hide_the_others():
    document = read(ofd(NOTICE, NOTICE, extra={"Doc_0/Pages/1.xml": "<ofd:Page"}))
    assert document.missing == ("第2页已损坏，没有读出",) and len(document.blocks) == 3
    assert "不在文件里" in read(ofd(NOTICE, NOTICE, extra={"Doc_0/Pages/1.xml": None})).missing[0]


def test_what_is_refused(monkeypatch: pytest.MonkeyPatch):
    assert "损坏" in reason(ofd(NOTICE, extra={"Doc_0/Document.xml": None}))
    assert "损坏" in reason(ofd(NOTICE, extra={"OFD.xml": "<OFD"}))
    assert "加密" in reason(ofd(NOTICE, extra={"Doc_0/Encryptions.xml": "<x/>"}))
    assert "没有页面" in reason(ofd())
    assert "没有任何文字" in reason(ofd(""))
    for part in ("OFD.xml", "Doc_0/Pages/0.xml"):
        assert "实体声明" in reason(ofd(NOTICE, extra={part: '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}))
    assert "过大" in reason(ofd(NOTICE, extra={"Doc_0/a.xml": " " * (package.MAX_XML + 1)}))
    monkeypatch.setattr(package, "MAX_PAGES", 2)
    assert "有3页" in reason(ofd(NOTICE, NOTICE, NOTICE))
    monkeypatch.setattr(package, "MAX_ENTRIES", 2)
    assert "上限" in reason(ofd(NOTICE))


@pytest.mark.skipif(not REAL.is_dir(), reason="needs ../shared")
def test_real_files():
    said = {
        file.name: readers.read(file) for file in REAL.glob("*.ofd") if file.name not in ("h.ofd", "V4RideRight.ofd")
    }
    for document in said.values():
        check_contract(document)
    reply = engine.lint(said["n.ofd"]).gongwen
    assert reply is not None and reply.genre == "批复" and reply.title and reply.title.text.endswith("辞职的批复")
    letter = said["testPathFillOpacity.ofd"]
    assert [one for _, _, one in blocks(letter)][:2] == ["关于加快南货场铁路涵洞下穿建设的函", "蚌山区政府："]
    sheet = blocks(said["signout.ofd"])
    assert [said for kind, _, said in sheet if kind == "cell"][:2] == ["来文文号", "府办专督〔2020〕24号"]
    assert "图片" in said["containsJPEG.ofd"].missing[0]
