"""What the user chose, in gwlint.ini in the profile of LibreOffice."""

from __future__ import annotations

import configparser
import os
from typing import NamedTuple

MODES = {"comments": "写成批注", "dialog": "弹出对话框", "off": "存盘时不检查"}
LONGEST = 300
_SECTION = "gwlint"


class Settings(NamedTuple):
    """`command` is the program's path or name, `mode` one of MODES, `seconds` how long a check may take."""

    command: str = "gwlint"
    mode: str = "comments"
    block: bool = False
    seconds: int = 20


def load(path: str) -> Settings:
    """The settings in the file; what it does not say, or says wrongly, is as by default."""
    file = configparser.ConfigParser(interpolation=None)
    try:
        file.read(path, encoding="utf-8-sig")
    except (OSError, ValueError, configparser.Error):
        return Settings()
    if not file.has_section(_SECTION):
        return Settings()
    return _understood(file[_SECTION])


def save(path: str, settings: Settings) -> None:
    """Write the file. Raises OSError."""
    file = configparser.ConfigParser(interpolation=None)
    said = settings._asdict()
    file[_SECTION] = {**{key: str(value) for key, value in said.items()}, "block": "yes" if settings.block else "no"}
    temporary = path + ".new"
    with open(temporary, "w", encoding="utf-8") as stream:
        file.write(stream)
    os.replace(temporary, path)


def _understood(said: configparser.SectionProxy) -> Settings:
    default = Settings()
    mode = said.get("mode", default.mode).strip().lower()
    return Settings(
        said.get("command", "").strip().strip('"') or default.command,
        mode if mode in MODES else default.mode,
        _or_else(said.getboolean, "block", default.block),
        min(max(_or_else(said.getint, "seconds", default.seconds), 1), LONGEST),
    )


def _or_else(read, key, default):
    try:
        return read(key, fallback=default)
    except ValueError:
        return default
