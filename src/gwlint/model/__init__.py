"""The types that everything else speaks. Imports nothing of ours outside this package.

Small values are `NamedTuple`s, not dataclasses: they are immutable too, and building the classes costs a tenth of
the time at import, which a save hook feels.
"""

from gwlint.model.document import (
    Block,
    Document,
    DocxRef,
    Font,
    HtmlRef,
    Note,
    PageSetup,
    PdfRef,
    Piece,
    Ref,
    Remark,
    Run,
    TextRef,
)
from gwlint.model.finding import Edit, Finding, Fix, Location
from gwlint.model.gongwen import (
    Attachment,
    Category,
    Counts,
    Direction,
    Element,
    Gongwen,
    IssuerClass,
    Level,
    Organ,
    WordCount,
)
from gwlint.model.report import FileReport, NotChecked, ProfileChoice, Suppression
from gwlint.model.setting import QUOTES, SEVERITIES, Cite, Quotes, Setting, Severity
from gwlint.model.span import Span

__all__ = [
    "QUOTES",
    "SEVERITIES",
    "Attachment",
    "Block",
    "Category",
    "Cite",
    "Counts",
    "Direction",
    "Document",
    "DocxRef",
    "Edit",
    "Element",
    "FileReport",
    "Finding",
    "Fix",
    "Font",
    "Gongwen",
    "HtmlRef",
    "IssuerClass",
    "Level",
    "Location",
    "NotChecked",
    "Note",
    "Organ",
    "PageSetup",
    "PdfRef",
    "Piece",
    "ProfileChoice",
    "Quotes",
    "Ref",
    "Remark",
    "Run",
    "Setting",
    "Severity",
    "Span",
    "Suppression",
    "TextRef",
    "WordCount",
]
