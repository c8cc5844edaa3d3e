"""Files that hold files: zip, 7z, rar, tar, gz and mails, one in another.

    for member in members("材料.zip"):
        if member.problem is None:
            document = readers.read_bytes(member.load(), member.path)

Nothing is ever written under a name that a container gives; `path` only says where the member lies.
"""

from collections.abc import Iterator

from gwlint.readers.containers.limits import Limits
from gwlint.readers.containers.nesting import Member, Source, kind_of, walk

__all__ = ["Limits", "Member", "is_container", "members"]


def is_container(source: Source, name: str = "") -> bool:
    """Whether `source` (a path, or bytes called `name`) holds other files; a document is none, though docx is a zip.

    False for a file that cannot be opened: what is wrong with it is for `readers.load` to say.
    """
    try:
        return kind_of(source, name) is not None
    except (OSError, ValueError):
        return False


def members(
    source: Source, name: str | None = None, limits: Limits | None = None, *, all: bool = False
) -> Iterator[Member]:
    """What `source` holds, in its own order, containers inside it opened too; with `all` these themselves, after what
    they hold, at last `source`.

    `name` is how the whole is called in the members' paths; by default the path itself. A member must be loaded
    before the next one is asked for. Nothing is raised for what a container does wrong: a member with a `problem`
    says it, the others go on.
    """
    called = name if name is not None else ("" if isinstance(source, bytes) else source)
    found = walk(source, called, limits or Limits())
    yield from found if all else (one for one in found if one.holds is None or one.problem)
