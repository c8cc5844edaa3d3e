"""The report as one page for the browser, whole in one file: nothing is fetched, nothing but its own script runs."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from gwlint.audit.report import charts, sheets
from gwlint.audit.report.figures import Figures, fault
from gwlint.audit.report.first import first_screen
from gwlint.audit.report.periods import periods
from gwlint.audit.report.policies import policies
from gwlint.audit.report.seen import Scope
from gwlint.audit.report.sheets import Cells, Sheet
from gwlint.audit.results import Results
from gwlint.reporters.html import parts
from gwlint.reporters.html.parts import asset, opening, safe

BARS, CELLS_DOWN, CELLS_ACROSS = 12, 15, 12
ROWS = 100
_MONTHS = 120
_TREND = "问题多了还是少了"


def stream(results: Results, figures: Figures, scope: Scope, links: Mapping[str, str]) -> Iterator[str]:
    """The page in pieces; its size does not depend on the number of documents. `links` tells for a path where beside
    the page that document's own report is."""
    script = asset(__file__, "page.js")
    style = asset(parts.__file__, "base.css") + asset(__file__, "page.css")
    yield opening("公文审计报告" + (f"：{scope.said}" if scope.said else ""), style, script)
    yield first_screen(results, figures, scope)
    yield '<main id="report">\n'
    if figures.files:
        yield _trend(results)
        yield '<div class="pairs">\n'
        yield from (_rules(results), _units(results), _words(results, figures), _urgency(results, figures))
        yield "</div>\n"
        yield _heat(results)
        yield _worst(results, links)
    yield _unread(results)
    yield '<div class="pairs">\n'
    yield _table_section("formats", "各种格式的份数", *sheets.FORMATS.first(results, ROWS), sheets.FORMATS)
    yield _table_section("years", "各年度", *sheets.YEARS.first(results, ROWS), sheets.YEARS)
    yield "</div>\n</main>\n" + _foot(results) + f"<script>{script}</script>\n</body>\n</html>\n"


def _trend(results: Results) -> str:
    months, whole = sheets.MONTHS.first(results, _MONTHS)
    if not months:
        return _section("trend", _TREND, "<p>没有认出成文日期的文件，画不出。</p>", wide=True)
    step, shown = periods(results)
    marks = policies(results)
    said = "虚线是规定开始执行的日期；早于这一天的文件按当时的规定衡量，同样的写法可能只作提示，不计在内。" if marks else ""
    body = f"<p>每百份查了的文件里有几处错误和警告，按成文日期，每{step}一点。{said}{_few(step, shown)}</p>"
    chart = _figure(charts.trend(shown, marks))
    return _section("trend", _TREND, body + chart + _data(sheets.MONTHS, months, whole), wide=True)


def _few(step: str, shown: list[charts.Period]) -> str:
    if charts.least(shown) < charts.FEW:
        return f"各{step}都不足{charts.FEW}份，高低只供参考。"
    return f"不足{charts.FEW}份的不画。" if any(one.files < charts.FEW for one in shown) else ""


def _rules(results: Results) -> str:
    rows, whole = sheets.RULES.first(results, ROWS)
    bars = [(row[2], *row[6:9]) for row in rows[:BARS]]
    return _chart_section("rules", "最常见的毛病", bars, rows, whole, sheets.RULES, "每条规则查出几处；按有这个错误或警告的文件数排。")


def _units(results: Results) -> str:
    rows, whole = sheets.UNITS.first(results, ROWS)
    bars = [(row[0], *row[4:7]) for row in rows[:BARS]]
    return _chart_section("units", "问题多的单位", bars, rows, whole, sheets.UNITS, "按错误个数排；发文多的单位问题也会多，比高低看表里的每百份。")


def _chart_section(key: str, title: str, bars: list[Any], rows: list[Cells], whole: int, sheet: Sheet, said: str) -> str:
    if not any(sum(numbers) for _, *numbers in bars):
        return _section(key, title, "<p>没有发现问题。</p>")
    return _section(key, title, f"<p>{said}{_LEGEND}</p>{_figure(charts.severities(bars, title))}{_data(sheet, rows, whole)}")


