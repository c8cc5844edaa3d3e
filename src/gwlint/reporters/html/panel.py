"""What is said of one document beside its text: 字数 against the limit, the outline, the findings as notes."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from gwlint.model import FileReport, Finding
from gwlint.reporters import outline, text
from gwlint.reporters.html.parts import safe
from gwlint.reporters.locate import Locator
from gwlint.reporters.style import SEVERITY_WORDS
from gwlint.reporters.width import clip_middle

_QUOTE = 76


def remarks(report: FileReport) -> str:
    """What could not be read, in a box above everything else."""
    if not report.reason:
        return ""
    what = "未能检查" if report.status == "unreadable" else "只检查了一部分"
    return f'<p class="alarm"><b>{what}：</b>{safe(report.reason)}</p>\n'


def panel(report: FileReport, prefix: str, places: Mapping[int, str]) -> str:
    """`places` tells for a finding's index the id of its mark in the text."""
    return (
        '<aside class="panel" aria-label="检查情况" tabindex="0">\n'
        f"{_length(report)}{_notes(report, prefix, places)}{_outline(report)}{_unchecked(report)}</aside>\n"
    )


def _length(report: FileReport) -> str:
    if report.gongwen is None:
        return ""
    words, limit = report.gongwen.counts.body.words, report.limit
    said = dict(outline.rows(report)).get("正文字数", "")
    bar = _bar(words, limit) if limit else ""
    return f'<section class="length"><h3>正文字数</h3>\n{bar}<p>{safe(said)}</p></section>\n'


def _bar(words: int, limit: int) -> str:
    """Numbers as attributes: a style attribute would need a laxer policy."""
    whole = max(words, limit)
    filled, mark = words * 100 / whole, limit * 100 / whole
    over = f'<rect class="over" x="{mark:.1f}%" width="{filled - mark:.1f}%" height="14"/>' if words > limit else ""
    return (
        f'<svg class="bar" width="100%" height="18" role="img" aria-label="正文 {words} 字，上限 {limit} 字">'
        f'<rect class="track" width="100%" height="14"/><rect class="fill" width="{min(filled, mark):.1f}%" height="14"/>'
        f'{over}<rect class="limit" x="{min(mark, 99.4):.1f}%" width="2" height="18"/></svg>\n'
    )


def _notes(report: FileReport, prefix: str, places: Mapping[int, str]) -> str:
    if not report.findings or report.document is None:
        return '<section class="notes"><h3>发现的问题</h3><p>没有发现问题。</p></section>\n'
    locator = Locator(report.document)
    notes = (
        f'<li value="{number}" id="{prefix}n{number}" {_note(one, locator.words(one.span), places.get(number - 1))}'
        for number, one in enumerate(report.findings, 1)
    )
    return f'<section class="notes"><h3>发现的问题</h3>\n<ol>{"".join(notes)}</ol></section>\n'


def _note(one: Finding, where: str, place: str | None) -> str:
    at = f'<a href="#{place}">{safe(where or "看原文")}</a>' if place else safe(where)
    reasons = "".join(f"<p>{safe(line)}</p>" for line in text.reasons(one))
    return (
        f'class="{one.severity}" data-severity="{one.severity}" data-rule="{safe(one.rule)}">'
        f"<p><b>{SEVERITY_WORDS[one.severity]}</b> {at} <code>{safe(one.rule)}</code></p>"
        f'<p class="message">{safe(one.message)}</p><blockquote>{safe(clip_middle(one.quote.strip(), _QUOTE))}</blockquote>'
        f"{reasons}</li>\n"
    )


def _outline(report: FileReport) -> str:
    if report.gongwen is None:
        return ""
    rows = outline.rows(report._replace(reason=None, notes=()))
    items = "".join(f"{f'<dt>{safe(label)}</dt>' if label else ''}<dd>{safe(value)}</dd>" for label, value in rows)
    return f'<section class="outline"><h3>文稿概况</h3>\n<dl>{items}</dl></section>\n'


def _unchecked(report: FileReport) -> str:
    items = "".join(f"<li>{safe(line)}</li>" for line in _lines(report))
    return f'<section class="unchecked"><h3>未检查的规则和说明</h3>\n<ul>{items}</ul></section>\n' if items else ""


def _lines(report: FileReport) -> Iterator[str]:
    by_reason = sorted(report.not_checked, key=lambda one: one.reason)
    for reason, group in groupby(by_reason, key=lambda one: one.reason):
        yield f"未检查 {'、'.join(one.rule for one in group)}：{reason}"
    for note in report.notes:
        yield f"说明：{note.message}"
