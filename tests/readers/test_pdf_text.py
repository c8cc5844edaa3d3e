"""What is read from a PDF: text, paragraphs, titles, tables, furniture, fonts."""

import pytest
from contract import check_contract
from pdf_maker import IMAGE, LEFT, RIGHT, centred, codes, line, lines, pdf, rules, turned

from gwlint.errors import Unreadable
from gwlint.model import Document, PdfRef
from gwlint.readers.pdf import read


def read_pages(*pages: str, **how: str) -> Document:
    document = read(pdf(*pages, **how), "草稿.pdf")
    check_contract(document)
    return document


def texts(document: Document, kind: str = "paragraph") -> list[str]:
    return [block.span.of(document.text) for block in document.blocks if block.kind == kind]


NOTICE = (
    centred("某市供热办公室文件", 740, 44, "F3", "1 0 0 rg")
    + centred("某热办〔2024〕8号", 690, 16, "F1")
    + centred("某市供热办公室", 630)
    + centred("关于做好冬季供热工作的通知", 598)
    + lines(
        "各区县供热办公室：",
        "　　今年冬季气温偏低，用热需求增加，为保障群众温暖过冬现",
        "就做好供热工作通知如下。",
        "　　一、提前检修设备",
        "　　供热企业在供热季开始前完成管网和换热站检修发现隐患立",
        "即整改，不带病运行。供热办公室随机抽查。",
        y=540,
    )
    + line("某市供热办公室", RIGHT - 16 * 9, 330)
    + line("2024年10月8日", RIGHT - 16 * 12, 302)
    + centred("— 1 —", 60, 14, "F1")
)


def test_a_notice():
    document = read_pages(NOTICE)
    assert texts(document) == [
        "某市供热办公室文件",
        "某热办〔2024〕8号",
        "某市供热办公室关于做好冬季供热工作的通知",
        "各区县供热办公室：",
        "今年冬季气温偏低，用热需求增加，为保障群众温暖过冬现就做好供热工作通知如下。",
        "一、提前检修设备",
        "供热企业在供热季开始前完成管网和换热站检修发现隐患立即整改，不带病运行。供热办公室随机抽查。",
        "某市供热办公室",
        "2024年10月8日",
    ]
    assert texts(document, "footer") == ["—1—"]
    assert [block.align for block in document.blocks[:4]] == ["center", "center", "center", "left"]
    assert [block.align for block in document.blocks[7:9]] == ["right", "right"]
    assert [block.indent for block in document.blocks[3:5]] == [0.0, 32.0]
    assert document.pages == 1
    assert document.can == {"fonts", "layout", "pages", "punctuation"}


def test_fonts_and_places():
    document = read_pages(NOTICE)
    masthead, title, body = document.blocks[0], document.blocks[2], document.blocks[4]
    assert masthead.runs[0].font.color == "FF0000" and masthead.runs[0].font.size == 44
    assert title.runs[0].font.name == "FZXBSJW--GB1-0" and title.runs[0].font.size == 22
    assert body.runs[0].font.name == "FangSong_GB2312" and body.runs[0].font.size_origin == "direct"
    pieces = [piece for piece in document.pieces if body.span.holds(piece.span)]
    assert [piece.span.of(document.text)[:4] for piece in pieces] == ["今年冬季", "就做好供"]
    first, second = (piece.ref for piece in pieces)
    assert isinstance(first, PdfRef) and isinstance(second, PdfRef)
    assert first.page == 1 and first.box[0] == pytest.approx(LEFT + 32) and first.box[1] > second.box[3] - 16
    (paper,) = document.sections
    assert (paper.width, paper.height) == (595, 842)
    assert paper.left == pytest.approx(79) and paper.right == pytest.approx(595 - RIGHT, abs=3)


def test_a_paragraph_goes_on_over_the_page():
    first = "　　" + "甲" * 26
    document = read_pages(
        lines(first, "乙" * 28, "丙" * 28, "丁" * 28, "戊" * 28, y=200) + centred("1", 50, 9, "F1"),
        lines("己" * 28, "庚" * 10 + "。", "　　" + "辛" * 12 + "。", y=740) + centred("2", 50, 9, "F1"),
    )
    assert [len(text) for text in texts(document)] == [26 + 28 * 5 + 11, 13]
    assert texts(document, "footer") == ["1", "2"]
    assert [block.page for block in document.blocks] == [1, 2, 1, 2]


