"""`gwlint: 忽略 RULE 理由`, as written in a Word comment or as the last line of a text."""

import datetime
from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.model import Document, Note, Remark, Suppression

WRITE = "应写成“gwlint: 忽略 规则 理由”，如“gwlint: 忽略 GW101 经办公室同意”，可在最后写“至2026-12-31”"


def suppressions(document: Document) -> tuple[tuple[Suppression, ...], tuple[Note, ...]]:
    """What the remarks in a document ask for, and a note for each that cannot be understood."""
    found: list[Suppression] = []
    misread: list[Note] = []
    for one in document.remarks:
        asked = list(_asked(one))
        found += asked
        misread += [] if asked else [Note("suppression", f"{_origin(one)}“{one.text.strip()[:40]}”看不懂，{WRITE}")]
    return tuple(found), tuple(misread)


def _asked(remark: Remark) -> Iterator[Suppression]:
    """One for each rule that it names."""
    met = _form().fullmatch(" ".join(remark.text.split()))
    if met is None:
        return
    try:
        until = datetime.date(*map(int, met["until"].split("-"))) if met["until"] else None
    except ValueError:
        return
    for rule in re.split("[,、]", met["rules"]):
        yield Suppression(
            rule.strip(), met["reason"].strip(), remark.author, until, span=remark.span, origin=_origin(remark)
        )


def _origin(remark: Remark) -> str:
    if remark.span is None:
        return "文末"
    return f"批注（{remark.author}）" if remark.author else "批注"


@cache
def _form() -> re.Pattern[str]:
    return re.compile(
        r"gwlint ?[:：] ?忽略[ :：]?(?P<rules>[\w-]+(?: ?[,、] ?[\w-]+){0,19})[ ，。：:]?(?P<reason>.*?)"
        r"(?: ?[（(，]? ?至 ?(?P<until>\d{4}-\d{1,2}-\d{1,2})[)）。]?)?",
        re.I,
    )
