"""The first screen: what must be known in ten seconds, in plain words."""

from gwlint.audit.report.figures import Figures, Years
from gwlint.audit.report.seen import Scope
from gwlint.audit.results import Results
from gwlint.reporters.html.parts import safe

_ALIKE = 0.05


def first_screen(results: Results, figures: Figures, scope: Scope) -> str:
    """Head, figures, and where to go on."""
    said = f"范围：{scope.said}。" if scope.said else ""
    return (
        '<a class="skip" href="#report">跳到图表</a>\n'
        f'<header class="top"><h1>公文审计报告</h1>\n<p>{safe(said + _span(figures))}</p>\n'
        f'<div class="tiles">{"".join(_tiles(figures))}</div>\n{_frequent(figures)}</header>\n{_nav(figures)}'
    )


def verdict(years: Years) -> str:
    """Better or worse, in a word or two."""
    if not years.enough:
        return "不好比"
    if years.before == 0:
        return "变差" if years.rate else "没有变化"
    change = years.rate / years.before - 1
    if abs(change) < _ALIKE:
        return "差不多"
    return f"{'变差' if change > 0 else '变好'}，{'多' if change > 0 else '少'}{abs(change) * 100:.0f}%"


def compared(years: Years) -> str:
    """The figures behind the verdict, in a sentence."""
    if not years.enough:
        return f"{years.year}年{years.files}份，上年同期{years.files_before}份，份数太少"
    until = f"截至{years.until.month}月{years.until.day}日"
    return f"{years.year}年（{until}）每百份{years.rate:.1f}处错误和警告，上年同期{years.before:.1f}处"


def _span(figures: Figures) -> str:
    if figures.first is None or figures.last is None:
        return "" if figures.files else "结果里没有文件。"
    first, last = figures.first, figures.last
    return f"成文日期从{first.year}年{first.month}月到{last.year}年{last.month}月。"


def _tiles(figures: Figures) -> list[str]:
    share = f"{100 * figures.with_errors / figures.read:.1f}%" if figures.read else "0%"
    skipped = f"，{figures.skipped:,}份不需查" if figures.skipped else ""
    tiles = [
        _tile(f"{figures.files:,}", "份文件", f"查了{figures.read:,}份{skipped}"),
        _tile(f"{figures.with_errors:,}", "份有错误", f"占查了的{share}；另有{figures.with_warnings:,}份只有警告", "error"),
        _tile(f"{figures.unreadable:,}", "份没能查", _unread(figures), "warning" if figures.unreadable else ""),
    ]
    if figures.years:
        tiles.append(_tile(verdict(figures.years), "与上年比", compared(figures.years), _look(figures.years)))
    return tiles


def _unread(figures: Figures) -> str:
    if figures.partial:
        return f"另有{figures.partial:,}份只查了一部分"
    return "有没有问题不知道，原因在后面" if figures.unreadable else "全部读得出"


def _look(years: Years) -> str:
    said = verdict(years)[:2]
    return {"变差": "error", "变好": "fill"}.get(said, "")


def _tile(number: str, what: str, more: str, look: str = "") -> str:
    return f'<div class="tile {look}"><p><b>{safe(number)}</b> {safe(what)}</p><p>{safe(more)}</p></div>'


def _frequent(figures: Figures) -> str:
    if not figures.frequent:
        return '<p class="frequent">没有发现错误和警告。</p>\n' if figures.read else ""
    items = "".join(f"<li>{safe(one.fault)}：{one.files:,}份</li>" for one in figures.frequent)
    return f'<div class="frequent"><h2>最常见的毛病</h2><ol>{items}</ol></div>\n'


def _nav(figures: Figures) -> str:
    listed = _SECTIONS if figures.files else _SECTIONS[-2:]
    links = "".join(f'<li><a href="#{key}">{title}</a></li>' for key, title in listed)
    return f'<nav aria-label="本页内容"><ul>{links}</ul></nav>\n'


_SECTIONS = (
    ("trend", "趋势"), ("rules", "毛病"), ("units", "单位"), ("words", "字数"), ("urgency", "急件"),
    ("worst", "问题多的文件"), ("unread", "没能查的文件"), ("formats", "格式"),
)  # fmt: skip
