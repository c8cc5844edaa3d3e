"""From a target to a report: a file that fails is a result, and the others go on."""

import gc
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from gwlint.errors import GwlintError, Unreadable
from gwlint.linting.targets import STDIN, Target, is_draft
from gwlint.model import Document, FileReport
from gwlint.readers.names import CONTAINERS

if TYPE_CHECKING:
    from gwlint.readers.ocr import Progress

Use = Callable[[Document], FileReport]
Source: TypeAlias = str | Callable[[], bytes]
"""The name of a file, STDIN, or what gives the bytes of a container's member."""

Read = Callable[[Source, str], Document]
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


def _reports(target: Target, use: Use, stdin_filename: str | None, read: Read) -> Iterator[FileReport]:
    """Of a container one for each draft in it, of any other file one."""
    path = (stdin_filename or STDIN) if target.path == STDIN else target.path
    if target.problem:
        yield FileReport(path, "unreadable", target.problem)
    elif _is_container(target.path):
        yield from _inside(target.path, use, read)
    else:
        yield report(path, partial(_used, target.path, path, use, read))


def _is_container(path: str) -> bool:
    if not path.lower().endswith(CONTAINERS):
        return False
    from gwlint.readers import containers

    return containers.is_container(path)


def _inside(path: str, use: Use, read: Read) -> Iterator[FileReport]:
    from gwlint.readers import containers

    found = False
    for member in containers.members(path):
        if member.problem or is_draft(member.path.rsplit("/", 1)[-1]):
            found = True
            yield report(member.path, partial(_used, member.load, member.path, use, read))
    if not found:
        yield FileReport(path, "unreadable", "里面没有能检查的文件")


def _used(source: Source, path: str, use: Use, read: Read) -> FileReport:
    return use(read(source, path))


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


def _document(source: Source, path: str, *, digest: bool, recognise: "Progress | None") -> Document:
    from gwlint import readers
    from gwlint.readers.limits import MAX_FILE

    if callable(source):
        return readers.read_bytes(source(), path, digest=digest, recognise=recognise)
    if source == STDIN:
        return readers.read_bytes(sys.stdin.buffer.read(MAX_FILE + 1), path, digest=digest, recognise=recognise)
    return readers.read(source, digest=digest, recognise=recognise)


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