def _words(results: Results, figures: Figures) -> str:
    rows = list(sheets.WORDS.rows(results))
    if not rows:
        return _section("words", "正文字数与上限", "<p>没有规定了字数上限的文件。</p>")
    said = f"有上限的{figures.limited:,}份，超出的{figures.over_limit:,}份（{_share(figures.over_limit, figures.limited)}）。"
    return _section("words", "正文字数与上限", f"<p>{said}</p>{_figure(charts.words(rows))}{_data(sheets.WORDS, rows, len(rows))}")


def _urgency(results: Results, figures: Figures) -> str:
    rows, whole = sheets.URGENCY.first(results, ROWS)
    if not rows:
        return _section("urgency", "标急件的有没有理由", "<p>没有标紧急程度的文件。</p>")
    said = (
        f"标了紧急程度的{figures.urgent:,}份，其中{figures.urgent_idle:,}份文中看不出急在哪里。"
        '<span class="key fill">写了理由</span><span class="key error">没写理由</span>'
    )
    bars = [(row[0], row[2], row[3]) for row in rows[:BARS]]
    chart = _figure(charts.reasons(bars, "标急件的有没有理由"))
    return _section("urgency", "标急件的有没有理由", f"<p>{said}</p>{chart}{_data(sheets.URGENCY, rows, whole)}")


def _heat(results: Results) -> str:
    units = [unit for unit, *_ in results.rows(_TOP_UNITS.format(CELLS_DOWN))]
    rules = [(rule, name) for rule, name, *_ in results.rows(_TOP_RULES.format(CELLS_ACROSS))]
    if not rules:
        return ""
    cells = list(results.rows(_CELLS, [units, [rule for rule, _ in rules]]))
    names = "".join(f"<li><b>{safe(rule)}</b> {safe(fault(name))}</li>" for rule, name in rules)
    said = "格里的数是有这个错误或警告的文件份数，数越大颜色越重。"
    chart = _figure(charts.heat(cells, units, [rule for rule, _ in rules]))
    table = _data(sheets.CROSS, *sheets.CROSS.first(results, ROWS))
    return _section("heat", "哪个单位有哪些毛病", f'<p>{said}</p>{chart}<ul class="names">{names}</ul>{table}', wide=True)


def _worst(results: Results, links: Mapping[str, str]) -> str:
    rows = list(results.rows(_SHOWN))
    if not rows:
        return ""
    whole = results.row(f"SELECT count(*) FROM ({sheets.WORST.sql})")[0]
    said = f"有错误或者警告的共{whole:,}份，这里是最多的{ROWS}份和各单位、各年度最多的几份；全部的见表格文件。"
    linked = "点文件名看这份文件的报告。" if links else ""
    body = "".join(_worst_row(row, links) for row in rows)
    table = _scrolled("问题多的文件", _whole_table(sheets.WORST.heads, body))
    units = sorted({row[1] for row in rows})
    years = sorted({str(row[2].year) for row in rows if row[2]}, reverse=True)
    tools = f'<div class="tools" hidden data-of="worst-rows">{_select("unit", "单位", units)}{_select("year", "年度", years)}<span role="status"></span></div>'
    return _section("worst", "问题多的文件", f'<p>{said}{linked}</p>{tools}<div id="worst-rows">{table}</div>', wide=True)


def _worst_row(row: Cells, links: Mapping[str, str]) -> str:
    path, unit, date, *_ = row
    cells = [safe(str(path)), *(_cell(one) for one in row[1:])]
    if path in links:
        cells[0] = f'<a href="{safe(quote(links[path]))}">{cells[0]}</a>'
    year = date.year if isinstance(date, datetime.date) else ""
    return f'<tr data-unit="{safe(unit)}" data-year="{year}">{_cells(row, cells)}</tr>\n'


def _unread(results: Results) -> str:
    reasons, kinds = sheets.REASONS.first(results, ROWS)
    if not reasons:
        return _section("unread", "没能查的文件", "<p>全部文件都查了。</p>", wide=True)
    files = _data(sheets.UNREAD, *sheets.UNREAD.first(results, 2 * ROWS), summary="逐个列出")
    body = _scrolled("没能查的原因", _table(sheets.REASONS, reasons)) + _more(len(reasons), kinds) + files
    return _section("unread", "没能查的文件", f"<p>这些文件有没有问题，这次不知道。</p>{body}", wide=True)


