"""Profiles that installed packages bring: entry points of the group `gwlint.profiles`, looked up when asked for.

The value of an entry point is a package, or a folder that is one without code, that holds .toml files; each is a
profile whose id is the file's name. No code of the package is run, save that of the packages above it.
"""

import os
from collections.abc import Iterator
from functools import cache

from gwlint.errors import UsageError

GROUP = "gwlint.profiles"


@cache
def installed() -> dict[str, str]:
    """Ids and files, in order of id. Raises UsageError for an entry point that leads nowhere."""
    found = {
        name[:-5]: os.path.join(folder, name) for folder in _folders() for name in os.listdir(folder) if _is_toml(name)
    }
    return dict(sorted(found.items()))


def _is_toml(name: str) -> bool:
    return name.endswith(".toml") and not name.startswith((".", "_"))


def _folders() -> Iterator[str]:
    from importlib.metadata import entry_points
    from importlib.util import find_spec

    for point in sorted(entry_points(group=GROUP), key=lambda one: one.name):
        try:
            spec = find_spec(point.module)
        except Exception:  # the code of a package above it may raise anything
            spec = None
        if spec is None:
            raise UsageError(f"安装包登记的规定“{point.name}”找不到（{point.value}），请重装或卸载那个安装包")
        yield from spec.submodule_search_locations or [os.path.dirname(spec.origin or "")]
