"""Documents, findings and reports made by hand."""

import datetime

from gwlint.model import (
    Attachment,
    Block,
    Cite,
    Counts,
    Document,
    DocxRef,
    Element,
    FileReport,
    Finding,
    Gongwen,
    NotChecked,
    Note,
    Organ,
    PdfRef,
    Piece,
    ProfileChoice,
    Span,
    TextRef,
    WordCount,
)

CITE = Cite("gansu-2024", "第三条", "部门不向下级政府发指令性文件", "减负工作措施", "不得", "H")
LINES = (
    "某省水利厅关于报送防汛工作情况的通知",
    "各市人民政府：",
    "　　请各市人民政府务必于3月5日前将防汛工作开展情况报送我厅，逾期未报的将予通报。",
    "　　特此通知。",
)


def make_document(path: str, lines: tuple[str, ...] = LINES, format: str = "docx", **facts: object) -> Document:
    """One block and one piece a line, with the separators between them generated."""
    blocks, pieces, at = [], [], 0
    for number, line in enumerate(lines, 1):
        span = Span(at, at + len(line))
        page = (number + 1) // 2 if format != "txt" else None
        ref = {
            "docx": DocxRef("word/document.xml", number - 1, 0, 0),
            "pdf": PdfRef(page or 1, (0.0, 0.0, 1.0, 1.0)),
            "txt": TextRef(number, 1, at),
        }[format]
        blocks.append(Block(span, "paragraph", page=page, paragraph=number))
        pieces.append(Piece(span, ref))
        if number < len(lines):
            pieces.append(Piece(Span(span.end, span.end + 1), None, True))
        at = span.end + 1
    return Document(path, format, "\n".join(lines), tuple(blocks), tuple(pieces), **facts)  # type: ignore[arg-type]


def make_finding(document: Document, quote: str, **facts: object) -> Finding:
    """A finding at the first place of `quote`."""
    start = document.text.index(quote)
    usual = {
        "rule": "GW201",
        "name": "directive-to-lower-government",
        "span": Span(start, start + len(quote)),
        "quote": quote,
        "message": "部门要求下级政府必须办理",
        "severity": "error",
        "cites": (CITE,),
        "advice": "改为报请本级政府同意后发文，或者改用函商请",
    }
    return Finding(**{**usual, **facts})  # type: ignore[arg-type]


def make_report(document: Document, *findings: Finding, **facts: object) -> FileReport:
    """A report on a document that was wholly checked."""
    usual = {
        "status": "checked",
        "format": document.format,
        "sha256": "ab" * 32,
        "profile": ProfileChoice("gansu-2024", "发文机关在甘肃，日期2024-06-01，在该规定施行期内"),
        "document": document,
        "gongwen": Gongwen(True, Span(0, len(document.text))),
        "findings": findings,
    }
    return FileReport(document.path, **{**usual, **facts})  # type: ignore[arg-type]


def element(text: str) -> Element:
    return Element(text, Span(0, len(text)))


def full_gongwen() -> Gongwen:
    return Gongwen(
        official=True,
        body=Span(0, 5),
        title=element("关于报送防汛工作情况的通知"),
        doc_number=element("甘水发〔2024〕12号"),
        addressees=element("各市人民政府："),
        secrecy=element("机密★1年"),
        urgency=element("特急"),
        disclosure=element("此件不予公开"),
        copy_number=element("000001"),
        approved=element("经省政府同意"),
        date=datetime.date(2024, 3, 15),
        genre="通知",
        issuers=(Organ("甘肃省水利厅", "部门", "省", ("甘肃",)),),
        issuer_class="部门",
        issuer_level="省",
        region=("甘肃",),
        to_lower_government=True,
        direction="下行",
        category="工作部署",
        attachments=(
            Attachment(1, "统计表", Span(0, 3), Span(4, 5), None, WordCount(100, 80, 20)),
            Attachment(2, "名单", None, Span(4, 5), None, WordCount(23, 20, 3)),
        ),
        counts=Counts(
            WordCount(2213, 1958, 255), WordCount(123, 100, 23), WordCount(60, 50, 10), WordCount(2396, 2108, 288)
        ),
    )


HOSTILE = "=1+1\"'><script>alert(1)</script>]]>|&amp;%0A,:@all[x](y)`*_#\t\r\n\x1b[31m\u202e\u200b\x00\ue000"


def mixed():
    """Reports of every kind: docx, text and pdf, wholly and partly checked, a broken rule, nothing found, unreadable."""
    docx = make_document("市里/防汛 通知.docx")
    yield make_report(
        docx,
        make_finding(docx, "请各市人民政府务必"),
        make_finding(docx, "通知", severity="info", cites=(), advice=""),
        gongwen=full_gongwen(),
        limit=5000,
        not_checked=(NotChecked("GW501", "该格式读不出：字体"), NotChecked("GW502", "该格式读不出：字体")),
        notes=(Note("revisions", "含有修订2处"),),
        suppressed=1,
        baselined=2,
    )
    txt = make_document("./草稿.txt", format="txt")
    late = {"rule": "GW401", "name": "short-reporting-deadline", "severity": "warning"}
    yield make_report(
        txt,
        make_finding(txt, "3月5日前", **late),
        make_finding(txt, LINES[1] + "\n" + LINES[2][:5]),
        not_checked=(NotChecked("GW503", "规则运行出错（KeyError），请向开发者报告", True),),
    )
    pdf = make_document("/扫描/a.pdf", format="pdf")
    yield make_report(pdf, make_finding(pdf, "特此", **late), status="partial", reason="第2页没有读出")
    yield make_report(make_document("好.docx"))
    hint = make_document("提示.docx")
    yield make_report(hint, make_finding(hint, "通知", severity="info"))
    yield FileReport("坏.docx", "unreadable", "文件是空的")


def hostile():
    """One report whose every text, the file's name too, is meant to do harm."""
    document = make_document(HOSTILE + ".txt", (f"请{HOSTILE}报送",), format="txt")
    cite = Cite(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, "H")
    one = make_finding(document, "请", message=HOSTILE, advice=HOSTILE, cites=(cite,))._replace(quote=HOSTILE)
    lost = NotChecked("GW503", HOSTILE, True)
    yield make_report(document, one, status="partial", reason=HOSTILE, not_checked=(lost,))
    yield FileReport("\udcb9" + HOSTILE, "unreadable", HOSTILE)
