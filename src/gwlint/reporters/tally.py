"""What a run amounts to: the numbers of the summary and of the exit code."""

from collections import Counter
from collections.abc import Iterable, Iterator

from gwlint.model import FileReport, Severity


class Tally:
    """Counts reports as they pass. `rules` counts findings by (id, name, severity)."""

    def __init__(self) -> None:
        self.files = 0
        self.unreadable = 0
        self.partial = 0
        self.crashed = 0
        self.suppressed = 0
        self.baselined = 0
        self.severities: Counter[Severity] = Counter()
        self.rules: Counter[tuple[str, str, Severity]] = Counter()

    def watch(self, reports: Iterable[FileReport]) -> Iterator[FileReport]:
        """The same reports, each counted before it is passed on."""
        for report in reports:
            self.add(report)
            yield report

    def add(self, report: FileReport) -> None:
        """Count one report."""
        self.files += 1
        self.unreadable += report.status == "unreadable"
        self.partial += report.status == "partial"
        self.crashed += any(one.crashed for one in report.not_checked)
        self.suppressed += report.suppressed
        self.baselined += report.baselined
        for one in report.findings:
            self.severities[one.severity] += 1
            self.rules[one.rule, one.name, one.severity] += 1

    @property
    def incomplete(self) -> bool:
        """Whether anything could not be checked: a file, a part of a file, or a rule that broke."""
        return bool(self.unreadable or self.partial or self.crashed)
