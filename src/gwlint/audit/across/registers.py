"""Plans and registers as people keep them: xlsx or csv, columns recognised by their headings."""

import csv
import datetime
import hashlib
import io
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from gwlint.errors import UsageError
from gwlint.rules.across import Entry, Register

HEADINGS: dict[str, tuple[str, ...]] = {
    "title": ("文件名称", "标题", "文件标题", "名称", "事项", "会议名称", "督查检查事项", "督查事项", "检查事项", "调研课题", "调研题目"),
    "number": ("发文字号", "文号", "来文字号"),
    "unit": ("单位", "发文机关", "发文单位", "责任单位", "牵头单位", "承办单位", "主办单位", "组织单位", "来文单位", "部门"),
    "kind": ("类型", "类别", "计划类型"),
    "year": ("年度", "年份"),
    "date": ("日期", "时间", "开始日期", "计划日期", "计划时间", "成文日期", "会议日期", "检查日期", "调研日期"),
    "received": ("收文日期", "收到日期", "收文时间"),
    "answered": ("反馈日期", "反馈时间", "答复日期"),
    "method": ("方式", "检查方式", "督查方式", "调研方式"),
    "site": ("调研点", "点位", "调研地点"),
    "": ("序号", "备注"),
}  # fmt: skip
"""Columns with the headings that stand for them; those of "" are passed over."""

_COLUMN = {heading: column for column, headings in HEADINGS.items() for heading in headings}
_IMPLIED = {"会议名称": "会议", "督查检查事项": "督查检查", "督查事项": "督查检查", "检查事项": "督查检查", "调研课题": "调研", "调研题目": "调研"}  # fmt: skip
_DATES = ("date", "received", "answered")
_LARGEST, _LONGEST = 50 << 20, 200_000
_HEADING_WITHIN = 10


class _Sheet(NamedTuple):
    """Lines with their numbers; `said` is how messages name the file."""

    said: str
    lines: Iterable[tuple[int, Sequence[Any]]]


def read(path: str, kind: str) -> Register:
    """The table in the file; `kind` is 计划 or 台账. Raises UsageError naming the file, the place and what is allowed."""
    said = f"{kind}“{path}”"
    data = _bytes(path, said)
    sheet = _Sheet(said, _xlsx(data, said) if data[:2] == b"PK" else _csv(data, said))
    return parse(sheet.lines, os.path.basename(path), hashlib.sha256(data).hexdigest(), said)


def parse(lines: Iterable[tuple[int, Sequence[Any]]], name: str, sha256: str, said: str) -> Register:
    """The register of these lines; the heading is the first that holds two known words, or a single known one alone."""
    rest = iter(lines)
    columns = _heading(rest, said)
    entries = tuple(_entries(rest, columns, said))
    years = {one.cells["year"] for one in entries if "year" in one.cells}
    named = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", name)
    return Register(
        name,
        sha256,
        frozenset(_COLUMN[one] for one in columns.values()),
        entries,
        frozenset(years or ({int(named.group())} if named else ())),
    )


def check_plan(plan: Register) -> Register:
    """The plan itself. Raises UsageError where it does not say of which year it is, or what is planned."""
    if not plan.years:
        raise UsageError(
            f"计划“{plan.name}”没有写是哪一年的：加“年度”一列，或者在文件名里写上年份，如 2025年发文计划.xlsx"
        )
    if not {"title", "number"} & plan.columns:
        raise UsageError(f"计划“{plan.name}”没有“文件名称”一列，也没有“发文字号”一列，无法对照")
    return plan


def _bytes(path: str, said: str) -> bytes:
    try:
        if os.path.getsize(path) > _LARGEST:
            raise UsageError(f"{said}超过{_LARGEST >> 20}MB，请拆成几个文件")
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise UsageError(f"{said}打不开：{error.strerror}") from error


def _xlsx(data: bytes, said: str) -> Iterator[tuple[int, Sequence[Any]]]:
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        yield from enumerate(book.worksheets[0].iter_rows(values_only=True), 1)
    except Exception as error:  # openpyxl raises whatever the parts of a broken file provoke
        raise UsageError(f"{said}不是能读的xlsx表格，请用Excel或WPS另存为xlsx或csv") from error


