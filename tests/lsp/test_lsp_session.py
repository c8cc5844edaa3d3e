"""A long session: many edits, a large draft, questions taken back."""

import asyncio
import os
import random
import sys
from pathlib import Path

import pytest
from lsp_drafts import DRAFT, cut
from lsprotocol import types
from lsprotocol.types import Position, Range
from lsprotocol.types import TextDocumentContentChangePartial as Partial

from gwlint.linting.linter import Linting
from gwlint.lsp.places import Lines
from gwlint.readers import read_bytes

pytestmark = pytest.mark.asyncio
EDITS, EVERY = 2_000, 20
GROWTH = 5 << 20
"""Bytes by which the server may grow between the 500th edit and any later one."""
WORDS = (*"一二水好，。：、；（）\n\n𠮷😀0x ", "　　", "请于5月13日前报送方案。", "各县（市、区）人民政府要", "每天报送", "\r\n", "一、", "\u2028", "关于做好𠮷的通知\n", "附件：1.表", "gwlint: 忽略 GW301 核过\n", "2025年05月12日\n", "不得")


def fresh(text, path):
    """Rule and words of what a new check of the text finds."""
    if not text.strip():
        return []
    return [(one.rule, one.quote) for one in Linting()(read_bytes(text.encode(), path, digest=False)).findings]


def seen(text, diagnostics):
    """The same of what the server published; a range over a joined line holds the line break too."""
    return [(one.code, squeezed(cut(text, one.range))) for one in diagnostics if one.code.startswith("GW")]


def squeezed(words):
    return "".join(words.split())


def resident(pid):
    """The process's memory in bytes (Linux)."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


class Typist:
    """Edits at random, and takes back: each edit with its inverse."""

    def __init__(self, text, seed):
        self.text, self.random = text, random.Random(seed)
        self.done = []

    def step(self):
        """The next change: three in ten take back the last one."""
        if self.done and self.random.random() < 0.3:
            return self.change(*self.done.pop())
        at = self.random.randrange(len(self.text) + 1)
        gone = self.random.choice((0, 0, 0, 1, 2, 8, 40)) if len(self.text) < 4_000 else 200
        new = "".join(self.random.choices(WORDS, k=self.random.choice((0, 1, 1, 3))))
        old = self.text[at : at + gone]
        self.done.append((at, len(new), old))
        return self.change(at, len(old), new)

    def change(self, at, gone, new):
        """One edit. No position lies inside a CRLF: an edit that ends there takes the whole of it."""
        text, end = self.text, at + gone
        first = at - 1 if text[at - 1 : at + 1] == "\r\n" else at
        last = end + 1 if text[end - 1 : end + 1] == "\r\n" else end
        self.text = text[:at] + new + text[end:]
        return Partial(Lines(text).range(first, last), text[first:at] + new + text[end:last])



async def run(session, uri, path, edits):
    """Edit and compare; the server's memory after each comparison."""
    typist, sizes = Typist(DRAFT, 20250512), []
    pid = session.client._server.pid
    await session.open(uri, DRAFT)
    for number in range(1, edits + 1):
        version = session.edit(uri, typist.step())
        if number % EVERY == 0 or number == edits:
            found = seen(typist.text, await session.told(uri, version))
            expected = [(rule, squeezed(quote)) for rule, quote in fresh(typist.text, path)]
            assert found == expected, f"after edit {number}"
            sizes.append(resident(pid) if sys.platform == "linux" else 0)
    while typist.done:
        version = session.edit(uri, typist.change(*typist.done.pop()))
    assert typist.text == DRAFT
    assert seen(DRAFT, await session.told(uri, version)) == [(rule, squeezed(quote)) for rule, quote in fresh(DRAFT, path)]
    return sizes


async def test_hundreds_of_random_edits_with_undo(start, tmp_path):
    path = tmp_path / "a.txt"
    assert await run(await start(), path.as_uri(), str(path), 300)


