"""Plans and registers as people keep them, and what is said of those that cannot be used."""

import datetime
import re
from pathlib import Path
from typing import Any

import pytest

from gwlint.audit.across.registers import _COLUMN, check_plan, parse, read
from gwlint.errors import UsageError

openpyxl = pytest.importorskip("openpyxl")


def sheet(path: Path, *lines: tuple[Any, ...]) -> str:
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    book.save(path)
    return str(path)


def text(path: Path, content: str, encoding: str = "utf-8") -> str:
    path.write_bytes(content.encode(encoding))
    return str(path)


def test_xlsx_with_a_title_above_blank_lines_and_real_dates(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "收文台账.xlsx",
        ("某局2025年收文台账",),
        ("序号", "标题", "来文字号", "收文日期", "反馈 日期（实际）", "备注"),
        (1, "关于经费的请示", "历水[2025] 8号", datetime.datetime(2025, 3, 4), "2025.3.12", "急"),
        (),
        (2, "关于编制的请示", None, 45720, None, None),
    )
    register = read(path, "台账")
    assert register.columns == {"title", "number", "received", "answered", ""}
    assert [one.line for one in register.entries] == [3, 5]
    assert register.entries[0].cells == {
        "title": "关于经费的请示",
        "number": "历水〔2025〕8号",
        "received": datetime.date(2025, 3, 4),
        "answered": datetime.date(2025, 3, 12),
        "year": 2025,
    }
    assert register.entries[1].cells["received"] == datetime.date(2025, 3, 4)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("mark", [",", "\t"])
def test_csv_as_excel_and_wps_write_it(tmp_path: Path, encoding: str, mark: str) -> None:
    content = (
        mark.join(["日期", "调研点", "方式"])
        + "\r\n"
        + mark.join(["2025年3月4日", '"红柳村, 沙河村"', "暗访"])
        + "\r\n"
    )
    (entry,) = read(text(tmp_path / "a.csv", content, encoding), "台账").entries
    assert entry.cells == {
        "date": datetime.date(2025, 3, 4), "site": "红柳村, 沙河村", "method": "暗访", "year": 2025,
    }  # fmt: skip


def test_a_heading_may_say_of_what_kind_all_lines_are() -> None:
    register = parse(enumerate([["会议名称", "年度"], ["全县教育工作会议", "2025年"]], 1), "计划.csv", "", "计划")
    assert register.entries[0].cells == {"kind": "会议", "title": "全县教育工作会议", "year": 2025}


def test_the_year_of_a_plan_may_stand_in_its_name(tmp_path: Path) -> None:
    plan = check_plan(read(text(tmp_path / "2025年发文计划.csv", "文件名称\n关于夜市的意见\n"), "计划"))
    assert plan.years == {2025}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("标题,收文日期,领导批示\n甲,2025-03-04,无\n", "第1行的列名“领导批示”不认识，可用的列名有 文件名称、标题"),
        ("甲,乙\n1,2\n", "没有认得出的列名（如“甲”），可用的列名有"),
        ("", "没有认得出的列名，可用"),
        ("标题,收文日期\n甲,昨天\n", "第2行的收文日期“昨天”不像日期，写成 2025-03-15"),
        ("标题,收文日期\n甲,2025-02-31\n", "“2025-02-31”不像日期"),
        ("标题,年度\n甲,今年\n", "第2行的年度“今年”不像年份"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(tmp_path: Path, content: str, says: str) -> None:
    with pytest.raises(UsageError) as error:
        read(text(tmp_path / "收文台账.csv", content), "台账")
    assert says in str(error.value) and "收文台账.csv" in str(error.value) and "\n" not in str(error.value)


@pytest.mark.parametrize("data", [b"PK\x03\x04junk", b"\xff\xfe\x00\x81\x00", b"\x00" * 50])
def test_broken_files(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(data)
    with pytest.raises(UsageError) as error:
        read(str(path), "台账")
    assert "台账.xlsx" in str(error.value)


def test_what_the_guide_shows_can_be_read() -> None:
    page = (Path(__file__).parents[2] / "docs" / "archive-rules.md").read_text(encoding="utf-8")
    shown = [block.splitlines() for block in re.findall(r"```csv\n(.*?)```", page, re.S)]
    plan, letters, visits = (parse(enumerate((x.split(",") for x in one), 1), "a.csv", "", "例") for one in shown)
    assert check_plan(plan).years == {2025} and {"received", "answered"} <= letters.columns
    assert {"method", "site", "date", "kind"} <= visits.columns and len(visits.entries) == 2
    listed = re.findall(r"^\| [^|]+ \| ([^|]+) \|$", page, re.M)
    assert {word for row in listed for word in re.split("[、；]", row)} >= set(_COLUMN)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="打不开"):
        read(str(tmp_path / "没有.csv"), "计划")


def test_plans_without_a_year_or_without_names(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="哪一年"):
        check_plan(read(text(tmp_path / "计划.csv", "文件名称\n甲\n"), "计划"))
    with pytest.raises(UsageError, match="无法对照"):
        check_plan(read(text(tmp_path / "计划.csv", "年度,单位\n2025,某局\n"), "计划"))
