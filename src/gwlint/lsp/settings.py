"""What an editor may set: initializationOptions, and the section `gwlint` of its configuration."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from gwlint.errors import UsageError
from gwlint.linting import choice, names

SECTION = "gwlint"
MAX_DEBOUNCE = 10_000
WORD_COUNTS = ("codeLens", "inlayHint", "off")


class Settings(NamedTuple):
    """What holds for all drafts of an editor. `profile` None and empty lists: as gwlint.toml says.

    `debounce` is in milliseconds; `word_count` one of WORD_COUNTS.
    """

    profile: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fix_on_save: bool = False
    debounce: int = 100
    word_count: str = "codeLens"


def read(said: object) -> tuple[Settings, list[str]]:
    """The settings, and in Chinese what is wrong with some: these stay at their defaults, the others hold."""
    found: dict[str, Any] = {}
    wrong: list[str] = []
    for key, value in _section(said).items():
        if value is None:
            continue
        try:
            field, meant = _KEYS[key] if key in _KEYS else _unknown(key)
            found[field] = meant(key, value)
        except UsageError as error:
            wrong.append(f"编辑器设置 {SECTION}.{key}：{error}；这一项按默认值")
    return Settings(**found), wrong


def merged(*said: object) -> dict[str, Any]:
    """Sections over one another, the last prevailing."""
    return {key: value for one in said for key, value in _section(one).items() if value is not None}


def _section(said: object) -> Mapping[str, Any]:
    """The settings themselves, with or without the name of the section around them."""
    if not isinstance(said, Mapping):
        return {}
    inner = said.get(SECTION)
    return inner if isinstance(inner, Mapping) else said


def _unknown(key: str) -> Any:
    raise UsageError(f"不认识这一项，可用的有 {'、'.join(_KEYS)}")


def _profile(key: str, value: object) -> str | None:
    if not isinstance(value, str):
        raise UsageError("应写规定的编号、.toml 文件或 auto")
    choice.chosen(value or None)
    return value if value not in ("", choice.AUTO) else None


def _rules(key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise UsageError('应写成列表，如 ["burden", "GW101"]')
    names.known(key, value)
    return tuple(value)


def _yes_no(key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise UsageError("应写 true 或 false")
    return value


def _milliseconds(key: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= MAX_DEBOUNCE:
        raise UsageError(f"应写 0 到 {MAX_DEBOUNCE} 之间的毫秒数")
    return int(value)


def _word_count(key: str, value: object) -> str:
    if value not in WORD_COUNTS:
        raise UsageError(f"不能是“{value}”，可写 {'、'.join(WORD_COUNTS)}")
    return str(value)


_KEYS: Mapping[str, tuple[str, Callable[[str, object], Any]]] = {
    "profile": ("profile", _profile),
    "select": ("select", _rules),
    "ignore": ("ignore", _rules),
    "fixOnSave": ("fix_on_save", _yes_no),
    "debounce": ("debounce", _milliseconds),
    "wordCount": ("word_count", _word_count),
}
