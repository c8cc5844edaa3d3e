"""Web pages: the document's own text, what the page says of it, and none of the site around it."""

import base64
import quopri

import pytest
from contract import check_contract

from gwlint import engine, readers
from gwlint.errors import Unreadable
from gwlint.model import Document, HtmlRef
from gwlint.readers import html

BODY = """<p style="text-align:center"><strong>某某市人民政府办公室<br/>关于做好冬季供热工作的通知</strong></p>
<p style="text-align:center">某政办发〔2024〕12号</p>
<p>各县（市、区）人民政府，市政府各部门：</p>
<p>　　为做好今年冬季供热工作，保障群众温暖过冬，
    经市政府同意，现就有关事项通知如下。</p>
<p>　　<strong>一、落实责任。</strong>各县（市、区）人民政府要落实属地责任，详见<a href="/x.htm">《供热条例》</a>。</p>
<p>&nbsp;&nbsp;&nbsp;&nbsp;二、加强保障。市财政局要及时拨付资金，使用 Excel 2016 填报。</p>
<table border="1"><tr><td><p>序号</p></td><td>责任单位</td></tr><tr><td>1</td><td>市住建局</td></tr></table>
<p>　　附件：<a href="a.docx">供热台账</a></p>
<p style="text-align:right">某某市人民政府办公室</p>
<p style="text-align:right">2024年11月5日</p>
<p>（此件公开发布）</p>"""

SAID = [
    "某某市人民政府办公室",
    "关于做好冬季供热工作的通知",
    "某政办发〔2024〕12号",
    "各县（市、区）人民政府，市政府各部门：",
    "为做好今年冬季供热工作，保障群众温暖过冬，经市政府同意，现就有关事项通知如下。",
    "一、落实责任。各县（市、区）人民政府要落实属地责任，详见《供热条例》。",
    "二、加强保障。市财政局要及时拨付资金，使用 Excel 2016 填报。",
    "序号",
    "责任单位",
    "1",
    "市住建局",
    "附件：供热台账",
    "某某市人民政府办公室",
    "2024年11月5日",
    "（此件公开发布）",
]

CATALOGUE = """<table><tr><td>索引号：</td><td>01234/2024-00012</td><td>主题分类：</td><td>城乡建设</td></tr>
<tr><td>标　　题：</td><td colspan=3>关于做好冬季供热工作的通知</td></tr>
<tr><td>发文字号：</td><td>某政办发〔2024〕12号</td><td>成文日期：</td><td>2024年11月05日</td></tr></table>"""

LISTED = [
    ("web:索引号", "索引号：01234/2024-00012"),
    ("web:主题分类", "主题分类：城乡建设"),
    ("web:标题", "标\u3000\u3000题：关于做好冬季供热工作的通知"),
    ("web:发文字号", "发文字号：某政办发〔2024〕12号"),
    ("web:成文日期", "成文日期：2024年11月05日"),
]


