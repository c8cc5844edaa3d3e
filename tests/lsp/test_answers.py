"""What the server answers about a text draft."""

import asyncio

import pytest
from lsp_drafts import DRAFT, FIXABLE, cut
from lsprotocol import types
from lsprotocol.types import CodeActionContext, CodeActionKind, Position, Range, TextDocumentIdentifier

pytestmark = pytest.mark.asyncio
TREE = types.TextDocumentClientCapabilities(
    document_symbol=types.DocumentSymbolClientCapabilities(hierarchical_document_symbol_support=True),
    synchronization=types.TextDocumentSyncClientCapabilities(will_save_wait_until=True),
)
WHOLE = Range(Position(0, 0), Position(99, 0))


@pytest.fixture
def uri(tmp_path):
    return (tmp_path / "通知.txt").as_uri()


def offers(session, uri, place=WHOLE, *only):
    context = CodeActionContext([], only=list(only) or None)
    params = types.CodeActionParams(TextDocumentIdentifier(uri), place, context)
    return session.client.text_document_code_action_async(params)


def run(session, command, *arguments):
    return session.client.workspace_execute_command_async(
        types.ExecuteCommandParams(command, arguments=list(arguments))
    )


class TestDiagnostics:
    async def test_say_rule_clause_and_place(self, start, uri):
        session = await start()
        found = await session.open(uri, DRAFT)
        one = next(each for each in found if each.code == "GW403")
        assert cut(DRAFT, one.range) == "每天报送巡查情况"
        assert one.source == "gwlint"
        assert one.severity == types.DiagnosticSeverity.Warning or one.severity == types.DiagnosticSeverity.Error
        assert "《整治形式主义为基层减负若干规定》" in one.message
        assert one.data["name"] == "frequent-reporting" and len(one.data["fingerprint"]) == 16
        assert one.code_description.href.endswith("/docs/rules/frequent-reporting.md")

    async def test_are_those_of_the_command_line(self, start, uri, tmp_path):
        from gwlint.linting.linter import Linting
        from gwlint.readers import read_bytes

        session = await start()
        found = await session.open(uri, DRAFT)
        report = Linting()(read_bytes(DRAFT.encode(), str(tmp_path / "通知.txt")))
        assert [(one.code, cut(DRAFT, one.range)) for one in found] == [
            (one.rule, one.quote) for one in report.findings
        ]

    async def test_follow_an_edit_and_go_when_closed(self, start, uri):
        session = await start()
        assert await session.open(uri, DRAFT)
        line = DRAFT.splitlines().index("　　请于5月13日前报送方案。")
        change = types.TextDocumentContentChangePartial(Range(Position(line, 0), Position(line + 1, 0)), "")
        found = await session.told(uri, session.edit(uri, change))
        assert "GW401" not in [one.code for one in found]
        session.client.text_document_did_close(types.DidCloseTextDocumentParams(TextDocumentIdentifier(uri)))
        assert await session.told(uri, when=lambda one: not one) == []

    async def test_an_empty_draft_has_none(self, start, uri):
        session = await start()
        assert await session.open(uri, "") == []
        assert await session.replace(uri, "\n\n") == []

    async def test_several_changes_in_one_notification_follow_each_other(self, start, uri):
        session = await start()
        await session.open(uri, "")
        insert = types.TextDocumentContentChangePartial
        start_, lines = Position(0, 0), DRAFT.splitlines(keepends=True)
        version = session.edit(uri, *[insert(Range(start_, start_), line) for line in reversed(lines)])
        found = await session.told(uri, version)
        assert "GW302" in [one.code for one in found]

    async def test_a_burst_of_edits_is_checked_once_at_its_end(self, start, uri):
        session = await start({"debounce": 150})
        await session.open(uri, DRAFT)
        end = Position(len(DRAFT.splitlines()), 0)
        for _ in range(20):
            version = session.edit(uri, types.TextDocumentContentChangePartial(Range(end, end), "x"))
        await session.told(uri, version)
        await asyncio.sleep(0.4)
        assert session.published == []


