"""Document in, FileReport out. Pure: no files, no printing, no state."""

from collections.abc import Iterator

from gwlint import anatomy, profiles, rules
from gwlint.language.reading import Reading
from gwlint.model import SEVERITIES, Document, FileReport, Finding, Gongwen, NotChecked, ProfileChoice, Severity
from gwlint.profiles import Profile
from gwlint.rules import CannotJudge, Context, Given

NO_RULES: frozenset[str] = frozenset()


def lint(
    document: Document,
    profile: Profile | None = None,
    *,
    given: Given = Given(),
    select: frozenset[str] = NO_RULES,
    ignore: frozenset[str] = NO_RULES,
) -> FileReport:
    """Check one document.

    Without `profile` the one of the issuer's region in force on the document's date is taken. `select` and `ignore`
    hold rule names, ids or families; an empty `select` takes every rule that the profile activates.
    A rule that raises is recorded under `not_checked`; the others go on.
    """
    return lint_and_keep(document, profile, given=given, select=select, ignore=ignore)[0]


def lint_and_keep(
    document: Document,
    profile: Profile | None = None,
    *,
    given: Given = Given(),
    select: frozenset[str] = NO_RULES,
    ignore: frozenset[str] = NO_RULES,
) -> tuple[FileReport, Reading]:
    """`lint`, and the text as it was understood, for those who ask more of it than the rules did."""
    gongwen = anatomy.recognise(document, given.issuer_class, given.issuer_level, given.category)
    if profile is None:
        profile, why = profiles.choose(gongwen)
    else:
        why = "由用户指定"
    reading = Reading(document, gongwen)
    findings: list[Finding] = []
    skipped: list[NotChecked] = []
    for rule in rules.picked(rules.load_of(tuple(profile.rules), archive=False), select, ignore):
        if not gongwen.official and not rule.any_text:
            skipped.append(NotChecked(rule.id, _NOT_OFFICIAL if document.text else "没有读出文字"))
            continue
        lacking = rule.needs - document.can
        if lacking:
            skipped.append(NotChecked(rule.id, "该格式读不出：" + "、".join(_CAPABILITY[x] for x in sorted(lacking))))
            continue
        context = Context(document, gongwen, reading, rule.id, rule.name, profile.rules[rule.name], given)
        try:
            grounded = (profile.ground(found, gongwen.date) for found in rule.check(context))
            findings.extend(_as_sure(found, document) for found in grounded)
        except CannotJudge as lacking:
            skipped.append(NotChecked(rule.id, str(lacking)))
        except Exception as error:  # one broken rule must not hide the others
            skipped.append(NotChecked(rule.id, f"规则运行出错（{type(error).__name__}），请向开发者报告", crashed=True))
    report = FileReport(
        path=document.path,
        status="partial" if document.missing else "checked",
        reason="；".join(document.missing) or None,
        format=document.format,
        sha256=document.sha256,
        profile=ProfileChoice(profile.id, why),
        document=document,
        gongwen=gongwen,
        meeting=reading.meeting,
        limit=profile.limit(gongwen),
        findings=tuple(_marked(findings)),
        not_checked=tuple(skipped),
        notes=document.notes,
    )
    return report, reading


_NOT_OFFICIAL = "看起来不是公文（新闻、讲话、问答、信函之类），没有套用公文的规则"
_CAPABILITY = {
    "fonts": "字体",
    "layout": "版面位置",
    "pages": "页数",
    "punctuation": "原样标点",
    "revisions": "修订记录",
}


_UNSURE: tuple[tuple[float, Severity], ...] = ((0.8, "info"), (0.9, "warning"))


def _as_sure(finding: Finding, document: Document) -> Finding:
    """No graver than the recognised text that it rests on is sure."""
    if not document.recognised:
        return finding
    sure = [one.confidence for one in document.recognised if one.span.overlaps(finding.span)]
    most = next((severity for limit, severity in _UNSURE if min(sure, default=1.0) < limit), None)
    if most is None or SEVERITIES.index(finding.severity) >= SEVERITIES.index(most):
        return finding
    return finding._replace(severity=most)


def _marked(findings: list[Finding]) -> Iterator[Finding]:
    """In reading order, those alike in rule and quote numbered."""
    seen: dict[str, int] = {}
    for one in sorted(findings, key=lambda f: (f.span, f.rule)):
        key = one.name + "".join(one.quote.split())
        seen[key] = seen.get(key, 0) + 1
        yield one._replace(nth=seen[key])


def recognise(document: Document, given: Given = Given()) -> Gongwen:
    """The anatomy alone, for the outline."""
    return anatomy.recognise(document, given.issuer_class, given.issuer_level, given.category)
