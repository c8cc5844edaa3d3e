"""How a run checks its documents: by its options, else by what the configuration above each document says."""

import datetime
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from typing import Any

from gwlint import config, engine
from gwlint.config import Said, Settings
from gwlint.errors import UsageError
from gwlint.linting import choice, names
from gwlint.linting.targets import STDIN, Target
from gwlint.model import SEVERITIES, Document, FileReport, Suppression
from gwlint.rules import Given

PER_FILE = "per-file-ignores"


class Linting:
    """One run. `told` is what the command line knows of the drafts; `asked` holds fields of `Settings` that it sets, None
    or empty where it does not. `whole`: report old findings too, as writing a baseline needs. `adds`: the suppressions file
    may be yet to be made."""

    def __init__(self, told: Given = Given(), *, whole: bool = False, adds: bool = False, **asked: Any) -> None:
        config.forget()
        self.failed = False
        self._entries, self._old = cache(partial(_entries, may_lack=adds)), cache(_old)
        self._loaded = cache(choice.chosen)
        self._told, self._whole = told, whole
        self._asked = {
            key: Said(value, "--" + key.replace("_", "-")) for key, value in asked.items() if value not in (None, ())
        }
        self._profile = asked.get("profile")
        self._try()

    def __call__(self, document: Document) -> FileReport:
        """Check, hold back what is suppressed, leave out what is old. Raises UsageError for a file that cannot be used."""
        path, settings = document.path, self._settings(document.path)
        select, ignore = _rules("select", settings.select), _rules("ignore", settings.ignore)
        report = engine.lint(
            document,
            choice.profile_for(path, self._profile, self._loaded),
            given=config.given_for(path, self._told),
            select=select,
            ignore=ignore,
        )
        report = self._suppressed(report, settings, select, ignore)
        return report if self._whole else self._without_old(report, settings.baseline.value)

    @property
    def narrowed(self) -> bool:
        """Whether the command line leaves out rules."""
        return not {"select", "ignore"}.isdisjoint(self._asked)

    @staticmethod
    def included(targets: Sequence[Target], paths: Sequence[str]) -> list[Target]:
        """The targets without those that `exclude` leaves out; what `paths` name themselves is always in."""
        kept = left_in(targets, paths)
        if targets and not kept:
            raise UsageError("找到的文件都被 gwlint.toml 的 exclude 跳过了；要查的文件可以直接写出文件名")
        return kept

    def watch(self, reports: Iterable[FileReport]) -> Iterator[FileReport]:
        """The same reports; `failed` is set when one has a finding at or above its `fail-on`."""
        for report in reports:
            if report.findings and not self.failed:
                limit = self._settings(report.path).fail_on.value
                grave = SEVERITIES[: SEVERITIES.index(limit) + 1] if limit in SEVERITIES else ()
                self.failed = any(one.severity in grave for one in report.findings)
            yield report

    def suppressions(self, path: str) -> str | None:
        """The suppressions file for the draft at `path`."""
        file: str | None = self._settings(path).suppressions.value
        return file

    def _suppressed(
        self, report: FileReport, settings: Settings, select: frozenset[str], ignore: frozenset[str]
    ) -> FileReport:
        document = report.document
        listed = list(self._listed(report, settings)) if document else []
        if document is None or not (listed or document.remarks):
            return report
        from gwlint import suppress

        def left_out(one: Suppression) -> bool:
            return bool(select) or one.rule in ignore

        return suppress.apply(report, listed, datetime.date.today(), left_out)

    def _listed(self, report: FileReport, settings: Settings) -> Iterator[Suppression]:
        """What the suppressions file and per-file-ignores say of this document."""
        said, path = settings.per_file_ignores, report.path
        for pattern, rules in said.value.items():
            if config.covers(pattern, said.folder, path):
                place = f"{said.origin} 的 {PER_FILE}"
                names.known(place, rules)
                reason = f"{PER_FILE}：{pattern}"
                yield from (Suppression(rule, reason, origin=place, standing=True) for rule in rules)
        file = settings.suppressions.value
        if file and report.document:
            from gwlint.suppress.listing import about

            folder = os.path.dirname(os.path.abspath(file))
            yield from about(self._entries(file), report.document, lambda pattern: config.covers(pattern, folder, path))

    def _without_old(self, report: FileReport, file: str | None) -> FileReport:
        if not file:
            return report
        from gwlint import baseline

        return baseline.without(report, self._old(file), baseline.name_of(report.path, file))

    def _try(self) -> None:
        """Raise UsageError for what the command line says wrongly, before any document is read."""
        choice.chosen(self._profile)
        for key in ("select", "ignore"):
            said = _rules(key, self._asked.get(key, Said(())))
            if key == "select":
                names.for_a_document(said)
        for key, load in (("suppressions", self._entries), ("baseline", self._old)):
            if key in self._asked:
                load(self._asked[key].value)

    def _settings(self, path: str) -> Settings:
        return config.settings_for(path)._replace(**self._asked)


def left_in(targets: Sequence[Target], paths: Sequence[str]) -> list[Target]:
    """As `Linting.included`, but it may be none."""
    named = {STDIN, *map(os.path.normpath, paths)}
    return [one for one in targets if os.path.normpath(one.path) in named or not excluded(one.path)]


def excluded(path: str) -> bool:
    """Whether `exclude` leaves out the draft at `path`."""
    said = config.settings_for(path).exclude
    return any(config.covers(pattern, said.folder, path) for pattern in said.value)


@cache
def _known(option: str, values: tuple[str, ...]) -> frozenset[str]:
    return names.known(option, values)


def _rules(key: str, said: Said) -> frozenset[str]:
    option = f"{said.origin} 的 {key}" if said.folder else said.origin
    return _known(option, tuple(said.value))


def _entries(file: str, may_lack: bool) -> Any:
    from gwlint.suppress.listing import load

    return () if may_lack and not os.path.exists(file) else load(file)


def _old(file: str) -> Any:
    from gwlint import baseline

    return baseline.load(file)
