"""The rules: one folder a family, one file a rule, named after the rule with underscores.

`load(names)` imports only the rules that are asked for.
"""

from gwlint.rules.across import ArchiveContext, Linked
from gwlint.rules.context import CannotJudge, Context, Given
from gwlint.rules.registry import ARCHIVE, FAMILIES, Rule, archive_rule, catalogue, load, load_of, picked, rule

__all__ = [
    "ARCHIVE",
    "FAMILIES",
    "ArchiveContext",
    "CannotJudge",
    "Context",
    "Given",
    "Linked",
    "Rule",
    "archive_rule",
    "catalogue",
    "load",
    "load_of",
    "picked",
    "rule",
]
