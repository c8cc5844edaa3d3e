"""Paper, faces, rules and numbers: what python-docx does not do by itself. Lengths in points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

BODY_SIZE = 16.0
TITLE_SIZE = 22.0
SMALL_SIZE = 14.0
LINE = 28.95  # 22 lines fill the 225 mm of the type area
TEXT_WIDTH = Mm(156).pt

# what an office uses, and what stands in for it in the pdf
FACES = {
    "仿宋": ("仿宋_GB2312", "Noto Serif CJK SC"),
    "楷体": ("楷体_GB2312", "Noto Serif CJK SC"),
    "黑体": ("黑体", "Noto Sans CJK SC"),
    "小标宋": ("方正小标宋简体", "Noto Serif CJK SC"),
    "宋体": ("宋体", "Noto Serif CJK SC"),
}


def face(name: str, final: bool) -> str:
    return FACES[name][final]


def set_face(run: Run, name: str, size: float, final: bool) -> None:
    """Give the run its East Asian face; digits and letters follow it in the pdf and are Times in the docx."""
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    latin = face(name, True) if final else "Times New Roman"
    for slot, value in (("ascii", latin), ("hAnsi", latin), ("eastAsia", face(name, final))):
        fonts.set(qn(f"w:{slot}"), value)
    fonts.set(qn("w:hint"), "eastAsia")
    run.font.size = Pt(size)
    if name == "小标宋" and final:
        run.font.bold = True


def prepare(document: Document, final: bool) -> None:
    """A4, the margins of 5.2.1, the Normal style in 3号仿宋, facing pages."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(24)
    document.settings.odd_and_even_pages_header_footer = True
    normal = document.styles["Normal"]
    normal.font.size = Pt(BODY_SIZE)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for slot in ("ascii", "hAnsi"):
        fonts.set(qn(f"w:{slot}"), face("仿宋", True) if final else "Times New Roman")
    fonts.set(qn("w:eastAsia"), face("仿宋", final))
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    normal.element.rPr.append(language)


def number_pages(document: Document, final: bool, *, letter: bool) -> None:
    """— 1 — in the footer, outside on each page (7.5); the first page of a letter shows none (10.1)."""
    section = document.sections[0]
    section.different_first_page_header_footer = letter
    right, left = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
    for footer, side in ((section.footer, right), (section.even_page_footer, left)):
        paragraph = footer.paragraphs[0]
        paragraph.style = "Normal"
        paragraph.alignment = side
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(SMALL_SIZE)
        for part in ("— ", "PAGE", " —"):
            run = paragraph.add_run("" if part == "PAGE" else part)
            set_face(run, "宋体", SMALL_SIZE, final)
            if part == "PAGE":
                _page_field(run)


def _page_field(run: Run) -> None:
    for kind in ("begin", "PAGE", "separate", "1", "end"):
        tag = {"PAGE": "w:instrText", "1": "w:t"}.get(kind, "w:fldChar")
        element = OxmlElement(tag)
        if tag == "w:fldChar":
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = kind
        run._element.append(element)


def ruled(paragraph: Paragraph, *, color: str = "000000", line: str = "single", **sizes: float) -> None:
    """Rules as wide as the text, `top`, `between` (alike neighbours) and `bottom`, so many points thick.

    The red one stands 4 mm off (7.2.7).
    """
    borders: Any = OxmlElement("w:pBdr")
    space = "2" if color == "000000" else "11"
    for side in ("top", "bottom", "between"):
        if side in sizes:
            facts = {"val": line, "sz": str(round(sizes[side] * 8)), "space": space, "color": color}
            borders.append(_element(f"w:{side}", facts))
    properties = paragraph._element.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def numbered_levels(document: Document, final: bool) -> int:
    """Add 一、（一）as automatic numbers; returns the numId to use."""
    numbering: Any = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{shape}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="640"/></w:pPr>'
        f'<w:rPr><w:rFonts w:hint="eastAsia" w:ascii="{face(name, final)}" w:hAnsi="{face(name, final)}" '
        f'w:eastAsia="{face(name, final)}"/></w:rPr></w:lvl>'
        for level, (shape, name) in enumerate((("%1、", "黑体"), ("（%2）", "楷体")))
    )
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    numbering.insert(0, parse_xml(abstract))
    number = f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'
    numbering.append(parse_xml(number))
    return 90


def float_at_bottom(paragraph: Paragraph) -> None:
    """Put the paragraph into the frame at the foot of the page; neighbours share it."""
    place = {"wrap": "notBeside", "vAnchor": "margin", "hAnchor": "margin", "xAlign": "center", "yAlign": "bottom"}
    frame = _element("w:framePr", {"w": str(round(TEXT_WIDTH * 20)), **place})
    paragraph._element.get_or_add_pPr().insert_element_before(
        frame, "w:widowControl", "w:numPr", "w:pBdr", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def foot_of_page(table: Table, shares: tuple[float, ...]) -> None:
    """Let the table float at the foot of the page between rules, the outer ones thicker (7.4.1).

    `shares` are the columns' parts of the width.
    """
    place = {"vertAnchor": "margin", "horzAnchor": "margin", "tblpXSpec": "center", "tblpYSpec": "bottom"}
    borders: Any = OxmlElement("w:tblBorders")
    for side, size in (("top", "8"), ("bottom", "8"), ("insideH", "6")):
        borders.append(_element(f"w:{side}", {"val": "single", "sz": size, "space": "0", "color": "000000"}))
    table._tbl.tblPr.insert_element_before(_element("w:tblpPr", place), "w:tblW", "w:tblLook")
    table._tbl.tblPr.insert_element_before(borders, "w:tblLayout", "w:tblLook")
    set_widths(table, shares)


def set_widths(table: Table, shares: Sequence[float]) -> None:
    """Fix the columns at these parts of the text width."""
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Pt(TEXT_WIDTH * share)
        for cell in column.cells:
            cell.width = column.width


def _element(tag: str, facts: dict[str, str]) -> Any:
    element = OxmlElement(tag)
    for key, value in facts.items():
        element.set(qn(f"w:{key}"), value)
    return element


def text_box(paragraph: Paragraph, inside: list[Paragraph], width: float, height: float) -> None:
    """Move the paragraphs `inside` into a text box anchored at `paragraph`.

    As Word does, the box is written twice, as a drawing and again as VML for old programs: a reader must take one.
    """
    elements: list[Any] = [one._element for one in inside]
    content = "".join(etree.tostring(one, encoding="unicode") for one in elements)
    for one in elements:
        one.getparent().remove(one)
    emu_width, emu_height = round(width * 12700), round(height * 12700)
    run = paragraph.add_run()
    run._element.append(parse_xml(_BOX.format(content=content, w=emu_width, h=emu_height, width=width, height=height)))


_BOX = """<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:v="urn:schemas-microsoft-com:vml"><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0"
 layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="margin"><wp:posOffset>0</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>
<wp:extent cx="{w}" cy="{h}"/><wp:wrapTopAndBottom/><wp:docPr id="1" name="文本框 1"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>
<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>
<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:shape type="#_x0000_t202" style="position:absolute;width:{width}pt;height:{height}pt"
 filled="f" stroked="f"><v:textbox inset="0,0,0,0"><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape>
</w:pict></mc:Fallback></mc:AlternateContent>"""
