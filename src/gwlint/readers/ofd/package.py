"""Opens an OFD package: what is wrong with it is said before anything is inflated."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from gwlint.errors import Unreadable
from gwlint.readers.limits import MAX_ENTRIES, MAX_INFLATED

if TYPE_CHECKING:
    import ofdkit

MAX_XML = 16 << 20
"""One XML part, inflated: a tree takes some twenty times as much."""

MAX_PAGES = 2000
"""Pages of one file, as many as are ever printed at once."""

_DAMAGED = "OFD文件已损坏或不完整，无法读取，请重新导出或重新获取"


class Package(NamedTuple):
    """The document, and its parts by name for what ofdkit does not tell."""

    document: "ofdkit.OFDDocument"
    parts: zipfile.ZipFile

    def part(self, name: str) -> bytes:
        """The bytes of a part; empty where there is none by exactly this name."""
        try:
            return self.parts.read(name)
        except (KeyError, zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError):
            return b""


@contextmanager
def opened(data: bytes) -> Iterator[Package]:
    """The package in `data`. Raises Unreadable, also for what ofdkit says while its pages are read."""
    from ofdkit import OFDError, OFDLimitError
    from ofdkit import open as open_ofd

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            _examine(parts)
            with open_ofd(data) as document:
                yield Package(_examined(document), parts)
    except OFDLimitError as error:
        said = "含有不允许的实体声明（DTD）" if "DTD" in str(error) else "解开后过大"
        raise Unreadable(f"OFD文件{said}，未作检查，请核实文件来源") from None
    except (OFDError, zipfile.BadZipFile, EOFError, ValueError):
        raise Unreadable(_DAMAGED) from None


def _examine(parts: zipfile.ZipFile) -> None:
    """Raise Unreadable by the directory alone. `zipfile` never reads more of a part than the directory says."""
    entries = parts.infolist()
    if len(entries) > MAX_ENTRIES:
        raise Unreadable(f"OFD文件里有{len(entries)}个部分，超过{MAX_ENTRIES}个的上限，未作检查")
    xml = [one.file_size for one in entries if one.filename.lower().endswith(".xml")]
    if max(xml, default=0) > MAX_XML or sum(xml) > MAX_INFLATED:
        raise Unreadable("OFD文件解开后过大，像是压缩炸弹，未作检查，请核实文件来源")
    names = {one.filename.replace("\\", "/").rsplit("/", 1)[-1].lower() for one in entries}
    if any(one.flag_bits & 1 for one in entries) or names & {"encryptions.xml", "encryptinfo.dat", "decryptseed.dat"}:
        raise Unreadable("OFD文件已加密，请去掉密码后再检查")


def _examined(document: "ofdkit.OFDDocument") -> "ofdkit.OFDDocument":
    if len(document.pages) > MAX_PAGES:
        raise Unreadable(f"文件有{len(document.pages)}页，超过{MAX_PAGES}页的上限，请拆分后再检查")
    if not document.pages:
        raise Unreadable("OFD文件里没有页面，请重新导出或重新获取")
    return document
