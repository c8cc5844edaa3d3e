"""The result for one file."""

import datetime
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from gwlint.model.document import Document, Note
from gwlint.model.finding import Finding
from gwlint.model.gongwen import Gongwen
from gwlint.model.span import Span

if TYPE_CHECKING:
    from gwlint.model.meeting import Meeting

Status: TypeAlias = Literal["checked", "partial", "unreadable"]


class ProfileChoice(NamedTuple):
    """The profile that was applied, and in Chinese why it was this one."""

    id: str
    why: str


class NotChecked(NamedTuple):
    """A rule that could not judge this file, and in Chinese why; `crashed` when the fault is the rule's own."""

    rule: str
    reason: str
    crashed: bool = False


class Suppression(NamedTuple):
    """Someone's word that findings of a rule are not to be reported here.

    `rule` is an id, name or family as written; `quote`, words that the finding's quote holds ("" for any); `span`, what
    the finding must touch (None for anywhere); `origin` says in Chinese where this was written. A `standing` one may go
    unused in silence. `used` counts the findings that it held back.
    """

    rule: str
    reason: str
    by: str = ""
    until: datetime.date | None = None
    quote: str = ""
    span: Span | None = None
    origin: str = ""
    standing: bool = False
    used: int = 0


class FileReport(NamedTuple):
    """All that is said of one file. `document` and `gongwen` are None when the file could not be read.

    `meeting` is what was read of the meeting that the document is about, None where it is about none.
    `limit` is the 字数 limit that applies to the 正文, None where none does. `notes` are the reader's, and what is wrong
    with `suppressions`, which hold back `suppressed` findings. `baselined` counts the old findings that are not listed.
    """

    path: str
    status: Status
    reason: str | None = None
    format: str | None = None
    sha256: str | None = None
    profile: ProfileChoice | None = None
    document: Document | None = None
    gongwen: Gongwen | None = None
    meeting: "Meeting | None" = None
    limit: int | None = None
    findings: tuple[Finding, ...] = ()
    suppressed: int = 0
    not_checked: tuple[NotChecked, ...] = ()
    notes: tuple[Note, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    baselined: int = 0