class TestHover:
    async def test_gives_clause_gist_and_advice(self, start, uri):
        session = await start()
        one = (await session.open(uri, DRAFT))[0]
        params = types.HoverParams(TextDocumentIdentifier(uri), one.range.start)
        told = await session.client.text_document_hover_async(params)
        assert one.code in told.contents.value and "依据：《党政机关公文处理工作条例》第十六条" in told.contents.value
        assert "建议：" in told.contents.value and "[规则说明](file://" in told.contents.value
        assert told.range == one.range

    async def test_is_silent_elsewhere(self, start, uri):
        session = await start()
        await session.open(uri, DRAFT)
        params = types.HoverParams(TextDocumentIdentifier(uri), Position(0, 2))
        assert await session.client.text_document_hover_async(params) is None


class TestOutline:
    async def test_shows_the_parts_and_the_headings_in_the_text(self, start, uri):
        session = await start(text_document=TREE)
        await session.open(uri, FIXABLE.replace("　　请按时到岗。", "　　一、到岗\n　　（一）按时。\n　　二、交班"))
        params = types.DocumentSymbolParams(TextDocumentIdentifier(uri))
        tree = await session.client.text_document_document_symbol_async(params)
        names = [one.name.split("：")[0] for one in tree]
        assert names == ["标题", "发文字号", "主送机关", "正文", "附件说明", "署名", "成文日期"]
        body = tree[3]
        assert [one.name for one in body.children] == ["一、到岗", "二、交班"]
        assert [one.name for one in body.children[0].children] == ["（一）按时"]
        assert body.range.start <= body.children[0].range.start and body.children[1].range.end <= body.range.end

    async def test_is_flat_for_an_editor_without_trees(self, start, uri):
        session = await start()
        await session.open(uri, DRAFT)
        params = types.DocumentSymbolParams(TextDocumentIdentifier(uri))
        flat = await session.client.text_document_document_symbol_async(params)
        assert next(one for one in flat if one.name == "一、落实责任").container_name == "正文"


class TestWordCount:
    async def test_stands_above_the_title(self, start, uri):
        session = await start()
        await session.open(uri, DRAFT)
        (lens,) = await session.client.text_document_code_lens_async(types.CodeLensParams(TextDocumentIdentifier(uri)))
        assert lens.command.title == "正文 89 字 / 上限 4,000"
        assert lens.range.start.line == 0
        params = types.InlayHintParams(TextDocumentIdentifier(uri), WHOLE)
        assert not await session.client.text_document_inlay_hint_async(params)

    async def test_or_behind_it(self, start, uri):
        session = await start({"wordCount": "inlayHint"})
        await session.open(uri, "\n" + DRAFT)
        params = types.InlayHintParams(TextDocumentIdentifier(uri), WHOLE)
        (hint,) = await session.client.text_document_inlay_hint_async(params)
        assert hint.label == "正文 89 字 / 上限 4,000"
        assert hint.position == Position(1, len(DRAFT.splitlines()[0]))
        assert not await session.client.text_document_code_lens_async(types.CodeLensParams(TextDocumentIdentifier(uri)))
        below = types.InlayHintParams(TextDocumentIdentifier(uri), Range(Position(4, 0), Position(9, 0)))
        assert not await session.client.text_document_inlay_hint_async(below)


def applied(text, edits):
    """The text after edits that do not overlap."""
    lines = text.splitlines(keepends=True)
    starts = [sum(map(len, lines[:number])) for number in range(len(lines) + 1)]

    def at(place):
        return starts[place.line] + place.character  # these drafts hold no character beyond the BMP

    for one in sorted(edits, key=lambda each: at(each.range.start), reverse=True):
        text = text[: at(one.range.start)] + one.new_text + text[at(one.range.end) :]
    return text


FIXED = FIXABLE.replace("〕08号", "〕8号").replace("值班表；", "值班表").replace("05月", "5月")


