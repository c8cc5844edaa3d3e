"""A draft laid out as a docx after GB/T 9704-2012. Lengths are in points unless a name says otherwise."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from typing import Any

import docx as python_docx
import paper
import revise
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from paper import BODY_SIZE, LINE, SMALL_SIZE, TEXT_WIDTH, TITLE_SIZE

Source = dict[str, Any]
CHAR = BODY_SIZE
MASTHEAD_DROP = Mm(35).pt
RED = RGBColor(0xE6, 0, 0)
RED_HEX = "E60000"
CENTER, RIGHT, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY

FIRST = re.compile(r"[一二三四五六七八九十]+、")
SECOND = re.compile(r"（[一二三四五六七八九十]+）")
LONGEST_HEAD = 24


def docx(source: Source, *, final: bool = False) -> bytes:
    """The file's bytes. `final` accepts the tracked changes, leaves comments out and takes the faces of the pdf."""
    document = python_docx.Document()
    paper.prepare(document, final)
    Draft(document, source, final).write()
    core = document.core_properties
    core.title, core.author, core.comments = "".join(source["title"]), source["signature"][0], ""
    core.created = core.modified = datetime.datetime.combine(day(source["date"]), datetime.time(9))
    return _packed(document)


def day(chinese: str) -> datetime.date:
    """2025年3月18日 as a date."""
    return datetime.date(*map(int, re.findall(r"\d+", chinese)))


def _packed(document: Document) -> bytes:
    """Saved, with the same times in the archive whenever it is made."""
    raw, packed = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return packed.getvalue()


