"""Which text of a docx is read, and in what order."""

import io

import docx
import pytest
from contract import check_contract
from docx_maker import A4, box, docx_file, field, p, r, table

from gwlint.model import Document
from gwlint.readers.docx import read


def read_checked(data: bytes) -> Document:
    document = read(data, "草稿.docx")
    check_contract(document, data)
    return document


def text_of(body: str, **parts: str) -> str:
    return read_checked(docx_file(body, **parts)).text


def saved(draft: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    draft.save(stream)
    return stream.getvalue()


def test_plain_paragraphs_read_as_python_docx_reads_them():
    draft = docx.Document()
    draft.add_heading("关于做好防汛值班工作的通知", 0)
    first = draft.add_paragraph("各县（区）人民政府：")
    first.add_run("\t请于\n周五前").bold = True
    draft.add_paragraph("特此通知。")
    data = saved(draft)
    assert read_checked(data).text == "\n".join(one.text for one in docx.Document(io.BytesIO(data)).paragraphs)


def test_empty_paragraphs_leave_no_block_but_count():
    document = read_checked(docx_file(p("甲") + p() + p(r("　 ")) + p("乙")))
    assert document.text == "甲\n乙"
    assert [block.paragraph for block in document.blocks] == [1, 4]


def test_tables_cell_by_cell_nested_and_merged_once():
    inner = table([p("内")])
    continued = "<w:tcPr><w:vMerge/></w:tcPr>"
    started = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'
    body = p("前") + table([started + p("合并"), p("一") + inner + p("尾")], [continued + p("合并"), p("二")]) + p("后")
    document = read_checked(docx_file(body))
    assert document.text == "前\n合并\n一\n内\n尾\n二\n后"
    assert [block.kind for block in document.blocks] == ["paragraph", *["cell"] * 5, "paragraph"]
    assert [block.paragraph for block in document.blocks] == [1, 2, 3, 4, 5, 6, 7]


def test_deleted_and_hidden_rows_are_not_read():
    rows = "".join(
        f"<w:tr><w:trPr>{x}</w:trPr><w:tc>{p(t)}</w:tc></w:tr>"
        for x, t in (("<w:del/>", "删"), ("<w:hidden/>", "藏"), ("", "留"))
    )
    assert text_of(f"<w:tbl>{rows}</w:tbl>") == "留"


def test_text_box_once_and_before_its_paragraph():
    document = read_checked(docx_file(p("甲") + p(r("乙") + box(p("框一") + p("框二")) + r("丙"))))
    assert document.text == "甲\n框一\n框二\n乙丙"
    assert [block.kind for block in document.blocks] == ["paragraph", "textbox", "textbox", "paragraph"]
    assert [block.paragraph for block in document.blocks] == [1, None, None, 2]


def test_old_text_box_and_word_art():
    shape = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    art = '<w:r><w:pict><v:shape><v:textpath string="某某市人民政府文件"/></v:shape></w:pict></w:r>'
    assert text_of(p(shape.format(p("旧框")) + r("正文"))) == "旧框\n正文"
    assert text_of(p(art) + p("正文")) == "某某市人民政府文件\n正文"


def test_text_box_inside_a_text_box():
    assert text_of(p(r("外") + box(p(r("中") + box(p("内")))))) == "内\n中\n外"


def test_alternate_content_gives_one_branch():
    symbols = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"/><mc:Fallback><w:t>☑</w:t></mc:Fallback>'
        "</mc:AlternateContent><w:t>同意</w:t></w:r>"
    )
    block = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{p("新")}</mc:Choice><mc:Fallback>{p("旧")}</mc:Fallback>'
        "</mc:AlternateContent>"
    )
    assert text_of(p(symbols) + block) == "☑同意\n新"


def test_content_controls_wrappers_and_hyperlinks():
    inline = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{r('控件')}</w:sdtContent></w:sdt><w:smartTag>{r('标记')}</w:smartTag>"
        f"<w:customXml>{r('自定')}</w:customXml><w:hyperlink w:anchor='x'>{r('链接')}</w:hyperlink>"
    )
    row = (
        "<w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc>"
        + p("格")
        + "</w:tc></w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt>"
    )
    body = f"<w:sdt><w:sdtContent>{p('块')}</w:sdtContent></w:sdt>" + p(inline) + f"<w:tbl>{row}</w:tbl>"
    assert text_of(body) == "块\n控件标记自定链接\n格"