def page(body: str = BODY, catalogue: str = CATALOGUE, holder: str = 'id="UCAP-CONTENT"', inner: str = "") -> str:
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>关于做好冬季供热工作的通知_某某市人民政府</title>
<meta name="ArticleTitle" content="关于做好冬季供热工作的通知"></head><body>
<div class="top"><ul><li><a href="/">首页</a></li><li><a>政务公开</a></li><li><a>互动交流，有问必答。</a></li></ul></div>
<div class="crumb">当前位置：<a>首页</a> &gt; <a>市政府文件</a></div>
<div class="main">{catalogue}<h1>关于做好冬季供热工作的通知</h1>
<div>发布时间：2024-11-06 来源：市政府办公室 字号：<a>大</a> <a>中</a></div>
<div {holder}><style>P{{margin:0}}</style>{body}{inner}</div>
<div>分享到：<a>微信</a><a>微博</a></div>
<div><h3>相关链接</h3><ul><li><a>图解：冬季供热工作，一图看懂</a></li></ul></div></div>
<div class="bottom">主办：某某市人民政府办公室，承办：市大数据局。京ICP备00000000号</div><script>var a="，。"</script></body></html>"""


def read(data: bytes | str) -> Document:
    document = readers.read_bytes(data.encode() if isinstance(data, str) else data, "页.html")
    check_contract(document)
    assert document.format == "html"
    return document


def text_of(document: Document) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks if block.kind in ("paragraph", "cell")]


def headers(document: Document) -> list[tuple[str, str]]:
    return [(block.role, block.span.of(document.text)) for block in document.blocks if block.kind == "header"]


def reason(data: bytes | str) -> str:
    with pytest.raises(Unreadable) as caught:
        readers.read_bytes(data.encode() if isinstance(data, str) else data, "页.html")
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("holder", ['id="UCAP-CONTENT"', 'class="TRS_Editor"', 'class="x7"', 'id="vsb_content_2"'])
def test_the_document_and_its_catalogue(holder: str):
    document = read(page(holder=holder))
    assert text_of(document) == SAID
    assert headers(document) == LISTED
    cells = [block.span.of(document.text) for block in document.blocks if block.kind == "cell"]
    assert cells == ["序号", "责任单位", "1", "市住建局"]


def test_places_are_lines_of_the_source():
    document = read(page())
    lines = page().split("\n")
    ref = next(piece.ref for piece in document.pieces if piece.span.of(document.text).startswith("各县"))
    assert isinstance(ref, HtmlRef) and "各县（市、区）人民政府，市政府各部门" in lines[ref.line - 1]


def test_fonts_and_layout_are_not_known():
    assert read(page()).can == {"punctuation"}


def test_what_anatomy_makes_of_it():
    found = engine.lint(read(page())).gongwen
    assert found is not None and found.title and found.title.text == "某某市人民政府办公室关于做好冬季供热工作的通知"
    assert found.doc_number and found.doc_number.text == "某政办发〔2024〕12号"


def test_title_and_number_that_only_the_page_bears():
    body = "<p>各县人民政府：</p><p>请按时报送，不得迟报。</p><p>市政府办公室</p><p>2024年11月5日</p>"
    document = read(page(body, catalogue="<p>某政办发〔2024〕12号 浏览次数：3</p>"))
    assert text_of(document)[:2] == ["关于做好冬季供热工作的通知", "各县人民政府："]
    assert headers(document) == [("web:发文字号", "某政办发〔2024〕12号")]


def test_labels_without_a_colon():
    catalogue = "<table><tr><th>索引号</th><td>X1</td><th>发文字号</th><td>某政办发〔2024〕12号</td></tr><tr><th>成文日期</th><td>2024年11月5日</td><th>主题分类</th><td>城建</td></tr></table>"
    assert ("web:发文字号", "发文字号：某政办发〔2024〕12号") in headers(read(page(catalogue=catalogue)))


def test_clutter_inside_the_document_is_kept_apart():
    inner = (
        "<p>浏览次数：12</p><p>【打印】【关闭】</p><p>扫一扫在手机打开当前页</p><p>责任编辑：张三</p>"
        "<h3>相关链接</h3><ul><li><a>图解供热，一图看懂</a></li></ul><p>上一篇：<a>关于供水的通知</a></p>"
    )
    document = read(page(inner=inner))
    assert text_of(document) == SAID
    assert len(headers(document)) == len(LISTED) + 7


def test_old_pages_of_nested_tables():
    source = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>某某省水利厅</title></head><body>
<table><tr><td><a>首页</a>|<a>机构职能</a></td></tr></table><table><tr><td><table><tr><td><a>通知公告</a></td></tr></table></td><td>
<table><tr><td>您现在的位置：首页&gt;通知公告</td></tr><tr><td align=center><font size=5>关于开展水库安全检查的通知</font></td></tr>
<tr><td align=center>水管〔2009〕33号　发布时间：2009-06-01 阅读次数：123</td></tr>
<tr><td><font>各市水利局：<br><br>&nbsp;&nbsp;为保证水库安全度汛，请于6月10日前完成检查。<br>　　一、检查范围。全省水库。<br>
<div align=right>某某省水利厅<br>二〇〇九年六月一日</div></font></td></tr></table></td></tr></table>
<table><tr><td>版权所有：某某省水利厅 您是第12345位访客</td></tr></table></body></html>"""
    document = read(source.encode("gb18030"))
    assert text_of(document) == [
        "关于开展水库安全检查的通知",
        "各市水利局：",
        "为保证水库安全度汛，请于6月10日前完成检查。",
        "一、检查范围。全省水库。",
        "某某省水利厅",
        "二〇〇九年六月一日",
    ]
    assert headers(document) == [("web:发文字号", "水管〔2009〕33号")]


