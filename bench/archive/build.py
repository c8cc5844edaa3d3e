"""Writes an archive of any size and what is true of it. File `number` depends on the seed and the number alone."""

import base64
import io
import json
import random
import tarfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from container_maker import zipped

from . import broken, drafts, faults, formats
from .drafts import Draft

BLOCK = 100
"""Files in a row of which the last few lie in containers."""

_ZIPPED, _NESTED, _TARRED, _MAILED = range(80, 86), range(86, 89), range(89, 92), range(92, 94)
_SLOW = 500
"""One file of so many needs LibreOffice."""

Truth = dict[str, Any]


class Made(NamedTuple):
    """A file and what is true of it; `place` is its path in the archive."""

    place: str
    data: bytes
    truth: Truth


def build(folder: Path, files: int, seed: int = 1, slow: bool = True) -> Iterator[Truth]:
    """Write `files` files into `folder`, and give for each a row of the truth; containers come on top, with rows of
    their own. `slow`: with files that need LibreOffice."""
    for start in range(0, files, BLOCK):
        block = [make(number, seed, slow) for number in range(start, min(start + BLOCK, files))]
        yield from _written(folder, start // BLOCK, block)


def make(number: int, seed: int, slow: bool = True) -> Made:
    """One file by its number."""
    chance = random.Random(f"{seed}/{number}")
    if number % 100 == 37:
        return _twin(number, seed, slow)
    if number % 25 == 19:
        return _near_copy(number, seed, chance)
    if number % 25 == 11:
        return _broken(number, chance)
    draft = _draft(chance)
    writer, suffix = formats.choose(chance)
    if slow and number % _SLOW == 250:
        writer, suffix = formats.CONVERTED[number // _SLOW % 2]
    return _made(number, draft, writer(draft), suffix)


def _draft(chance: random.Random) -> Draft:
    share = chance.random()
    if share < 0.40:
        return faults.faulty(chance)
    if share < 0.44:
        return drafts.bulletin(drafts.maker(chance))._replace(may=("*",))
    if share < 0.50:
        return drafts.forwarded(drafts.maker(chance, level="市"))
    return chance.choice(drafts.CLEAN)(drafts.maker(chance))


def _made(number: int, draft: Draft, data: bytes, suffix: str, **more: Any) -> Made:
    truth = {
        "number": number, "kind": "document", "readable": True, "rules": sorted(draft.rules), "may": sorted(draft.may),
        "genre": draft.genre, "title": draft.title, "issuer": draft.issuer, "date": draft.date.isoformat(), "facts": dict(draft.facts),
    }  # fmt: skip
    return Made(f"{draft.unit.folder}/{draft.date.year}/{number:06}{_short(draft.title)}.{suffix}", data, truth | more)


def _short(title: str) -> str:
    return "".join(c for c in title if c.isalnum())[-18:]


def _twin(number: int, seed: int, slow: bool) -> Made:
    """The same file under another name, in another folder."""
    made = make(number - 36, seed, slow)
    place = f"抄件/{number:06}{Path(made.place).suffix}"
    return Made(place, made.data, made.truth | {"number": number, "duplicate_of": number - 36})


def _near_copy(number: int, seed: int, chance: random.Random) -> Made:
    """A long clean notice and, 25 numbers on, the same with a share of its characters changed."""
    first = number % 50 == 19
    draft = _long(random.Random(f"{seed}/near/{number // 50}"))
    rate = 0.0 if first else chance.choice((0.02, 0.05, 0.1, 0.2, 0.4))
    if rate:
        draft = draft._replace(
            lines=tuple((kind, _edited(text, rate, chance) if kind == "p" else text) for kind, text in draft.lines)
        )
    writer, suffix = formats.choose(chance)
    more: Truth = {"family": number // 50} if first else {"near_copy_of": number - 25, "edit_rate": rate, "rules": None}
    return _made(number, draft, writer(draft), suffix, **more)


def _long(chance: random.Random) -> Draft:
    m = drafts.maker(chance)
    body = [m.opening("现就有关事项通知如下。"), *m.items(more=9)]
    return m.draft(f"{m.unit.name}关于做好{m.words.topic}工作的通知", m.unit.each, body)


_OTHER = "工程质量验收结果记录清楚设备运行稳定材料供应及时道路通畅水源充足天气晴好"


def _edited(text: str, rate: float, chance: random.Random) -> str:
    """A share of the characters replaced, in stretches of four."""
    chars = list(text)
    for at in range(0, len(chars), 4):
        if chance.random() < rate:
            chars[at : at + 4] = [chance.choice(_OTHER) for _ in chars[at : at + 4]]
    return "".join(chars)


def _broken(number: int, chance: random.Random) -> Made:
    one = broken.KINDS[number // 25 % len(broken.KINDS)]
    draft = drafts.notice(drafts.maker(chance))
    truth = {
        "number": number,
        "kind": f"broken:{one.kind}",
        "readable": one.readable,
        "reason": one.reason,
        "rules": None,
    }
    return Made(f"{draft.unit.folder}/来文/{number:06}.{one.suffix}", one.make(draft, chance), truth)


def _written(folder: Path, block: int, made: list[Made]) -> Iterator[Truth]:
    """Loose files as they are, the others in their containers."""
    held = {"zip": _ZIPPED, "nested": _NESTED, "tar": _TARRED, "eml": _MAILED}
    inside: dict[str, list[Made]] = {name: [] for name in held}
    for at, one in enumerate(made):
        name = next((name for name, places in held.items() if at in places), None)
        if name:
            inside[name].append(one)
        else:
            yield _row(folder, one.place, one)
            _write(folder / one.place, one.data)
    yield from _contained(folder, block, {name: held for name, held in inside.items() if held})


def _contained(folder: Path, block: int, inside: dict[str, list[Made]]) -> Iterator[Truth]:
    nested: dict[str, bytes] = {}
    for name, pack, suffix in (
        ("nested", zipped, "zip"),
        ("zip", zipped, "zip"),
        ("tar", _tar, "tar.gz"),
        ("eml", _mail, "eml"),
    ):
        held = inside.get(name, [])
        if not held:
            continue
        place = f"移交/{block:04}.{suffix}" + ("!/内层.zip" if name == "nested" else "")
        files = {one.place: one.data for one in held}
        inner = f"!/{block:04}.tar" if name == "tar" else ""
        yield from (_row(folder, f"{place}{inner}!/{one.place}", one) for one in held)
        if name == "nested":
            nested = {"内层.zip": zipped(files)}
            continue
        data = pack(files | nested if name == "zip" else files)
        _write(folder / place, data)
        yield {"path": f"{folder.name}/{place}", "kind": "container", "readable": True, "rules": None}


def _tar(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz", encoding="utf-8") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def _mail(files: dict[str, bytes]) -> bytes:
    """With short names: what a mail calls its attachments says nothing of folders."""
    head = "From: a@example.cn\r\nTo: b@example.cn\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
    parts = [
        head,
        "--x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n见附件。\r\n",
    ]
    for name, data in files.items():
        word = base64.b64encode(name.encode()).decode()
        encoded = base64.encodebytes(data).decode().replace("\n", "\r\n")
        parts.append(
            f'--x\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="=?utf-8?B?{word}?="\r\n'
            f"Content-Transfer-Encoding: base64\r\n\r\n{encoded}"
        )
    return "".join([*parts, "--x--\r\n"]).encode()


def _row(folder: Path, place: str, one: Made) -> Truth:
    return {"path": f"{folder.name}/{place}"} | one.truth


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


dump = partial(json.dumps, ensure_ascii=False)
