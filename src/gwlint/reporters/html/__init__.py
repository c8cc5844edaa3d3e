"""One page for the browser, whole in one file: nothing is fetched, nothing but its own script runs."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gwlint.model import SEVERITIES, FileReport
from gwlint.reporters.html.parts import asset, opening, safe
from gwlint.reporters.html.sheet import article
from gwlint.reporters.style import SEVERITY_WORDS
from gwlint.reporters.tally import Tally
from gwlint.reporters.text import summary


class _Entry(NamedTuple):
    """A file in the list of files."""

    path: str
    status: str
    found: int


def stream(reports: Iterable[FileReport]) -> Iterator[str]:
    """The page in pieces. The head sums up what follows, so the pieces are empty until all files are checked;
    of each only its finished part of the page is kept."""
    tally, entries, articles = Tally(), list[_Entry](), list[str]()
    for number, report in enumerate(tally.watch(reports), 1):
        entries.append(_Entry(report.path, report.status, len(report.findings)))
        articles.append(article(report, number))
        yield ""
    yield _head(entries)
    yield _masthead(tally)
    yield _toolbar(tally)
    yield _contents(entries)
    yield "<main>\n"
    yield from articles
    yield "</main>\n" + _foot()


def render(reports: Iterable[FileReport]) -> str:
    """The whole page as one string."""
    return "".join(stream(reports))


def _head(entries: list[_Entry]) -> str:
    name = entries[0].path if len(entries) == 1 else f"{len(entries)} 个文件"
    return opening(f"公文检查结果：{name}", asset(__file__, "base.css") + asset(__file__, "page.css"), asset(__file__, "page.js"))


def _masthead(tally: Tally) -> str:
    return (
        '<a class="skip" href="#f1">跳到文稿</a>\n'
        f'<header class="top"><h1>公文检查结果</h1><p>{safe(summary(tally))}</p></header>\n'
    )


def _toolbar(tally: Tally) -> str:
    """Filters and steps. They do nothing without the script, which takes `hidden` away."""
    if not tally.rules:
        return ""
    severities = "".join(
        _switch("severity", one, SEVERITY_WORDS[one], tally.severities[one])
        for one in SEVERITIES
        if tally.severities[one]
    )
    return (
        '<section class="tools" aria-label="筛选和逐处查看" hidden>\n'
        f'<div role="group" aria-label="按轻重筛选">{severities}</div>\n'
        f'<details><summary>按规则筛选</summary><div role="group" aria-label="按规则筛选">{_rules(tally)}</div></details>\n'
        '<div role="group" aria-label="逐处查看"><button type="button" data-step="-1">上一处（K）</button>'
        '<button type="button" data-step="1">下一处（J）</button>'
        '<button type="button" data-all>全部显示</button></div>\n'
        '<p role="status" class="shown"></p>\n</section>\n'
    )


def _rules(tally: Tally) -> str:
    from gwlint import rules

    known, times = rules.catalogue(), dict[tuple[str, str], int]()
    for (rule, name, _), count in sorted(tally.rules.items()):
        times[rule, name] = times.get((rule, name), 0) + count
    return "".join(
        _switch("rule", rule, f"{rule} {rules.load([name])[0].fault if name in known else name}", count)
        for (rule, name), count in times.items()
    )


def _switch(kind: str, value: str, words: str, count: int) -> str:
    return (
        f'<button type="button" class="{kind} {safe(value)}" data-{kind}="{safe(value)}" aria-pressed="true">'
        f"{safe(words)} <b>{count}</b></button>"
    )


def _contents(entries: list[_Entry]) -> str:
    """The list of files, where there are several."""
    if len(entries) < 2:
        return ""
    rows = "".join(
        f'<li><a href="#f{number}">{safe(one.path)}</a> {_verdict(one)}</li>' for number, one in enumerate(entries, 1)
    )
    return f'<nav class="files" aria-label="文件"><h2>文件</h2><ol>{rows}</ol></nav>\n'


def _verdict(entry: _Entry) -> str:
    if entry.status == "unreadable":
        return "未能检查"
    found = f"{entry.found} 处" if entry.found else "没有发现问题"
    return found + ("，只检查了一部分" if entry.status == "partial" else "")


def _foot() -> str:
    from gwlint import __version__

    return (
        f'<footer class="made">由 gwlint {safe(__version__)} 生成。本页含有文稿内容，请按文稿的密级和公开属性保管。</footer>\n'
        f'<div id="tip" hidden></div>\n<script>{asset(__file__, "page.js")}</script>\n</body>\n</html>\n'
    )
