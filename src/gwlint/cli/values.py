"""A profile's values in words."""

from collections.abc import Mapping


def plain(value: object) -> str:
    """A TOML value for people: lists joined by 、, tables as key and value."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Mapping):
        return "；".join(f"{key} {plain(one)}" for key, one in value.items())
    if isinstance(value, list | tuple):
        return "、".join(map(plain, value))
    return str(value)
