"""Containers: what they hold is laid down file by file in a private folder, to be examined like any other file.

A container is opened again and again for some more of its files, so that a large one takes neither much disk nor much
time at once, and one file that ends the process costs no other. Its own row is written only when all that it holds has
its rows: where it is known, they are.
"""

import os
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gwlint.audit import passed
from gwlint.audit.examine import MEMORY
from gwlint.audit.privacy import NESTED, hidden
from gwlint.audit.sources import MOST_FILES, Source
from gwlint.errors import Unreadable

if TYPE_CHECKING:
    from gwlint.readers.containers import Member

MOST_BYTES, LONG = 128 << 20, 1.0
"""Bytes laid down, and seconds, after which no further file is had at once."""

_EMPTY = "里面没有文件"


class Unpacked(NamedTuple):
    """`inside`: files, laid down; `more`: the container as it is to be opened again, None when this was all; `row`: what
    its own row then says."""

    inside: tuple[Source, ...]
    more: Source | None = None
    row: dict[str, str] | None = None


def unpack(source: Source, folder: Path, key: bytes | None = None, data: bytes | None = None) -> Unpacked | None:
    """What `source` holds after its first `skip` files, at most `most` of them, laid down in `folder` under names that
    say nothing; None where it is no container.

    `key` hides the members' names, `data` is its content where it is no file of this machine. Raises nothing for what is
    in the container; OSError where the disk is full.
    """
    from gwlint.readers import containers

    name = os.path.basename(source.load)
    whole = source.load if data is None else data
    if not source.container or not containers.is_container(whole, name):
        return None
    inside: list[Source] = []
    since, laid = None, 0
    for number, member in enumerate(containers.members(whole, name, all=True)):
        if member.path == name:
            return Unpacked(tuple(inside), None, own_row(member.holds or 0, member.problem))
        if number < source.skip:
            continue
        since = since or time.monotonic()
        if len(inside) >= source.most or laid > MOST_BYTES or (inside and time.monotonic() - since > LONG):
            return Unpacked(tuple(inside), source._replace(skip=number, most=_more(source.most)))
        inside.append(_laid(member, member.path.removeprefix(name + NESTED), source, folder, key))
        laid += inside[-1].size
    raise AssertionError("a container comes after what it holds")


def cautious(source: Source) -> Source:
    """The container, to be had one file of: something in it has ended the process."""
    return source._replace(most=1)


def past(source: Source) -> Source:
    """The container without the file that comes next."""
    return source._replace(skip=source.skip + 1, most=1)


def own_row(held: int, problem: str | None) -> dict[str, str]:
    """What the container's own row says, with `held` files that have rows of their own."""
    if problem:
        said = f"里面的{held}个文件另列；" if held else ""
        return {"status": "partial" if held else "unreadable", "reason": said + problem}
    return {"status": "skipped", "reason": f"压缩包或邮件，里面的{held}个文件另列" if held else _EMPTY}


def _more(most: int) -> int:
    """How many to have next: once all goes well again, more and more."""
    return min(2 * most, MOST_FILES)


def _laid(member: "Member", within: str, source: Source, folder: Path, key: bytes | None) -> Source:
    path = f"{source.path}{NESTED}{hidden(within, key) if key else within}"
    one = Source("", path, modified=source.modified, stamp=source.stamp)
    if member.holds is not None:
        said = own_row(member.holds, member.problem)
        return one._replace(problem=said["reason"], status=said["status"])
    if why := passed.by_name(within.replace(NESTED, "/")):
        return one._replace(problem=why, status="skipped")
    try:
        if member.problem:
            raise Unreadable(member.problem)
        data = member.load()
    except Unreadable as error:
        return one._replace(problem=str(error))
    except MemoryError:
        return one._replace(problem=MEMORY)
    return one._replace(load=_write(folder, data), size=len(data), sha256=_sha256(data))


def _write(folder: Path, data: bytes) -> str:
    place = str(folder / uuid.uuid4().hex)
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with open(handle, "wb") as file:
        file.write(data)
    return place


def _sha256(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()
