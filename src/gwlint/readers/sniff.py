"""What a file is, told by its content; the name only tells Markdown from plain text.

Sources: [MS-CFB] 2.2 and 2.6 (OLE2 header, directory entries), APPNOTE.TXT 4.3 (zip), ISO/IEC 29500-2 (OOXML parts),
GB/T 33190 (OFD.xml).
"""

import struct
from collections.abc import Iterator

from gwlint.errors import Unreadable

_HEAD = 1024
_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"{\\rtf", "rtf"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\xff\xd8\xff", "image"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"GIF8", "gif"),
    (b"BM", "bitmap"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"AT&TFORM", "djvu"),
)
_CONVERT = "，请用WPS或Word打开，另存为docx后再检查"
_REFUSALS = {
    "empty": "文件是空的（0字节），请确认文件已经保存或传输完整",
    "ole": "这是旧版Office格式的文件，但不是Word文档，无法检查",
    "damaged-ole": "这是旧版Office格式的文件，但内容已损坏，请用WPS或Word打开修复，另存为docx后再检查",
    "xls": "这是旧版Excel表格，不是公文文档，无法检查",
    "ppt": "这是旧版PowerPoint演示文稿，不是公文文档，无法检查",
    "encrypted": "文档设有打开密码（已加密），请去掉密码后再检查",
    "xlsx": "这是Excel表格（xlsx），不是公文文档，无法检查",
    "pptx": "这是PowerPoint演示文稿（pptx），不是公文文档，无法检查",
    "xml": "这是XML文件，暂不能读取" + _CONVERT,
    "zip": "这是压缩包（zip），请解压后检查里面的文件",
    "rar": "这是压缩包（rar），请解压后检查里面的文件",
    "7z": "这是压缩包（7z），请解压后检查里面的文件",
    "gzip": "这是压缩包（gz），请解压后检查里面的文件",
    "bzip2": "这是压缩包（bz2），请解压后检查里面的文件",
    "xz": "这是压缩包（xz），请解压后检查里面的文件",
    "tar": "这是压缩包（tar），请解压后检查里面的文件",
    "eml": "这是邮件（eml），请把附件存出来检查",
    "not-what-it-says": "内容和扩展名不符，不是能打开的文档，请核对是不是存错了文件，或重新导出",
    "damaged-zip": "文件不完整或已损坏（压缩结构读不出来），请重新获取或用WPS打开修复后再检查",
    "gif": "这是GIF图片，不是扫描件，请用原稿docx检查",
    "djvu": "这是DjVu扫描文件，没有可读取的文字，请用原稿docx检查",
    "program": "这是可执行程序，不是文档，请勿打开，并确认文件来源",
    "lock": "这是Word打开文档时留下的临时文件，不是文档本身",
    "binary": "认不出文件格式，请用WPS或Word打开，另存为docx后再检查",
}


def sniff(data: bytes, path: str = "") -> str:
    """The kind of file: "docx", "pdf", "text", "markdown", or a kind that `refusal` has a sentence for."""
    if not data:
        return "empty"
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return _closer(data, kind)
    if b"%PDF-" in data[:_HEAD]:
        return "pdf"
    if data[257:262] == b"ustar":
        return "tar"
    if len(data) <= 165 and path.replace("\\", "/").rsplit("/", 1)[-1].startswith("~$"):
        return "lock"
    kind = _texts(data, path)
    foreign = kind == "text" and data.isascii() and path.lower().endswith(_OTHERS)
    return "not-what-it-says" if foreign else kind


def refusal(kind: str) -> Unreadable:
    """Why a file of this kind is not checked, and what to do about it."""
    return Unreadable(_REFUSALS.get(kind, _REFUSALS["binary"]))


def _closer(data: bytes, kind: str) -> str:
    if kind == "zip":
        return _zipped(data)
    if kind == "ole":
        return _ole(data)
    if kind == "bitmap":
        return "image" if data[6:10] == b"\0\0\0\0" else "text"
    if kind == "program":
        return "program" if b"\0" in data[:_HEAD] else "text"
    return kind


