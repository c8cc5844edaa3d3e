"""Files that no buffer can show: docx and pdf, and buffers full of what is no text."""

import asyncio
import shutil
from pathlib import Path

import pytest
from lsp_drafts import DRAFT, cut
from lsprotocol import types

pytestmark = pytest.mark.asyncio
SAMPLES = Path(__file__).parents[2] / "samples"
NAME = "13-tangshan-bureau-directs-counties"


def garbage(path):
    """What an editor makes of a binary file."""
    return path.read_bytes().decode("utf-8", "replace")


def run(session, command, *arguments):
    return session.client.workspace_execute_command_async(
        types.ExecuteCommandParams(command, arguments=list(arguments))
    )


def quotes(path):
    """Rule and words of each finding, as the command line has them."""
    from gwlint.linting.linter import Linting
    from gwlint.readers import read

    return [(one.rule, one.quote) for one in Linting()(read(path)).findings]


@pytest.fixture(params=[".docx", ".pdf"])
def file(request, tmp_path):
    return Path(shutil.copy(SAMPLES / (NAME + request.param), tmp_path / f"通 知{request.param}"))


async def test_a_projection_has_the_findings_on_their_words(start, file):
    session = await start()
    shown = await run(session, "gwlint.projection", file.as_uri())
    assert shown["uri"].startswith("gwlint:") and shown["uri"].endswith(".txt") and shown["languageId"] == "plaintext"
    found = [one for one in await session.told(shown["uri"]) if one.code.startswith("GW")]
    assert [(one.code, cut(shown["text"], one.range)) for one in found] == quotes(file)
    assert len(found) >= 2


async def test_opened_by_the_editor_itself_the_buffer_is_not_read(start, file):
    session = await start()
    text = garbage(file)
    found = [one for one in await session.open(file.as_uri(), text) if one.code.startswith("GW")]
    assert [one.code for one in found] == [rule for rule, _ in quotes(file)]
    assert "段：" in found[0].message or "页：" in found[0].message
    session.edit(file.as_uri(), types.TextDocumentContentChangeWholeDocument(DRAFT))
    hover = types.HoverParams(types.TextDocumentIdentifier(file.as_uri()), found[0].range.start)
    assert found[0].code in (await session.client.text_document_hover_async(hover)).contents.value


async def test_a_save_by_another_program_is_seen(start, tmp_path):
    import docx

    path = tmp_path / "稿.docx"
    document = docx.Document()
    for line in DRAFT.splitlines():
        document.add_paragraph(line)
    document.save(path)
    session = await start()
    shown = await run(session, "gwlint.projection", path.as_uri())
    assert "GW403" in [one.code for one in await session.told(shown["uri"])]
    for paragraph in document.paragraphs:
        if "每天报送" in paragraph.text:
            paragraph.text = paragraph.text.replace("，每天报送巡查情况", "")
    document.save(path)
    event = types.FileEvent(path.as_uri(), types.FileChangeType.Changed)
    session.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
    assert "GW403" not in [one.code for one in await session.told(shown["uri"])]
    assert "每天报送" not in (await run(session, "gwlint.projection", path.as_uri()))["text"]


async def test_a_half_written_file_is_waited_for(start, tmp_path):
    path, whole = tmp_path / "稿.docx", (SAMPLES / f"{NAME}.docx").read_bytes()
    path.write_bytes(whole)
    session = await start()
    await session.open(path.as_uri(), garbage(path))
    path.write_bytes(whole[:2000])
    event = types.FileEvent(path.as_uri(), types.FileChangeType.Changed)
    session.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
    await asyncio.sleep(0.6)
    assert session.published == []
    path.write_bytes(whole)
    found = await session.told(path.as_uri())
    assert "GW301" in [one.code for one in found] and "not-checked" not in [one.code for one in found]


async def test_a_projection_may_be_opened_and_closed_as_a_document(start, file):
    session = await start()
    shown = await run(session, "gwlint.projection", file.as_uri())
    found = await session.told(shown["uri"])
    item = types.TextDocumentItem(shown["uri"], "plaintext", 1, shown["text"])
    session.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    hover = types.HoverParams(types.TextDocumentIdentifier(shown["uri"]), found[-1].range.start)
    assert found[-1].code in (await session.client.text_document_hover_async(hover)).contents.value
    closed = types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(shown["uri"]))
    session.client.text_document_did_close(closed)
    assert await session.told(shown["uri"], when=lambda one: not one) == []


async def test_commands_for_a_file_on_disk(start, file):
    session = await start()
    report = await run(session, "gwlint.check", file.as_uri())
    assert [(one["rule"], one["quote"]) for one in report["findings"]] == quotes(file)
    assert report["format"] == file.suffix[1:] and len(report["sha256"]) == 64
    assert "GW301" in await run(session, "gwlint.html", file.as_uri())


async def test_a_docx_is_not_rewritten_by_an_editor(start, file):
    session, before = await start(), file.read_bytes()
    one = (await session.open(file.as_uri(), garbage(file)))[-1]
    with pytest.raises(Exception, match="请用 gwlint fix"):
        await run(session, "gwlint.fix", file.as_uri(), one.data["fingerprint"])
    with pytest.raises(Exception, match="suppressions"):
        await run(session, "gwlint.ignore", file.as_uri(), one.data["fingerprint"], "核过")
    asked = types.CodeActionParams(types.TextDocumentIdentifier(file.as_uri()), one.range, types.CodeActionContext([]))
    assert not [each for each in await session.client.text_document_code_action_async(asked) if each.edit]
    assert file.read_bytes() == before


@pytest.mark.parametrize("name", ["坏.docx", "坏.pdf", "没有.docx"])
async def test_what_cannot_be_read_is_said(start, tmp_path, name):
    path = tmp_path / name
    if "坏" in name:
        path.write_bytes(b"PK\x03\x04 and no more")
    session = await start()
    (one,) = await session.open(path.as_uri(), "PK\x03\x04\x00\ufffd and no more")
    assert one.code == "not-checked" and one.severity == types.DiagnosticSeverity.Error and "未能检查" in one.message
    with pytest.raises(Exception, match="文件"):
        await run(session, "gwlint.projection", path.as_uri())


@pytest.mark.parametrize(
    "text",
    ["\x00\x01\x02\ufffd" * 3000, "%PDF-1.7\n乱\ufffd", "PK\x03\x04乱", "\ud800" * 50, "\x1b[31m" * 99, "\u202e" * 999],
)
async def test_garbage_in_a_text_buffer_ends_nothing(start, tmp_path, text):
    session, uri = await start(), (tmp_path / "乱.txt").as_uri()
    found = await session.open(uri, text)
    assert not [one for one in found if "程序出错" in one.message]
    assert "GW302" in [one.code for one in await session.replace(uri, DRAFT)]