def _table_section(key: str, title: str, rows: list[Cells], whole: int, sheet: Sheet) -> str:
    body = _scrolled(title, _table(sheet, rows)) + _more(len(rows), whole) if rows else "<p>没有。</p>"
    return _section(key, title, body)


def _section(key: str, title: str, body: str, wide: bool = False) -> str:
    return f'<section id="{key}"{" class=wide" if wide else ""} aria-labelledby="{key}-title"><h2 id="{key}-title">{title}</h2>\n{body}</section>\n'


def _figure(svg: str) -> str:
    """A chart; the reader at the keyboard can scroll it where the window is narrow."""
    return f'<div class="chart" tabindex="0" role="group" aria-label="图，下面有数据表">{svg}</div>\n'


def _data(sheet: Sheet, rows: list[Cells], whole: int, summary: str = "数据表") -> str:
    return f"<details><summary>{summary}</summary>{_scrolled(sheet.title, _table(sheet, rows))}{_more(len(rows), whole)}</details>\n"


def _more(shown: int, whole: int) -> str:
    return f"<p>共{whole:,}行，这里是前{shown:,}行；全部的见表格文件。</p>" if whole > shown else ""


def _scrolled(title: str, table: str) -> str:
    return f'<div class="rows" tabindex="0" role="group" aria-label="{title}">{table}</div>'


def _table(sheet: Sheet, rows: list[Cells]) -> str:
    return _whole_table(sheet.heads, "".join(f"<tr>{_cells(row, [_cell(one) for one in row])}</tr>\n" for row in rows))


def _whole_table(heads: tuple[str, ...], body: str) -> str:
    titles = "".join(f'<th scope="col">{safe(head)}</th>' for head in heads)
    return f"<table><thead><tr>{titles}</tr></thead>\n<tbody>{body}</tbody></table>"


def _cells(row: Cells, cells: list[str]) -> str:
    return "".join(f"<td{_look(one)}>{cell}</td>" for one, cell in zip(row, cells, strict=True))


def _look(value: Any) -> str:
    if isinstance(value, int | float):
        return ' class="number"'
    return ' class="day"' if isinstance(value, datetime.date) else ""


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int | float) else safe(str(value))


def _select(name: str, label: str, values: list[str]) -> str:
    options = "".join(f"<option>{safe(value)}</option>" for value in values)
    return f'<label>{label} <select data-by="{name}"><option value="">全部</option>{options}</select></label>'


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "0%"


def _foot(results: Results) -> str:
    from gwlint import __version__

    noted = results.noted[""]
    run = f"检查于{noted['finished'][:10]}，" if "finished" in noted else ""
    return (
        f'<footer class="made">{run}由 gwlint {safe(__version__)} 生成。'
        "本页含有文件的路径和标题，请按其中最高的密级保管。</footer>\n"
    )


_LEGEND = '<span class="key error">错误</span><span class="key warning">警告</span><span class="key info">提示</span>'
_TOP_UNITS = "SELECT unit, sum(grave) AS n FROM cube GROUP BY unit HAVING n > 0 ORDER BY n DESC, unit LIMIT {}"
_TOP_RULES = (
    "SELECT rule, name, sum(grave) AS n FROM cube GROUP BY rule, name HAVING n > 0 ORDER BY n DESC, rule, name LIMIT {}"
)
_CELLS = """
SELECT unit, rule, sum(grave)::BIGINT AS n FROM cube WHERE list_contains(?, unit) AND list_contains(?, rule)
GROUP BY unit, rule HAVING n > 0 ORDER BY unit, rule"""
_ORDER = "errors DESC, warnings DESC, infos DESC, path"
_SHOWN = f"""
SELECT path, unit, date, genre, title, errors, warnings, infos, words, "limit" FROM (
  SELECT *, row_number() OVER (ORDER BY {_ORDER}) AS place,
    row_number() OVER (PARTITION BY unit ORDER BY {_ORDER}) AS in_unit,
    row_number() OVER (PARTITION BY year(date) ORDER BY {_ORDER}) AS in_year
  FROM seen WHERE errors + warnings > 0)
WHERE place <= {ROWS} OR (in_year <= 5 AND year(date) >= year(current_date) - 12)
  OR (in_unit <= 5 AND unit IN (SELECT unit FROM ({_TOP_UNITS.format(30)})))
ORDER BY place"""
