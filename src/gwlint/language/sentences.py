"""Sentences and clauses of canonical text, quotations and titles told apart."""

from functools import cache
from typing import NamedTuple

from gwlint import re
from gwlint.model import Span

MASK = "\ue000"  # stands for each character of a 《title》; no pattern matches it

_OPEN = "（《“〈「『【"
_CLOSE = "）》”〉」』】"


class Clause(NamedTuple):
    """The stretch between two commas; `heading` when it is a numbered head without a sentence of its own."""

    span: Span
    text: str
    heading: bool = False


class Sentence(NamedTuple):
    """The stretch between two full stops or semicolons. `hard` when a full stop, not a semicolon, ended the one before."""

    span: Span
    clauses: tuple[Clause, ...]
    hard: bool = True


def mask_quoted(text: str) -> str:
    """`text` of the same length with titles and quoted sentences blotted out: what is only cited imposes nothing.

    A short term in quotation marks (实行“零报告”) stays: it is the writer's own word.
    """
    if "《" not in text and "“" not in text:
        return text
    return _cited().sub(lambda m: m.group()[0] + MASK * (len(m.group()) - 2) + m.group()[-1], text)


@cache
def _cited() -> "re.Pattern[str]":
    return re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|“[^“”]{0,40}?[，。；][^“”]*”|“[^“”]{16,}”")


@cache
def _number() -> "re.Pattern[str]":
    return re.compile(
        r"\s*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,3}[.．、](?!\d)|（\d{1,3}）|[①-⑳]|"
        r"[一二三四五六七八九十]{1,2}是(?=[^否的])|第[一二三四五六七八九十百]{1,5}[条章节](?:\s|　)*|其[一二三四]，|首先，|其次，|再次，|最后，)"
    )


def split(text: str, start: int, end: int) -> list[Sentence]:
    """The sentences of `text[start:end]`, one paragraph; marks inside brackets and quotations do not cut."""
    sentences: list[Sentence] = []
    stretches = _cut(text, start, end, "。！？；", "；")
    for number, (sentence, hard) in enumerate(stretches):
        spans = (_bare(text, one) for one, _ in _cut(text, sentence.start, sentence.end, "，：", ""))
        clauses = tuple(Clause(span, span.of(text)) for span in spans if span.length)
        if not clauses:
            continue
        followed = number + 1 < len(stretches) and stretches[number + 1][1]
        whole = Span(clauses[0].span.start, clauses[-1].span.end)
        if _is_heading(text, sentence, whole, len(clauses), followed, len(stretches) == 1):
            clauses = tuple(clause._replace(heading=True) for clause in clauses)
        sentences.append(Sentence(whole, clauses, hard))
    return sentences


def _is_heading(text: str, stretch: Span, whole: Span, clauses: int, followed: bool, alone: bool) -> bool:
    """Whether a numbered sentence is a head: short, with others behind it or no stop at its end, and no command."""
    if whole.length > 34 or not _head_number().match(text, *stretch):
        return False
    if alone:
        return (
            whole.length <= 18
            and text[stretch.end - 1 : stretch.end] not in "。；"
            and text[stretch.end : stretch.end + 1] not in ("。", "；")
        )
    return followed and clauses == 1 and not _commands().search(text, *whole)


@cache
def _head_number() -> "re.Pattern[str]":
    return re.compile(
        r"\s*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,3}[.．、](?!\d)|（\d{1,3}）)"
    )


def _cut(text: str, start: int, end: int, marks: str, soft: str) -> list[tuple[Span, bool]]:
    """Stretches between `marks` at bracket depth 0, each with whether a hard mark stands before it."""
    found: list[tuple[Span, bool]] = []
    depth, begin, hard = 0, start, True
    for match in _breaks().finditer(text, start, end):
        mark = match.group()
        if mark in _OPEN:
            depth += 1
        elif mark in _CLOSE:
            depth = max(0, depth - 1)
        elif mark in marks and (depth == 0 or match.start() - begin > 400):
            found.append((Span(begin, match.start()), hard))
            begin, hard, depth = match.end(), mark not in soft, 0
    if begin < end:
        found.append((Span(begin, end), hard))
    return found


@cache
def _breaks() -> "re.Pattern[str]":
    return re.compile(rf"[。！？；，{_OPEN}{_CLOSE}]|：(?!\d\d)")


def _bare(text: str, span: Span) -> Span:
    """Without its number and blanks: 一、 （二） 3. 一是 第四条."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    match = _number().match(text, start, end)
    return Span(match.end(), end) if match and match.end() < end else Span(start, end)


@cache
def _commands() -> "re.Pattern[str]":
    return re.compile(
        r"(?<![重主需必只首纪摘简概紧次险机])要(?![求素点件害塞领旨义闻道隘])|必须|务必|应当|请(?!示|求)|不得"
    )