def test_field_results_not_codes():
    nested = field("IF " + "x", r("第三条"))
    simple = '<w:fldSimple w:instr="NUMPAGES">' + r("9") + "</w:fldSimple>"
    assert text_of(p(r("见") + nested + simple)) == "见第三条9"


def test_fields_inside_codes_and_over_paragraphs():
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code = "<w:r><w:instrText> TOC </w:instrText></w:r>"
    inner = field("PAGE", r("3"))
    contents = p(mark("begin") + code + inner + mark("separate") + r("目录一")) + p("目录二") + p(mark("end"))
    assert text_of(contents + p("正文")) == "目录一\n目录二\n正文"


def test_broken_fields_hide_no_paragraph():
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    body = p(mark("end") + r("甲") + mark("begin") + "<w:r><w:instrText>TOC</w:instrText></w:r>") + p("乙")
    assert text_of(body) == "甲\n乙"


def test_all_of_a_field_in_one_run():
    run = (
        '<w:r><w:t>第</w:t><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText>'
        '<w:fldChar w:fldCharType="separate"/><w:t>7</w:t><w:fldChar w:fldCharType="end"/><w:t>页</w:t></w:r>'
    )
    assert text_of(p(run)) == "第7页"


def test_tabs_breaks_and_hyphens():
    run = "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>丁</w:t></w:r>"
    assert text_of(p(run)) == "甲\t乙\n丙-丁"


def test_breaks_at_the_ends_and_page_breaks_leave_nothing():
    run = '<w:r><w:br/><w:br w:type="page"/><w:t>甲</w:t><w:br/></w:r><w:r><w:cr/></w:r>'
    document = read_checked(docx_file(p(run) + p('<w:r><w:br w:type="page"/></w:r>') + p("乙")))
    assert document.text == "甲\n乙"
    assert len(document.blocks) == 2


def test_line_ends_inside_a_text_element_are_spaces():
    assert text_of(p("<w:r><w:t>甲\n乙&#13;丙</w:t></w:r>")) == "甲 乙 丙"


@pytest.mark.parametrize(
    ("font", "char", "shown"),
    [
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings 2", "F052", "☑"),
        ("Symbol", "F0B7", "•"),
        ("宋体", "25A1", "□"),
        ("Wingdings", "F001", ""),
        ("宋体", "zz", ""),
    ],
)
def test_symbols(font: str, char: str, shown: str):
    assert text_of(p(f'<w:r><w:sym w:font="{font}" w:char="{char}"/><w:t>甲</w:t></w:r>')) == shown + "甲"


def test_ruby_gives_its_base():
    ruby = f"<w:r><w:t>前</w:t><w:ruby><w:rt>{r('pin')}</w:rt><w:rubyBase>{r('拼')}</w:rubyBase></w:ruby><w:t>后</w:t></w:r>"
    assert text_of(p(ruby)) == "前拼后"


def test_formulas_are_read_without_a_place():
    document = read_checked(docx_file(p(r("令") + "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>")))
    assert document.text == "令x=1"
    assert [piece.generated for piece in document.pieces] == [False, True]


