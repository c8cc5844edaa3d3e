"""The stable JSON report (docs/report.schema.json), written file by file so that memory stays flat."""

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from gwlint import __version__
from gwlint.language.reading import Reading
from gwlint.model import Attachment, Cite, Document, Element, FileReport, Finding, Fix, Gongwen, Suppression, WordCount
from gwlint.reporters.locate import Locator
from gwlint.reporters.tally import Tally

if TYPE_CHECKING:
    from gwlint.model.meeting import Meeting


def stream(reports: Iterable[FileReport], *, statistics: bool = False) -> Iterator[str]:
    """The report in pieces, one a file. Joined they are one JSON object and a line break."""
    tally = Tally()
    yield _head()
    yield from _joined(map(file_object, tally.watch(reports)))
    yield f'],\n "summary": {dumps(_summary(tally))}'
    if statistics:
        yield f',\n "statistics": {dumps(_statistics(tally))}'
    yield "}\n"


def render(reports: Iterable[FileReport], *, statistics: bool = False) -> str:
    """The whole report as one string."""
    return "".join(stream(reports, statistics=statistics))


def outlines(reports: Iterable[FileReport]) -> Iterator[str]:
    """What `gwlint outline` says, as JSON in pieces: the same keys without findings and summary."""
    yield _head()
    yield from _joined(map(describe, reports))
    yield "]}\n"


def file_object(report: FileReport) -> dict[str, Any]:
    """One entry of `files`. Every key is present; what is unknown is null."""
    return describe(report) | {
        "findings": _findings(report),
        "suppressed": report.suppressed,
        "suppressions": [_suppression(one) for one in report.suppressions],
        "baseline": report.baselined,
        "not_checked": [{"rule": one.rule, "reason": one.reason} for one in report.not_checked],
    }


def describe(report: FileReport) -> dict[str, Any]:
    """The document itself: what it is, what it holds, how long it is."""
    gongwen = report.gongwen
    return {
        "path": report.path,
        "status": report.status,
        "reason": report.reason,
        "format": report.format,
        "sha256": report.sha256,
        "profile": report.profile._asdict() if report.profile else None,
        "outline": gongwen and _outline(gongwen) | _read(report.document, gongwen) | _of_meeting(report.meeting),
        "counts": gongwen and _counts(gongwen, report.limit),
        "notes": [one._asdict() for one in report.notes],
    }


def _joined(objects: Iterable[dict[str, Any]]) -> Iterator[str]:
    separator = "\n  "
    for one in objects:
        yield separator + dumps(one)
        separator = ",\n  "


def _outline(gongwen: Gongwen) -> dict[str, Any]:
    return {
        "official": gongwen.official,
        "genre": gongwen.genre,
        "title": _text(gongwen.title),
        "doc_number": _text(gongwen.doc_number),
        "issuers": [one.name for one in gongwen.issuers],
        "issuer_class": gongwen.issuer_class,
        "issuer_level": gongwen.issuer_level,
        "region": gongwen.region[-1] if gongwen.region else None,
        "region_path": list(gongwen.region),
        "addressees": _text(gongwen.addressees),
        "to_lower_government": gongwen.to_lower_government,
        "direction": gongwen.direction,
        "category": gongwen.category,
        "date": gongwen.date.isoformat() if gongwen.date else None,
        "secrecy": _text(gongwen.secrecy),
        "urgency": _text(gongwen.urgency),
        "disclosure": _text(gongwen.disclosure),
        "copy_number": _text(gongwen.copy_number),
        "approved": gongwen.approved is not None,
        "attachments": [_attachment(one) for one in gongwen.attachments],
    }


def _read(document: Document | None, gongwen: Gongwen) -> dict[str, Any]:
    """What is worked out for its own kind of document alone: the visit that a notice announces, a 请示's day."""
    from gwlint.anatomy.visit import kind_of

    found: dict[str, Any] = {"visit": None, "needed_by": None}
    if document is None or not gongwen.official:
        return found
    if kind_of(gongwen):
        found["visit"] = _visit(Reading(document, gongwen))
    elif gongwen.genre == "请示":
        from gwlint.anatomy.needed import read_needed

        needed = read_needed(Reading(document, gongwen))
        found["needed_by"] = needed and needed.date.isoformat()
    return found


