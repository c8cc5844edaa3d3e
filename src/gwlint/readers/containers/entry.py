"""What the modules of this package give for each file in a container."""

from collections.abc import Callable
from typing import NamedTuple


class Entry(NamedTuple):
    """`name` as the container says it; `load` gives the content and raises Unreadable; or why it has none."""

    name: str
    load: Callable[[], bytes]


def legacy(raw: bytes) -> str:
    """A name whose encoding nothing tells: UTF-8 if it can be, else GB18030 as Chinese systems write."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")
