"""Findings as an editor shows them."""

from collections.abc import Iterator

from lsprotocol.types import CodeDescription, Diagnostic, DiagnosticSeverity, Position, Range

from gwlint.lsp import pages
from gwlint.lsp.desk import Look
from gwlint.model import Finding, Severity
from gwlint.reporters.locate import Locator
from gwlint.reporters.rows import grave
from gwlint.reporters.text import HOUSE, citation
from gwlint.reporters.width import visible

SOURCE = "gwlint"
_SEVERITIES: dict[Severity, DiagnosticSeverity] = {
    "error": DiagnosticSeverity.Error,
    "warning": DiagnosticSeverity.Warning,
    "info": DiagnosticSeverity.Information,
}
_TOP = Range(Position(0, 0), Position(0, 0))


def diagnostics(look: Look, *, places: bool = False) -> list[Diagnostic]:
    """All that is to be said of a draft; what concerns the whole of it at its beginning.

    `places`: say page and paragraph, for one whose own text the editor cannot show.
    """
    found = [*_general(look)]
    if look.report.document is not None:
        locator = Locator(look.report.document) if places else None
        found += [diagnostic(one, look, locator) for one in look.report.findings]
    return found


def diagnostic(one: Finding, look: Look, locator: Locator | None = None) -> Diagnostic:
    """One finding: what is wrong, and the clause."""
    where = f"{locator.words(one.span)}：" if locator and locator.words(one.span) else ""
    href = pages.link(one.name)
    return Diagnostic(
        range=look.places.range(one.span),
        severity=_SEVERITIES[one.severity],
        code=one.rule,
        code_description=CodeDescription(href) if href else None,
        source=SOURCE,
        message="\n".join([where + visible(one.message), *clauses(one)]),
        data={"rule": one.rule, "name": one.name, "fingerprint": one.fingerprint},
    )


def clauses(one: Finding) -> Iterator[str]:
    """What the finding rests on, a line each."""
    yield from (f"依据：{citation(cite)}" for cite in one.cites)
    if not one.cites:
        yield f"依据：{HOUSE}"


def _general(look: Look) -> Iterator[Diagnostic]:
    """What could not be checked or followed, and what the reader met."""
    if look.trouble:
        message = f"设置有误，暂不按 gwlint.toml 检查：{visible(look.trouble)}"
        yield _said("config", message, DiagnosticSeverity.Warning)
    for gap in grave(look.report):
        yield _said("not-checked", gap.said, DiagnosticSeverity.Error)
    for note in look.report.notes:
        yield _said(note.code, visible(note.message), DiagnosticSeverity.Information)


def _said(code: str, message: str, severity: DiagnosticSeverity) -> Diagnostic:
    return Diagnostic(range=_TOP, severity=severity, code=code, source=SOURCE, message=message)
