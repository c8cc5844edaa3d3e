"""Bytes in, Document out. The format is told by content, not by name.

    read(path)              a file, by name
    read_bytes(data, path)  bytes that came from elsewhere; `path` only names them
    load(path)              the bytes alone

All raise `Unreadable` with one Chinese sentence saying why, without the file's name.
"""

import errno
import os
import stat
from collections.abc import Sequence

from gwlint.errors import Unreadable
from gwlint.readers.limits import MAX_FILE
from gwlint.readers.sniff import refusal, sniff

TYPE_CHECKING = False  # typing takes longer to load than all that starts the child process of the PDF reader
if TYPE_CHECKING:
    from gwlint.model import Document
    from gwlint.readers.ocr import Progress

_REASONS = {
    errno.ENOENT: "文件不存在，请检查文件名和路径",
    errno.ENOTDIR: "路径有误（其中一段不是文件夹），请检查路径",
    errno.EACCES: "没有读取权限，请联系文件所有者或管理员",
    errno.EPERM: "没有读取权限，请联系文件所有者或管理员",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ELOOP: "链接互相指向，找不到真正的文件",
    errno.ENAMETOOLONG: "文件名或路径太长，请改短后再检查",
    errno.EBUSY: "文件正被其他程序占用，请关闭后再检查",
    errno.EIO: "读取磁盘出错，请检查磁盘或网络连接",
    errno.ENOMEM: "内存不足，请关闭其他程序后再检查",
}
_CHUNK = 1 << 20
_READERS = {
    "docx": ("docx",),
    "pdf": ("pdf",),
    "image": ("ocr",),
    "ofd": ("ofd",),
    "html": ("html",),
    "mhtml": ("html.mhtml",),
    "text": ("text", "text"),
    "markdown": ("text", "markdown"),
    "doc": ("office", "doc"),
    "rtf": ("office", "rtf"),
    "odt": ("office", "odt"),
    "uof": ("office", "uof"),
}
"""Which module here reads a kind that `sniff` tells: its name, and what its `read(data, path, …)` takes besides."""
_SCANS = ("pdf", "image")


def silently(page: int, pages: int) -> None:
    """Recognise without a word."""


def read(path: str | os.PathLike[str], *, digest: bool = True, recognise: "Progress | None" = silently) -> "Document":
    """The document in the file at `path`; the rest as in `read_bytes`. Raises Unreadable."""
    return read_bytes(load(path), os.fspath(path), digest=digest, recognise=recognise)


def load(path: str | os.PathLike[str]) -> bytes:
    """The bytes of the file at `path`. Raises Unreadable.

    Only regular files are opened, so a pipe or a device cannot hang the run; a file larger than MAX_FILE is refused
    before it is read.
    """
    try:
        return _bytes_of(os.fspath(path))
    except OSError as error:
        raise Unreadable(_REASONS.get(error.errno or 0, f"文件读取失败（系统错误{error.errno}）")) from None
    except ValueError:
        raise Unreadable("文件名含有不允许的字符") from None
    except MemoryError:
        raise Unreadable(_REASONS[errno.ENOMEM]) from None


def start_early(paths: Sequence[str]) -> None:
    """Start the process that reads pdf if any of the files is named so; a single one it begins to read at once.

    `read` then takes less time. What is wrong with a file is for `read` to say: nothing is raised here.
    """
    named = [path for path in paths if path.lower().endswith(".pdf")]
    if not named:
        return
    from gwlint.readers import pdf

    pdf.start_early(_pdf_in(named[0]) if len(named) == 1 else None)


def _pdf_in(path: str) -> bytes | None:
    try:
        data = _bytes_of(path)
    except (OSError, ValueError, MemoryError, Unreadable):
        return None
    return data if sniff(data, path) == "pdf" else None


def read_bytes(data: bytes, path: str, *, digest: bool = True, recognise: "Progress | None" = silently) -> "Document":
    """The document in `data`; with its SHA-256 if `digest`. Raises Unreadable, whatever goes wrong inside.

    Scans are recognised where the extra `gwlint[ocr]` is installed, at seconds a page: `recognise` hears of each page
    (see `ocr.Progress`); with None they are left.
    """
    if len(data) > MAX_FILE:
        raise _too_large()
    try:
        document = _parse(data, path, recognise)
    except Unreadable:
        raise
    except (Exception, RecursionError, MemoryError) as error:  # one file must never end a run
        raise Unreadable(f"文件内容有误，无法读取（{type(error).__name__}）") from error
    return document._replace(sha256=_sha256(data)) if digest else document


def _sha256(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


def _parse(data: bytes, path: str, recognise: "Progress | None") -> "Document":
    kind = sniff(data, path)
    if kind not in _READERS:
        raise refusal(kind)
    from importlib import import_module

    name, *more = _READERS[kind]
    document: Document = import_module(f"gwlint.readers.{name}").read(
        data, path, *more, *((recognise,) if kind in _SCANS else ())
    )
    return document


def _bytes_of(path: str) -> bytes:
    """All of a regular file. The open file is looked at again: it may not be the one that was asked about."""
    _examine(os.stat(path))
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    handle = os.open(path, flags)
    try:
        _examine(os.fstat(handle))
        return _all_of(handle)
    finally:
        os.close(handle)


def _examine(facts: os.stat_result) -> None:
    if stat.S_ISDIR(facts.st_mode):
        raise Unreadable(_REASONS[errno.EISDIR])
    if not stat.S_ISREG(facts.st_mode):
        raise Unreadable("不是普通文件（是管道、设备或套接字），未作检查")
    if facts.st_size > MAX_FILE:
        raise _too_large()


def _all_of(handle: int) -> bytes:
    """Until the end; a file that keeps growing is too large at last."""
    parts, size = [], 0
    while part := os.read(handle, _CHUNK):
        size += len(part)
        if size > MAX_FILE:
            raise _too_large()
        parts.append(part)
    return b"".join(parts)


def _too_large() -> Unreadable:
    return Unreadable(f"文件过大（超过{MAX_FILE >> 20}MB），未作检查")
