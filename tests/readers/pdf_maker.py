"""Small PDF files from raw objects, for the tests of the PDF reader. Lengths in points, origin lower left."""

import hashlib
import struct
from collections.abc import Callable, Sequence

A4 = (595, 842)
SIZE = 16
LEFT, RIGHT = 79, 527
"""A column of 28 characters."""

PITCH = 28
FONTS = {"F1": "FangSong_GB2312", "F2": "SimHei", "F3": "FZXBSJW--GB1-0"}
_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def line(text: str, x: float = LEFT, y: float = 700, size: float = SIZE, font: str = "F1", pre: str = "") -> str:
    """Text drawn at a place; `pre` are operators before it, such as a colour."""
    return f"q BT {pre} /{font} {size} Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET Q\n"


def turned(text: str, matrix: str, size: float = SIZE) -> str:
    """Text drawn by a matrix of its own."""
    return f"BT /F1 {size} Tf {matrix} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


def centred(text: str, y: float, size: float = 22, font: str = "F3", pre: str = "") -> str:
    """A line in the middle of the column."""
    return line(text, (LEFT + RIGHT - size * len(text)) / 2, y, size, font, pre)


def lines(*texts: str, y: float = 700) -> str:
    """Lines below each other. A full-width blank at the head stands for an indent of one character."""
    drawn = []
    for index, text in enumerate(texts):
        bare = text.lstrip("\u3000")
        drawn.append(line(bare, LEFT + SIZE * (len(text) - len(bare)), y - PITCH * index))
    return "".join(drawn)


def rules(xs: Sequence[float], ys: Sequence[float]) -> str:
    """A grid of straight lines."""
    flat = "".join(f"{xs[0]} {y} m {xs[-1]} {y} l S\n" for y in ys)
    return flat + "".join(f"{x} {ys[0]} m {x} {ys[-1]} l S\n" for x in xs)


IMAGE = f"q {A4[0]} 0 0 {A4[1]} 0 0 cm /I1 Do Q\n"


def pdf(*pages: str, tounicode: str | None = None, password: str | None = None, page: str = "") -> bytes:
    """A file of these pages. With `tounicode` the fonts are subsets whose codes stand for its characters; with
    `password` ("" for an owner's only) it is encrypted; `page` are further entries of each page."""
    objects: list[bytes] = []

    def add(body: str | bytes) -> int:
        objects.append(body.encode("latin-1") if isinstance(body, str) else body)
        return len(objects)

    def stream(entries: str, data: bytes) -> int:
        return add(f"<< {entries} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream")

    image = stream(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", b"0"
    )
    fonts = " ".join(f"/{key} {_font(add, stream, name, tounicode)} 0 R" for key, name in FONTS.items())
    resources = f"<< /Font << {fonts} >> /XObject << /I1 {image} 0 R >> >>"
    contents = [stream("", content.encode("latin-1")) for content in pages]
    parent = len(objects) + len(pages) + 1
    kids = [
        add(
            f"<< /Type /Page /Parent {parent} 0 R /MediaBox [0 0 {A4[0]} {A4[1]}] {page} "
            f"/Resources {resources} /Contents {content} 0 R >>"
        )
        for content in contents
    ]
    add(f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>")
    root = add(f"<< /Type /Catalog /Pages {parent} 0 R >>")
    return _file(objects, root, password)


def _font(add: Callable[[str], int], stream: Callable[[str, bytes], int], name: str, tounicode: str | None) -> int:
    order, encoding, told = "GB1", "UniGB-UCS2-H", ""
    if tounicode is not None:
        order, encoding = "Identity", "Identity-H"
        if tounicode:
            told = f"/ToUnicode {stream('', _cmap(tounicode))} 0 R"
    described = add(
        f"<< /Type /FontDescriptor /FontName /{name} /Flags 6 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 "
        "/Descent -120 /CapHeight 880 /StemV 80 >>"
    )
    drawn = add(
        f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{name} /DW 1000 /FontDescriptor {described} 0 R "
        f"/CIDSystemInfo << /Registry (Adobe) /Ordering ({order}) /Supplement 2 >> >>"
    )
    return add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /{encoding} {told} /DescendantFonts [{drawn} 0 R] >>"
    )


def _cmap(chars: str) -> bytes:
    """Code 1 is the first character, and so on."""
    rows = "\n".join(f"<{i:04X}> <{c.encode('utf-16-be').hex()}>" for i, c in enumerate(chars, 1))
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <FFFF> "
        f"endcodespacerange {len(chars)} beginbfchar\n{rows}\nendbfchar endcmap end end"
    ).encode()


def codes(text: str, chars: str) -> str:
    """`text` in the codes of a subset, for `line`."""
    return "".join(chr(chars.index(char) + 1) for char in text)


def _file(objects: list[bytes], root: int, password: str | None) -> bytes:
    trailer = f"/Root {root} 0 R"
    if password is not None:
        key, entry = _encryption(password)
        objects = [_encrypted(body, number, key) for number, body in enumerate(objects, 1)]
        objects.append(entry)
        trailer += f" /Encrypt {len(objects)} 0 R /ID [<00> <00>]"
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} {trailer} >>\n"
    return bytes(out) + end.encode() + f"startxref\n{len(out)}\n%%EOF\n".encode()


def _encryption(password: str) -> tuple[bytes, bytes]:
    """The key and the /Encrypt dictionary of a 40-bit RC4 file, ISO 32000-1 7.6.3."""
    user, owner = (word.encode() + _PADDING for word in (password, "owner"))
    held = _rc4(hashlib.md5(owner[:32]).digest()[:5], user[:32])
    key = hashlib.md5(user[:32] + held + struct.pack("<i", -4) + b"\0").digest()[:5]
    entry = f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{held.hex()}> /U <{_rc4(key, _PADDING).hex()}> >>"
    return key, entry.encode()


def _encrypted(body: bytes, number: int, key: bytes) -> bytes:
    head, mark, rest = body.partition(b"stream\n")
    if not mark:
        return body
    own = hashlib.md5(key + struct.pack("<I", number)[:3] + b"\0\0").digest()[:10]
    return head + mark + _rc4(own, rest.removesuffix(b"\nendstream")) + b"\nendstream"


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