class TestActions:
    async def test_quick_fix_changes_what_it_names(self, start, uri):
        session = await start()
        found = await session.open(uri, FIXABLE)
        one = next(each for each in found if each.code == "GW901" or "虚位" in each.message)
        first = next(each for each in await offers(session, uri, one.range) if each.edit)
        assert first.kind == CodeActionKind.QuickFix and first.is_preferred
        assert first.diagnostics[0].data == one.data
        changed = applied(FIXABLE, first.edit.changes[uri])
        assert changed != FIXABLE and len(first.edit.changes) == 1

    async def test_fix_all_is_offered_by_name_alone(self, start, uri):
        session = await start()
        await session.open(uri, FIXABLE)
        assert not [one for one in await offers(session, uri) if one.kind == "source.fixAll.gwlint"]
        for asked in (CodeActionKind.SourceFixAll, "source.fixAll.gwlint", CodeActionKind.Source):
            (only,) = await offers(session, uri, WHOLE, asked)
            assert applied(FIXABLE, only.edit.changes[uri]) == FIXED

    async def test_other_kinds_are_not_ours(self, start, uri):
        session = await start()
        await session.open(uri, FIXABLE)
        assert not await offers(session, uri, WHOLE, CodeActionKind.Refactor)

    async def test_fix_on_save_only_when_set(self, start, uri):
        for set_, expected in ((False, FIXABLE), (True, FIXED)):
            session = await start({"fixOnSave": set_}, text_document=TREE)
            assert session.ready.capabilities.text_document_sync.will_save_wait_until
            await session.open(uri, FIXABLE)
            params = types.WillSaveTextDocumentParams(TextDocumentIdentifier(uri), types.TextDocumentSaveReason.Manual)
            edits = await session.client.text_document_will_save_wait_until_async(params)
            assert applied(FIXABLE, edits or []) == expected

    async def test_explain_returns_the_page_and_shows_its_gist(self, start, uri):
        session = await start()
        one = (await session.open(uri, DRAFT))[0]
        action = next(each for each in await offers(session, uri, one.range) if each.title.startswith("解释："))
        page = await run(session, action.command.command, *action.command.arguments)
        assert page.startswith(f"# {one.code} ") and "## 为什么" in page and "## 不合格" in page and "## 依据" in page
        assert one.code in await session.said(one.code)

    async def test_explain_without_show_says_nothing(self, start, uri):
        session = await start()
        assert "GW101" in await run(session, "gwlint.explain", "overlong-body")
        assert session.client.messages == []


