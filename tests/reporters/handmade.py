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
