"""Physical lines, with what cannot be seen taken out and said."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from gwlint import re
from gwlint.errors import Unreadable
from gwlint.model import Note, TextRef
from gwlint.readers.text.strand import Chunk, Strand

GONE = "\x00"
"""Stands where markup stood; taken out like every control character."""

MAX_LINES = 100_000
"""Lines of text in one file; more is a table or a log, not a draft."""

MAX_HIDDEN = 20_000
"""Invisible characters in one file."""

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROL = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u115f\u1160\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e01ef"
)


class Line(NamedTuple):
    """A line that shows something, without the white space at its ends; `indented` by a blank of two characters."""

    strand: Strand
    indented: bool

    @property
    def text(self) -> str:
        return self.strand.text


def physical(text: str) -> Iterator[Line]:
    """The lines of `text` that show something. Raises Unreadable past MAX_LINES."""
    line, column, offset, shown = 1, 1, 0, 0
    hidden_runs = len(invisible().findall(text))
    raws = text.splitlines(keepends=True)
    if len(raws) > 10 * MAX_LINES or hidden_runs > MAX_LINES:
        raise too_many()
    for raw in raws:
        if not raw.isspace():
            strand = Strand(raw, (Chunk(len(raw), TextRef(line, column, offset)),)).strip()
            if hidden_runs:
                strand = strand.without(found.span() for found in invisible().finditer(strand.text)).strip()
            if strand.text:
                shown += 1
                yield Line(strand, raw.startswith(("\u3000\u3000", "\u2003\u2003", "    ", "\t")))
        if shown > MAX_LINES:
            raise too_many()
        offset += len(raw)
        line, column = (line + 1, 1) if raw[-1] in "\r\n" else (line, column + len(raw))


def too_many() -> Unreadable:
    return Unreadable(f"文件超过{MAX_LINES // 10_000}万行或段，不像公文，未作检查")


def hidden(text: str) -> list[Note]:
    """Notes on invisible characters: they can hide words from a reader or show them in another order.

    Raises Unreadable past MAX_HIDDEN.
    """
    found = "".join(invisible().findall(text))
    if len(found) > MAX_HIDDEN:
        raise Unreadable(f"文件里有{len(found)}个看不见的控制字符，不像正常的文本，请另存为UTF-8编码的文本后再检查")
    bidi = len(_only_bidi().findall(found))
    notes = []
    if bidi:
        message = f"文中有{bidi}个改变文字方向的不可见字符，可能使显示的内容与实际不符，检查时已略去，请删除"
        notes.append(Note("bidi", message))
    if len(found) > bidi:
        message = f"文中有{len(found) - bidi}个不可见的控制字符，检查时已略去，请删除"
        notes.append(Note("control", message))
    return notes


@cache
def invisible() -> re.Pattern[str]:
    """Control characters and others that are not seen."""
    return re.compile(f"[{_BIDI}{_CONTROL}]+")


@cache
def _only_bidi() -> re.Pattern[str]:
    return re.compile(f"[{_BIDI}]")
