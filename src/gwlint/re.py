"""The standard `re`, whose compiled patterns are kept between runs as Python keeps compiled modules.

Compiling some 150 patterns takes 40 ms of a cold check; to make them again from their compiled code takes 1 ms. The code
lies beside the compiled modules (`__pycache__`), is read by the interpreter that wrote it alone, and holds patterns of
gwlint's own, never a word of a document: a pattern with such words belongs to the standard module, and so `escape` is
not here. Where it cannot be read or written, all goes on as without it.
"""

import marshal
import os
import re as _standard
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from re import I as I
from re import M as M
from re import Match as Match
from re import Pattern as Pattern
from typing import Any

_MOST = 2000  # patterns; more than gwlint has means that something is made up at run time
_Key = tuple[str, int]

_made: dict[_Key, Pattern[str]] = {}
_new: list[_Key] = []


def compile(pattern: str, flags: int = 0) -> Pattern[str]:
    """As the standard one."""
    key = (pattern, int(flags))
    made = _made.get(key)
    if made is None:
        made = _made[key] = _again(key) or _compiled(key)
    return made


def search(pattern: str, string: str) -> Match[str] | None:
    """As the standard one."""
    return compile(pattern).search(string)


def match(pattern: str, string: str) -> Match[str] | None:
    """As the standard one."""
    return compile(pattern).match(string)


def fullmatch(pattern: str, string: str) -> Match[str] | None:
    """As the standard one."""
    return compile(pattern).fullmatch(string)


def split(pattern: str, string: str, maxsplit: int = 0) -> list[str | Any]:
    """As the standard one."""
    return compile(pattern).split(string, maxsplit)


def findall(pattern: str, string: str) -> list[str | Any]:
    """As the standard one."""
    return compile(pattern).findall(string)


def finditer(pattern: str, string: str) -> Iterator[Match[str]]:
    """As the standard one."""
    return compile(pattern).finditer(string)


def sub(pattern: str, new: Any, string: str) -> str:
    """As the standard one."""
    return compile(pattern).sub(new, string)


def keep() -> None:
    """Write what this run compiled for the first time, if Python may write its own compiled modules."""
    if not _new or sys.dont_write_bytecode or len(_kept()) + len(_new) > _MOST:
        return
    with suppress(Exception):  # a read-only installation is slower, nothing else
        _write({**_kept(), **{key: _code(key) for key in _new}})


def _compiled(key: _Key) -> Pattern[str]:
    _new.append(key)
    return _standard.compile(*key)


def _again(key: _Key) -> Pattern[str] | None:
    """The pattern from its kept code. The interpreter verifies the code and raises for what is none."""
    kept = _kept().get(key)
    if kept is None:
        return None
    try:
        import _sre  # type: ignore[import-not-found]

        flags, code, groups, names = kept
        places: list[str | None] = [None] * (groups + 1)
        for name, place in names.items():
            places[place] = name
        made: Pattern[str] = _sre.compile(key[0], flags, list(memoryview(code).cast("I")), groups, names, tuple(places))
    except Exception:
        return None
    return made


def _code(key: _Key) -> tuple[int, bytes, int, dict[str, int]]:
    """Flags, code as 32-bit words, number of groups, and their names: all that `re` hands to its engine."""
    from array import array

    compiler, parser = _compiler()
    parsed = parser.parse(*key)
    state = parsed.state
    flags = key[1] | state.flags
    return flags, array("I", compiler._code(parsed, key[1])).tobytes(), state.groups - 1, dict(state.groupdict)


def _compiler() -> tuple[Any, Any]:
    if sys.version_info >= (3, 11):
        from re import _compiler, _parser  # type: ignore[attr-defined]

        return _compiler, _parser
    import sre_compile
    import sre_parse

    return sre_compile, sre_parse


@cache
def _kept() -> dict[_Key, Any]:
    try:
        with open(_file(), "rb") as stream:
            version, kept = marshal.load(stream)
        return kept if version == sys.version and isinstance(kept, dict) else {}
    except Exception:  # none yet, or not one of ours
        return {}


def _write(kept: dict[_Key, Any]) -> None:
    path = _file()
    written = f"{path}.{os.getpid()}"
    os.makedirs(os.path.dirname(path), exist_ok=True)
    try:
        with open(written, "xb") as stream:
            marshal.dump((sys.version, kept), stream)
        os.replace(written, path)
    finally:
        with suppress(OSError):
            os.remove(written)


def _file() -> str:
    return cache_from_source(__file__).removesuffix(".pyc") + ".patterns"
