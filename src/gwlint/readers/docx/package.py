"""A docx as a zip of parts, opened with limits. Every refusal is an `Unreadable` that says what to do."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import NamedTuple, TypeVar

from lxml import etree

from gwlint.errors import Unreadable
from gwlint.readers.docx.shelf import Kept, Shelf
from gwlint.readers.docx.xml import STRICT, Element
from gwlint.readers.limits import MAX_ENTRIES, MAX_INFLATED, MAX_PART, MAX_TAGS
from gwlint.readers.sniff import refusal, sniff

_SAVE_AGAIN = "请用Word打开后另存为docx再检查"
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
_LOCAL_NAME = 26  # where the lengths stand in the header of an entry, its name behind them: APPNOTE.TXT 4.3.7

_Made = TypeVar("_Made")
_shelf = Shelf()


def as_it_is(root: Element) -> Element:
    """The tree itself."""
    return root


class Relationship(NamedTuple):
    """A link from one part to another. `kind` is the last word of its type, `target` a part's name unless external."""

    id: str
    kind: str
    target: str
    external: bool


class Package:
    """The parts of a docx, by name; case and the kind of slash do not matter. Raises `Unreadable` throughout."""

    def __init__(self, data: bytes) -> None:
        _refuse_other_formats(data)
        self._data = data
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN as error:
            raise refusal("damaged-zip") from error
        self._parts: dict[str, zipfile.ZipInfo] = {}
        self._twice: set[str] = set()
        for info in self._zip.infolist():
            key = _key(info.filename)
            if key in self._parts:
                self._twice.add(key)
            self._parts[key] = info
        self._left = MAX_INFLATED
        self._parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )

    def name(self, part: str) -> str | None:
        """The part's name as the zip spells it; None if there is no such part."""
        info = self._parts.get(_key(part))
        return None if info is None else info.filename

    def names(self) -> list[str]:
        """The names of all parts, as the zip spells them."""
        return [info.filename for info in self._parts.values()]

    def bytes_of(self, part: str) -> bytes | None:
        """What a part inflates to, None if absent. Counts against the whole package's allowance."""
        key = _key(part)
        info = self._parts.get(key)
        if info is None:
            return None
        if key in self._twice:
            raise Unreadable(f"文件内有两个同名部件（{part}），无法判断哪一个是真的，{_SAVE_AGAIN}")
        if info.flag_bits & 1 or info.compress_type == 99:
            raise refusal("encrypted")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable(f"文件用了不支持的压缩方式，{_SAVE_AGAIN}")
        limit = min(MAX_PART, self._left)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(limit + 1)
        except BROKEN as error:
            raise refusal("damaged-zip") from error
        if len(data) > limit:
            raise Unreadable(f"解压后过大（部件“{part}”超过{limit >> 20}MB），可能是压缩炸弹，未检查")
        self._left -= len(data)
        return data

    def tree(self, part: str) -> Element | None:
        """The root of an XML part, None if the part is absent."""
        data = self.bytes_of(part)
        if data is None:
            return None
        if b"<!DOCTYPE" in data:  # before the parser, which would expand entities in attributes
            raise _has_doctype(part)
        if data.count(b"<") > MAX_TAGS:
            raise Unreadable(f"文档过大（部件“{part}”的XML标记超过{MAX_TAGS // 10_000}万个），请拆分后再检查")
        if b"http://purl.oclc.org/ooxml/" in data:
            for old, new in STRICT:
                data = data.replace(old, new)
        try:
            root = etree.fromstring(data, self._parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise Unreadable(_xml_fault(part, error)) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise _has_doctype(part)
        return root

    def shared(self, part: str, make: Callable[[Element], _Made]) -> _Made | None:
        """What `make` makes of the part's root, None if the part is absent; one and the same, never to be changed, for
        all documents that hold the same bytes. Counts and raises as `tree` does."""
        packed = self._packed(part)
        kept = _shelf.take((make, packed)) if packed else None
        if kept is not None and kept.size <= min(MAX_PART, self._left):
            self._left -= kept.size
            found: _Made = kept.made
            return found
        before = self._left
        root = self.tree(part)
        if root is None:
            return None
        made = make(root)
        if packed:
            _shelf.put((make, packed), Kept(made, before - self._left))
        return made

    def _packed(self, part: str) -> Hashable:
        """All that decides what the part inflates to and whether the zip is sound there; None if it has no one entry."""
        key = _key(part)
        info = self._parts.get(key)
        if info is None or key in self._twice:
            return None
        start = info.header_offset
        lengths = self._data[start + _LOCAL_NAME : start + _LOCAL_NAME + 4]
        names = int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
        entry = self._data[start + _LOCAL_NAME : start + _LOCAL_NAME + 4 + names + info.compress_size]
        return info.orig_filename, info.flag_bits, info.compress_type, info.CRC, info.file_size, entry

    def relationships(self, part: str) -> list[Relationship]:
        """The links that a part declares; those of the package itself for ""."""
        folder, name = posixpath.split(part.replace("\\", "/"))
        root = self.shared(posixpath.join(folder, "_rels", name + ".rels"), as_it_is)
        if root is None:
            return []
        return [_relationship(folder, item) for item in root.iterchildren("{*}Relationship")]

    def main_part(self) -> str:
        """The name of the part that holds the document."""
        links = [link for link in self.relationships("") if link.kind == "officeDocument"]
        if any(link.external for link in links):
            raise Unreadable("正文不在文件之内，而是指向外部地址，未读取")
        if len(links) > 1:
            raise Unreadable(f"文件内有两份正文，无法判断哪一份是真的，{_SAVE_AGAIN}")
        part = self.name(links[0].target) if links else None
        if part is None:
            raise Unreadable(f"不是docx文件，或已损坏：缺少正文部件，{_SAVE_AGAIN}")
        return part


def _key(name: str) -> str:
    return name.replace("\\", "/").lower()


def _refuse_other_formats(data: bytes) -> None:
    """What can be told before the zip's directory is read."""
    if not data.startswith(b"PK"):
        raise refusal(sniff(data))
    if b"PK\x05\x06" not in data:
        raise Unreadable("文件被截断（可能在下载、复制时中断），请重新取得文件再检查")
    # Counted in the bytes: to let zipfile build a million entries first would cost a gigabyte.
    if data.count(b"PK\x01\x02") > MAX_ENTRIES:
        raise Unreadable(f"文件内的部件超过{MAX_ENTRIES}个，可能是压缩炸弹，未检查")


def _relationship(folder: str, item: Element) -> Relationship:
    target = item.get("Target", "")
    external = item.get("TargetMode") == "External"
    if not external:
        target = _inside(folder, target)
    return Relationship(item.get("Id", ""), item.get("Type", "").rpartition("/")[2], target, external)


@lru_cache(512)
def _inside(folder: str, target: str) -> str:
    """The name of the part that a link in `folder` points to."""
    return posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/")


def _has_doctype(part: str) -> Unreadable:
    return Unreadable(f"部件“{part}”含有XML实体声明（DOCTYPE），正常的文档没有，出于安全未读取")


def _xml_fault(part: str, error: Exception) -> str:
    said = str(error)
    if "depth" in said:
        return "表格或内容控件嵌套过深（超过256层），请简化版式后再检查"
    if "HUGE" in said or "limit" in said:
        return f"文档过大（部件“{part}”有超长的内容），请拆分后再检查"
    line, column = getattr(error, "position", (0, 0))
    where = f"第{line}行第{column}列" if line else "开头"
    return f"文件已损坏（部件“{part}”{where}的XML有误），请用Word打开修复并另存为docx再检查"
