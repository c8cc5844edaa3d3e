"""What a mark on a finding says, in a docx as in a pdf."""

from gwlint.model import Finding
from gwlint.reporters.style import SEVERITY_WORDS
from gwlint.reporters.text import reasons
from gwlint.reporters.width import visible

AUTHOR = "gwlint"


def lines(finding: Finding) -> list[str]:
    """Severity and rule, the fault, the clauses, what to do: a line each."""
    heading = f"{SEVERITY_WORDS[finding.severity]} {finding.rule} {finding.name}"
    return [heading, visible(finding.message), *reasons(finding)]
