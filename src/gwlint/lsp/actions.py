"""What an editor offers to do about findings: correct them, not report them, explain them."""

from collections.abc import Iterator, Sequence

from lsprotocol.types import (
    CodeAction,
    CodeActionContext,
    CodeActionKind,
    Command,
    Range,
    TextEdit,
    WorkspaceEdit,
)

from gwlint import fixing
from gwlint.errors import Unreadable
from gwlint.lsp.desk import Draft, Look
from gwlint.lsp.diagnostics import diagnostic
from gwlint.model import Finding
from gwlint.reporters.width import visible

FIX_ALL = f"{CodeActionKind.SourceFixAll.value}.gwlint"
KINDS = (CodeActionKind.QuickFix, FIX_ALL)
IGNORE, EXPLAIN = "gwlint.ignore", "gwlint.explain"


def actions(draft: Draft, look: Look, place: Range, context: CodeActionContext) -> list[CodeAction]:
    """What can be done about the findings that touch `place`, and all safe corrections of the draft at once."""
    found: list[CodeAction] = []
    if _wanted(CodeActionKind.QuickFix.value, context):
        for one in touching(look, place):
            found += _quick(one, draft, look)
    if _wanted(FIX_ALL, context) and (edits := safe_edits(draft, look)):
        found.append(CodeAction("改正全部有把握的错", kind=FIX_ALL, edit=_edit(draft, edits)))
    return found


def touching(look: Look, place: Range) -> Iterator[Finding]:
    """The findings whose place meets a range, be it empty."""
    first, last = look.places.lines.offset(place.start), look.places.lines.offset(place.end)
    for one in look.report.findings:
        start, end = look.places.offsets(one.span)
        if start <= last and first <= end:
            yield one


def safe_edits(draft: Draft, look: Look) -> list[TextEdit]:
    """All corrections that cannot change the meaning."""
    return _edits(draft, look, look.report.findings, unsafe=False)


def edits_for(draft: Draft, look: Look, one: Finding) -> list[TextEdit]:
    """The correction of one finding, which someone chose; none where it cannot be made."""
    return _edits(draft, look, [one], unsafe=True)


def _edits(draft: Draft, look: Look, findings: Sequence[Finding], unsafe: bool) -> list[TextEdit]:
    if draft.binary or not any(one.fix for one in findings):
        return []
    data = look.places.lines.text.encode("utf-8", "replace")
    try:
        plan = fixing.plan(data, look.report._replace(findings=tuple(findings)), unsafe=unsafe)
    except Unreadable:
        return []
    return [TextEdit(look.places.range(edit.span), edit.text) for edit in sorted(plan.edits)]


def _quick(one: Finding, draft: Draft, look: Look) -> Iterator[CodeAction]:
    told = [diagnostic(one, look)]
    kind = CodeActionKind.QuickFix
    if one.fix and (edits := edits_for(draft, look, one)):
        title = visible(one.fix.message) + ("" if one.fix.safe else "（改后请核对）")
        yield CodeAction(
            title, kind=kind, diagnostics=told, is_preferred=one.fix.safe or None, edit=_edit(draft, edits)
        )
    ignore = Command(f"不报这一处…：{one.rule}（写明理由）", IGNORE, arguments=[draft.uri, one.fingerprint])
    yield CodeAction(ignore.title, kind=kind, diagnostics=told, command=ignore)
    explain = Command(f"解释：{one.rule} {one.name}", EXPLAIN, arguments=[one.rule, True])
    yield CodeAction(explain.title, kind=kind, diagnostics=told, command=explain)


def _edit(draft: Draft, edits: list[TextEdit]) -> WorkspaceEdit:
    return WorkspaceEdit(changes={draft.uri: edits})


def _wanted(kind: str, context: CodeActionContext) -> bool:
    """Whether a kind, or one that it belongs to, is asked for; fixAll only by name, as it is not about a place."""
    if not context.only:
        return kind != FIX_ALL
    return any(kind == asked or kind.startswith(f"{asked}.") for asked in map(_name, context.only))


def _name(kind: CodeActionKind | str) -> str:
    return kind.value if isinstance(kind, CodeActionKind) else kind
