"""The formats of a report, by name. A format's module is imported only when it is wanted."""

import importlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gwlint.model import FileReport
from gwlint.reporters.style import Style


class Format(NamedTuple):
    """A module reporters/<name>.py with `stream(reports)`, which gives pieces of text, or of bytes when `binary`: one a
    report, empty if need be, so that several formats written together stay in step.

    `suffix` is the end of a file's name that means this format and no other; `digest` when it shows the SHA-256 of each
    file; `file_only` when it is nothing for a screen or a pipe; `statistics` when it can show counts a rule.
    """

    suffix: str | None = None
    binary: bool = False
    digest: bool = False
    file_only: bool = False
    statistics: bool = False


TEXT = "text"
FORMATS = {
    TEXT: Format(".txt", statistics=True),
    "json": Format(".json", digest=True, statistics=True),
    "html": Format(".html"),
    "markdown": Format(".md"),
    "csv": Format(".csv", binary=True),
    "xlsx": Format(".xlsx", binary=True, file_only=True),
    "sarif": Format(".sarif", digest=True),
    "junit": Format(),
    "checkstyle": Format(),
    "github": Format(),
    "gitlab": Format(),
    "rdjson": Format(),
}


def of_suffix(path: str) -> str:
    """The format that a file of this name holds (.xlsx, .html, .json …), else text."""
    return next((name for name, one in FORMATS.items() if one.suffix and path.lower().endswith(one.suffix)), TEXT)


def stream(
    name: str, reports: Iterable[FileReport], look: Style, *, quiet: bool = False, statistics: bool = False
) -> Iterator[str] | Iterator[bytes]:
    """The report in the format `name`, in pieces: bytes where the format is binary, else str."""
    module = importlib.import_module(f"gwlint.reporters.{name}")
    if name == TEXT:
        return module.stream(reports, look, quiet=quiet, statistics=statistics)  # type: ignore[no-any-return]
    if FORMATS[name].statistics:
        return module.stream(reports, statistics=statistics)  # type: ignore[no-any-return]
    return module.stream(reports)  # type: ignore[no-any-return]
