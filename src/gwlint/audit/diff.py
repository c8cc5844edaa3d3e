"""What got better or worse between two audits: documents by path (else by content), findings by fingerprint."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from gwlint.audit.report.figures import fault
from gwlint.audit.results import Results
from gwlint.model import SEVERITIES, Severity

OLD, NEW = "old_", "new_"
_ALIKE = 0.005
_LISTED = 20


class Rates(NamedTuple):
    """Documents read in one audit, those that could not be, and the findings of each severity."""

    read: int
    unreadable: int
    errors: int
    warnings: int
    infos: int

    def rate(self, severity: Severity) -> float:
        """Findings for each 100 documents read."""
        return 100 * getattr(self, f"{severity}s") / self.read if self.read else 0.0


class Moved(NamedTuple):
    """Findings that came, that went, and that both audits have; new documents' and gone documents' included."""

    name: str
    came: int
    went: int
    stayed: int


class Grave(NamedTuple):
    """A new finding."""

    path: str
    rule: str
    severity: Severity
    message: str


class Diff(NamedTuple):
    """`documents` counts new, gone, changed, same and renamed ones; `newly_unreadable` those that were not so before.

    `came` and `went` count findings by severity. `rules` and `units` are in order of what came. `examples` are new
    findings, gravest first, some twenty. `settings`: why the two may differ without any change of a document.
    """

    old: Rates
    new: Rates
    documents: dict[str, int]
    newly_unreadable: int
    came: dict[Severity, int]
    went: dict[Severity, int]
    rules: tuple[Moved, ...]
    units: tuple[Moved, ...]
    examples: tuple[Grave, ...]
    settings: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """One line for whoever reads nothing else."""
        change = _change(self.old, self.new, "error") or _change(self.old, self.new, "warning")
        word = {-1: "变好", 0: "没有变化", 1: "变差"}[change]
        errors, warnings = (
            f"{self.old.rate(one):.1f}处{said}变为{self.new.rate(one):.1f}处"
            for one, said in ((SEVERITIES[0], "错误"), (SEVERITIES[1], "警告"))
        )
        unread = f"；有{self.newly_unreadable}份这次没能查" if self.newly_unreadable else ""
        return f"{word}：每百份从{errors}，从{warnings}{unread}"


def compare(results: Results) -> Diff:
    """Compare the views `old_…` and `new_…`."""
    for sql in (_PAIRS, _FOUND.format(side="old"), _FOUND.format(side="new"), _MET):
        results.base.execute(sql)
    by_severity = {(kind, grave): times for kind, grave, times in results.rows(_BY_SEVERITY)}
    return Diff(
        Rates(*results.row(_RATES.format(side="old"))),
        Rates(*results.row(_RATES.format(side="new"))),
        dict(zip(("new", "gone", "changed", "same", "renamed"), results.row(_DOCUMENTS), strict=True)),
        results.row(_NEWLY)[0],
        {one: by_severity.get(("came", one), 0) for one in SEVERITIES},
        {one: by_severity.get(("went", one), 0) for one in SEVERITIES},
        tuple(Moved(f"{rule} {fault(name)}", *rest) for rule, name, *rest in results.rows(_BY.format(by="rule, name"))),
        tuple(Moved(unit or "未认出机关", *rest) for unit, *rest in results.rows(_BY.format(by="unit"))),
        tuple(Grave(*row) for row in results.rows(_EXAMPLES)),
        tuple(_settings(results)),
    )


def _change(old: Rates, new: Rates, severity: Severity) -> int:
    """-1 fewer, 1 more, 0 as many, for each 100 documents."""
    before, now = old.rate(severity), new.rate(severity)
    return 0 if abs(now - before) <= _ALIKE * max(before, now) else (1 if now > before else -1)


def _settings(results: Results) -> Iterator[str]:
    old, new = results.noted[OLD], results.noted[NEW]
    for key, said in (("gwlint", "程序版本"), ("settings", "规定或选项")):
        if old.get(key) != new.get(key):
            yield said
    if old.get("pseudonyms") or new.get("pseudonyms"):
        yield "路径代号（按内容对应文件）"


_PAIRS = """
CREATE TEMP TABLE pairs AS
WITH alike AS (SELECT o.path AS old, n.path AS new FROM old_documents o JOIN new_documents n USING (path)),
left_old AS (SELECT path, sha256, row_number() OVER (PARTITION BY sha256 ORDER BY path) AS twin FROM old_documents
  WHERE sha256 IS NOT NULL AND path NOT IN (SELECT old FROM alike)),
