"""Text whose lines are not its paragraphs: broken by a PDF's page, or flattened off a web page."""

import json
from pathlib import Path

import pytest
from contract import check_contract

from gwlint.model import Document, TextRef
from gwlint.readers.text import read

SHARED = Path(__file__).parents[3] / "shared"


def blocks(document: Document) -> list[tuple[str, str]]:
    check_contract(document)
    return [
        (block.kind + (f":{block.role}" if block.role else ""), block.span.of(document.text))
        for block in document.blocks
    ]


def paragraphs(document: Document) -> list[str]:
    return [text for kind, text in blocks(document) if kind == "paragraph"]


def codes(document: Document) -> set[str]:
    return {note.code for note in document.notes}


PAGE = """某 县 人 民 政 府 办 公 室
关于印发 «某县会议管理
办法»的通知

各镇人民政府,县政府各部门,各街道办事处,县属各企业,各

直属事业单位:

近来会议偏多、会期偏长的情况有所抬头,干部反映比较集中

的是同一事项反复开会、临时通知开会和陪会.经县政府同意,

现将 «某县会议管理办法»印发给你们,请认真执行.

一、从严控制数量

(一)系统会议.各部门每季度召开的系统会议不超过１次,能

够合并的合并召开,能够以电话沟通的不再开会,确需临时召

开的提前２天报县政府办公室.

— 1 —
 (二)压减材料.除涉密材料以外不再印发纸质文件,由参会

人员自行查阅电子文本.

责任单位:县政府办公室、县财政局、县审计局、县机关事务

服务中心

某县人民政府办公室

２０２５年３月６日

(此件公开发布)

— 2 —
"""


def test_broken_lines_are_rejoined():
    document = read(PAGE.encode(), "x")
    assert blocks(document) == [
        ("paragraph", "某县人民政府办公室"),
        ("paragraph", "关于印发《某县会议管理办法》的通知"),
        ("paragraph", "各镇人民政府，县政府各部门，各街道办事处，县属各企业，各直属事业单位："),
        (
            "paragraph",
            "近来会议偏多、会期偏长的情况有所抬头，干部反映比较集中的是同一事项反复开会、临时通知开会和陪会。"
            "经县政府同意，现将《某县会议管理办法》印发给你们，请认真执行。",
        ),
        ("paragraph", "一、从严控制数量"),
        (
            "paragraph",
            "（一）系统会议。各部门每季度召开的系统会议不超过1次，能够合并的合并召开，能够以电话沟通的不再开会，"
            "确需临时召开的提前2天报县政府办公室。",
        ),
        ("paragraph", "（二）压减材料。除涉密材料以外不再印发纸质文件，由参会人员自行查阅电子文本。"),
        ("paragraph", "责任单位：县政府办公室、县财政局、县审计局、县机关事务服务中心"),
        ("paragraph", "某县人民政府办公室"),
        ("paragraph", "2025年3月6日"),
        ("paragraph", "（此件公开发布）"),
        ("footer:page", "— 1 —"),
        ("footer:page", "— 2 —"),
    ]
    assert document.can == frozenset()
    assert codes(document) == {"extraction", "rejoined"}


def test_rejoined_text_still_knows_its_places():
    document = read(PAGE.encode(), "x")
    at = document.text.index("提前2天")
    piece = next(one for one in document.pieces if one.span.start <= at < one.span.end)
    assert isinstance(piece.ref, TextRef)
    assert PAGE[piece.ref.offset + at - piece.span.start :].startswith("提前２天")


def test_typed_lines_of_one_width_keep_their_marks():
    typed = "\n".join(["请各单位按照要求认真做好本年度档案移交和鉴定工作并报", "送清单，逾期未报的不再受理，"] * 6)
    assert read(typed.encode(), "x").can == {"punctuation"}


FLAT = (
    "某市财政局关于做好年终结算工作的通知 某市财政局关于做好年终结算工作的通知 某财预〔2024〕31号 各县（区）财政局： "
    "　　为做好年终结算，根据《某省财政厅关于结算工作的 补充通知》要求，现将有关事项通知如下： 　　一、结算范围 "
    "包括专项 资金系统 APP 内登记的项目。（记者 张三） 5. \xa0逐项核对。请于12月20 日前报送。 　　二、工作要求 "
    "各单位要认真核对，账实相符，不漏不重。 附件1 结算表 某 市 财 政 局 　　2024年12月3 日 （此件主动公开）"
)


