"""The bytes of one file as rows of the two tables. Knows nothing of processes, folders or Parquet."""

import datetime
import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, get_args

from gwlint import __version__, engine, readers
from gwlint.audit import facts, passed, privacy, tables
from gwlint.audit.sketch import sketch
from gwlint.audit.sources import Source
from gwlint.audit.tables import Row
from gwlint.errors import ShortOfMemory, Unreadable
from gwlint.model import Document, FileReport, Gongwen, Quotes
from gwlint.readers.sniff import sniff
from gwlint.reporters.locate import Locator

if TYPE_CHECKING:
    from gwlint.profiles import Profile
    from gwlint.readers.ocr import Progress


Ocr: TypeAlias = Literal["auto", "never"]
OCR: tuple[Ocr, ...] = get_args(Ocr)


class Options(NamedTuple):
    """What holds for a whole audit. `profile` is an id or a file, None to choose for each document; `key` is the secret
    of this audit by which names are hashed; `ocr` whether scans are recognised, at seconds a page. Rules are ids, names
    or families."""

    profile: str | None = None
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    quotes: Quotes = "short"
    pseudonyms: bool = False
    key: bytes = b""
    ocr: Ocr = "never"

    @property
    def settings(self) -> str:
        """16 hex digits that change with whatever changes the rows: the profile's own content too."""
        from hashlib import sha256

        said = [self.profile, sorted(self.select), sorted(self.ignore), self.quotes, self.pseudonyms, self.ocr]
        content = repr(_profile(self.profile)) if self.profile else ""
        return sha256(json.dumps([*said, content]).encode()).hexdigest()[:16]


class Examined(NamedTuple):
    """A row of documents and its rows of findings. `why` names the limit that was exceeded, None for an ordinary end.

    `inside`: of a container some of the files it holds, which are to be examined before the row may stand; `more`: the
    container as it is to be opened again for the others; `opened`: whether it is a container at all."""

    document: Row
    findings: tuple[Row, ...] = ()
    why: str | None = None
    inside: tuple[Source, ...] = ()
    more: Source | None = None
    opened: bool = False


def examine(data: bytes, path: str, options: Options) -> Examined:
    """Check one file. `path` is the name under which it is reported; the suffix tells Markdown from text.

    The caller adds `modified` and `stamp`. Never raises for what is in the file; MemoryError is answered with a row
    whose `why` is "memory".
    """
    row = blank(path, options)
    row["sha256"], row["size"] = _sha256(data), len(data)
    try:
        if passed.foreign(path) and sniff(data, path) in passed.TEXTS:
            return Examined(failed(row, FOREIGN.format(passed.foreign(path)), "skipped"))
        document = readers.read_bytes(data, path, digest=False, recognise=_recognise(options))
        if document.missing and not document.text:
            return Examined(_nothing_read(document, row, options))
        return _checked(document, row, options)
    except (ShortOfMemory, MemoryError):
        return Examined(failed(row, MEMORY), why="memory")
    except Unreadable as error:
        return Examined(_refused(data, row, str(error), options))
    except Exception as error:  # one file must never end a run
        return Examined(failed(row, f"检查时程序出错（{type(error).__name__}），请向开发者报告"))


def _recognise(options: Options) -> "Progress | None":
    return readers.silently if options.ocr == "auto" else None


def _refused(data: bytes, row: Row, reason: str, options: Options) -> Row:
    kind = sniff(data, row["path"])
    passes = passed.by_content(kind, row["path"], options.ocr == "auto")
    return failed(row, reason, "skipped" if passes else "unreadable") | {"format": kind}


def _nothing_read(document: Document, row: Row, options: Options) -> Row:
    """Of pages that are pictures alone: left out as was asked for, or not made out."""
    scanned = options.ocr == "never" and document.format in ("pdf", "ofd")
    found = (SCAN, "skipped") if scanned else ("；".join(document.missing), "unreadable")
    return failed(row, *found) | {"format": document.format}