class TestIgnore:
    async def ignore(self, session, uri, *arguments):
        """Run the command; what the server wants edited."""
        asked = []

        def apply(params):
            asked.append(params.edit)
            return types.ApplyWorkspaceEditResult(applied=True)

        session.client.protocol.fm.features[types.WORKSPACE_APPLY_EDIT] = apply
        assert await run(session, "gwlint.ignore", uri, *arguments) is True
        return asked

    async def test_with_a_reason_adds_a_last_line_that_works(self, start, uri):
        session = await start()
        one = (await session.open(uri, DRAFT))[0]
        (edit,) = await self.ignore(session, uri, one.data["fingerprint"], "经市政府\n同意")
        text = applied(DRAFT, edit.changes[uri])
        assert text == f"{DRAFT}gwlint: 忽略 {one.code} 经市政府 同意\n"
        assert one.code not in [each.code for each in await session.replace(uri, text)]

    async def test_without_a_reason_asks_for_one_and_holds_nothing_back(self, start, uri):
        session = await start()
        one = (await session.open(uri, DRAFT))[0]
        (edit,) = await self.ignore(session, uri, one.data["fingerprint"])
        await session.said("补上理由")
        found = await session.replace(uri, applied(DRAFT, edit.changes[uri]))
        assert one.code in [each.code for each in found]
        assert any("没有写理由" in each.message for each in found)

    async def test_in_markdown_the_line_is_a_comment(self, start, tmp_path):
        session, uri = await start(), (tmp_path / "a.md").as_uri()
        one = (await session.open(uri, f"# {DRAFT}", "markdown"))[0]
        (edit,) = await self.ignore(session, uri, one.code, "核过")
        text = applied(f"# {DRAFT}", edit.changes[uri])
        assert text.endswith(f"<!-- gwlint: 忽略 {one.code} 核过 -->\n")
        assert one.code not in [each.code for each in await session.replace(uri, text)]

    async def test_goes_into_the_suppressions_file_where_there_is_one(self, start, uri, tmp_path):
        (tmp_path / "gwlint.toml").write_text('suppressions = "不报.toml"\n', encoding="utf-8")
        (tmp_path / "不报.toml").write_text("", encoding="utf-8")
        session = await start()
        one = (await session.open(uri, DRAFT))[0]
        assert await self.ignore(session, uri, one.data["fingerprint"], "经市政府同意") == []
        assert 'reason = "经市政府同意"' in (tmp_path / "不报.toml").read_text(encoding="utf-8")
        left = await session.told(uri, when=lambda found: one.data not in [each.data for each in found])
        assert left

    async def test_of_what_is_gone_is_refused_in_chinese(self, start, uri):
        session = await start()
        await session.open(uri, DRAFT)
        with pytest.raises(Exception, match="已经改动"):
            await run(session, "gwlint.ignore", uri, "0" * 16, "理由")


class TestCommands:
    async def test_fix_one_and_all(self, start, uri):
        session = await start()
        found = await session.open(uri, FIXABLE)
        asked = []

        def apply(params):
            asked.append(params.edit.changes[uri])
            return types.ApplyWorkspaceEditResult(applied=True)

        session.client.protocol.fm.features[types.WORKSPACE_APPLY_EDIT] = apply
        one = next(each for each in found if "月" in cut(FIXABLE, each.range))
        assert await run(session, "gwlint.fix", uri, one.data["fingerprint"])
        assert applied(FIXABLE, asked[0]) == FIXABLE.replace("05月", "5月")
        assert await run(session, "gwlint.fix", uri)
        assert applied(FIXABLE, asked[1]) == FIXED

    async def test_check_gives_the_json_of_the_command_line(self, start, uri, tmp_path):
        import json
        import subprocess
        import sys

        session = await start()
        (tmp_path / "通知.txt").write_text(DRAFT, encoding="utf-8")
        got = await run(session, "gwlint.check", uri)
        command = [sys.executable, "-m", "gwlint", "check", str(tmp_path / "通知.txt"), "--format", "json"]
        done = subprocess.run(command, capture_output=True, timeout=60, check=False)
        assert got == json.loads(done.stdout)["files"][0]

    async def test_check_of_an_open_draft_is_about_the_buffer(self, start, uri, tmp_path):
        session = await start()
        (tmp_path / "通知.txt").write_text(DRAFT, encoding="utf-8")
        await session.open(uri, FIXABLE)
        assert (await run(session, "gwlint.check", uri))["outline"]["title"] == "关于做好值班的通知"

    async def test_html_is_a_whole_page(self, start, uri):
        session = await start()
        await session.open(uri, DRAFT)
        page = await run(session, "gwlint.html", uri)
        assert page.startswith("<!DOCTYPE html>") and "GW302" in page

    @pytest.mark.parametrize(
        ("command", "arguments", "words"),
        [
            ("gwlint.check", ["untitled:新稿"], "请先存盘"),
            ("gwlint.explain", ["GW999"], "没有“GW999”这条规则"),
            ("gwlint.fix", ["file:///没有打开.txt"], "请先打开"),
            ("gwlint.check", [], "参数不对"),
            ("gwlint.html", ["a", "b", "c"], "参数不对"),
        ],
    )
    async def test_refuse_in_chinese(self, start, command, arguments, words):
        session = await start()
        with pytest.raises(Exception, match=words):
            await run(session, command, *arguments)