def _texts(data: bytes, path: str) -> str:
    """A kind of text, or "binary" where control characters say that it is none."""
    head = data[: 4 * _HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        start = head.decode("utf-32" if b"\0\0" in head[:4] else "utf-16", "ignore")
    else:
        if sum(byte < 32 and byte not in b"\t\n\f\r\x1a\x1b" for byte in head) * 3 > len(head):
            return "binary"
        start = head.decode("latin-1").removeprefix("ï»¿")
    start = start.lstrip().lower()
    if mail := _mail(start):
        return mail
    if start.startswith(("<!doctype html", "<html", "<head", "<body", "<meta")) or "<html" in start[:_HEAD]:
        return "html"
    if start.startswith("<?xml"):
        return "uof" if "<uof:uof" in start else "xml"
    return "markdown" if path.lower().endswith((".md", ".markdown")) else "text"


def _mail(start: str) -> str:
    """ "eml" or "mhtml" where the lower-case text begins with the fields of one, else nothing."""
    head = start.replace("\r\n", "\n").partition("\n\n")[0]
    fields = frozenset(line.partition(":")[0] for line in head.split("\n") if not line.startswith((" ", "\t")))
    if len(fields & _FIELDS) < 2 or any(" " in field for field in fields):
        return ""
    return "mhtml" if "multipart/related" in head and not fields & {"to", "received", "return-path"} else "eml"


_OF_MAILS = (
    "from to cc subject date message-id mime-version content-type received return-path delivered-to reply-to"
    " content-location x-mailer dkim-signature content-transfer-encoding"
)
_FIELDS = frozenset(_OF_MAILS.split())


def _zipped(data: bytes) -> str:
    """By the names in the zip's directory, which are looked for and not parsed: nothing is unpacked or believed."""
    end = data.rfind(b"PK\x05\x06", -_TAIL)
    if end < 0:
        return "docx" if b"[Content_Types].xml" in data[:_HEAD] else "damaged-zip"
    names = data[_directory(data, end) : end].lower()
    if b"[content_types].xml" in names:
        return next((kind for mark, kind in _OFFICE if mark in names), "docx")
    if b"ofd.xml" in names:
        return "ofd"
    return "odt" if b"mimetype" in names and b"content.xml" in names else "zip"


def _directory(data: bytes, end: int) -> int:
    """Where the directory begins: as the record at its end says if that is true, else as early as it may."""
    size = struct.unpack_from("<I", data, end + 12)[0] if end + 16 <= len(data) else 0
    start = end - size
    return start if start >= 0 and data[start : start + 4] == b"PK\x01\x02" else max(0, end - _DIRECTORY)


_OTHERS = (".docx", ".docm", ".pdf", ".doc", ".wps", ".ofd")
_TAIL = (1 << 16) + 22
_DIRECTORY = 4 << 20
_OFFICE = ((b"xl/workbook", "xlsx"), (b"ppt/presentation", "pptx"))


def _ole(data: bytes) -> str:
    """By the names in its directory, walked with a guard: every number in the file may be a lie."""
    entries = dict(_ole_entries(data))
    if "Root Entry" not in entries:
        return "damaged-ole"
    kind = next((kind for name, kind in _STREAMS if name in entries), "ole")
    return "encrypted" if kind == "doc" and _is_locked(data, entries.get("WordDocument", _END)) else kind


def _is_locked(data: bytes, sector: int) -> bool:
    """Whether the stream that begins in `sector` is that of a Word document with a password, [MS-DOC] 2.5.2 FibBase."""
    at = (sector + 1) << struct.unpack_from("<H", data, 30)[0]
    fib = data[at : at + 12]
    return len(fib) == 12 and fib[:2] in (b"\xec\xa5", b"\xdc\xa5") and bool(fib[11] & 1)


_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("WpsDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
_ENTRY = 128


def _ole_entries(data: bytes) -> Iterator[tuple[str, int]]:
    """Name and first sector of each entry in the directory, [MS-CFB] 2.6.1; as many as can be reached."""
    if len(data) < 512:
        return
    shift = struct.unpack_from("<H", data, 30)[0]
    sector, seen = struct.unpack_from("<I", data, 48)[0], set[int]()
    if shift not in (9, 12):
        return
    while sector not in seen and 0 <= (start := (sector + 1) << shift) < len(data):
        seen.add(sector)
        for at in range(start, min(start + (1 << shift), len(data)) - _ENTRY + 1, _ENTRY):
            length = struct.unpack_from("<H", data, at + 64)[0]
            if 2 <= length <= 64:
                name = data[at : at + length - 2].decode("utf-16-le", "replace")
                yield name, struct.unpack_from("<I", data, at + 116)[0]
        sector = _next_sector(data, sector, shift)


def _next_sector(data: bytes, sector: int, shift: int) -> int:
    """The sector that the allocation table names after `sector`; beyond the file where it names none."""
    table, entry = divmod(sector, (1 << shift) // 4)
    if table >= 109:
        return _END
    where = struct.unpack_from("<I", data, 76 + 4 * table)[0]
    at = ((where + 1) << shift) + 4 * entry
    return int(struct.unpack_from("<I", data, at)[0]) if at + 4 <= len(data) else _END


_END = 0xFFFFFFFE
