"""What a run leaves behind for the next one: the suppressions file with new entries, or a baseline."""

import os
from collections.abc import Iterable, Iterator

from gwlint.errors import UsageError
from gwlint.linting.linter import Linting
from gwlint.linting.written import add_entries, save
from gwlint.model import FileReport


class Keeping:
    """Takes note of the reports as they pass and writes at the end; both files are for their owner's eyes alone."""

    def __init__(self, linting: Linting, baseline: str | None, add: bool, reason: str | None, who: str | None) -> None:
        if baseline and linting.narrowed:
            raise UsageError("--write-baseline 要记下全部规则的问题，请去掉 --select 和 --ignore")
        if add and not (reason or "").strip():
            raise UsageError("--add-ignore 要写明理由，如 --reason 经办公室同意")
        if not add and (reason or who):
            raise UsageError("--reason 和 --who 要与 --add-ignore 一起用")
        self._linting, self._baseline, self._add = linting, baseline, add
        self._reason, self._who = reason or "", who or ""
        self._prints: dict[str, list[str]] = {}
        self._found: dict[str, list[FileReport]] = {}

    def watch(self, reports: Iterable[FileReport]) -> Iterator[FileReport]:
        """The same reports. Raises UsageError when there is no suppressions file to add to."""
        for report in reports:
            if self._baseline and report.status != "unreadable":
                self._prints[report.path] = [one.fingerprint for one in report.findings]
            if self._add and report.findings:
                self._found.setdefault(self._file(report.path), []).append(
                    FileReport(report.path, report.status, findings=report.findings)
                )
            yield report

    def write(self) -> str:
        """Write, and say in a line what was written; "" where nothing was."""
        said = [self._write_baseline(self._baseline)] if self._baseline else []
        said += [self._write_entries(file, reports) for file, reports in self._found.items()]
        return "".join(said)

    def _file(self, path: str) -> str:
        file = self._linting.suppressions(path)
        if file is None:
            raise UsageError("请用 --suppressions 写明不报清单叫什么，如 --suppressions gwlint-ignore.toml")
        return file

    def _write_baseline(self, file: str) -> str:
        from gwlint import baseline

        found: dict[str, Iterable[str]] = {}
        if os.path.exists(file):
            folder = os.path.dirname(os.path.abspath(file))
            found = {
                name: prints
                for name, prints in baseline.load(file).items()
                if os.path.exists(os.path.join(folder, name))
            }
        found |= {baseline.name_of(path, file): prints for path, prints in self._prints.items()}
        save(file, baseline.dump(found).encode())
        return (
            f"已把{sum(map(len, self._prints.values()))}个问题记为旧问题，写进 {file}；以后检查加上 --baseline {file}\n"
        )

    def _write_entries(self, file: str, reports: list[FileReport]) -> str:
        add_entries(file, reports, self._reason, self._who)
        return f"已把{sum(len(one.findings) for one in reports)}个问题写进 {file}，以后不再报\n"