class Draft:
    """One document being written, top to bottom."""

    def __init__(self, document: Document, source: Source, final: bool) -> None:
        self.document = document
        self.source = source
        self.final = final
        self.letter = bool(source.get("letter"))
        self.saved = LINE if source.get("tight") else 0.0  # taken from each wide gap, to keep 署名 with the text
        self.number_id = paper.numbered_levels(document, final) if source.get("numbering") == "auto" else None

    def write(self) -> None:
        self.head()
        self.title(self.source["title"], breaks=True, before=2 * LINE - self.saved)
        if self.source["addressees"]:
            self.line(self.source["addressees"], before=LINE)
        self.body(self.source["body"], first=not self.source["addressees"])
        self.attachment_list()
        self.sign(self.source)
        if note := self.source.get("note"):
            self.line(note, indent=2 * CHAR)
        if printed := self.source.get("printed"):
            self.printed(printed)
        for number, attachment in enumerate(self.source.get("attachments", []), 1):
            self.attachment(number, attachment)
        self.colophon()
        paper.number_pages(self.document, self.final, letter=self.letter)

    # 版头

    def head(self) -> None:
        marks = [self.source.get(key) for key in ("copy_number", "secrecy", "urgency")]
        lines = [self.line(mark, name="仿宋" if mark == marks[0] else "黑体") for mark in marks if mark]
        drop = 0 if self.letter else MASTHEAD_DROP - LINE * len(lines) - self.saved
        name = self.source["masthead"]
        size = min(38.0, (TEXT_WIDTH - 6) / len(name))
        drop, pitch = max(drop, 6.0), size * 1.4
        masthead = self.line(name, name="小标宋", size=size, align=CENTER, before=drop, color=RED, pitch=pitch)
        self._box(lines, masthead, drop + pitch)
        if self.letter:
            paper.ruled(masthead, bottom=3, color=RED_HEX, line="thickThinSmallGap")
            self.line(self.source["doc_number"], align=RIGHT, before=LINE / 2)
        else:
            self._numbered()

    def _box(self, marks: list[Paragraph], masthead: Paragraph, height: float) -> None:
        """Put the marks, or the masthead of that height, into a text box where the source says so."""
        kind = self.source.get("textbox")
        if not kind:
            return
        inside = marks if kind == "marks" else [masthead]
        anchor = inside[0].insert_paragraph_before()
        self._lay(anchor, pitch=1)
        paper.text_box(anchor, inside, TEXT_WIDTH, LINE * len(marks) if kind == "marks" else height)

    def _numbered(self) -> None:
        """发文字号 with the red line under it; of a document upwards on the left, 签发人 on the right."""
        number, signatory, gap = self.source["doc_number"], self.source.get("signatory"), 2 * LINE - self.saved
        if not signatory:
            line = self.line(number, align=CENTER, before=gap)
        else:
            line = self.line(f"　{number}", before=gap)
            line.paragraph_format.tab_stops.add_tab_stop(Pt(TEXT_WIDTH - CHAR), WD_TAB_ALIGNMENT.RIGHT)
            self.run(line, "\t签发人：", "仿宋")
            self.run(line, signatory, "楷体")
        paper.ruled(line, bottom=1.5, color=RED_HEX)

    # 主体

    def title(self, lines: list[str], *, breaks: bool = False, before: float = 0) -> None:
        """One paragraph with line breaks, or one paragraph a line: drafts do both."""
        for group in [lines] if breaks else [[line] for line in lines]:
            paragraph = self.line("", align=CENTER, before=before, pitch=33)
            before = 0
            for number, text in enumerate(group):
                run = self.run(paragraph, text, "小标宋", TITLE_SIZE)
                if number < len(group) - 1:
                    run.add_break(WD_BREAK.LINE)

    def body(self, text: str, *, first: bool = False) -> None:
        for paragraph in text.strip().splitlines():
            self.paragraph(paragraph, before=LINE if first else 0)
            first = False

    def paragraph(self, text: str, *, before: float = 0) -> None:
        """A paragraph of the 正文: heads in 黑体 and 楷体, up to the first full stop where the text runs on."""
        level = 0 if FIRST.match(text) else 1 if SECOND.match(text) else None
        head = _head_length(text) if level is not None else 0
        # LibreOffice 7.4 loses from the pdf some 标点 at the ends of justified lines
        align = None if self.final else JUSTIFY
        paragraph = self.line("", before=before, align=align, keep=0 < head == len(text))
        if level is not None and self.number_id is not None:
            match = (FIRST, SECOND)[level].match(text)
            assert match
            text, head = text[match.end() :], head - match.end()
            self._number(paragraph, level)
        else:
            paragraph.paragraph_format.first_line_indent = Pt(2 * CHAR)
        name = ("黑体", "楷体")[level or 0]
        found = [] if self.final else revise.marks(self.source, text)
        found.append(revise.Mark("head", 0, max(head, 0)))

        def run(piece: str, start: int) -> Run:
            return self.run(paragraph, piece, name if start < head else "仿宋")

        revise.write(self.document, paragraph, text, found, run, day(self.source["date"]).isoformat())

    def _number(self, paragraph: Paragraph, level: int) -> None:
        properties: Any = paragraph._element.get_or_add_pPr()
        number = properties.get_or_add_numPr()
        number.get_or_add_ilvl().val = level
        number.get_or_add_numId().val = self.number_id

    def attachment_list(self) -> None:
        names = self.source.get("attachment_list", [])
        for number, name in enumerate(names, 1):
            label = "附件：" if number == 1 else "　　　"
            order = f"{number}. " if len(names) > 1 else ""
            self.line(f"{label}{order}{name}", indent=2 * CHAR, before=LINE if number == 1 else 0)

    def sign(self, source: Source) -> None:
        """署名 over 成文日期 as with a seal: the date four characters in, the name centred over it."""
        if "date" not in source:
            return
        date = source["date"]
        width = sum(0.5 if char.isdigit() else 1 for char in date) * CHAR
        for number, name in enumerate(source["signature"]):
            aside = max(0.0, 4 * CHAR + (width - len(name) * CHAR) / 2)
            self.line(name, align=RIGHT, right=aside, before=0 if number else 2 * LINE - self.saved, keep=True)
        self.line(date, align=RIGHT, right=4 * CHAR, keep=True)

    def printed(self, printed: Source) -> None:
        self._new_page()
        self.title(printed["title"])
        self.body(printed["body"], first=True)
        self.sign(printed)

    def attachment(self, number: int, attachment: Source) -> None:
        self._new_page()
        several = len(self.source["attachments"]) > 1
        self.line(f"附件{number}" if several else "附件", name="黑体")
        self.title(attachment["title"], before=LINE)
        if "table" in attachment:
            self.line("")
            self.table(attachment["table"])
        self.body(attachment.get("body", ""), first=True)

    def _new_page(self) -> None:
        self._break = True

    def table(self, rows: list[list[str]]) -> None:
        table = self.document.add_table(len(rows), len(rows[0]), style="Table Grid")
        longest = [max(len(row[column]) for row in rows) + 4 for column in range(len(rows[0]))]
        paper.set_widths(table, [one / sum(longest) for one in longest])
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                cell = table.cell(number, column)
                self._lay(cell.paragraphs[0], pitch=24)
                cell.paragraphs[0].alignment = CENTER if number == 0 or column != 1 else None
                self.run(cell.paragraphs[0], text, "黑体" if number == 0 else "仿宋", SMALL_SIZE)

    # 版记

    def colophon(self) -> None:
        """抄送 and 印发 between rules at the foot of the last page; a letter has no imprint and no rules."""
        cc, imprint = self.source.get("cc"), self.source.get("imprint")
        if cc and imprint:
            self._colophon_table(cc, imprint)
        elif cc or imprint:
            line = self.line(
                cc or "\t".join(imprint or []), size=SMALL_SIZE, indent=SMALL_SIZE, right=SMALL_SIZE, pitch=25
            )
            line.paragraph_format.tab_stops.add_tab_stop(Pt(TEXT_WIDTH - SMALL_SIZE), WD_TAB_ALIGNMENT.RIGHT)
            paper.float_at_bottom(line)
            if not self.letter:
                paper.ruled(line, top=1, bottom=1)
        self.line("", pitch=1)  # what floats hangs on the paragraph after it

    def _colophon_table(self, cc: str, imprint: list[str]) -> None:
        table = self.document.add_table(2, 2)
        paper.foot_of_page(table, shares=(0.62, 0.38))
        wide = table.cell(0, 0).merge(table.cell(0, 1))
        cells = ((wide, cc, None), (table.cell(1, 0), imprint[0], None), (table.cell(1, 1), imprint[1], RIGHT))
        for cell, text, align in cells:
            line = cell.paragraphs[0]
            self._lay(line, pitch=25)
            line.paragraph_format.alignment, line.paragraph_format.keep_with_next = align, cell is wide
            self.run(line, text, "仿宋", SMALL_SIZE)

    # lines and runs

    _break = False

    def line(
        self,
        text: str,
        *,
        name: str = "仿宋",
        size: float = BODY_SIZE,
        align: WD_ALIGN_PARAGRAPH | None = None,
        indent: float = 0,
        right: float = 0,
        before: float = 0,
        pitch: float = LINE,
        color: RGBColor | None = None,
        keep: bool = False,
    ) -> Paragraph:
        """Append a paragraph; `pitch` is its line spacing, `right` and `indent` its distance from the margins."""
        paragraph = self.document.add_paragraph()
        self._lay(paragraph, pitch=pitch)
        layout = paragraph.paragraph_format
        layout.alignment, layout.space_before = align, Pt(before)
        layout.left_indent, layout.right_indent = Pt(indent) if indent else None, Pt(right) if right else None
        layout.keep_with_next = keep or None
        if self._break:
            layout.page_break_before, self._break = True, False
        if text:
            self.run(paragraph, text, name, size, color)
        return paragraph

    def _lay(self, paragraph: Paragraph, *, pitch: float) -> None:
        layout = paragraph.paragraph_format
        layout.space_after = Pt(0)
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(pitch)

    def run(
        self, paragraph: Paragraph, text: str, name: str, size: float = BODY_SIZE, color: RGBColor | None = None
    ) -> Run:
        run = paragraph.add_run(text)
        paper.set_face(run, name, size, self.final)
        if color is not None:
            run.font.color.rgb = color
        return run


def _head_length(text: str) -> int:
    """How much of the paragraph is its head: all of it, up to a full stop, or nothing where that is too long."""
    stop = text.find("。")
    if stop < 0:
        return len(text)
    return stop + 1 if stop <= LONGEST_HEAD else 0
