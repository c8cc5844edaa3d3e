"""Files that cannot be read, or only with care. Each kind says whether a reader may read it: True, False, or None for
either, as long as it is listed and harms no other."""

import io
import random
import zipfile
from collections.abc import Callable
from typing import NamedTuple

import pdf_maker
from container_maker import zipped

from . import formats
from .drafts import Draft


class Broken(NamedTuple):
    """`kind` is how the truth calls it, `make` gives the bytes of a draft spoilt so; `reason`: what the row must say."""

    kind: str
    suffix: str
    readable: bool | None
    make: Callable[[Draft, random.Random], bytes]
    reason: str = ""


def _cut(data: bytes, share: float) -> bytes:
    return data[: int(len(data) * share)]


def _deflated(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _bomb() -> bytes:
    """A docx whose text inflates to 300 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        package.writestr(zipfile.ZipInfo("[Content_Types].xml"), "<Types/>")
        with package.open(_deflated("word/document.xml"), "w") as part:
            part.write(b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>')
            for _ in range(300):
                part.write(b"<w:p/>" * 174_763)
    return out.getvalue()


def _laughs(draft: Draft, chance: random.Random) -> bytes:
    """A docx with entities in entities."""
    entities = '<!ENTITY a "公文公文">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9)
    )
    body = f'<!DOCTYPE d [{entities}]><w:document xmlns:w="{formats.docx_maker.W}"><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>'
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": body.encode()})


def _locked_docx(draft: Draft, chance: random.Random) -> bytes:
    """Every part flagged as encrypted, in both of its headers."""
    made = bytearray(formats.docx(draft))
    for head, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(head)
        while at >= 0:
            made[at + flags] |= 1
            at = made.find(head, at + 4)
    return bytes(made)


def _scrambled(data: bytes, chance: random.Random) -> bytes:
    half = len(data) // 2
    return data[:half] + chance.randbytes(len(data) - half)


_BOMB: list[bytes] = []


def _the_bomb(draft: Draft, chance: random.Random) -> bytes:
    if not _BOMB:
        _BOMB.append(_bomb())
    return _BOMB[0]


KINDS = (
    Broken("empty", "docx", False, lambda d, c: b"", "空"),
    Broken("empty", "txt", False, lambda d, c: b"", "空"),
    Broken("blank", "txt", False, lambda d, c: b" \n\n\t \n"),
    Broken("truncated", "docx", False, lambda d, c: _cut(formats.docx(d), 0.6)),
    Broken("truncated", "pdf", None, lambda d, c: _cut(formats.pdf(d), 0.5)),
    Broken("truncated", "ofd", False, lambda d, c: _cut(formats.ofd(d), 0.6)),
    Broken("scrambled", "docx", False, lambda d, c: _scrambled(formats.docx(d), c)),
    Broken("scrambled", "pdf", None, lambda d, c: _scrambled(formats.pdf(d), c)),
    Broken("wrong-suffix", "docx", True, lambda d, c: formats.pdf(d)),
    Broken("wrong-suffix", "pdf", True, lambda d, c: formats.docx(d)),
    Broken("wrong-suffix", "doc", True, lambda d, c: formats.html(d)),
    Broken("noise", "pdf", False, lambda d, c: c.randbytes(3000)),
    Broken("noise", "docx", False, lambda d, c: c.randbytes(3000)),
    Broken("encrypted", "pdf", False, lambda d, c: pdf_maker.pdf(pdf_maker.line("密"), password="geheim"), "密"),
    Broken("encrypted", "docx", False, _locked_docx, "密"),
    Broken("program", "doc", False, lambda d, c: b"MZ\x90\0" + bytes(2000) + c.randbytes(100), "程序"),
    Broken("bomb", "docx", False, _the_bomb),
    Broken("entities", "docx", None, _laughs),
    Broken("zeros", "txt", False, lambda d, c: bytes(5000)),
    Broken("zeros-inside", "txt", None, lambda d, c: formats.txt(d).replace("。".encode(), b"\0\0\0")),
    Broken("long-line", "txt", None, lambda d, c: (d.text.replace("\n", "") * (10_000_000 // len(d.text.encode()))).encode()),
)  # fmt: skip
