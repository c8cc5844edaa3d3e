"""Files that are listed and not checked: they are no documents, or what reads them was not asked for."""

from gwlint.readers.names import CONTAINERS, DOCUMENTS

TEXTS = ("text", "markdown")
"""Kinds that `sniff` tells of many a file that is a table, a log or a program."""

_IMAGES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp")
_SYSTEM = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", ".ds_store", "__macosx"})
_NEVER = frozenset({"xls", "ppt", "xlsx", "pptx", "gif", "djvu", "program", "xml", "lock"})
_UNLESS_NAMED_SO = frozenset({"binary", "not-what-it-says", "empty", "ole", "damaged-zip"})
_LONGEST = 5


def by_name(path: str) -> str | None:
    """Why a file or folder of this name is not opened; None where it is. Any part of the path may say so."""
    return next((why for part in path.split("/") if (why := _of_one(part))), None)


def _of_one(name: str) -> str | None:
    if name.lower() in _SYSTEM or name.startswith("._"):
        return "这是系统自己存的文件，不是文档"
    if name.startswith("~$") or name.startswith(".~"):
        return "这是Office、WPS打开文档时留下的临时文件，不是文档"
    return "名称以点开头，是隐藏的，没有打开" if name.startswith(".") else None


def suffix(path: str) -> str:
    """What follows the last dot of the name, in small letters; empty where that is no suffix but a date or a word."""
    _, dot, last = path.rsplit("/", 1)[-1].rpartition(".")
    plain = last.isascii() and last.isalnum() and not last.isdigit() and len(last) <= _LONGEST
    return last.lower() if dot and plain else ""


def foreign(path: str) -> str:
    """The suffix, with its dot, of a path that is named neither as a document nor as an image or container."""
    said = f".{suffix(path)}"
    return "" if said in (".", *DOCUMENTS, *CONTAINERS, *_IMAGES) else said


def by_content(kind: str, path: str, recognise: bool) -> bool:
    """Whether a file of a kind that `sniff` tells, which could not be read, is no document at all."""
    if kind == "image":
        return not recognise
    return kind in _NEVER or (kind in _UNLESS_NAMED_SO and bool(foreign(path)))
