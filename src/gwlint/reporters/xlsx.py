"""A workbook for Excel and WPS: the findings, the files, and what could not be checked, a sheet each."""

import datetime
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from gwlint.model import SEVERITIES, Element, FileReport
from gwlint.reporters.rows import gaps, rows
from gwlint.reporters.style import SEVERITY_WORDS
from gwlint.reporters.tables import FINDINGS, finding_cells
from gwlint.reporters.width import visible

FILES = (
    "文件",
    "状态",
    "文种",
    "标题",
    "发文字号",
    "发文机关",
    "成文日期",
    "正文字数",
    "字数上限",
    *SEVERITY_WORDS.values(),
    "已标明不报",
    "旧问题",
    "适用规定",
    "说明",
)
UNCHECKED = ("文件", "规则", "原因")
_STATUS = {"checked": "已检查", "partial": "只检查了一部分", "unreadable": "未能检查"}
_WIDTHS = {
    "文件": 32,
    "标题": 40,
    "问题": 44,
    "原文": 36,
    "依据": 48,
    "建议": 36,
    "原因": 60,
    "名称": 28,
    "发文机关": 24,
    "位置": 14,
    "说明": 60,
}
_USUAL_WIDTH = 12
_LONGEST = 32_000  # Excel refuses a cell of more than 32,767
_ROWS = 1_048_575
_MADE = datetime.datetime(2000, 1, 1)  # the same report is the same file


def stream(reports: Iterable[FileReport]) -> Iterator[bytes]:
    """The workbook in the last piece. Every cell is a string: nothing in it is a formula or a link."""
    from xlsxwriter import Workbook

    target = BytesIO()
    book = Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _MADE})
    sheets = [_Sheet(book, name, heads) for name, heads in (("问题", FINDINGS), ("文件", FILES), ("未检查", UNCHECKED))]
    for report in reports:
        found, files, unchecked = sheets
        for row in rows(report):
            found.add(finding_cells(report.path, row))
        files.add(_file_cells(report))
        for gap in gaps(report):
            unchecked.add([report.path, "、".join(gap.rules) or "全部", gap.said if not gap.rules else gap.reason])
        yield b""
    for sheet in sheets:
        sheet.finish()
    book.close()
    yield target.getvalue()


class _Sheet:
    """A sheet that is filled line by line below its frozen head."""

    def __init__(self, book: Any, name: str, heads: tuple[str, ...]) -> None:
        self._sheet = book.add_worksheet(name)
        self._body = book.add_format({"text_wrap": True, "valign": "top"})
        self._columns, self._used = len(heads), 0
        head = book.add_format({"bold": True, "bg_color": "#E7ECF3", "bottom": 1})
        for column, title in enumerate(heads):
            self._sheet.write_string(0, column, title, head)
            self._sheet.set_column(column, column, _WIDTHS.get(title, _USUAL_WIDTH))
        self._sheet.freeze_panes(1, 0)

    def add(self, cells: list[str]) -> None:
        """One more line; where the sheet is full its last line says so."""
        if self._used == _ROWS:
            return
        self._used += 1
        if self._used == _ROWS:
            cells = ["表格已满，其余没有列出，请分批检查"]
        for column, cell in enumerate(cells):
            shown = visible(cell)
            self._sheet.write_string(self._used, column, shown[:_LONGEST], self._body)

    def finish(self) -> None:
        """Set the filter over all lines."""
        self._sheet.autofilter(0, 0, self._used, self._columns - 1)


def _file_cells(report: FileReport) -> list[str]:
    gongwen = report.gongwen
    found = [str(sum(one.severity == severity for one in report.findings)) for severity in SEVERITIES]
    known = [""] * 6
    if gongwen is not None:
        known = [
            gongwen.genre or "",
            _text(gongwen.title),
            _text(gongwen.doc_number),
            "、".join(one.name for one in gongwen.issuers),
            gongwen.date.isoformat() if gongwen.date else "",
            str(gongwen.counts.body.words),
        ]
    limit = str(report.limit) if report.limit is not None else ""
    profile = report.profile.id if report.profile else ""
    held = [str(report.suppressed), str(report.baselined)]
    notes = "；".join(one.message for one in report.notes)
    return [report.path, _STATUS[report.status], *known, limit, *found, *held, profile, notes]


def _text(element: Element | None) -> str:
    return element.text if element else ""