def test_lines_of_latin_words_join_with_one_blank():
    document = read_pages(lines("　　" + "甲" * 26, "乙" * 26 + "OF", "DX格式。", "　　" + "丙" * 26, "丁" * 28))
    assert "OF DX格式。" in document.text


def test_running_heads_and_page_numbers_come_last():
    head = line("某市年鉴（内部版）", LEFT, 800, 9)
    foot = [centred(f"第{n}页　共4页", 40, 9, "F1") for n in range(1, 5)]
    document = read_pages(
        *(head + lines(f"　　第{n}页写的事情各不相同。", y=640) + one for n, one in enumerate(foot, 1))
    )
    assert texts(document, "header") == ["某市年鉴（内部版）"] * 4
    assert len(texts(document, "footer")) == 4
    assert [block.kind for block in document.blocks[-8:]] == ["header"] * 4 + ["footer"] * 4


def test_letter_spacing_is_closed_up_and_wide_gaps_are_kept():
    spaced = "".join(line(char, LEFT + 32 * i, 700) for i, char in enumerate("某市人民政府"))
    digits = "".join(line(char, LEFT + 24 * i, 660) for i, char in enumerate("２０２４年３月"))
    pair = line("甲县人民政府", LEFT, 600) + line("乙县人民政府", 340, 600)
    document = read_pages(spaced + digits + pair)
    assert texts(document) == ["某市人民政府", "２０２４年３月", "甲县人民政府\u3000乙县人民政府"]


def test_blanks_between_han_are_not_words():
    parted = line("会议共", 79, 660) + line("3", 79 + 48 + 6, 660) + line("天。", 79 + 64 + 12, 660)
    document = read_pages(line("关 于 召 开 会 议 的 通 知", LEFT, 700) + parted)
    assert texts(document) == ["关于召开会议的通知", "会议共3天。"]


def test_a_character_drawn_twice_counts_once():
    document = read_pages("".join(line("重要通知事项", LEFT + shift, 700) for shift in (0, 0.3, 0.6)))
    assert document.text == "重要通知事项"


def test_a_table_gives_cells_row_by_row():
    grid = rules((79, 200, 400), (700, 640, 580))
    cells = line("序号", 90, 665) + line("单位", 210, 665) + line("1", 90, 605) + line("供热办公室", 210, 605)
    document = read_pages(lines("　　附表如下：", y=740) + grid + cells + lines("　　表后正文。", y=540))
    assert texts(document, "cell") == ["序号", "单位", "1", "供热办公室"]
    assert [block.kind for block in document.blocks] == ["paragraph", *["cell"] * 4, "paragraph"]
    assert [block.paragraph for block in document.blocks] == [1, 2, 3, 4, 5, 6]


def test_a_cell_of_several_lines_is_one_block():
    grid = rules((79, 200, 400), (700, 600))
    cells = line("事项", 90, 650) + line("按时完成管网检修，及时", 210, 675) + line("报告。", 210, 650)
    assert texts(read_pages(grid + cells), "cell") == ["事项", "按时完成管网检修，及时报告。"]


def test_red_lines_are_no_table():
    document = read_pages(NOTICE + "1 0 0 RG 79 670 m 527 670 l S 79 100 m 527 100 l S\n")
    assert not texts(document, "cell")


def test_text_turned_askew_comes_apart_and_once():
    mark = turned("内部资料", "0.707 0.707 -0.707 0.707 150 250", 40)
    document = read_pages(NOTICE + mark, NOTICE + mark)
    assert texts(document, "textbox") == ["内部资料"]


@pytest.mark.parametrize("matrix", ["0 1 -1 0 300 200", "0 -1 1 0 300 700", "-1 0 0 -1 500 400"])
def test_a_page_whose_text_is_turned(matrix: str):
    document = read_pages(turned("横排页面上的表格标题文字", matrix))
    assert document.text == "横排页面上的表格标题文字"
    ref = document.pieces[0].ref
    assert isinstance(ref, PdfRef)
    wide, high = ref.box[2] - ref.box[0], ref.box[3] - ref.box[1]
    assert (high > wide) == matrix.startswith("0")