@pytest.mark.slow
async def test_2000_random_edits_with_undo_in_one_session(start, tmp_path):
    path = tmp_path / "a.txt"
    sizes = await run(await start(), path.as_uri(), str(path), EDITS)
    print(f"RSS after 500 edits {sizes[500 // EVERY] >> 20} MB, at the end {sizes[-1] >> 20} MB, most {max(sizes) >> 20} MB")
    assert max(sizes) - sizes[500 // EVERY] < GROWTH


@pytest.mark.slow
async def test_a_draft_that_grows_to_200_000_characters(start, tmp_path):
    path = tmp_path / "a.txt"
    session, uri, text = await start(), path.as_uri(), DRAFT
    await session.open(uri, text)
    more = "　　（三）各有关单位结合实际抓好绿化养护，逐块绿地落实到人，按季度自查整改。\n" * 250
    while len(text) < 200_000:
        at = Position(4, 0)
        lines = Lines(text)
        version = session.edit(uri, Partial(Range(at, at), more))
        text = text[: lines.offset(at)] + more + text[lines.offset(at) :]
    found = await session.told(uri, version, seconds=60)
    assert seen(text, found) == [(rule, squeezed(quote)) for rule, quote in fresh(text, str(path))]
    one = next(one for one in found if one.code == "GW101")
    params = types.HoverParams(types.TextDocumentIdentifier(uri), one.range.start)
    assert "字" in (await session.client.text_document_hover_async(params)).contents.value


async def test_a_question_taken_back_is_answered_as_cancelled_and_the_session_goes_on(start, tmp_path):
    session, uri = await start(), (tmp_path / "a.txt").as_uri()
    long = DRAFT + "　　各有关单位结合实际抓好绿化养护，逐块绿地落实到人。\n" * 4_000
    await session.open(uri, DRAFT)
    session.edit(uri, types.TextDocumentContentChangeWholeDocument(long))
    params = types.DocumentSymbolParams(types.TextDocumentIdentifier(uri))
    asked = session.client.protocol.send_request("textDocument/documentSymbol", params, msg_id="taken-back")
    session.client.cancel_request(types.CancelParams("taken-back"))
    with pytest.raises(Exception, match="cancel"):
        await asyncio.wait_for(asyncio.wrap_future(asked), 20)
    assert "GW302" in [one.code for one in await session.replace(uri, DRAFT)]


async def test_an_edit_during_a_check_drops_its_result(start, tmp_path):
    session, uri = await start(), (tmp_path / "a.txt").as_uri()
    await session.open(uri, DRAFT)
    long = DRAFT + "　　各有关单位结合实际抓好绿化养护，逐块绿地落实到人。\n" * 20_000
    overtaken = session.edit(uri, types.TextDocumentContentChangeWholeDocument(long))
    await asyncio.sleep(0.1)
    last = session.edit(uri, types.TextDocumentContentChangeWholeDocument(DRAFT))
    versions = []
    session.client.protocol.fm.features[types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS] = lambda one: versions.append(one.version)
    while last not in versions:
        await asyncio.sleep(0.05)
    assert overtaken not in versions


async def test_several_drafts_at_once(start, tmp_path):
    session = await start()
    uris = [(tmp_path / f"{number}.txt").as_uri() for number in range(5)]
    for uri in uris:
        assert seen(DRAFT, await session.open(uri, DRAFT))
    versions = [session.edit(uri, types.TextDocumentContentChangeWholeDocument("")) for uri in uris]
    for uri, version in zip(uris, versions, strict=True):
        assert await session.told(uri, version) == []


@pytest.mark.parametrize("name", ["untitled:Untitled-1", "file:///%E6%B2%A1%E6%9C%89/%E8%BF%99%E9%87%8C.txt"])
async def test_a_draft_that_lies_nowhere(start, name):
    session = await start()
    assert "GW302" in [one.code for one in await session.open(name, DRAFT)]
