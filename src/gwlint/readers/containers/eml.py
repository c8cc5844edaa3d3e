"""Mails (RFC 5322): their attachments, and the text itself where that is the document."""

import email
import email.errors
import email.header
import io
from collections.abc import Iterator
from email.message import Message
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from gwlint.errors import Unreadable
from gwlint.readers.containers.entry import Entry, legacy
from gwlint.readers.containers.limits import Budget, damaged

MAX_MAIL = 60 << 20
"""Bytes of a mail, which takes some six times as much memory; mail servers take no more than 50 MB."""

_LONG = 300  # characters; a shorter mail with attachments only says that they are there

if TYPE_CHECKING:
    Mail: TypeAlias = Message[str, str]
else:  # the class takes no parameters when it runs
    Mail = Message


def entries(file: BinaryIO, name: str, budget: Budget) -> Iterator[Entry]:
    """The mail's text, if it is long or all there is, then its attachments. Raises Unreadable."""
    parts = _parts(file)
    attached = [part for part in parts if _is_attached(part)]
    body = _body(part for part in parts if not _is_attached(part))
    if body is not None and (not attached or len(_text_of(body)) >= _LONG):
        suffix = "html" if body.get_content_subtype() == "html" else "txt"
        yield _entry(f"正文.{suffix}", ("\ufeff" + _text_of(body)).encode(), budget)
    for number, part in enumerate(attached, 1):
        yield _entry(_name(part) or f"附件{number}", _payload(part), budget)


def _parts(file: BinaryIO) -> list[Mail]:
    """The mail's innermost parts; read as Latin-1, so that header bytes in whatever encoding come through as they are."""
    if file.seek(0, io.SEEK_END) > MAX_MAIL:
        raise Unreadable(f"邮件过大（超过{MAX_MAIL >> 20}MB），请把附件存出来检查")
    file.seek(0)
    text = io.TextIOWrapper(file, encoding="latin-1")
    try:
        return [part for part in email.message_from_file(text).walk() if not part.is_multipart()]
    except (ValueError, LookupError, RecursionError):
        raise damaged("eml") from None
    finally:
        text.detach()


def _entry(name: str, data: bytes, budget: Budget) -> Entry:
    return Entry(name, lambda: budget.take(data))


def _is_attached(part: Mail) -> bool:
    """Pictures that the text shows, such as a logo, are not."""
    shown = part.get_content_maintype() == "image" and part.get("Content-ID")
    return not shown and (part.get_content_disposition() == "attachment" or bool(_name(part)))


def _body(parts: Iterator[Mail]) -> Mail | None:
    """The text, plain rather than HTML."""
    texts = {part.get_content_subtype(): part for part in parts if part.get_content_maintype() == "text"}
    return texts.get("plain", texts.get("html"))


def _payload(part: Mail) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _text_of(part: Mail) -> str:
    """The text in the characters that the mail declares, else in those that fit."""
    data = _payload(part)
    try:
        return data.decode(_CHARSETS.get(said := (part.get_content_charset() or "utf-8"), said))
    except (UnicodeDecodeError, LookupError):
        return legacy(data)


_CHARSETS = {"gb2312": "gb18030", "gbk": "gb18030"}


def _name(part: Mail) -> str:
    """The attachment's name: by RFC 2231 as the library reads it, by RFC 2047, or in bare bytes."""
    try:
        said = part.get_filename() or ""
        pieces = email.header.decode_header(said.replace("\r", "").replace("\n", ""))
    except (ValueError, LookupError, email.errors.HeaderParseError):
        return ""
    return "".join(_decoded(piece, charset) for piece, charset in pieces).strip()


def _decoded(piece: bytes | str, charset: str | None) -> str:
    raw = piece if isinstance(piece, bytes) else _bytes_of(piece)
    if raw is None:
        return str(piece)
    try:
        return raw.decode(_CHARSETS.get(charset.lower(), charset)) if charset else legacy(raw)
    except (UnicodeDecodeError, LookupError):
        return legacy(raw)


def _bytes_of(text: str) -> bytes | None:
    """What the text was before it was taken for Latin-1; None where it is decoded already."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return None
