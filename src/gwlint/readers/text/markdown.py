"""Markdown without its markup, in place: every mark becomes GONE, so that positions stay."""

from functools import cache

from gwlint import re
from gwlint.readers.text.lines import GONE

_BOUND = 300
_CELL_END = "\v"
"""Ends a line of text without ending a line of the file: every cell is a paragraph."""


def plain(text: str) -> tuple[str, bool]:
    """`text` of the same length with its markup gone, and whether it began with front matter, which is gone too."""
    text, had_front = _without_front(text)
    fenced, shown = False, []
    for line in _without_comments(text).splitlines(keepends=True):
        fence = line.lstrip().startswith(("```", "~~~"))
        fenced ^= fence
        shown.append(_gone(line) if fence else line if fenced else _line(line))
    return "".join(shown), had_front


def _without_front(text: str) -> tuple[str, bool]:
    found = re.match(r"---[ \t]*\r?\n", text)
    end = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.M).search(text, found.end()) if found else None
    return (_gone(text[: end.end()]) + text[end.end() :], True) if end else (text, False)


def _without_comments(text: str) -> str:
    """An unclosed comment is text: it may hold the whole draft."""
    parts, last = [], 0
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start)) >= 0:
        parts += [text[last:start], _gone(text[start : end + 3])]
        last = end + 3
        start = text.find("<!--", last)
    return "".join([*parts, text[last:]])


def _line(line: str) -> str:
    if _is_rule(line.strip()):
        return _gone(line)
    line = _pattern(r"^\s*(?:>[ \t]?)*(?:#{1,6}[ \t]+|[-*+][ \t]+(?:\[[ xX]\][ \t])?)?").sub(
        lambda found: _gone(found[0]), line
    )
    if line.lstrip(GONE + " ").startswith("|"):
        line = line.replace("|", _CELL_END)
    line = _pattern(rf"(!?\[)([^\[\]\n]{{0,{_BOUND}}})(\]\([^()\n]{{0,{_BOUND}}}\))").sub(_inner, line)
    line = _pattern(rf"(?<![\d*\\])(\*)(?=\S)([^*\n]{{1,{_BOUND}}})(?<=[^\s\\])(\*)(?![\d*])").sub(_inner, line)
    return _pattern(rf"\*\*|__|~~|`+|</?[A-Za-z][^<>\n]{{0,{_BOUND}}}>|\\(?=[\\`*_{{}}\[\]()#+.!|-])").sub(
        lambda found: _gone(found[0]), line
    )


def _is_rule(line: str) -> bool:
    """A ruled line, the line below a heading or a table's head, or the target of a link."""
    marks = set(line) - {" ", "\t"}
    ruled = len(line) > 2 and ((len(marks) == 1 and marks <= set("-=*_")) or {"-", "|"} <= marks <= set("-|:"))
    return ruled or _pattern(r"\[[^\]\n]{1,100}\]:\s*\S").match(line) is not None


def _inner(found: re.Match[str]) -> str:
    return _gone(found[1]) + found[2] + _gone(found[3])


def _gone(text: str) -> str:
    """As long, with nothing to see but its line breaks."""
    if "\n" not in text and "\r" not in text:
        return GONE * len(text)
    return _pattern(r"[^\r\n]+").sub(lambda found: GONE * len(found[0]), text)


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)
