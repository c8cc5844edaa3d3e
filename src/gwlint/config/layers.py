"""Which files speak for a draft, and what each says: the nearest gwlint.toml first, pyproject.toml last."""

import os
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from gwlint.errors import UsageError
from gwlint.rules import Given

PROJECT, GENERAL, SIDECAR = "gwlint.toml", "pyproject.toml", ".gwlint.toml"
GENERAL_TABLE = "tool.gwlint"
DEFAULT = "默认"


class Said(NamedTuple):
    """A value and, in words, where it was said; `folder` is that of the file, "" where no file said it."""

    value: Any
    origin: str = DEFAULT
    folder: str = ""


class Settings(NamedTuple):
    """What holds for one draft. Rule lists and the profile are as written; paths are absolute."""

    profile: Said = Said("auto")
    select: Said = Said(())
    ignore: Said = Said(())
    fail_on: Said = Said("error")
    exclude: Said = Said(())
    per_file_ignores: Said = Said({})
    suppressions: Said = Said(None)
    baseline: Said = Said(None)


NOTHING: Mapping[str, Said] = {}


class Layer(NamedTuple):
    """What one file says: `settings` by field of `Settings`, `given` by field of `Given`. `root` ends the search."""

    settings: Mapping[str, Said] = NOTHING
    given: Mapping[str, Said] = NOTHING
    root: bool = False


def settings_for(path: str) -> Settings:
    """What is set for the draft at `path`: each key as the nearest file says that says it.

    Raises UsageError, naming file, line, key and what is allowed, for a file that cannot be used.
    """
    return _settings(os.path.dirname(os.path.abspath(path)))


def given_for(path: str, told: Given = Given()) -> Given:
    """What is known of the draft at `path`: first `told` (the command line), then <draft>.gwlint.toml, then the files
    above it. Raises UsageError as `settings_for` does."""
    from gwlint.config.given import under

    return under(told, Given(**{field: one.value for field, one in given_said(path).items()}))


def given_said(path: str) -> dict[str, Said]:
    """The data that files give for the draft at `path`, by field of `Given`."""
    place = os.path.abspath(path)
    known: dict[str, Said] = {}
    for layer in (_beside(place), *_layers(os.path.dirname(place))):
        known = {**layer.given, **known}
    return known


def covers(pattern: str, folder: str, path: str) -> bool:
    """Whether `pattern`, written in a file of `folder`, means the draft at `path`: its path from there (* crosses /),
    its name alone, or a folder above it."""
    from fnmatch import fnmatch

    place = os.path.abspath(path)
    inside = os.path.relpath(place, folder).replace(os.sep, "/") if place[:1] == folder[:1] else place
    meant = pattern.rstrip("/")
    return fnmatch(inside, meant) or fnmatch(inside, f"{meant}/*") or fnmatch(os.path.basename(place), meant)


def forget() -> None:
    """Read the files anew: for a program that goes on while people edit them."""
    for read in (_settings, _layers, _project, _general, _beside):
        read.cache_clear()


@cache
def _settings(folder: str) -> Settings:
    said: dict[str, Said] = {}
    for layer in _layers(folder):
        said = {**layer.settings, **said}
    return Settings()._replace(**said)


@cache
def _layers(folder: str) -> tuple[Layer, ...]:
    """Every file that speaks for the drafts of `folder`, the first prevailing."""
    projects: list[Layer] = []
    general: list[Layer] = []
    while True:
        if os.path.isfile(file := os.path.join(folder, PROJECT)):
            projects.append(_project(file))
        if os.path.isfile(file := os.path.join(folder, GENERAL)):
            general.append(_general(file))
        above = os.path.dirname(folder)
        if above == folder or any(one.root for one in (*projects[-1:], *general[-1:])):
            return (*projects, *general)
        folder = above


@cache
def _project(path: str) -> Layer:
    from gwlint.config.settings import read
    from gwlint.profiles.files import parse_toml, read_text

    text = read_text(path, "配置文件")
    return read(parse_toml(text, path, "配置文件"), text, path)


@cache
def _general(path: str) -> Layer:
    """The [tool.gwlint] of a pyproject.toml, which is other programs' too: one that says nothing to us is let be."""
    from gwlint.profiles.files import parse_toml, read_text

    try:
        text = read_text(path, "配置文件")
    except UsageError:
        return Layer()
    if "tool.gwlint" not in text:
        return Layer()
    from gwlint.config.settings import read

    table = parse_toml(text, path, "配置文件").get("tool", {}).get("gwlint", {})
    return read(table, text, path, GENERAL_TABLE)


@cache
def _beside(place: str) -> Layer:
    """The file beside a draft, which gives data alone."""
    if not os.path.isfile(path := place + SIDECAR):
        return Layer()
    from gwlint.config.settings import only_given
    from gwlint.profiles.files import parse_toml, read_text

    text = read_text(path, "配置文件")
    return only_given(parse_toml(text, path, "配置文件"), text, path)
