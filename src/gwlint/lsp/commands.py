"""What an editor may have done (workspace/executeCommand). Each takes the server and the arguments as sent."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from lsprotocol.types import ApplyWorkspaceEditParams, LSPErrorCodes, MessageType, TextEdit, WorkspaceEdit
from pygls.exceptions import JsonRpcException

from gwlint.linting.written import add_entries
from gwlint.lsp import actions, pages, projection
from gwlint.lsp.desk import Draft, Look
from gwlint.model import FileReport, Finding

if TYPE_CHECKING:
    from gwlint.lsp.server import Server


class Refused(JsonRpcException):
    """What cannot be done, in one Chinese sentence for the user."""

    CODE = LSPErrorCodes.RequestFailed.value
    MESSAGE = "办不到"


async def check(server: "Server", uri: str) -> dict[str, Any]:
    """The entry of `files` that `gwlint check --format json` has for this file; of an open draft as it stands."""
    from gwlint.reporters.json import file_object

    return await server.desk.work(partial(file_object, await _report(server, uri)))


async def html(server: "Server", uri: str) -> str:
    """The page of `gwlint check --format html`."""
    from gwlint.reporters.html import render

    return await server.desk.work(partial(render, [await _report(server, uri)]))


async def project(server: "Server", uri: str) -> dict[str, Any]:
    """A docx or pdf as a read-only text, whose findings are published from now on under its own address."""
    address = projection.address(uri)
    draft = server.desk.drafts.get(address)
    if draft:
        draft.serial += 1
    else:
        server.show(Draft(address, _path(uri), server.lines(""), None, projected=True))
    _, look = await _fresh(server, address)
    if look.report.document is None:
        raise Refused(look.report.reason)
    return projection.told(uri, look.places.lines.text)


async def fix(server: "Server", uri: str, fingerprint: str = "") -> bool:
    """Correct one finding, or without a fingerprint all that are safe. False where the editor would not have it."""
    draft, look = await _fresh(server, uri)
    if draft.binary:
        raise Refused("这种文件不在编辑器里改，请用 gwlint fix 写成修订，再在Word或者WPS里接受")
    one = _finding(look, fingerprint) if fingerprint else None
    edits = actions.edits_for(draft, look, one) if one else actions.safe_edits(draft, look)
    if not edits:
        raise Refused("这一处没有能直接改的，请手工改" if one else "没有能直接改的")
    return await _apply(server, draft, edits, "改正")


async def ignore(server: "Server", uri: str, said: str, reason: str = "") -> bool:
    """Report a finding (by fingerprint) or a rule no more: by an entry in the suppressions file where there is one and
    a reason is given, else by a last line in the draft, which does nothing until a reason stands there."""
    draft, look = await _fresh(server, uri)
    one, reason = _finding(look, said), " ".join(reason.split())
    file = await server.desk.work(partial(server.checker.suppressions, draft.path))
    if file and reason:
        report = look.report._replace(findings=(one,))
        await server.desk.work(partial(add_entries, file, [report], reason, ""))
        server.reload()
        return True
    if draft.binary:
        raise Refused('请写明理由，并且在 gwlint.toml 里写 suppressions = "gwlint-ignore.toml"；或者在Word里加批注')
    if not reason:
        server.say(f"已在文末写下“忽略 {one.rule}”，请在后面补上理由；没有理由不起作用", MessageType.Info)
    return await _apply(server, draft, [_last_line(draft, f"gwlint: 忽略 {one.rule} {reason}".rstrip())], "不报")


async def explain(server: "Server", rule: str, show: bool = False) -> str:
    """A rule's page as Markdown; with `show` its gist in a message too, for editors that do nothing with an answer."""
    if show:
        server.say(pages.brief(rule), MessageType.Info)
    return pages.markdown(rule)


COMMANDS: Mapping[str, Callable[..., Awaitable[Any]]] = {
    "gwlint.check": check,
    "gwlint.html": html,
    "gwlint.projection": project,
    "gwlint.fix": fix,
    actions.IGNORE: ignore,
    actions.EXPLAIN: explain,
}


async def _report(server: "Server", uri: str) -> FileReport:
    draft = server.desk.drafts.get(uri)
    if draft and not draft.binary:
        return (await _fresh(server, uri))[1].report
    return (await server.desk.work(partial(server.checker.file, _path(uri), digest=True))).report


async def _fresh(server: "Server", uri: str) -> tuple[Draft, Look]:
    found = await server.desk.fresh(uri)
    if found is None:
        raise Refused("编辑器里没有打开这个文件，请先打开")
    return found


def _finding(look: Look, said: str) -> Finding:
    for one in look.report.findings:
        if said in (one.fingerprint, one.rule, one.name):
            return one
    raise Refused("这一处已经改动，或者已经不报，请看新的检查结果")


def _path(uri: str) -> str:
    path = projection.path_of(uri)
    if path is None:
        raise Refused("只能检查本机磁盘上的文件，请先存盘")
    return path


def _last_line(draft: Draft, words: str) -> TextEdit:
    """An edit that adds a line at the end, in the line ends of the draft."""
    lines = draft.lines
    end = "\r\n" if "\r\n" in lines.text else "\n"
    before = "" if not lines.text or lines.text.endswith(("\n", "\r")) else end
    line = f"<!-- {words} -->" if draft.path.lower().endswith((".md", ".markdown")) else words
    size = len(lines.text)
    return TextEdit(lines.range(size, size), before + line + end)


async def _apply(server: "Server", draft: Draft, edits: list[TextEdit], label: str) -> bool:
    params = ApplyWorkspaceEditParams(WorkspaceEdit(changes={draft.uri: edits}), f"gwlint {label}")
    return (await server.workspace_apply_edit_async(params)).applied
