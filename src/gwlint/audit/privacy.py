"""How much of the documents' own words the tables hold, and how paths are hidden."""

import hashlib
import hmac
import re
from functools import cache, lru_cache
from typing import Any

from gwlint.audit.tables import PRIVATE, Row
from gwlint.model import Quotes

SHORT = 40
"""Characters of a quote that `short` keeps."""

NESTED = "!/"
"""Between a container's path and what is inside it."""

_GONE = "…"
_TELLING = 6
_HASHED = frozenset({"title", "object", "name", "number", "cites", "forms"})
"""Facts that are words of the documents."""


def clean_document(row: Row, facts: Any, quotes: Quotes, key: bytes) -> Any:
    """Take out of `row` what `quotes` does not allow; the facts without it. Numbers of documents become keyed hashes,
    so that equal ones are still seen to be equal."""
    if quotes != "none":
        return facts
    row.update(dict.fromkeys(PRIVATE["documents"]))
    return _cleaned(facts, key)


def clean_finding(row: Row, quotes: Quotes, text: str) -> Row:
    """The finding with its quote, and what its message has of the document's `text`, as long as `quotes` allows."""
    if quotes == "full":
        return row
    most = SHORT if quotes == "short" else 0
    row["quote"] = _cut(row["quote"], most) if most else None
    row["message"] = _quoted().sub(lambda match: match[1] + _cut(match[2], most) + match[3], row["message"])
    if quotes == "none":
        row["message"] = _without(text, row["message"])
    return row


def _without(text: str, message: str) -> str:
    """The message without the stretches of `_TELLING` characters and more that it shares with the text."""
    shared = [False] * len(message)
    for start in range(len(message) - _TELLING + 1):
        if message[start : start + _TELLING] in text:
            shared[start : start + _TELLING] = [True] * _TELLING
    kept = "".join("\0" if gone else char for char, gone in zip(message, shared, strict=True))
    return re.sub("\0+", _GONE, kept)


def hidden(path: str, key: bytes) -> str:
    """The path with every component hashed; equal names give equal hashes, suffixes stay."""
    inside = path.split(NESTED)
    return NESTED.join("/".join(_hash(part, key) for part in one.split("/")) for one in inside)


@lru_cache(4096)
def _hash(name: str, key: bytes) -> str:
    stem, dot, suffix = name.rpartition(".")
    plain = bool(stem) and len(suffix) <= 5 and suffix.isascii() and suffix.isalnum()
    return keyed(name, key) + (dot + suffix if plain else "")


def keyed(text: str, key: bytes) -> str:
    """12 hex digits that only the holder of the key can tie to the text."""
    return hmac.new(key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:12]


def _cleaned(facts: Any, key: bytes, name: str = "") -> Any:
    if isinstance(facts, dict):
        return {inner: _cleaned(value, key, inner) for inner, value in facts.items()}
    if isinstance(facts, list):
        return [_cleaned(value, key, name) for value in facts]
    if isinstance(facts, str) and name in _HASHED:
        return keyed(facts, key)
    return facts


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most] + _GONE


@cache
def _quoted() -> "re.Pattern[str]":
    return re.compile("([“《「])([^”》」]*)([”》」])")
