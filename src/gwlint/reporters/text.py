"""The report that people read on the terminal."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from gwlint.model import SEVERITIES, Cite, FileReport, Finding
from gwlint.reporters.excerpt import excerpt
from gwlint.reporters.locate import Locator
from gwlint.reporters.style import SEVERITY_WORDS, Style
from gwlint.reporters.tally import Tally
from gwlint.reporters.width import pad, visible, wrap

_MANY = 8  # more rules than this left out for one reason are only counted
HOUSE = "没有对应条款，是 gwlint 的经验判断"
_CONFIDENCE = {
    "M": "条文据转载，引用前请核对原文",
    "L": "条文出处较弱，引用前请核对原文",
    "K": "未见条文原文，引用前请核对",
}


def stream(
    reports: Iterable[FileReport], style: Style = Style(), *, quiet: bool = False, statistics: bool = False
) -> Iterator[str]:
    """The report in pieces, one a file as soon as it is checked, then the summary.

    `quiet` leaves out the summary and the readers' notes; `statistics` puts counts per rule in place of the findings.
    """
    tally = Tally()
    for report in tally.watch(reports):
        yield _file(report, style, quiet, statistics)
    if statistics:
        yield _statistics(tally, style)
    if not quiet:
        yield wrap(summary(tally), style.columns) + "\n"


def render(reports: Iterable[FileReport], style: Style = Style()) -> str:
    """The whole report as one string."""
    return "".join(stream(reports, style))


def summary(tally: Tally) -> str:
    """The run in one line."""
    found = "、".join(f"{SEVERITY_WORDS[one]} {tally.severities[one]}" for one in SEVERITIES if tally.severities[one])
    parts = [f"检查 {tally.files} 个文件：{found or _nothing_found(tally)}"]
    parts += [f"{tally.unreadable} 个文件未能检查"] if tally.unreadable else []
    parts += [f"{tally.partial} 个文件只检查了一部分"] if tally.partial else []
    parts += [f"{tally.crashed} 个文件有规则运行出错"] if tally.crashed else []
    parts += [f"另有 {tally.suppressed} 个问题已标明不报"] if tally.suppressed else []
    parts += [f"旧问题 {tally.baselined} 个，没有列出"] if tally.baselined else []
    return "；".join(parts)


def _nothing_found(tally: Tally) -> str:
    return "没有检查成" if tally.files == tally.unreadable else "没有发现问题"


def _file(report: FileReport, style: Style, quiet: bool, brief: bool) -> str:
    blocks = list(_remarks(report, style, quiet))
    if report.document is not None and not brief:
        locator = Locator(report.document)
        blocks += [_finding(one, report.document.text, locator, style) for one in report.findings]
    if not blocks:
        return ""
    return "\n".join([style.paint(visible(report.path), "strong"), *blocks]) + "\n\n"


def _remarks(report: FileReport, style: Style, quiet: bool) -> Iterator[str]:
    """What was not checked, and what the reader met."""
    if report.status == "unreadable":
        yield style.paint(wrap(f"未能检查：{visible(report.reason or '')}", style.columns, "  "), "error")
    if report.status == "partial":
        yield style.paint(wrap(f"只检查了一部分：{visible(report.reason or '')}", style.columns, "  "), "error")
    by_reason = sorted(report.not_checked, key=lambda one: one.reason)
    for reason, group in groupby(by_reason, key=lambda one: one.reason):
        rules = list(group)
        if rules[0].crashed or not quiet:
            names = "、".join(one.rule for one in rules) if len(rules) <= _MANY else f"{len(rules)}条规则"
            yield wrap(f"未检查 {names}：{visible(reason)}", style.columns, "  ", "    ")
    for note in () if quiet else report.notes:
        yield style.paint(wrap(f"说明：{visible(note.message)}", style.columns, "  ", "    "), "faint")


def _finding(one: Finding, text: str, locator: Locator, style: Style) -> str:
    heading = [locator.words(one.span), style.paint(SEVERITY_WORDS[one.severity], one.severity), one.rule, one.name]
    shown = excerpt(text, one.span, style.columns - 6)
    bar = "    " + style.paint("│", "faint") + " "
    lines = [
        "  " + " ".join(filter(None, heading)),
        wrap(visible(one.message), style.columns, "    "),
        f"{bar}{shown.before}{style.paint(shown.fault, one.severity)}{shown.after}",
        f"{bar}{style.paint(shown.marks, one.severity)}",
        *(wrap(line, style.columns, "    ", "      ") for line in reasons(one)),
    ]
    return "\n".join(lines)


def reasons(one: Finding) -> Iterator[str]:
    """The clauses, and what to do: 依据：…, 建议：…"""
    for cite in one.cites:
        yield f"依据：{citation(cite)}"
    if not one.cites:
        yield f"依据：{HOUSE}"
    if said := advice(one):
        yield f"建议：{visible(said)}"


def advice(one: Finding) -> str:
    """What to do, as the rule said it; empty where it said nothing."""
    return one.advice or (one.fix.message if one.fix else "")


def citation(cite: Cite) -> str:
    """A clause in one line: 《…》第三条 and its gist; how sure we are of its wording, if not sure."""
    title = cite.title or cite.source
    named = title if title.startswith("《") else f"《{title}》"
    doubt = f"（{_CONFIDENCE[cite.confidence]}）" if cite.confidence in _CONFIDENCE else ""
    return visible(f"{named}{cite.clause}：{cite.gist}{doubt}")


def _statistics(tally: Tally, style: Style) -> str:
    if not tally.rules:
        return ""
    widest = len(str(max(tally.rules.values())))
    longest = max(len(name) for _, name, _ in tally.rules)
    rows = sorted(tally.rules.items(), key=lambda item: (-item[1], item[0]))
    return "".join(
        f"{count:{widest}} {rule} {pad(name, longest)} {style.paint(SEVERITY_WORDS[severity], severity)}\n"
        for (rule, name, severity), count in rows
    )
