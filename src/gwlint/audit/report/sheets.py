"""The tables of a report: each a query over `seen` and `cube`, the same on the page, in the workbook, csv and JSON."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from gwlint.audit.report.figures import fault
from gwlint.audit.results import Results

Cells = tuple[Any, ...]


class Sheet(NamedTuple):
    """A table: `key` names it for programs, `title` for people. Numbers are counts, `%` a share, `每百份` a rate."""

    key: str
    title: str
    heads: tuple[str, ...]
    sql: str
    faults: bool = False
    """Whether the third cell is a rule's name, to be told as its fault."""

    def rows(self, results: Results, most: int | None = None) -> Iterator[Cells]:
        """The rows in order, the first `most` at most."""
        limit = "" if most is None else f" LIMIT {most}"
        for row in results.rows(self.sql + limit):
            yield (*row[:2], fault(row[2]), *row[3:]) if self.faults else row

    def first(self, results: Results, most: int) -> tuple[list[Cells], int]:
        """The first rows, and how many there are in all."""
        rows = list(islice(self.rows(results, most), most))
        whole = len(rows) if len(rows) < most else results.row(f"SELECT count(*) FROM ({self.sql})")[0]
        return rows, whole


_COUNTS = "sum(errors)::BIGINT AS e, sum(warnings)::BIGINT AS w, sum(infos)::BIGINT AS i"
_OF_FILES = (
    f"count(*) FILTER (read), count(*) FILTER (errors > 0), round(100 * count(*) FILTER (errors > 0) / "
    f"nullif(count(*) FILTER (read), 0), 1), {_COUNTS}, round(100 * sum(errors + warnings) / "
    "nullif(count(*) FILTER (read), 0), 1)"
)
_FILE_HEADS = ("查了的份数", "有错误的份数", "有错误的%", "错误", "警告", "提示", "每百份错误和警告")
_STATES = "CASE status WHEN 'unreadable' THEN '没能查' WHEN 'partial' THEN '只查了一部分' ELSE '不需查' END"
_TEN = 'least(floor(10 * words / "limit"), 20)::INTEGER'

RULES = Sheet(
    "rules",
    "规则",
    ("规则", "名称", "毛病", "文件数", "有错误或警告的份数", "占查了的%", "错误", "警告", "提示", "单位数"),
    "SELECT rule, name, name, sum(files)::BIGINT AS n, sum(grave)::BIGINT AS g, round(100 * g / (SELECT count(*) FROM seen WHERE read), 1), "
    f"{_COUNTS}, count(DISTINCT unit) FROM cube GROUP BY rule, name ORDER BY g DESC, n DESC, rule, name",
    faults=True,
)
UNITS = Sheet(
    "units",
    "单位",
    ("发文机关", *_FILE_HEADS, "超字数的份数", "标急件的份数", "急件没写理由的份数"),
    f'SELECT unit, {_OF_FILES}, count(*) FILTER (words > "limit" AND "limit" > 0), count(urgency), '
    "count(urgency) FILTER (idle_urgency) FROM seen WHERE read GROUP BY unit ORDER BY e DESC, w DESC, i DESC, unit",
)
YEARS = Sheet(
    "years",
    "年度",
    ("年度", *_FILE_HEADS),
    f"SELECT year(month)::VARCHAR, {_OF_FILES} FROM seen WHERE read AND month IS NOT NULL GROUP BY 1 ORDER BY 1",
)
MONTHS = Sheet(
    "months",
    "月份",
    ("月份", *_FILE_HEADS),
    f"SELECT strftime(month, '%Y-%m'), {_OF_FILES} FROM seen WHERE read AND month IS NOT NULL GROUP BY 1 ORDER BY 1",
)
WORDS = Sheet(
    "words",
    "字数",
    ("正文字数占上限的%", "不足%", "份数"),
    f"SELECT {_TEN} * 10, CASE WHEN {_TEN} < 20 THEN {_TEN} * 10 + 10 END, count(*) FROM seen "
    'WHERE "limit" > 0 AND words IS NOT NULL GROUP BY 1, 2 ORDER BY 1',
)
URGENCY = Sheet(
    "urgency",
    "紧急程度",
    ("紧急程度", "份数", "写了理由的份数", "没写理由的份数", "写了理由的%"),
    "SELECT urgency, count(*) AS n, count(*) FILTER (NOT idle_urgency) AS good, count(*) FILTER (idle_urgency), "
    "round(100 * good / n, 1) FROM seen WHERE urgency IS NOT NULL GROUP BY urgency ORDER BY n DESC, urgency",
)
CROSS = Sheet(
    "units_rules",
    "单位和规则",
    ("发文机关", "规则", "毛病", "文件数", "错误", "警告", "提示"),
    f"SELECT unit, rule, name, sum(files)::BIGINT AS n, {_COUNTS} FROM cube GROUP BY unit, rule, name "
    "ORDER BY n DESC, unit, rule, name",
    faults=True,
)
WORST = Sheet(
    "worst",
    "问题多的文件",
    ("文件", "发文机关", "成文日期", "文种", "标题", "错误", "警告", "提示", "正文字数", "字数上限"),
    'SELECT path, unit, date, genre, title, errors, warnings, infos, words, "limit" FROM seen '
    "WHERE errors + warnings > 0 ORDER BY errors DESC, warnings DESC, infos DESC, path",
)
UNREAD = Sheet(
    "unread",
    "没能查的文件",
    ("文件", "情况", "原因", "格式", "大小（字节）"),
    f"SELECT path, {_STATES}, reason, format, size FROM seen WHERE status <> 'checked' "
    "ORDER BY array_position(['unreadable', 'partial', 'skipped'], status), path",
)
REASONS = Sheet(
    "reasons",
    "没能查的原因",
    ("情况", "原因", "份数"),
    f"SELECT {_STATES}, reason, count(*) AS n FROM seen WHERE status <> 'checked' GROUP BY status, reason "
    "ORDER BY array_position(['unreadable', 'partial', 'skipped'], status), n DESC, reason",
)
FORMATS = Sheet(
    "formats",
    "格式",
    ("格式", "份数", "查了", "只查了一部分", "没能查", "不需查"),
    "SELECT coalesce(format, '认不出'), count(*) AS n, count(*) FILTER (status = 'checked'), count(*) FILTER (status = "
    "'partial'), count(*) FILTER (status = 'unreadable'), count(*) FILTER (status = 'skipped') FROM seen "
    "GROUP BY format ORDER BY n DESC, 1",
)
SHEETS = (RULES, UNITS, YEARS, MONTHS, WORDS, URGENCY, CROSS, WORST, UNREAD, REASONS, FORMATS)