def test_hidden_text_direct_and_by_style():
    styles = (
        '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="q"><w:basedOn w:val="base"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="base"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    runs = r("显") + r("藏", "<w:vanish/>") + r("藏", '<w:rStyle w:val="h"/>') + r("露", '<w:vanish w:val="0"/>')
    body = p(runs) + p(r("藏") + r("现", '<w:vanish w:val="false"/>'), '<w:pStyle w:val="q"/>')
    document = read_checked(docx_file(body, styles=styles))
    assert document.text == "显露\n现"
    assert "hidden-text" in [note.code for note in document.notes]


def test_tracked_changes():
    inserted = f'<w:ins w:id="1" w:author="甲">{r("插入")}</w:ins>'
    deleted = '<w:del w:id="2" w:author="乙"><w:r><w:delText>删去</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="3" w:author="甲">{r("移走")}</w:moveFrom><w:moveTo w:id="4" w:author="甲">{r("移来")}</w:moveTo>'
    document = read_checked(docx_file(p(r("前") + inserted + deleted + moved + r("后")) + p("未动")))
    assert document.text == "前插入移来后\n未动"
    assert [block.revised for block in document.blocks] == [True, False]
    assert [piece.ref.revision for piece in document.pieces if piece.ref][:4] == [None, "ins", "moveTo", None]
    assert [note.message for note in document.notes if note.code == "revisions"] == [
        "含有修订4处，涉及2名修订人；按接受全部修订后的文字检查"
    ]


def test_formatting_changes_are_revisions_too():
    changed = r("改", '<w:sz w:val="32"/><w:rPrChange><w:rPr><w:sz w:val="20"/></w:rPr></w:rPrChange>')
    document = read_checked(docx_file(p(changed) + p("乙", "<w:pPrChange><w:pPr/></w:pPrChange>")))
    assert [block.revised for block in document.blocks] == [True, True]
    assert document.blocks[0].runs[0].font.size == 16


def test_a_deleted_mark_joins_two_paragraphs():
    gone = "<w:rPr><w:del w:id='1' w:author='a'/></w:rPr>"
    document = read_checked(docx_file(p("并甲", gone) + p("并乙") + table([p("末", gone)]) + p("", gone) + p("丙")))
    assert document.text == "并甲并乙\n末\n丙"
    assert [block.revised for block in document.blocks] == [True, True, True]


def test_headers_and_footers_in_use_after_the_body():
    names = [("header", "default", 1), ("header", "first", 2), ("header", "even", 3), ("footer", "default", 1)]
    references = "".join(f'<w:{kind}Reference w:type="{which}" r:id="{kind}{n}"/>' for kind, which, n in names)
    heads = {"header1": p("页眉"), "header2": p("首页"), "header3": p("偶数页"), "footer1": p("— 1 —")}
    plain = read_checked(docx_file(p("正文"), references, **heads))
    assert plain.text == "正文\n页眉\n— 1 —"
    assert [block.kind for block in plain.blocks] == ["paragraph", "header", "footer"]
    first = read_checked(docx_file(p("正文"), references + "<w:titlePg/>", **heads))
    assert first.text == "正文\n页眉\n首页\n— 1 —"
    even = read_checked(docx_file(p("正文"), references, settings="<w:evenAndOddHeaders/>", **heads))
    assert even.text == "正文\n页眉\n偶数页\n— 1 —"


def test_sections_share_and_inherit_headers():
    one = f'<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:headerReference w:type="first" r:id="header2"/>{A4}</w:sectPr>'
    body = p("甲", one) + p("乙", f"<w:sectPr><w:titlePg/>{A4}</w:sectPr>") + p("丙")
    document = read_checked(
        docx_file(
            body, A4 + '<w:headerReference w:type="default" r:id="header1"/>', header1=p("页眉"), header2=p("首页")
        )
    )
    assert document.text == "甲\n乙\n丙\n页眉\n首页"
    assert len(document.sections) == 3


def test_notes_referred_to_in_order_after_the_body():
    notes = {
        "footnotes": "".join(f'<w:footnote w:id="{i}">{p(f"脚注{i}")}</w:footnote>' for i in (0, 1, 2)),
        "endnotes": f'<w:endnote w:id="1">{p("尾注")}</w:endnote>',
    }
    mark = '<w:r><w:{}Reference w:id="{}"/></w:r>'.format
    body = p(r("甲") + mark("endnote", 1) + mark("footnote", 2)) + p(r("乙") + mark("footnote", 1))
    document = read_checked(docx_file(body, **notes))
    assert document.text == "甲\n乙\n脚注2\n脚注1\n尾注"
    assert [block.kind for block in document.blocks[2:]] == ["footnote"] * 3


def test_alternative_text_and_comments_are_not_text():
    picture = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图" descr="说明"/></wp:inline></w:drawing></w:r>'
    marked = '<w:commentRangeStart w:id="0"/>' + r("甲") + '<w:commentRangeEnd w:id="0"/>'
    assert text_of(p(marked + picture), comments=f'<w:comment w:id="0" w:author="乙">{p("批注")}</w:comment>') == "甲"


def test_strict_files_read_the_same():
    body = p(r("甲", '<w:b/><w:sz w:val="32"/>'), '<w:jc w:val="end"/><w:ind w:firstLine="32pt"/>')
    plain, strict = read_checked(docx_file(body)), read_checked(docx_file(body, strict=True))
    assert strict.text == plain.text == "甲"
    assert strict.blocks == plain.blocks
    assert (strict.blocks[0].align, strict.blocks[0].indent) == ("right", 32)
