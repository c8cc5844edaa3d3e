"""Containers with whatever members a test wants."""

import base64
import io
import struct
import tarfile
import zipfile
import zlib


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)  # always of the same day: the same bytes whenever made
    return out.getvalue()


def zipped_in_gbk(name: str, data: bytes) -> bytes:
    """As Windows in China writes names: GBK bytes and no UTF-8 flag."""
    raw = name.encode("gbk")
    stand_in = "x" * len(raw)
    return zipped({stand_in: data}, zipfile.ZIP_STORED).replace(stand_in.encode(), raw)


def locked_zip(name: str, data: bytes) -> bytes:
    """Flagged as encrypted in both of its headers."""
    made = bytearray(zipped({name: data}))
    made[6] |= 1
    made[made.index(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


def tarred(members: dict[str, bytes], links: tuple[str, ...] = (), mode: str = "w:") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode, encoding="utf-8") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for name in links:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(info)
    return out.getvalue()


def rared(members: dict[str, bytes], locked: bool = False, method: int = 0x30) -> bytes:
    """RAR 3 with its members stored, whatever `method` says: nobody may write the compression but RARLAB."""
    files = b"".join(_file(name, data, locked, method) for name, data in members.items())
    return b"Rar!\x1a\x07\x00" + _block(0x73, 0, bytes(6)) + files


def _block(kind: int, flags: int, rest: bytes) -> bytes:
    head = struct.pack("<BHH", kind, flags, 7 + len(rest)) + rest
    return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head


def _file(name: str, data: bytes, locked: bool, method: int) -> bytes:
    raw = name.encode("utf-8")
    facts = struct.pack(
        "<IIBIIBBHI", len(data), len(data), 3, zlib.crc32(data), 0x58210000, 29, method, len(raw), 0o100644
    )
    return _block(0x74, 0x8000 | (0x04 if locked else 0), facts + raw) + data


def mail(body: str, attached: dict[bytes, bytes], kind: str = "plain", charset: str = "gb2312") -> bytes:
    """A mail with CRLF; `attached`: the Content-Disposition of each attachment and its bytes."""
    encoded = body.encode("gb18030" if charset == "gb2312" else charset)
    head = b"From: a@example.cn\nTo: b@example.cn\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    text = f"--x\nContent-Type: text/{kind}; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n".encode()
    parts = b"".join(
        b"--x\nContent-Type: application/octet-stream\nContent-Disposition: "
        + said
        + b"\nContent-Transfer-Encoding: base64\n\n"
        + base64.encodebytes(data)
        for said, data in attached.items()
    )
    return (head + text + encoded + b"\n" + parts + b"--x--\n").replace(b"\n", b"\r\n")
