"""A real `gwlint lsp` over stdio, spoken to by pytest-lsp's client."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest_asyncio
from lsprotocol import types
from pytest_lsp import LanguageClient, make_test_lsp_client


class Session:
    """One editor: opens and edits, and waits for what the server says of it."""

    def __init__(self, client: LanguageClient) -> None:
        self.client = client
        self.watched: list[types.Registration] = []
        self.published: list[types.PublishDiagnosticsParams] = []
        self._came = asyncio.Event()
        self.versions: dict[str, int] = {}

        def published(params: types.PublishDiagnosticsParams) -> None:
            self.published.append(params)
            self._came.set()

        client.protocol._converter.register_structure_hook(types.Command | types.CodeAction, _action(client))

        @client.feature(types.CLIENT_REGISTER_CAPABILITY)
        def register(params: types.RegistrationParams) -> None:
            self.watched += params.registrations

        client.protocol.fm.features[types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS] = published

    async def open(self, uri: str, text: str, language: str = "plaintext") -> list[types.Diagnostic]:
        """Open a document; its diagnostics."""
        self.versions[uri] = 1
        item = types.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return await self.told(uri, version=1)

    def edit(self, uri: str, *changes: Any) -> int:
        """Send changes as one notification; the new version."""
        self.versions[uri] += 1
        document = types.VersionedTextDocumentIdentifier(self.versions[uri], uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, list(changes)))
        return self.versions[uri]

    async def replace(self, uri: str, text: str) -> list[types.Diagnostic]:
        """Put a whole new text; its diagnostics."""
        return await self.told(uri, version=self.edit(uri, types.TextDocumentContentChangeWholeDocument(text)))

    async def told(
        self, uri: str, version: int | None = None, seconds: float = 20, when: Callable[[Any], bool] = lambda one: True
    ) -> list[types.Diagnostic]:
        """The next diagnostics for `uri` of that version, be they already here, of which `when` holds."""

        async def wait() -> list[types.Diagnostic]:
            while True:
                for index, one in enumerate(self.published):
                    if one.uri == uri and version in (None, one.version) and when(one.diagnostics):
                        del self.published[: index + 1]
                        return list(one.diagnostics)
                self._came.clear()
                await self._came.wait()

        return await asyncio.wait_for(wait(), seconds)

    async def said(self, words: str, seconds: float = 10) -> str:
        """The message to the user that holds `words`."""

        async def wait() -> str:
            while True:
                for one in self.client.messages:
                    if words in one.message:
                        return one.message
                await asyncio.sleep(0.02)

        return await asyncio.wait_for(wait(), seconds)


def _action(client: LanguageClient) -> Callable[[Any, Any], types.Command | types.CodeAction]:
    """lsprotocol takes an action that has a command for the command itself."""

    def structure(said: Any, _: Any) -> types.Command | types.CodeAction:
        bare = isinstance(said.get("command"), str)
        return client.protocol._converter.structure(said, types.Command if bare else types.CodeAction)

    return structure


Start = Callable[..., Awaitable[Session]]


@pytest_asyncio.fixture
async def start(tmp_path: Path) -> AsyncIterator[Start]:
    """Starts a server for an editor with these settings and abilities."""
    sessions: list[Session] = []

    async def begin(
        settings: dict[str, Any] | None = None,
        *,
        configuration: dict[str, Any] | None = None,
        encodings: list[types.PositionEncodingKind] | None = None,
        **abilities: Any,
    ) -> Session:
        client = make_test_lsp_client()
        session = Session(client)
        await client.start_io(sys.executable, "-m", "gwlint", "lsp", cwd=tmp_path)
        if configuration is not None:
            client.set_configuration(configuration, section="gwlint")
        general = types.GeneralClientCapabilities(position_encodings=encodings) if encodings else None
        workspace = types.WorkspaceClientCapabilities(
            configuration=configuration is not None,
            apply_edit=True,
            did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
        )
        able = types.ClientCapabilities(general=general, workspace=workspace, **abilities)
        params = types.InitializeParams(
            able, root_uri=tmp_path.as_uri(), initialization_options={"debounce": 0, **(settings or {})}
        )
        session.ready = await client.initialize_session(params)
        sessions.append(session)
        return session

    yield begin
    for one in sessions:
        await one.client.shutdown_session()
        await one.client.stop()
