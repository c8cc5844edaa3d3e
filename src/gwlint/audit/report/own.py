"""The worst documents' own reports, made anew from the archive where it still lies."""

import hashlib
import os
from concurrent.futures import TimeoutError
from pathlib import Path
from typing import NamedTuple

from gwlint.audit.privacy import NESTED
from gwlint.audit.report.sheets import WORST
from gwlint.audit.results import Results
from gwlint.errors import UsageError
from gwlint.linting.written import replacing

_SECONDS = 60
_MEMORY = 512 << 20


class Made(NamedTuple):
    """For each path the report's place, as a link from the page; and how many could not be made."""

    links: dict[str, str]
    missing: int


def make(results: Results, page: str, most: int) -> Made:
    """Write the reports of the `most` worst documents into the folder `<page>-文件`, each read in a process of its own.

    A document that is gone, has changed since, lies in a container, or cannot be read now has none. Raises UsageError
    where the results are not to hold the documents' words or paths.
    """
    noted = results.noted[""]
    if noted.get("quotes") == "none" or noted.get("pseudonyms"):
        raise UsageError("这次检查设了不留原文或者路径用代号，不能再写带原文的报告，请去掉 --documents")
    roots = {os.path.basename(place) or "档案": place for place in noted.get("archive", [])}
    folder = Path(os.path.splitext(page)[0] + "-文件")
    wanted = [row[0] for row in WORST.rows(results, most)]
    sums = dict(results.rows("SELECT path, sha256 FROM seen WHERE list_contains(?, path)", [wanted]))
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise UsageError(f"写不了“{folder}”，请检查路径和权限") from error
    links = {}
    for number, path in enumerate(wanted, 1):
        place = _place(path, roots)
        text = _apart(place, path, sums[path], noted.get("profile")) if place else None
        if text is not None:
            file = folder / f"{number:04}.html"
            with replacing(str(file), binary=False, private=True) as written:
                written.write(text)
            links[path] = f"{folder.name}/{file.name}"
    return Made(links, len(wanted) - len(links))


def _place(path: str, roots: dict[str, str]) -> str | None:
    """Where the document lies; None for one that is inside another, or outside the archive."""
    name, _, below = path.partition("/")
    if NESTED in path or name not in roots or ".." in below.split("/"):
        return None
    return os.path.join(roots[name], *below.split("/")) if below else roots[name]


def _apart(place: str, path: str, sha256: str | None, profile: str | None) -> str | None:
    from pebble import ProcessExpired, concurrent

    said = None if profile == "auto" else profile
    try:
        made: str | None = concurrent.process(timeout=_SECONDS)(report)(place, path, sha256, said).result()
    except (ProcessExpired, TimeoutError):
        return None
    return made


def report(place: str, path: str, sha256: str | None, profile: str | None) -> str | None:
    """The document's report as a page; None where it is not what it was or cannot be read. Runs in a process of its own."""
    from gwlint import engine, readers
    from gwlint.audit.worker import limit_memory
    from gwlint.errors import GwlintError
    from gwlint.linting.choice import chosen
    from gwlint.reporters import html

    limit_memory(_MEMORY)
    try:
        data = readers.load(place)
        if hashlib.sha256(data).hexdigest() != sha256:
            return None
        return html.render([engine.lint(readers.read_bytes(data, path), chosen(profile))])
    except (GwlintError, MemoryError):
        return None
