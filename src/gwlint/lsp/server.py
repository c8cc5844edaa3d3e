"""What the protocol asks, and who answers."""

import os
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import unquote, urlsplit

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from gwlint import __version__
from gwlint.errors import GwlintError
from gwlint.lsp import actions, counts, projection, symbols
from gwlint.lsp import settings as editor
from gwlint.lsp.check import Checker
from gwlint.lsp.commands import COMMANDS, Refused
from gwlint.lsp.desk import Desk, Draft
from gwlint.lsp.diagnostics import diagnostics
from gwlint.lsp.hover import hover
from gwlint.lsp.places import Lines

_MOST_PROJECTIONS = 50
_WATCHED = ("**/*.toml", "**/*.{docx,docm,pdf}")


class Protocol(LanguageServerProtocol):
    """The drafts are kept on the desk, not in pygls' workspace: that ends lines where editors do not (U+2028, form
    feed), and splits the whole text for each edit."""

    _server: "Server"

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        self._server.opened(params.text_document)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        self._server.changed(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        self._server.closed(params.text_document.uri)


class Server(LanguageServer):
    """The state of one session: the drafts on the desk, and what the editor set."""

    def __init__(self) -> None:
        super().__init__("gwlint", __version__, protocol_cls=Protocol, max_workers=2)
        self.checker = Checker()
        self.desk = Desk(self.checker, self._publish)
        self.settings = editor.Settings()
        self._initial: object = None
        self._told: set[str] = set()

    def opened(self, one: types.TextDocumentItem) -> None:
        """An editor shows a file. What it holds of a docx or pdf is not read."""
        if projection.is_one(one.uri):
            if one.uri not in self.desk.drafts:
                path = unquote(urlsplit(one.uri).path).removesuffix(".txt")
                self.show(Draft(one.uri, path, self.lines(""), one.version, projected=True))
            return
        self.checker.forget()
        self.desk.put(Draft(one.uri, self._path(one), self.lines(one.text), one.version))

    def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        """An editor changed a text."""
        draft = self.desk.drafts.get(params.text_document.uri)
        if draft:
            draft.change(list(params.content_changes), params.text_document.version)
            if not draft.binary:
                self.desk.later(draft, self.settings.debounce)

    def closed(self, uri: str) -> None:
        """An editor shows a file no more: its findings go."""
        if self.desk.close(uri):
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def saved(self, uri: str) -> None:
        """A save is when people expect to see what holds now: settings files are read again."""
        self.checker.forget()
        draft = self.desk.drafts.get(uri)
        for one in self.desk.at(draft.path) if draft else ():
            (self.desk.written if one.binary else self.desk.again)(one)

    def show(self, draft: Draft) -> None:
        """Take a projection; the oldest goes when there are too many."""
        shown = [one.uri for one in self.desk.drafts.values() if projection.is_one(one.uri)]
        for uri in shown[: max(len(shown) + 1 - _MOST_PROJECTIONS, 0)]:
            self.closed(uri)
        self.desk.put(draft)

    def lines(self, text: str) -> Lines:
        """A text in the units that editor and server agreed on."""
        return Lines(text, self.server_capabilities.position_encoding or types.PositionEncodingKind.Utf16)

    def reload(self) -> None:
        """Read the settings files anew and check all drafts by them."""
        self.checker.forget()
        for draft in list(self.desk.drafts.values()):
            self.desk.again(draft)

    def set(self, said: object) -> None:
        """Take what the editor sets; tell what is wrong with it, and check all drafts by the rest."""
        self.settings, wrong = editor.read(editor.merged(self._initial, said))
        for message in wrong:
            self.say(message)
        self.checker.set(self.settings)
        self.reload()
        self._refresh()

    def start(self, params: types.InitializeParams) -> None:
        """Take what came with the first request; nothing may be said yet."""
        self._initial = params.initialization_options
        self.settings, _ = editor.read(editor.merged(self._initial))
        self.checker.set(self.settings)

    def say(self, message: str, kind: types.MessageType = types.MessageType.Warning) -> None:
        """Tell the user; of what is wrong only once."""
        if kind is types.MessageType.Warning and message in self._told:
            return
        self._told.add(message)
        self.window_show_message(types.ShowMessageParams(kind, message))

    def can(self, path: str) -> bool:
        """Whether the editor is able to do something, named as in its capabilities."""
        from pygls.capabilities import get_capability

        return bool(get_capability(self.client_capabilities, path, False))

    async def configure(self, said: object = None) -> None:
        """Ask the editor for its settings, where it can be asked; else take what it `said`."""
        if self.can("workspace.configuration"):
            items = [types.ConfigurationItem(section=editor.SECTION)]
            with suppress(JsonRpcException):  # it promised more than it can
                answer = await self.workspace_configuration_async(types.ConfigurationParams(items))
                said = answer[0] if answer else None
        self.set(said)

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Nothing of a draft goes into messages: only what kind of error it was. What is refused is answered, not told."""
        if isinstance(error, Refused):
            return
        self.say(f"gwlint 服务内部出错（{type(error).__name__}），请把所用编辑器和操作报告给开发者")

    def _publish(self, draft: Draft) -> None:
        assert draft.look is not None
        if draft.look.trouble:
            self.say(draft.look.trouble)
        listed = diagnostics(draft.look, places=draft.binary and not projection.is_one(draft.uri))
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(draft.uri, listed, draft.version))
        if projection.is_one(draft.uri):
            self.protocol.notify("gwlint/projectionChanged", {"uri": draft.uri})

    def _path(self, one: types.TextDocumentItem) -> str:
        """Where the file lies, or would lie: an unsaved one in the workspace's folder."""
        path = projection.path_of(one.uri)
        if path:
            return path
        suffix = ".md" if one.language_id == "markdown" else ".txt"
        name = os.path.basename(unquote(urlsplit(one.uri).path)) or "未命名"
        return os.path.join(self.workspace.root_path or os.getcwd(), name if "." in name else name + suffix)

    def _refresh(self) -> None:
        if self.can("workspace.code_lens.refresh_support"):
            self.workspace_code_lens_refresh(None)
        if self.can("workspace.inlay_hint.refresh_support"):
            self.workspace_inlay_hint_refresh(None)


def make() -> Server:
    """A server with all that it can answer."""
    server = Server()
    _add_session(server)
    _add_answers(server)
    for name, command in COMMANDS.items():
        server.command(name)(_guarded(server, command))
    return server


def _guarded(server: Server, command: Callable[..., Any]) -> Callable[..., Any]:
    async def run(*args: Any) -> Any:
        try:
            return await command(server, *args)
        except GwlintError as error:
            raise Refused(f"{error}。") from error
        except TypeError as error:
            raise Refused("命令的参数不对，请看 docs/lsp.md") from error

    return run


def _add_session(server: Server) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.start(params)

    @server.feature(types.INITIALIZED)
    async def initialized(params: types.InitializedParams) -> None:
        if server.can("workspace.did_change_watched_files.dynamic_registration"):
            server.client_register_capability(_watching())
        await server.configure()

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def reconfigured(params: types.DidChangeConfigurationParams) -> None:
        await server.configure(params.settings)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(params: types.DidChangeWatchedFilesParams) -> None:
        paths = [path for one in params.changes if (path := projection.path_of(one.uri))]
        if any(path.lower().endswith(".toml") for path in paths):
            server.reload()
        for path in paths:
            for draft in server.desk.at(path):
                if draft.binary:
                    server.desk.written(draft)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        server.saved(params.text_document.uri)


def _watching() -> types.RegistrationParams:
    watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
    options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
    method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    return types.RegistrationParams([types.Registration("gwlint-files", method, options)])


def _add_answers(server: Server) -> None:
    """Every answer is made of the draft as it stands when asked: a check that is due is made at once."""
    fresh = server.desk.fresh

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hovering(params: types.HoverParams) -> types.Hover | None:
        found = await fresh(params.text_document.uri)
        return hover(found[1], params.position) if found else None

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def outline(params: types.DocumentSymbolParams) -> list[Any]:
        found = await fresh(params.text_document.uri)
        tree = symbols.outline(found[1]) if found else []
        if server.can("text_document.document_symbol.hierarchical_document_symbol_support"):
            return tree
        return list(symbols.flat(tree, params.text_document.uri))

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(list(actions.KINDS)))
    async def offers(params: types.CodeActionParams) -> list[types.CodeAction]:
        found = await fresh(params.text_document.uri)
        return actions.actions(*found, params.range, params.context) if found else []

    @server.feature(types.TEXT_DOCUMENT_WILL_SAVE_WAIT_UNTIL)
    async def saving(params: types.WillSaveTextDocumentParams) -> list[types.TextEdit]:
        found = await fresh(params.text_document.uri) if server.settings.fix_on_save else None
        return actions.safe_edits(*found) if found else []

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    async def lenses(params: types.CodeLensParams) -> list[types.CodeLens]:
        found = await fresh(params.text_document.uri) if server.settings.word_count == "codeLens" else None
        return counts.lenses(found[1]) if found else []

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    async def hints(params: types.InlayHintParams) -> list[types.InlayHint]:
        found = await fresh(params.text_document.uri) if server.settings.word_count == "inlayHint" else None
        return counts.hints(found[1], params.range) if found else []