def test_two_columns_are_read_one_after_the_other():
    left = [line("左栏的第" + "一二三四五六"[i] + "行写得很满没有空", 60, 700 - 24 * i, 12) for i in range(6)]
    right = [line("右栏的第" + "一二三四五六"[i] + "行写得很满没有空", 320, 700 - 24 * i, 12) for i in range(6)]
    said = read_pages("".join(a + b for a, b in zip(left, right, strict=True))).text
    assert said.index("左栏的第六行") < said.index("右栏的第一行")


def test_hidden_text_is_left_out_and_told():
    hidden = (
        line("白色文字", 79, 100, pre="1 1 1 rg") + line("页外文字", 2000, 700) + line("隐形文字", 79, 60, pre="3 Tr")
    )
    document = read_pages(NOTICE + hidden + line("极小文字", 79, 80, 0.5))
    assert not any(word in document.text for word in ("白色", "页外", "隐形", "极小"))
    assert [note.code for note in document.notes] == ["hidden-text"]
    assert "第1页" in document.notes[0].message


def test_white_text_on_a_coloured_ground_is_seen():
    document = read_pages(NOTICE + "0 0 0.5 rg 70 90 300 40 re f\n" + line("白色文字", 79, 100, pre="1 1 1 rg"))
    assert "白色文字" in document.text and not document.notes


def test_recognised_text_over_a_scan_is_read_without_its_fonts():
    document = read_pages(
        IMAGE + "".join(line(f"第{n}行是识别出来的文字", 79, 700 - 30 * n, pre="3 Tr") for n in range(9))
    )
    assert document.can == {"pages", "punctuation"}
    assert [note.code for note in document.notes] == ["ocr-layer"]


def test_half_width_marks_after_han_are_the_exports_fault():
    body = lines(*(f"　　第{n}条,各单位要认真落实;有关情况,及时报告." for n in range(1, 8)))
    document = read_pages(body)
    assert "第1条，各单位要认真落实；" in document.text
    assert "punctuation" not in document.can


def test_radicals_become_characters():
    assert read_pages(line("⼀、⼯作⽬标")).text == "一、工作目标"


def test_a_page_that_is_a_picture_is_missing():
    document = read_pages(NOTICE, IMAGE, NOTICE)
    assert document.missing == ("第2页是图片，没有可读的文字，请先做文字识别（OCR）",)


def test_only_pictures_leave_nothing_to_check():
    document = read_pages(IMAGE, IMAGE)
    assert document.text == "" and document.missing[0].startswith("全部页面都是图片")


CHARS = "关于做好防汛抗旱工作的通知各级部门要提高警惕加强值守"


def test_a_subset_font_is_read_by_its_map():
    assert read_pages(line(codes("做好防汛工作", CHARS)), tounicode=CHARS).text == "做好防汛工作"


@pytest.mark.parametrize("tounicode", ["", "".join(map(chr, range(0xE000, 0xE020))), "\ufffd" * 27])
def test_garbled_text_cannot_be_read(tounicode: str):
    document = read_pages(line(codes(CHARS[:20], CHARS)), tounicode=tounicode)
    assert document.text == "" and "乱码" in document.missing[0]


def test_control_characters_never_reach_the_text():
    chars = "关于\x00\x1b\u202e做好防汛抗旱工作的通知各级"
    said = read_pages(line(codes(chars, chars)), tounicode=chars).text
    assert not set(said) & set("\x00\x1b\u202e") and "做好防汛" in said


def test_a_blank_file_says_so():
    with pytest.raises(Unreadable, match="没有任何文字"):
        read_pages("")


def test_a_password_is_needed():
    with pytest.raises(Unreadable, match="文件设有打开密码"):
        read_pages(NOTICE, password="secret")


def test_an_owners_password_is_not():
    assert "供热办公室" in read_pages(NOTICE, password="").text


@pytest.mark.parametrize("data", [b"", b"\0" * 100, b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\x91" * 5000, pdf(NOTICE)[:400]])
def test_what_is_no_pdf_is_refused_in_words(data: bytes):
    with pytest.raises(Unreadable, match="文件"):
        read(data, "坏.pdf")
