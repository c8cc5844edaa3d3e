"""Findings that someone has judged and does not want to hear of again: held back, counted, and never without a reason.

apply(report, listed, today)    the report with those findings held back
"""

from gwlint.suppress.apply import apply, nothing_excused

__all__ = ["apply", "nothing_excused"]
