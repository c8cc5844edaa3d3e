"""A profile as loaded, and what it makes of a finding."""

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from gwlint.model import SEVERITIES, Cite, Finding, Gongwen, Quotes, Setting, Severity
from gwlint.profiles import clauses
from gwlint.profiles.clauses import Source
from gwlint.rules.context import softer
from gwlint.rules.limits import limit_of


class Profile(NamedTuple):
    """Settings of the active rules, merged along `chain` (the files, nearest first; the last extends nothing).

    `region` goes from the province down; `valid_to` is the first day it no longer holds; `sources` are documents that
    the profile's own files describe, beside those of `sources/`; `quotes` is how much of the documents' own words the
    results of an audit may keep (none, short or full; None where the profile does not say).
    """

    id: str
    title: str
    region: tuple[str, ...] = ()
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    note: str = ""
    chain: tuple[str, ...] = ()
    rules: Mapping[str, Setting] = {}
    sources: Mapping[str, Source] = {}
    quotes: Quotes | None = None

    def limit(self, gongwen: Gongwen) -> int | None:
        """The 字数 limit of this document's 正文; None where there is none."""
        setting = self.rules.get("overlong-body")
        limit = limit_of(gongwen, setting.options) if setting else None
        return limit.most if limit else None

    def source(self, id: str) -> Source:
        """The cited document; raises KeyError for one that there is not."""
        return self.sources.get(id) or clauses.source(id)

    def cite(self, cite: Cite) -> Cite:
        """The citation with title, gist, strength and confidence; `第三条/行文` is the part of 第三条 on 行文."""
        source = self.source(cite.source)
        name = cite.clause.partition("/")[0]
        return Cite(cite.source, name, title=source.title, **source.clauses[cite.clause].said())

    def ground(self, finding: Finding, date: datetime.date | None) -> Finding:
        """The finding with its clauses written out, and no graver than they allow.

        Of several clauses those in force on the document's `date` count (an undated draft is of today). Where none
        was, the finding remains as advice: info, and it says so. Steps that the rule softened it by still count.
        """
        if not finding.cites:
            return finding
        since = {cite: self.source(cite.source).since(cite.clause) for cite in finding.cites}
        held = [cite for cite in finding.cites if date is None or since[cite] <= date]
        cites = tuple(self.cite(cite) for cite in held or finding.cites)
        if held:
            return finding._replace(cites=cites, severity=self._allowed(finding, clauses.ceiling(cites)))
        first = min(since.values())
        remark = f"（所依据的规定自{first.year}年{first.month}月{first.day}日起施行，晚于本文日期，仅供参考）"
        return finding._replace(cites=cites, severity="info", message=finding.message + remark)

    def _allowed(self, finding: Finding, ceiling: Severity) -> Severity:
        said = self.rules[finding.name].severity
        steps = SEVERITIES.index(finding.severity) - SEVERITIES.index(said)
        return SEVERITIES[min(2, SEVERITIES.index(softer(said, ceiling)) + steps)]
