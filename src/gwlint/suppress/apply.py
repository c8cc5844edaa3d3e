"""Which findings are held back, and what is wrong with the words that ask for it. Pure."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from gwlint import rules
from gwlint.model import FileReport, Finding, Note, Suppression
from gwlint.suppress.remarks import suppressions

PROBLEM = "suppression"


def nothing_excused(one: Suppression) -> bool:
    return False


def apply(
    report: FileReport,
    listed: Iterable[Suppression],
    today: datetime.date,
    left_out: Callable[[Suppression], bool] = nothing_excused,
) -> FileReport:
    """`report` without the findings that `listed` or remarks in the document itself hold back.

    One without a reason, past its last day, or of a rule that there is not holds back nothing; these, and one that is of
    no use, are told in a note. `left_out` says for which the rule was not run, so that being unused means nothing.
    """
    if report.document is None:
        return report
    own, misread = suppressions(report.document)
    asked = (*own, *listed)
    if not asked and not misread:
        return report
    faults = [_fault(one, today) for one in asked]
    meant = [frozenset[str]() if fault else named(one.rule) for one, fault in zip(asked, faults, strict=True)]
    kept, used = _sorted(report.findings, asked, meant)
    counted = tuple(one._replace(used=times) for one, times in zip(asked, used, strict=True))
    notes = [
        Note(PROBLEM, f"{one.origin}的“忽略 {one.rule}”{fault or '没有用上，可以删去'}")
        for one, fault, names in zip(counted, faults, meant, strict=True)
        if fault or not (one.used or one.standing or left_out(one) or _unjudged(report, names))
    ]
    return report._replace(
        findings=kept,
        suppressed=report.suppressed + sum(used),
        suppressions=report.suppressions + counted,
        notes=(*report.notes, *misread, *notes),
    )


def _sorted(
    findings: Iterable[Finding], asked: Sequence[Suppression], meant: Sequence[frozenset[str]]
) -> tuple[tuple[Finding, ...], list[int]]:
    """The findings that are kept, and how many each one holds back."""
    kept: list[Finding] = []
    used = [0] * len(asked)
    for finding in findings:
        holds = (i for i, one in enumerate(asked) if finding.name in meant[i] and _stands(one, finding))
        index = next(holds, None)
        if index is None:
            kept.append(finding)
        else:
            used[index] += 1
    return tuple(kept), used


@cache
def named(said: str) -> frozenset[str]:
    """The names of the rules that an id, a name or a family (篇幅 too) means; none where there is no such rule."""
    catalogue = rules.catalogue()
    if said in catalogue:
        return frozenset({said})
    families = {word: family for family, word in rules.FAMILIES.items()}
    family = families.get(said, said)
    if family in rules.FAMILIES:
        return frozenset(name for name, one in catalogue.items() if one == family)
    return frozenset(one.name for one in rules.load() if one.id == said.upper())


def flat(text: str) -> str:
    """`text` without white space: quotes are compared so, lines being broken anew by every program."""
    return "".join(text.split())


def _fault(one: Suppression, today: datetime.date) -> str | None:
    """Why it must not be followed."""
    if not named(one.rule):
        return "没有采用：没有这条规则，用 gwlint rules 看全部规则"
    if not flat(one.reason):
        return "没有采用：没有写理由，请补上"
    if one.until and one.until < today:
        return f"没有采用：{one.until.isoformat()} 已到期，请改日期或者删去"
    return None


def _stands(one: Suppression, finding: Finding) -> bool:
    span, found = one.span, finding.span
    near = span is None or (found.start < span.end and span.start < max(found.end, found.start + 1))
    return near and flat(one.quote) in flat(finding.quote)


def _unjudged(report: FileReport, names: frozenset[str]) -> bool:
    """Whether one of the rules could not judge this document."""
    ids = {one.rule for one in report.not_checked}
    return bool(ids) and any(rule.id in ids for rule in rules.load(sorted(names)))