def test_a_page_with_nothing_but_the_document():
    assert text_of(read(f"<html><body>{BODY}</body></html>")) == SAID


def test_hidden_text_scripts_and_comments_are_not_read():
    inner = "<script>脚本，。</script><p style='display: none'>隐藏，。</p><p hidden>藏二，。</p><!--[if x]>条件，。<![endif]--><template>模板，。</template>"
    assert text_of(read(page(inner=inner))) == SAID


def test_zero_width_characters_are_taken_out():
    assert text_of(read(page(BODY.replace("供热", "供\u200b热")))) == SAID


@pytest.mark.parametrize(
    ("codec", "declared"),
    [
        ("utf-8", "utf-8"),
        ("gb18030", "gb2312"),
        ("gb18030", "utf-8"),
        ("utf-16", "utf-8"),
        ("utf-8", "x-nope"),
        ("utf-8", "zlib_codec"),
    ],
)
def test_encodings(codec: str, declared: str):
    assert text_of(read(page().replace('charset="utf-8"', f'charset="{declared}"').encode(codec))) == SAID


def test_one_spoilt_byte_does_not_spoil_the_page():
    long = (
        page(BODY + "<p>　　请各单位按时报送，不得迟报。</p>" * 100)
        .replace('charset="utf-8"', 'charset="gbk"')
        .encode("gb18030")
    )
    assert text_of(read(long.replace("（此件公开发布）".encode("gb18030"), b"\xff", 1)))[:14] == SAID[:14]


def test_pictures_in_place_of_text():
    document = read("<html><body><p>关于供热的通知</p><p><img src='1.jpg'></p><p>附件</p></body></html>")
    assert "图片" in document.missing[0] and engine.lint(document).status == "partial"
    assert not read(page("<img src='1.jpg'>" + BODY)).missing


def test_what_is_refused():
    assert "没有可以检查的文字" in reason("<html><body><script>x</script></body></html>")
    assert "嵌套过深" in reason("<html><body>" + "<div>" * 3000 + "通知")
    assert "过多" in reason("<html><body>" + "<b>" * (html.MAX_TAGS + 1))
    assert "属性" in reason("<html><body><p " + " ".join(f"a{i}" for i in range(30_000)) + ">通知")
    assert "过大" in reason(b"<html>" + b" " * html.MAX_HTML)


def test_nothing_outside_is_opened(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密内容")
    source = (
        f"<!DOCTYPE html [<!ENTITY x SYSTEM '{secret.as_uri()}'>]><html><body><p>&x;关于供热的通知</p></body></html>"
    )
    assert "秘密" not in read(source).text


def mhtml(encoded: bytes, encoding: str, charset: str) -> bytes:
    return (
        b"From: <Saved>\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary=x\n\n--x\n"
        + f"Content-Type: text/html; charset={charset}\nContent-Transfer-Encoding: {encoding}\n\n".encode()
        + encoded
        + b"\n--x\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\nAAAA\n--x--\n"
    )


@pytest.mark.parametrize(
    ("encode", "encoding", "charset"),
    [(base64.encodebytes, "base64", "gb2312"), (quopri.encodestring, "quoted-printable", "utf-8")],
)
def test_pages_saved_with_their_pictures(encode, encoding: str, charset: str):
    source = page().replace('<meta charset="utf-8">', "")
    data = mhtml(encode(source.encode("gb18030" if charset == "gb2312" else charset)), encoding, charset)
    document = readers.read_bytes(data, "页.mht")
    check_contract(document)
    assert text_of(document) == SAID


def test_a_saved_page_without_a_page_or_too_large():
    assert "过大" in reason(mhtml(b"", "7bit", "utf-8") + b" " * (40 << 20))
    assert "没有网页正文" in reason(mhtml(b"", "7bit", "utf-8").replace(b"text/html", b"text/css"))