SCAN = "这是扫描件，没有可读取的文字；要检查，请加上 --ocr auto，或用原稿docx检查"
FOREIGN = "{}文件不是公文文档，没有检查；如果是，请另存为docx或txt"
MEMORY = "检查这个文件要用的内存超出上限，请拆分后再检查，或用 --memory-limit 放宽"


def blank(path: str, options: Options) -> Row:
    """A row of documents with what is known before the file is opened."""
    row: Row = dict.fromkeys(tables.names("documents"))
    return row | {"path": path, "gwlint": __version__, "settings": _settings(options)}


def failed(row: Row, reason: str, status: str = "unreadable") -> Row:
    """The row of a file that could not be checked, and why."""
    return row | {"status": status, "reason": reason} | dict.fromkeys(("errors", "warnings", "infos"), 0)


def _checked(document: Document, row: Row, options: Options) -> Examined:
    report, reading = engine.lint_and_keep(
        document, _profile(options.profile), select=options.select, ignore=options.ignore
    )
    row.update(_of_report(report))
    row["confidence"] = document.confidence
    if report.gongwen:
        row.update(_of_gongwen(report.gongwen))
        body = report.gongwen.body.of(document.text)
        row["sketch"] = sketch(body)
    found = facts.facts(report, reading)
    found = privacy.clean_document(row, found, options.quotes, options.key)
    row["facts"] = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    listed = (privacy.clean_finding(one, options.quotes, document.text) for one in _findings(report, row))
    return Examined(row, tuple(listed))


def _of_report(report: FileReport) -> Row:
    grave = Counter(one.severity for one in report.findings)
    return {
        "status": report.status,
        "reason": "；".join(_reasons(report)) or None,
        "format": report.format,
        "profile": report.profile.id if report.profile else None,
        "limit": report.limit,
        "errors": grave["error"],
        "warnings": grave["warning"],
        "infos": grave["info"],
        "not_checked": len(report.not_checked),
    }


def _reasons(report: FileReport) -> Iterator[str]:
    """Why not all was checked: what could not be read, and what was read with doubt."""
    yield from [report.reason] if report.reason else ()
    yield from (one.message for one in report.notes if one.code in _DOUBTS)


_DOUBTS = ("recognised", "ocr-lacking")


def _of_gongwen(one: Gongwen) -> Row:
    def text(element: Any) -> str | None:
        return element.text if element else None

    return {
        "genre": one.genre,
        "title": text(one.title),
        "doc_number": text(one.doc_number),
        "issuer": one.issuer.name if one.issuer else None,
        "issuer_class": one.issuer_class,
        "issuer_level": one.issuer_level,
        "region": "/".join(one.region) or None,
        "addressees": text(one.addressees),
        "direction": one.direction,
        "category": one.category,
        "date": one.date if one.date and one.date >= _FIRST else None,
        "words": one.counts.body.words,
        "words_attachments": one.counts.attachments.words,
        "words_total": one.counts.total.words,
        "secrecy": text(one.secrecy),
        "urgency": text(one.urgency),
        "disclosure": text(one.disclosure),
        "approved": one.approved is not None,
    }


_FIRST = datetime.date(1900, 1, 1)


def _findings(report: FileReport, row: Row) -> Iterator[Row]:
    if report.document is None or not report.findings:
        return
    locate = Locator(report.document)
    for one in report.findings:
        cite = one.cites[0] if one.cites else None
        yield {
            "path": row["path"],
            "sha256": row["sha256"],
            "rule": one.rule,
            "name": one.name,
            "severity": one.severity,
            "message": one.message,
            "quote": one.quote,
            "start": one.span.start,
            "end": one.span.end,
            "page": locate(one.span).page,
            "source": cite and cite.source,
            "clause": cite and cite.clause,
            "fingerprint": one.fingerprint,
            "related": None,
        }


@cache
def _profile(said: str | None) -> "Profile | None":
    from gwlint.linting.choice import chosen

    return chosen(said)


@cache
def _settings(options: Options) -> str:
    return options.settings


def _sha256(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()
