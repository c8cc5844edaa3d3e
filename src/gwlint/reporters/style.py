"""Colour on the terminal, or none."""

from typing import NamedTuple

from gwlint.model import Severity

SEVERITY_WORDS: dict[Severity, str] = {"error": "错误", "warning": "警告", "info": "提示"}
_CODES = {"error": "31", "warning": "33", "info": "36", "strong": "1", "faint": "2"}


class Style(NamedTuple):
    """How a report looks: `columns` of the terminal, and whether it shows colour."""

    columns: int = 80
    colour: bool = False

    def paint(self, text: str, look: str) -> str:
        """`text` in a look: a severity, "strong" or "faint"."""
        return f"\x1b[{_CODES[look]}m{text}\x1b[0m" if self.colour and text else text
