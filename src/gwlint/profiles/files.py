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
    return parse_toml(read_text(path, what), path, what)


def read_text(path: str, what: str = "规定文件") -> str:
    """The text of a UTF-8 file. Raises UsageError where it cannot be read."""
    try:
        with open(path, encoding="utf-8-sig") as file:
            return file.read()
    except FileNotFoundError as error:
        raise UsageError(f"没有{what} {path} 这个文件") from error
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


def line_of(text: str, table: str, key: str = "", nth: int = 1) -> int | None:
    """The line (from 1) of `key` in the `nth` table so named ("" is the top of the file), of its heading without `key`.

    TOML parsers give no lines. None where it is written in another manner, such as inline.
    """
    inside, left = not table, nth
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.split("#")[0].strip()
        if bare.startswith("[") and bare.endswith("]"):
            hit = bare.strip("[]").replace('"', "").replace(" ", "") == table
            left -= hit
            inside = hit and left == 0
            if inside and not key:
                return number
        elif inside and key and line.split("=")[0].strip().strip("\"'") == key:
            return number
    return None