left_new AS (SELECT path, sha256, row_number() OVER (PARTITION BY sha256 ORDER BY path) AS twin FROM new_documents
  WHERE sha256 IS NOT NULL AND path NOT IN (SELECT new FROM alike))
SELECT old, new FROM alike UNION ALL
SELECT o.path, n.path FROM left_old o JOIN left_new n USING (sha256, twin)"""

_FOUND = """
CREATE TEMP TABLE {side}_found AS
SELECT coalesce(pairs.new, f.path) AS key, rule, name, severity, coalesce(fingerprint, message) AS print,
  f.path, message, issuer AS unit, row_number() OVER (PARTITION BY f.path, rule, print ORDER BY start) AS time
FROM {side}_findings f LEFT JOIN {side}_documents d ON d.path = f.path
LEFT JOIN pairs ON pairs.{side} = f.path"""

_MET = """
CREATE TEMP VIEW met AS
SELECT coalesce(n.rule, o.rule) AS rule, coalesce(n.name, o.name) AS name, coalesce(n.unit, o.unit) AS unit,
  CASE WHEN o.key IS NULL THEN 'came' WHEN n.key IS NULL THEN 'went' WHEN n.severity <> o.severity THEN 'both'
    ELSE 'stayed' END AS kind,
  n.severity AS new_severity, o.severity AS old_severity, n.path, n.message
FROM new_found n FULL JOIN old_found o
  ON n.key = o.key AND n.rule = o.rule AND n.print = o.print AND n.time = o.time"""

_BY_SEVERITY = """
SELECT 'came', new_severity, count(*) FROM met WHERE kind IN ('came', 'both') GROUP BY new_severity
UNION ALL SELECT 'went', old_severity, count(*) FROM met WHERE kind IN ('went', 'both') GROUP BY old_severity"""

_BY = f"""
SELECT {{by}}, count(*) FILTER (kind IN ('came', 'both')) AS came, count(*) FILTER (kind IN ('went', 'both')) AS went,
  count(*) FILTER (kind = 'stayed') FROM met GROUP BY {{by}} HAVING came + went > 0
ORDER BY came DESC, went DESC, {{by}} LIMIT {_LISTED}"""

_EXAMPLES = f"""
SELECT path, rule, new_severity, message FROM met WHERE kind IN ('came', 'both')
ORDER BY array_position(['error', 'warning', 'info'], new_severity), path, rule, message LIMIT {_LISTED}"""

_RATES = """
SELECT (SELECT count(*) FROM {side}_documents WHERE status IN ('checked', 'partial')),
  (SELECT count(*) FROM {side}_documents WHERE status = 'unreadable'),
  count(*) FILTER (severity = 'error'), count(*) FILTER (severity = 'warning'), count(*) FILTER (severity = 'info')
FROM {side}_findings"""

_DOCUMENTS = """
SELECT (SELECT count(*) FROM new_documents) - (SELECT count(*) FROM pairs),
  (SELECT count(*) FROM old_documents) - (SELECT count(*) FROM pairs),
  count(*) FILTER (o.sha256 IS DISTINCT FROM n.sha256), count(*) FILTER (o.sha256 IS NOT DISTINCT FROM n.sha256),
  count(*) FILTER (pairs.old <> pairs.new)
FROM pairs JOIN old_documents o ON o.path = pairs.old JOIN new_documents n ON n.path = pairs.new"""

_NEWLY = """
SELECT count(*) FROM new_documents n LEFT JOIN pairs ON pairs.new = n.path
LEFT JOIN old_documents o ON o.path = pairs.old
WHERE n.status = 'unreadable' AND coalesce(o.status, '') <> 'unreadable'"""


def as_object(diff: Diff) -> dict[str, Any]:
    """The comparison as JSON holds it."""
    rates = {
        name: one._asdict() | {"per_100": {grave: round(one.rate(grave), 2) for grave in SEVERITIES}}
        for name, one in (("old", diff.old), ("new", diff.new))
    }
    return {
        "schema": 1,
        "verdict": diff.verdict,
        **rates,
        "documents": diff.documents | {"newly_unreadable": diff.newly_unreadable},
        "findings": {"new": diff.came, "gone": diff.went},
        "rules": [one._asdict() for one in diff.rules],
        "units": [one._asdict() for one in diff.units],
        "examples": [one._asdict() for one in diff.examples],
        "differing": list(diff.settings),
    }
