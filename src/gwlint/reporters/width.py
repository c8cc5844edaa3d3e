"""How wide text stands on a terminal: Han characters and full-width marks take two columns.

Han text is broken anywhere except before a closing mark and after an opening one; Latin words and numbers stay whole.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache

_NO_START = frozenset("，。、；：？！）》〉」』】〕”’…—,.;:?!)]}%％")
_NO_END = frozenset("（《〈「『【〔“‘([{")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


@cache
def _columns(char: str) -> int:
    if unicodedata.east_asian_width(char) in "WF":
        return 2
    return 0 if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me") else 1


def width(text: str) -> int:
    """Columns that `text`, already made visible, takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def visible(text: str) -> str:
    """`text` with control, bidi and other unseen characters written out, so that none reaches the terminal."""
    if text.isprintable():
        return text
    return "".join(map(_written, text))


@cache
def _written(char: str) -> str:
    if char in "\t\n\r\v\f":
        return " "
    if unicodedata.category(char) in _UNSEEN:
        return f"<U+{ord(char):04X}>"
    return char


def head(text: str, columns: int) -> str:
    """The longest beginning of `text` that fits into `columns`."""
    used = 0
    for at, char in enumerate(text):
        used += _columns(char)
        if used > columns:
            return text[:at]
    return text


def tail(text: str, columns: int) -> str:
    """The longest end of `text` that fits into `columns`."""
    return head(text[::-1], columns)[::-1]


def clip(text: str, columns: int) -> str:
    """`text`, or as much of its beginning as fits into `columns` with a …."""
    if width(text) <= columns:
        return text
    return head(text, columns - 1) + "…" if columns > 1 else ""


def clip_left(text: str, columns: int) -> str:
    """`text`, or as much of its end as fits into `columns` with a …."""
    if width(text) <= columns:
        return text
    return "…" + tail(text, columns - 1) if columns > 1 else ""


def clip_middle(text: str, columns: int) -> str:
    """`text`, or its two ends with a … between them, in at most `columns`."""
    if width(text) <= columns:
        return text
    half = (columns - 1) // 2
    return head(text, half) + "…" + tail(text, half)


def pad(text: str, columns: int) -> str:
    """`text` filled up with blanks to `columns`."""
    return text + " " * (columns - width(text))


def wrap(text: str, columns: int, indent: str = "", hang: str | None = None) -> str:
    """`text` in lines of at most `columns`, the first after `indent`, the others after `hang` (blanks by default)."""
    rest = " " * width(indent) if hang is None else hang
    lines, line, start = [], indent, indent
    for word in _unbreakable(text):
        if line != start and width(line) + width(word.rstrip()) > columns:
            lines.append(line.rstrip())
            line = start = rest
            word = word.lstrip()
        line += word
    return "\n".join([*lines, line.rstrip()])


def _unbreakable(text: str) -> Iterator[str]:
    word = ""
    for char in text:
        if word and _breaks(word[-1], char):
            yield word
            word = ""
        word += char
    if word:
        yield word


def _breaks(before: str, after: str) -> bool:
    if before == " ":
        return after != " "
    if after == " " or after in _NO_START or before in _NO_END:
        return False
    return _columns(before) == 2 or _columns(after) == 2