def test_flattened_page_is_parted():
    document = read(FLAT.encode(), "x")
    assert paragraphs(document) == [
        "某市财政局关于做好年终结算工作的通知",
        "某市财政局关于做好年终结算工作的通知",
        "某财预〔2024〕31号",
        "各县（区）财政局：",
        "为做好年终结算，根据《某省财政厅关于结算工作的 补充通知》要求，现将有关事项通知如下：",
        "一、结算范围",
        "包括专项",
        "资金系统 APP 内登记的项目。（记者 张三）",
        "5. \xa0逐项核对。请于12月20日前报送。",
        "二、工作要求",
        "各单位要认真核对，账实相符，不漏不重。",
        "附件1",
        "结算表",
        "某市财政局",
        "2024年12月3日",
        "（此件主动公开）",
    ]
    assert codes(document) == {"flattened"} and document.can == {"punctuation"}


def test_a_typed_draft_is_not_parted():
    draft = "关于会议的通知\n各部门：\n请准时参加。 不得缺席。 如有变动另行通知。\n一、时间\n9月1日。 上午九时。\n"
    assert len(paragraphs(read((draft * 3).encode(), "x"))) == 15


WEB = """索 引 号：
 000/2024-00012
 发文机关：
 某市人民政府
 标　　题：
 某市人民政府关于公布目录的通知
 发文字号：某政发〔2024〕5号
 主 题 词：
 某市人民政府关于公布目录的通知
 各县（区）人民政府：
 现予公布。
 扫一扫在手机打开当前页
 -->
"""


def test_catalogue_of_a_web_page_is_header():
    assert blocks(read(WEB.encode(), "x")) == [
        ("header:web:索引号", "索 引 号：000/2024-00012"),
        ("header:web:发文机关", "发文机关：某市人民政府"),
        ("header:web:标题", "标　　题：某市人民政府关于公布目录的通知"),
        ("header:web:发文字号", "发文字号：某政发〔2024〕5号"),
        ("header:web:主题词", "主 题 词："),
        ("paragraph", "某市人民政府关于公布目录的通知"),
        ("paragraph", "各县（区）人民政府："),
        ("paragraph", "现予公布。"),
        ("header:web", "扫一扫在手机打开当前页"),
        ("header:web", "-->"),
    ]


def test_a_label_in_a_draft_is_no_catalogue():
    assert paragraphs(read("关于命名的函\n名称：某某广场\n请批复。\n".encode(), "x")) == [
        "关于命名的函",
        "名称：某某广场",
        "请批复。",
    ]


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="needs ../shared")
def test_seeds():
    gansu = paragraphs(read((SHARED / "seeds" / "gansu-2024.txt").read_bytes(), "x"))
    assert len(gansu) == 27
    assert sum(text.startswith(tuple("一二三四五六七八九十")) for text in gansu) == 14
    assert all(text[-1] in "。" for text in gansu if len(text) > 45)
    jinan = paragraphs(read((SHARED / "seeds" / "jinan-2019.txt").read_bytes(), "x"))
    assert [text.split(".")[0] for text in jinan if text[0].isdigit() and "." in text] == [str(n) for n in range(1, 34)]
    assert sum("、" in text[:3] for text in jinan) == 10
    assert jinan.count("中共济南市委办公厅") == 2
    assert sum(text.startswith("时限要求：") for text in jinan) == 10


@pytest.mark.skipif(not (SHARED / "eval").is_dir(), reason="needs ../shared")
def test_real_documents_lose_nothing_and_are_parted():
    with (SHARED / "eval" / "dev.docs.jsonl").open(encoding="utf-8") as file:
        for text in (json.loads(line)["text"] for line in file):
            document = read(text.encode(), "x")
            check_contract(document)
            assert "".join(document.text.split()) == "".join(text.split())
            assert max(block.span.length for block in document.blocks) < 1000
            assert len(document.blocks) >= 3
