"""Which policies took effect while the archive grew: the days that a trend is read against."""

import datetime
from collections import Counter
from contextlib import suppress

from gwlint.audit.report.charts import Policy
from gwlint.audit.results import Results
from gwlint.errors import UsageError

_MOST = 3
_CITED = 6


def policies(results: Results) -> list[Policy]:
    """The profiles in use by their first day, and the documents most often cited by theirs; at most three, by day.

    Only those within the months of the archive. One day has one name, the profile's before the document's.
    """
    first, last = results.row("SELECT min(month), max(date) FROM seen WHERE month IS NOT NULL")
    if first is None:
        return []
    named: dict[datetime.date, str] = {}
    for policy in [*_profiles(results), *_sources(results)]:
        if first < policy.day <= last:
            named.setdefault(policy.day, policy.name)
    return [Policy(day, name) for day, name in sorted(list(named.items())[:_MOST])]


def _profiles(results: Results) -> list[Policy]:
    from gwlint import profiles

    heads = {one.id for one in profiles.available()}
    used = results.rows("SELECT profile, count(*) AS n FROM seen WHERE profile IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1")
    found = [profiles.load(id) for id, _ in used if id in heads]
    said = results.noted[""].get("profile")
    with suppress(UsageError):  # the profile's file may be gone since
        found += [profiles.load(said)] if said and said != "auto" and said not in heads else []
    return [Policy(one.valid_from, one.title) for one in found if one.valid_from]


def _sources(results: Results) -> list[Policy]:
    from gwlint.profiles import clauses

    cited: Counter[Policy] = Counter()
    for id, times in results.rows(_SOURCES):
        with suppress(KeyError):
            one = clauses.source(id)
            cited[Policy(one.in_force_from, one.title)] += times
    return [policy for policy, _ in cited.most_common()]


_SOURCES = f"""
SELECT source, count(*) AS n FROM findings WHERE source IS NOT NULL AND severity <> 'info'
GROUP BY source ORDER BY n DESC, source LIMIT {_CITED}"""
