"""The suppressions file: TOML that people and `--add-ignore` write, each entry anchored by the words it speaks of."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from gwlint.errors import UsageError
from gwlint.model import Document, FileReport, Suppression
from gwlint.profiles.files import line_of, parse_toml, read_text
from gwlint.suppress.apply import flat

TABLE = "ignore"
KEYS = {
    "rule": "规则的编号、名称或类别",
    "quote": "原文中的几个字",
    "file": "文件名，可用 *",
    "reason": "理由",
    "who": "谁定的",
    "until": "到哪天为止，如 2026-12-31",
}
_ANCHORS = ("quote", "file")
_LONGEST = 60
_OPENING = """\
# gwlint 的不报清单。每一条 [[ignore]] 写明规则（rule）、原文中的几个字（quote）、理由（reason），
# 还可以写文件名（file）、谁定的（who）、到哪天为止（until = 2026-12-31）。没有理由的不算数。
"""


class Entry(NamedTuple):
    """An entry, and the pattern of the files that it is about ("" for any)."""

    file: str
    suppression: Suppression


def load(path: str) -> tuple[Entry, ...]:
    """The entries of the file. Raises UsageError, naming file, line, key and what is allowed."""
    what = "不报清单"
    text = read_text(path, what)
    data = parse_toml(text, path, what)
    listed = data.get(TABLE, [])
    unknown = next((key for key in data if key != TABLE), None)
    if unknown is not None or not isinstance(listed, list) or not all(isinstance(one, Mapping) for one in listed):
        raise UsageError(f"{_at(path, line_of(text, '', unknown or TABLE))}：这里只写若干节 [[{TABLE}]]")
    return tuple(_entry(one, path, text, nth) for nth, one in enumerate(listed, 1))


def about(entries: Iterable[Entry], document: Document, covers: Callable[[str], bool]) -> tuple[Suppression, ...]:
    """The entries that speak of this document: it bears the name, or holds the words. `covers(pattern)` says whether a
    pattern means it."""
    text = flat(document.text)
    return tuple(
        one.suppression for one in entries if (covers(one.file) if one.file else flat(one.suppression.quote) in text)
    )


def added(text: str, reports: Iterable[FileReport], name: Callable[[str], str], reason: str, who: str) -> str:
    """The file's text with an entry more for each finding of `reports`; `name` gives the `file` for a path."""
    entries = [
        _written(
            {
                "rule": one.name,
                "quote": flat(one.quote)[:_LONGEST],
                "file": name(report.path),
                "reason": reason,
                "who": who,
            }
        )
        for report in reports
        for one in report.findings
    ]
    return (text.rstrip() + "\n" if text.strip() else _OPENING) + "".join(dict.fromkeys(entries))


def _written(entry: Mapping[str, str]) -> str:
    return f"\n[[{TABLE}]]\n" + "".join(f"{key} = {_quoted(value)}\n" for key, value in entry.items() if value)


def _quoted(value: str) -> str:
    """A TOML basic string; control characters and half surrogate pairs have no other way to be written."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(one if one.isprintable() else f"\\U{ord(one):08X}" for one in escaped) + '"'


def _entry(data: Mapping[str, Any], path: str, text: str, nth: int) -> Entry:
    for key, value in data.items():
        where = _at(path, line_of(text, TABLE, key, nth))
        if key not in KEYS:
            raise UsageError(f"{where}：不认识的键 {key}，可用的有 {'、'.join(KEYS)}")
        if not isinstance(value, datetime.date if key == "until" else str) or isinstance(value, datetime.datetime):
            raise UsageError(f"{where}：{key} 不能是“{value}”，应写{KEYS[key]}{'' if key == 'until' else '，加引号'}")
    where = _at(path, line_of(text, TABLE, "", nth))
    if not data.get("rule"):
        raise UsageError(f"{where}：缺 rule，应写{KEYS['rule']}")
    if not any(data.get(key) for key in _ANCHORS):
        raise UsageError(f"{where}：quote 和 file 至少写一个，说明不报的是哪一处")
    said = Suppression(
        data["rule"],
        data.get("reason", ""),
        data.get("who", ""),
        data.get("until"),
        data.get("quote", ""),
        origin=where,
    )
    return Entry(data.get("file", ""), said)


def _at(path: str, line: int | None) -> str:
    return f"{path}第{line}行" if line else path
