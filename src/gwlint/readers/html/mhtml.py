"""Web pages saved as one file (MHTML, RFC 2557): the page's own part."""

import email
from email.message import Message
from typing import TYPE_CHECKING

from gwlint.errors import Unreadable
from gwlint.readers.html import MAX_HTML, read_text

if TYPE_CHECKING:
    from gwlint.model import Document

MAX_MHTML = 40 << 20
"""Bytes of a saved page with its pictures, which takes some nine times as much memory."""


def read(data: bytes, path: str) -> "Document":
    """The document on the page. Raises Unreadable, also where the file holds no page."""
    from gwlint.readers.html.charset import decoded

    if len(data) > MAX_MHTML:
        raise Unreadable(f"网页文件过大（超过{MAX_MHTML >> 20}MB），请用浏览器打开，另存为网页（html）再检查")
    for part in email.message_from_bytes(data).walk():
        if part.get_content_type() == "text/html":
            page = _payload(part)
            if len(page) > MAX_HTML:
                raise Unreadable(f"网页过大（超过{MAX_HTML >> 20}MB），不像公文，未作检查")
            return read_text(*decoded(page, str(part.get_content_charset() or "")), path)
    raise Unreadable("文件里没有网页正文，请用浏览器打开后另存为网页（html）再检查")


def _payload(part: "Message[str, str]") -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""