def _visit(reading: Reading) -> dict[str, Any] | None:
    from gwlint.anatomy.visit import read_visit

    visit, text = read_visit(reading), reading.document.text
    return visit and {
        "kind": visit.kind,
        "first": visit.days.first.isoformat() if visit.days else None,
        "last": visit.days.last.isoformat() if visit.days else None,
        "object": visit.object.of(text) if visit.object else None,
        "escorts": [{"text": one.text, "people": one.people, "leaders": list(one.leaders)} for one in visit.escorts],
        "demands": [one.of(text) for one in visit.demands],
    }


def _of_meeting(one: "Meeting | None") -> dict[str, Any]:
    return {"meeting": one and _meeting(one)}


def _meeting(one: "Meeting") -> dict[str, Any]:
    length = one.length
    return {
        "name": one.name.text,
        "first": one.first.isoformat() if one.first else None,
        "last": one.last.isoformat() if one.last else None,
        "start": one.start,
        "end": one.end,
        "days": length.days if length else None,
        "minutes": length.minutes if length else None,
        "place": _text(one.place),
        "video": one.video is not None,
        "special": one.special,
        "statutory": one.statutory,
        "participants": [each.text for each in one.participants],
        "people": one.people.number if one.people else None,
        "units": one.units.number if one.units else None,
        "exchange": one.exchange.number if one.exchange else None,
        "speeches": [{"kind": each.kind, "who": each.who, "minutes": each.minutes} for each in one.speeches],
        "agenda": [each.text for each in one.agenda],
        "group_discussion": one.group_discussion is not None,
        "invited": [each.text for each in one.invited],
    }


def _attachment(one: Attachment) -> dict[str, Any]:
    return {
        "number": one.number,
        "title": one.title,
        "words": one.size.words,
        "listed": one.listed is not None,
        "present": one.span is not None,
    }


def _counts(gongwen: Gongwen, limit: int | None) -> dict[str, Any]:
    def numbers(count: WordCount) -> dict[str, int]:
        return {"words": count.words, "han": count.han, "punctuation": count.punctuation}

    counts = gongwen.counts
    return {
        "body": numbers(counts.body),
        "attachments": numbers(counts.attachments),
        "rest": numbers(counts.rest),
        "total": numbers(counts.total),
        "limit": limit,
    }


def _findings(report: FileReport) -> list[dict[str, Any]]:
    if report.document is None:
        return []
    locate = Locator(report.document)
    return [_finding(one, locate) for one in report.findings]


def _finding(one: Finding, locate: Locator) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "name": one.name,
        "severity": one.severity,
        "message": one.message,
        "advice": one.advice or None,
        "quote": one.quote,
        "span": list(one.span),
        "location": locate(one.span)._asdict(),
        "cites": [_cite(cite) for cite in one.cites],
        "fix": one.fix and _fix(one.fix),
        "fingerprint": one.fingerprint,
    }


def _suppression(one: Suppression) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "reason": one.reason,
        "by": one.by or None,
        "until": one.until.isoformat() if one.until else None,
        "origin": one.origin,
        "used": one.used,
    }


def _cite(cite: Cite) -> dict[str, Any]:
    return {
        "source": cite.source,
        "clause": cite.clause,
        "gist": cite.gist,
        "title": cite.title,
        "strength": cite.strength,
        "confidence": cite.confidence,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "message": fix.message,
        "safe": fix.safe,
        "edits": [{"span": list(edit.span), "text": edit.text} for edit in fix.edits],
    }


def _text(element: Element | None) -> str | None:
    return element.text if element else None


def _summary(tally: Tally) -> dict[str, int]:
    return {
        "files": tally.files,
        "error": tally.severities["error"],
        "warning": tally.severities["warning"],
        "info": tally.severities["info"],
        "unreadable": tally.unreadable,
        "partial": tally.partial,
        "suppressed": tally.suppressed,
        "baseline": tally.baselined,
    }


def _statistics(tally: Tally) -> list[dict[str, Any]]:
    return [
        {"rule": rule, "name": name, "severity": severity, "count": count}
        for (rule, name, severity), count in sorted(tally.rules.items())
    ]


def _head() -> str:
    return f'{{"schema": 1, "tool": {dumps({"name": "gwlint", "version": __version__})},\n "files": ['


def dumps(value: object) -> str:
    """Compact JSON in UTF-8; what a terminal might obey or reorder is written as \\u escapes, which mean the same."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else "".join(map(_escaped, text))


def _escaped(char: str) -> str:
    if char.isprintable() or char == "\u3000":
        return char
    if 0xD800 <= ord(char) <= 0xDFFF:  # half a pair, from a file name that is not UTF-8: strict readers refuse it
        return f"\\\\u{ord(char):04x}"
    return json.dumps(char)[1:-1] if char != "\x7f" else "\\u007f"
