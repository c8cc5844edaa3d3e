"""What a rule reports."""

from typing import NamedTuple

from gwlint.model.setting import Cite, Severity
from gwlint.model.span import Span


class Edit(NamedTuple):
    """Replace the text of `span` by `text`."""

    span: Span
    text: str


class Fix(NamedTuple):
    """A correction; `safe` when it cannot change the meaning."""

    message: str
    edits: tuple[Edit, ...]
    safe: bool = True


class Finding(NamedTuple):
    """A fault at a place, with the clause it rests on. Line, page and paragraph are computed by `locate`. `nth` numbers findings alike in rule and quote."""

    rule: str
    name: str
    span: Span
    quote: str
    message: str
    severity: Severity
    cites: tuple[Cite, ...] = ()
    advice: str = ""
    fix: Fix | None = None
    nth: int = 1

    @property
    def fingerprint(self) -> str:
        """16 hex digits that survive moved and edited neighbours: rule, quote, and which of several alike it is."""
        import hashlib

        key = f"{self.name}\0{''.join(self.quote.split())}\0{self.nth}"
        return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Location(NamedTuple):
    """Where people find a span: page, Word paragraph, line and column, all from 1, each None where unknown."""

    page: int | None = None
    paragraph: int | None = None
    line: int | None = None
    column: int | None = None
