"""What was made of parts that documents share, kept for the next document of this process.

The drafts of an office come from one template: styles, theme, numbering, footers and lists of links are the same bytes
in all of them, and to inflate and parse these was three quarters of reading the samples. A key holds all the bytes, so
what is kept differs from what would be made anew by its speed alone; nobody may change it.
"""

from collections.abc import Hashable
from threading import Lock
from typing import Any, NamedTuple

MOST, LARGEST = 4 << 20, 1 << 20
"""Inflated bytes of all parts and of one. Their trees take some eight times as much."""


class Kept(NamedTuple):
    """What was made of a part of `size` inflated bytes."""

    made: Any
    size: int


class Shelf:
    """The least recently used goes first where there is too much."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, Kept] = {}
        self._size = 0
        self._lock = Lock()

    def take(self, key: Hashable) -> Kept | None:
        """What is kept under `key`, None if nothing is."""
        with self._lock:
            found = self._kept.pop(key, None)
            if found is not None:
                self._kept[key] = found
            return found

    def put(self, key: Hashable, kept: Kept) -> None:
        """Keep it, unless it is too large to be worth the room."""
        if kept.size > LARGEST:
            return
        with self._lock:
            before = self._kept.pop(key, None)
            self._size += kept.size - (before.size if before else 0)
            self._kept[key] = kept
            while self._size > MOST:
                self._size -= self._kept.pop(next(iter(self._kept))).size