def _csv(data: bytes, said: str) -> Iterator[tuple[int, Sequence[Any]]]:
    try:
        text = _decoded(data)
        first = text.partition("\n")[0]
        separator = max(",\t;，", key=first.count)
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        yield from enumerate(lines, 1)
    except (UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{said}不是能读的csv表格，请用Excel或WPS另存为xlsx或csv") from error


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _heading(lines: Iterator[tuple[int, Sequence[Any]]], said: str) -> dict[int, str]:
    """The headings by place in the line; a title above the table is passed over."""
    unknown: list[str] = []
    for number, line in lines:
        cells = {place: _bare(cell) for place, cell in enumerate(line) if _bare(cell)}
        known = {place: text for place, text in cells.items() if text in _COLUMN}
        unknown = unknown or ([text for place, text in cells.items() if place not in known] if len(cells) > 1 else [])
        if known and (len(known) > 1 or len(cells) == 1):
            strange = [text for place, text in cells.items() if place not in known]
            if strange:
                raise UsageError(f"{said}第{number}行的列名“{strange[0]}”不认识，{_ALLOWED}")
            return known
        if number >= _HEADING_WITHIN:
            break
    found = f"（如“{unknown[0]}”）" if unknown else ""
    raise UsageError(f"{said}开头几行里没有认得出的列名{found}，{_ALLOWED}")


_ALLOWED = "可用的列名有 " + "、".join(_COLUMN)


def _bare(cell: Any) -> str:
    """A heading without blanks and without what stands in brackets."""
    return re.sub(r"\s|[（(].*?[）)]|[:：]$", "", str(cell)) if cell is not None else ""


def _entries(lines: Iterable[tuple[int, Sequence[Any]]], columns: dict[int, str], said: str) -> Iterator[Entry]:
    implied = {"kind": next((_IMPLIED[one] for one in columns.values() if one in _IMPLIED), None)}
    for count, (number, line) in enumerate(lines):
        if count == _LONGEST:
            raise UsageError(f"{said}超过{_LONGEST}行，请拆成几个文件")
        cells = {key: value for key, value in implied.items() if value}
        for place, heading in columns.items():
            cell = line[place] if place < len(line) else None
            text = "" if cell is None else str(cell).strip()
            if text and _COLUMN[heading]:
                cells[_COLUMN[heading]] = _value(_COLUMN[heading], cell, text, f"{said}第{number}行的{heading}")
        if cells.keys() - {"kind"}:
            yield Entry(number, _with_year(cells))


def _value(column: str, cell: Any, text: str, where: str) -> Any:
    if column == "year":
        found = re.fullmatch(r"((?:19|20)\d\d)(?:\.0)?年?度?", text)
        if not found:
            raise UsageError(f"{where}“{text}”不像年份，写成 2025")
        return int(found[1])
    if column == "number":
        return re.sub(r"[\[［【]", "〔", re.sub(r"[\]］】]", "〕", "".join(text.split())))
    return _date(cell, text, where) if column in _DATES else text


def _date(cell: Any, text: str, where: str) -> datetime.date:
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    found = re.match(r"((?:19|20)\d\d)[-年/.]?(\d{1,2})[-月/.]?(\d{1,2})日?(?!\d)", text)
    try:
        return datetime.date(*map(int, found.groups())) if found else _serial(text)
    except (ValueError, OverflowError):
        raise UsageError(f"{where}“{text}”不像日期，写成 2025-03-15") from None


def _serial(text: str) -> datetime.date:
    """A day as Excel numbers them. Raises ValueError for another number or for none."""
    days = int(float(text))
    if not 20_000 < days < 80_000:
        raise ValueError(text)
    return datetime.date(1899, 12, 30) + datetime.timedelta(days)


def _with_year(cells: dict[str, Any]) -> dict[str, Any]:
    day = next((cells[one] for one in _DATES if one in cells), None)
    return cells if "year" in cells or day is None else cells | {"year": day.year}
