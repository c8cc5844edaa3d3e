"""What the editor sets and what gwlint.toml says, and when either is read again."""

import asyncio

import pytest
from lsp_drafts import DRAFT
from lsprotocol import types

pytestmark = pytest.mark.asyncio


@pytest.fixture
def uri(tmp_path):
    return (tmp_path / "通知.txt").as_uri()


def codes(found):
    return {one.code for one in found}


def changed(session, path):
    event = types.FileEvent(path.as_uri(), types.FileChangeType.Changed)
    session.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))


class TestEditor:
    async def test_settings_come_with_the_first_request(self, start, uri):
        session = await start({"ignore": ["GW301"], "select": ["authority"]})
        assert codes(await session.open(uri, DRAFT)) == {"GW302"}

    async def test_or_are_asked_for(self, start, uri):
        session = await start(configuration={"select": ["GW403"], "debounce": 0, "profile": None})
        found = await session.open(uri, DRAFT)
        if "GW302" in codes(found):  # checked before the answer came
            found = await session.told(uri)
        assert codes(found) == {"GW403"}

    async def test_a_change_checks_the_drafts_again(self, start, uri):
        session = await start()
        assert "GW302" in codes(await session.open(uri, DRAFT))
        params = types.DidChangeConfigurationParams({"gwlint": {"select": ["burden"]}})
        session.client.workspace_did_change_configuration(params)
        assert codes(await session.told(uri, when=lambda one: "GW302" not in codes(one))) == {"GW401", "GW403"}

    async def test_a_profile_is_taken(self, start, uri):
        session = await start({"profile": "cn"})
        await session.open(uri, DRAFT)
        params = types.ExecuteCommandParams("gwlint.check", arguments=[uri])
        report = await session.client.workspace_execute_command_async(params)
        assert report["profile"] == {"id": "cn", "why": "由用户指定"}

    async def test_what_is_wrong_is_told_and_the_rest_holds(self, start, uri):
        session = await start(
            {
                "profile": "没有这份",
                "select": ["GW302", "GW403"],
                "ignore": "GW302",
                "wordCount": 3,
                "debounce": -1,
                "colour": 1,
            }
        )
        for words in (
            "gwlint.profile：没有规定文件“没有这份”",
            "gwlint.ignore：应写成列表",
            "gwlint.wordCount：不能是“3”",
        ):
            await session.said(words)
        await session.said("gwlint.debounce：应写 0 到 10000")
        await session.said("gwlint.colour：不认识这一项，可用的有 profile")
        assert codes(await session.open(uri, DRAFT)) == {"GW302", "GW403"}

    async def test_a_wrong_rule_names_near_ones(self, start):
        session = await start({"select": ["overlong-bodi"]})
        assert "overlong-body" in await session.said("gwlint.select")


class TestFiles:
    async def test_gwlint_toml_holds_and_the_editor_goes_before_it(self, start, uri, tmp_path):
        (tmp_path / "gwlint.toml").write_text('select = ["burden"]\nignore = ["GW401"]\n', encoding="utf-8")
        session = await start()
        assert codes(await session.open(uri, DRAFT)) == {"GW403"}
        session = await start({"ignore": ["GW403"]})
        assert codes(await session.open(uri, DRAFT)) == {"GW401"}

    async def test_a_change_of_it_checks_the_drafts_again(self, start, uri, tmp_path):
        session = await start()
        await session.open(uri, DRAFT)
        assert [one.method for one in session.watched] == ["workspace/didChangeWatchedFiles"]
        file = tmp_path / "gwlint.toml"
        file.write_text('select = ["GW403"]\n', encoding="utf-8")
        changed(session, file)
        assert codes(await session.told(uri)) == {"GW403"}
        file.unlink()
        changed(session, file)
        assert "GW302" in codes(await session.told(uri))

    async def test_a_save_is_enough_where_nobody_watches(self, start, uri, tmp_path):
        session = await start()
        await session.open(uri, DRAFT)
        (tmp_path / "gwlint.toml").write_text('select = ["GW403"]\n', encoding="utf-8")
        session.client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))
        assert codes(await session.told(uri)) == {"GW403"}

    async def test_and_so_is_time(self, start, uri, tmp_path):
        session = await start()
        await session.open(uri, DRAFT)
        (tmp_path / "gwlint.toml").write_text('select = ["GW403"]\n', encoding="utf-8")
        await asyncio.sleep(2.1)
        assert codes(await session.replace(uri, DRAFT)) == {"GW403"}

    async def test_half_a_file_is_told_once_and_the_checks_go_on(self, start, uri, tmp_path):
        file = tmp_path / "gwlint.toml"
        file.write_text('ignore = ["GW301"]\nprofle = "cn"\n', encoding="utf-8")
        session = await start({"select": ["authority"]})
        found = await session.open(uri, DRAFT)
        assert codes(found) == {"config", "GW301", "GW302"}
        assert "第2行" in found[0].message and "profle" in found[0].message
        await session.replace(uri, DRAFT + "\n")
        await session.replace(uri, DRAFT)
        assert len([one for one in session.client.messages if "profle" in one.message]) == 1
        file.write_text('ignore = ["GW301"]\n', encoding="utf-8")
        changed(session, file)
        assert codes(await session.told(uri)) == {"GW302"}

    async def test_a_profile_of_ones_own(self, start, uri, tmp_path):
        profile = tmp_path / "本单位.toml"
        profile.write_text(
            'extends = "cn"\ntitle = "本单位"\n[rules.frequent-reporting]\nseverity = "off"\nbasis = "house"\n',
            encoding="utf-8",
        )
        (tmp_path / "gwlint.toml").write_text('profile = "本单位.toml"\n', encoding="utf-8")
        session = await start()
        found = codes(await session.open(uri, DRAFT))
        assert "GW302" in found and "GW403" not in found and "config" not in found
        profile.write_text('extends = "cn"\ntitle = "本单位"\n', encoding="utf-8")
        changed(session, profile)
        assert "GW403" in codes(await session.told(uri))
