"""A read-only text that stands for a docx or pdf, and its name."""

from typing import Any
from urllib.parse import quote, unquote, urlsplit

from pygls.uris import to_fs_path

SCHEME = "gwlint"
_SUFFIX = ".txt"


def address(uri: str) -> str:
    """gwlint:/folder/通知.docx.txt for file:///folder/通知.docx."""
    return f"{SCHEME}:{quote(unquote(urlsplit(uri).path))}{_SUFFIX}"


def is_one(uri: str) -> bool:
    """Whether this names a projection."""
    return uri.startswith(f"{SCHEME}:")


def told(uri: str, text: str) -> dict[str, Any]:
    """The answer of `gwlint.projection`."""
    return {"uri": address(uri), "text": text, "languageId": "plaintext"}


def path_of(uri: str) -> str | None:
    """The path of a file:// address."""
    return to_fs_path(uri)
