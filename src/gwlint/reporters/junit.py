"""A test report: each file is a case, which fails on errors and warnings."""

from collections import Counter
from collections.abc import Iterable, Iterator

from gwlint.model import FileReport
from gwlint.reporters.markup import element, text
from gwlint.reporters.rows import grave, rows
from gwlint.reporters.style import SEVERITY_WORDS


def stream(reports: Iterable[FileReport]) -> Iterator[str]:
    """The report in its last piece, since its head counts what follows; of each file only its case is kept."""
    counts: Counter[str] = Counter()
    cases = []
    for report in reports:
        cases.append(_case(report, counts))
        yield ""
    totals = {"tests": len(cases), "failures": counts["failure"], "errors": counts["error"]}
    suite = element("testsuite", "\n" + "".join(cases), name="gwlint", **totals, skipped=0)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{element("testsuites", chr(10) + suite + chr(10), name="gwlint", **totals)}\n'


def _case(report: FileReport, counts: Counter[str]) -> str:
    """An `error` for a file that could not be wholly checked, a `failure` for findings, hints alone as output."""
    lost, found = grave(report), list(rows(report))
    said = [gap.said for gap in lost]
    said += [
        f"{row.severity} {row.named} {line}" if not i else line for row in found for i, line in enumerate(row.lines)
    ]
    body = "".join(text(line) + "\n" for line in said)
    faults = Counter(row.finding.severity for row in found)
    inside = None
    if lost:
        counts["error"] += 1
        inside = element("error", body, message=lost[0].said, type="未能检查")
    elif faults["error"] or faults["warning"]:
        counts["failure"] += 1
        message = "、".join(f"{word} {faults[one]}" for one, word in SEVERITY_WORDS.items() if faults[one])
        inside = element("failure", body, message=message, type="error" if faults["error"] else "warning")
    elif found:
        inside = element("system-out", body)
    return element("testcase", inside, classname="gwlint", name=report.path) + "\n"
