"""A docx with some of its parts replaced: every other entry of the zip is copied as it lies there, unopened."""

import io
import zipfile
from bisect import bisect_right
from collections.abc import Mapping

from gwlint.errors import Unreadable
from gwlint.readers.docx.package import BROKEN
from gwlint.readers.limits import MAX_PART

_UTF8_NAME = 0x800
_LOCAL_HEADER = 30  # bytes, name and extra field not counted
_EPOCH = (1980, 1, 1, 0, 0, 0)


def rewritten(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The zip `data` with these parts in place of those of the same name, new ones at the end.

    Names as the zip spells them. Order, dates and compression stay. Raises Unreadable for a zip whose entries overlap.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        known = old.infolist()
        ends = sorted({*(info.header_offset for info in known), old.start_dir})
        for info in known:
            if info.filename in parts:
                new.writestr(_fresh(info), parts[info.filename])
            elif info.filename.isascii() or info.flag_bits & _UTF8_NAME:
                _copy(new, info, data[info.header_offset : ends[bisect_right(ends, info.header_offset)]])
            else:  # the directory is written in UTF-8, and the local header would say the name otherwise
                new.writestr(_fresh(info), _inflated(old, info))
        names = {info.filename for info in known}
        for name, content in parts.items():
            if name not in names:
                new.writestr(_fresh(zipfile.ZipInfo(name, _EPOCH)), content)
    return out.getvalue()


def _inflated(old: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    try:
        if info.file_size <= MAX_PART:
            return old.read(info)
    except BROKEN:
        pass
    raise _fault()


def _fresh(old: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """An entry to be written anew under the name, date and mode of an old one."""
    made = zipfile.ZipInfo(old.filename, old.date_time)
    made.compress_type = zipfile.ZIP_DEFLATED
    made.create_system, made.external_attr = old.create_system, old.external_attr
    return made


def _copy(new: zipfile.ZipFile, info: zipfile.ZipInfo, lying: bytes) -> None:
    """Write an entry as it lies, header, content and all."""
    if len(lying) < _LOCAL_HEADER + info.compress_size or new.fp is None:
        raise _fault()
    new.fp.seek(new.start_dir)
    info.header_offset = new.start_dir
    new.fp.write(lying)
    new.start_dir = new.fp.tell()
    new.filelist.append(info)
    new.NameToInfo[info.filename] = info


def _fault() -> Unreadable:
    return Unreadable("文件的压缩目录有误，可以检查但不能改写，请用Word打开后另存为docx再试")
