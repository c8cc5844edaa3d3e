"""Months, quarters or years: the shortest in which most have documents enough to say something."""

from gwlint.audit.report.charts import FEW, Period
from gwlint.audit.results import Results

_MOST = 120
_STEPS = {"month": "月", "quarter": "季度", "year": "年"}
_NAMES = {
    "month": "strftime(day, '%Y-%m')",
    "quarter": "year(day) || '年' || quarter(day) || '季度'",
    "year": "year(day) || '年'",
}


def periods(results: Results) -> tuple[str, list[Period]]:
    """What a period is called, and the last of them, the earliest first."""
    for step in ("month", "quarter"):
        found = _of(results, step)
        if 2 * sum(one.files >= FEW for one in found) >= len(found):
            return _STEPS[step], found
    return _STEPS["year"], _of(results, "year")


def _of(results: Results, step: str) -> list[Period]:
    rows = results.rows(_PERIODS.format(step=step, name=_NAMES[step], most=_MOST))
    return [Period(*row) for row in rows][::-1]


_PERIODS = """
SELECT date_trunc('{step}', month)::DATE AS day, {name}, count(*), round(avg(errors + warnings) * 100, 1)
FROM seen WHERE read AND month IS NOT NULL GROUP BY day ORDER BY day DESC LIMIT {most}"""
