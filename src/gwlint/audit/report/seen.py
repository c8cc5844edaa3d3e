"""The files a report is about, each with what was found in it: a table that all figures are taken from."""

from typing import Any, NamedTuple

from gwlint.audit.results import Results
from gwlint.errors import UsageError

UNKNOWN = "未认出机关"


class Scope(NamedTuple):
    """Which documents: of these units (all where empty), of this year (every one where None)."""

    units: tuple[str, ...] = ()
    year: int | None = None

    @property
    def said(self) -> str:
        """In words; empty for all documents."""
        parts = ["、".join(self.units)] if self.units else []
        return "，".join(parts + ([f"{self.year}年"] if self.year else []))


def gather(results: Results, scope: Scope) -> None:
    """Make `seen` (a row a file) and `cube` (a row for each unit, month and rule). Raises UsageError for a scope in
    which there is nothing."""
    wanted = {"units": list(scope.units), "year": scope.year, "last": _finished(results)}
    results.base.execute(_PER_FILE)
    results.base.execute(_SEEN, wanted)
    results.base.execute(_CUBE, {"all": not (scope.units or scope.year)})
    if (scope.units or scope.year) and not results.row("SELECT count(*) FROM seen")[0]:
        raise UsageError(f"结果里没有{scope.said}的文件，机关要写全称，见 gwlint audit query OUT \"SELECT DISTINCT issuer FROM documents\"")


def _finished(results: Results) -> Any:
    """The day of the run; later dates in documents are misread or misprinted."""
    return results.noted[""].get("finished", "9999-12-31")[:10]


_PER_FILE = """
CREATE TEMP TABLE per_file AS SELECT path,
  count(*) FILTER (severity = 'error') AS errors, count(*) FILTER (severity = 'warning') AS warnings,
  count(*) FILTER (severity = 'info') AS infos, bool_or(name = 'unjustified-urgency') AS idle_urgency
FROM findings GROUP BY path"""

_SEEN = f"""
CREATE TEMP TABLE seen AS
SELECT path, status, reason, format, size, genre, title, date, words, "limit", urgency, profile, sha256,
  coalesce(issuer, '{UNKNOWN}') AS unit,
  CASE WHEN date <= $last::DATE THEN date_trunc('month', date)::DATE END AS month,
  coalesce(f.errors, 0)::INTEGER AS errors, coalesce(f.warnings, 0)::INTEGER AS warnings,
  coalesce(f.infos, 0)::INTEGER AS infos, coalesce(idle_urgency, false) AS idle_urgency,
  status IN ('checked', 'partial') AS read
FROM documents LEFT JOIN per_file AS f USING (path)
WHERE (len($units) = 0 OR list_contains($units, issuer)) AND ($year IS NULL OR year(date) = $year::INTEGER)"""

# A finding that rests on a register has the register's name as its path; it is of no unit.
_CUBE = """
CREATE TEMP TABLE cube AS
SELECT coalesce(unit, '台账') AS unit, month, rule, name, count(*)::INTEGER AS files,
  count(*) FILTER (errors + warnings > 0)::INTEGER AS grave,
  sum(errors)::BIGINT AS errors, sum(warnings)::BIGINT AS warnings, sum(infos)::BIGINT AS infos
FROM (SELECT path, rule, name, count(*) FILTER (severity = 'error') AS errors,
        count(*) FILTER (severity = 'warning') AS warnings, count(*) FILTER (severity = 'info') AS infos
      FROM findings GROUP BY path, rule, name)
LEFT JOIN (SELECT path, unit, month, true AS inside FROM seen) USING (path)
WHERE inside OR $all GROUP BY ALL"""
