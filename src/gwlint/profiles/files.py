"""Reading TOML, with errors that a user can act on."""

import sys
from typing import Any

from gwlint.errors import UsageError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib  # type: ignore[import-not-found,unused-ignore]


def read_toml(path: str, what: str = "规定文件") -> dict[str, Any]:
    """The table in the file. Raises UsageError where it cannot be read or is not TOML; `what` says what kind it is."""
    try:
        with open(path, encoding="utf-8-sig") as file:
            return parse_toml(file.read(), path, what)
    except OSError as error:
        raise UsageError(f"打不开{what} {path}：{error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{what} {path} 不是UTF-8编码，请另存为UTF-8") from error


def parse_toml(text: str, path: str, what: str = "规定文件") -> dict[str, Any]:
    """The table in `text`, which came from `path`."""
    try:
        data: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{what} {path} 不符合TOML格式：{error}") from error
    return data
