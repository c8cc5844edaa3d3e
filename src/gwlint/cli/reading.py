"""From a target to a report: a file that fails is a result, and the others go on."""

import gc
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from gwlint.errors import GwlintError, Unreadable
from gwlint.linting.targets import STDIN, Target, is_draft
from gwlint.model import Document, FileReport
from gwlint.readers.names import CONTAINERS

if TYPE_CHECKING:
    from gwlint.readers.containers import Member
    from gwlint.readers.ocr import Progress

    Read = Callable[[Target | Member, str], Document]

Use = Callable[[Document], FileReport]
_PATIENCE = 2.0


def start_early(targets: Sequence[Target]) -> None:
    """Let the process that reads pdf start while this one is still importing."""
    if _some_pdf(targets):
        from gwlint.readers import pdf

        pdf.start_early()


def _some_pdf(targets: Sequence[Target]) -> bool:
    return any(target.path.lower().endswith(".pdf") for target in targets)


def reports(
    targets: Sequence[Target],
    use: Use,
    stdin_filename: str | None = None,
    *,
    quiet_screen: bool = False,
    digest: bool = False,
    ocr: bool = True,
) -> Iterator[FileReport]:
    """One report a target, each as soon as it is done; `use` makes it of the document.

    Where the reports themselves do not show on the terminal (`quiet_screen`, or stdout is none) and it takes long,
    a bar on stderr says how far it is. `digest`: each document with its SHA-256. `ocr`: scans are recognised.
    """
    if len(targets) > 1:
        gc.enable()
    _prepare(targets, use)
    read = partial(_document, digest=digest, recognise=_told if ocr else None)
    done = (report for target in targets for report in _reports(target, use, stdin_filename, read))
    if sys.stderr.isatty() and (quiet_screen or not sys.stdout.isatty()):
        return _with_progress(done, len(targets))
    return done


def _prepare(targets: Sequence[Target], use: Use) -> None:
    """While a pdf is still being read, go through a short draft: the patterns it needs are compiled then."""
    if not _some_pdf(targets):
        return
    from gwlint.readers import pdf

    if pdf.busy():
        from gwlint.cli.specimen import specimen

        with suppress(Exception):  # the real draft will show it
            use(specimen())


def _told(page: int, pages: int) -> None:
    """Say on a terminal why it takes long."""
    if page == 1 and sys.stderr.isatty():
        print(f"正在识别扫描件的文字（{pages}页，每页要几秒）……", file=sys.stderr)


def _reports(target: Target, use: Use, stdin_filename: str | None, read: "Read") -> Iterator[FileReport]:
    """Of a container one for each draft in it, of any other file one."""
    if not target.problem and target.path.lower().endswith(CONTAINERS):
        from gwlint.readers import containers

        if containers.is_container(target.path):
            yield from _inside(target.path, use, read)
            return
    path = (stdin_filename or STDIN) if target.path == STDIN else target.path
    yield report(path, lambda: use(read(target, path)))


def _inside(path: str, use: Use, read: "Read") -> Iterator[FileReport]:
    from gwlint.readers import containers

    found = False
    for member in containers.members(path):
        if member.problem or is_draft(member.path.rsplit("/", 1)[-1]):
            found = True
            yield report(member.path, partial(_used, member, use, read))
    if not found:
        yield FileReport(path, "unreadable", "里面没有能检查的文件")


def _used(member: "Member", use: Use, read: "Read") -> FileReport:
    return use(read(member, member.path))


def report(path: str, make: Callable[[], FileReport]) -> FileReport:
    """What `make` gives, or that the file could not be checked. Raises what is about the whole run."""
    try:
        return make()
    except Exception as error:
        return failed(path, error)


def failed(path: str, error: Exception) -> FileReport:
    """The report of a file that `error` kept from being checked: one file must not hide the others.

    Raises `error` itself where it is about the whole run, and all but Unreadable under GWLINT_DEBUG.
    """
    if isinstance(error, Unreadable):
        return FileReport(path, "unreadable", str(error))
    if isinstance(error, GwlintError) or os.environ.get("GWLINT_DEBUG"):
        raise error
    return FileReport(path, "unreadable", f"检查时程序出错（{type(error).__name__}），请向开发者报告")


def _document(target: "Target | Member", path: str, *, digest: bool, recognise: "Progress | None") -> Document:
    from gwlint import readers
    from gwlint.readers.limits import MAX_FILE

    if not isinstance(target, Target):
        return readers.read_bytes(target.load(), path, digest=digest, recognise=recognise)
    if target.problem:
        raise Unreadable(target.problem)
    if target.path == STDIN:
        return readers.read_bytes(sys.stdin.buffer.read(MAX_FILE + 1), path, digest=digest, recognise=recognise)
    return readers.read(target.path, digest=digest, recognise=recognise)


def _with_progress(reports: Iterable[FileReport], total: int) -> Iterator[FileReport]:
    import click

    started, bar = time.monotonic(), None
    for done, report in enumerate(reports, 1):
        if bar is None and time.monotonic() - started > _PATIENCE:
            bar = click.progressbar(length=total, label="检查", file=sys.stderr)
            bar.update(done - 1)
        if bar is not None:
            bar.update(1)
        yield report
    if bar is not None:
        bar.render_finish()
