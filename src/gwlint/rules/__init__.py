"""The rules: one folder a family, one file a rule, named after the rule with underscores.

`load(names)` imports only the rules that are asked for.
"""

from gwlint.rules.context import CannotJudge, Context, Given
from gwlint.rules.registry import FAMILIES, Rule, catalogue, load, rule

__all__ = ["FAMILIES", "CannotJudge", "Context", "Given", "Rule", "catalogue", "load", "rule"]
