"""How a text was understood, clause by clause, so that a wrong finding can be traced to its step."""

from collections.abc import Iterator, Sequence

from gwlint.language.actors import BELOW
from gwlint.language.reading import Reading, Said, Spoken
from gwlint.model import Finding
from gwlint.reporters.locate import Locator
from gwlint.reporters.style import SEVERITY_WORDS, Style
from gwlint.reporters.width import visible, wrap

_FORCES = {
    "must": "要求", "ask": "请求", "bare": "陈述做法", "may": "允许或鼓励", "forbid": "禁止", "narrate": "叙述已发生的事",
    "condition": "条件", "purpose": "目的或依据", "none": "无",
}  # fmt: skip
_KINDS = {
    "government": "下级党委、政府", "department": "下级部门", "unit": "单位或基层", "own": "发文机关或同级机关",
    "other": "企业、群众等", "addressee": "主送机关（承前省略）", "unknown": "不明",
}  # fmt: skip


def stream(
    reading: Reading, findings: Sequence[Finding], style: Style = Style(), number: int | None = None
) -> Iterator[str]:
    """Each sentence of line or paragraph `number` (of the whole text when None), its clauses, and what was found."""
    locator = Locator(reading.document)
    for index, paragraph in enumerate(reading.paragraphs):
        at = locator(paragraph)
        first, last = at.line or at.paragraph, locator(paragraph._replace(start=max(paragraph.end - 1, 0))).line
        if number is not None and not (first and first <= number <= (last or first)):
            continue
        yield style.paint(locator.words(paragraph), "strong") + "\n"
        for sentence in reading.said(index):
            yield from _sentence(reading, sentence, findings, style)
        yield "\n"


def _sentence(reading: Reading, sentence: Said, findings: Sequence[Finding], style: Style) -> Iterator[str]:
    text = reading.document.text
    for clause in sentence.clauses:
        yield wrap(visible(clause.span.of(text)), style.columns, "  ") + "\n"
        yield wrap(_understood(clause), style.columns, "    → ", "      ") + "\n"
        for one in findings:
            if one.span.overlaps(clause.span):
                named = f"{SEVERITY_WORDS[one.severity]} {one.rule} {one.name}"
                yield f"    {style.paint(named, one.severity)}\n"


def _understood(clause: Spoken) -> str:
    if clause.heading:
        return "小标题，不算要求"
    who = "、".join(_KINDS[kind] for kind in sorted(clause.actor.kinds)) or "没有认出对象"
    named = f"“{visible(clause.actor.text)}”" if clause.actor.text else ""
    inherited = "（承前文）" if clause.actor.inherited else ""
    force = _FORCES[clause.force.kind] + (f"“{clause.force.word}”" if clause.force.word else "")
    parts = [f"对象：{who}{named}{inherited}", f"语气：{force}"]
    parts += ["在禁止的范围内"] if clause.forbidden else []
    parts += [f"例外：{clause.exception}"] if clause.exception else []
    parts += ["算要求" if clause.commands and clause.actor.is_any(BELOW) else "不算要求"]
    return "；".join(parts)
