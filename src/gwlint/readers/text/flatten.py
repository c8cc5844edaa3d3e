"""Parts a web page that was copied into one line: blanks stand where its paragraphs ended."""

from collections.abc import Iterator, Sequence
from functools import cache

from gwlint import re
from gwlint.language.normal import HAN
from gwlint.readers.text.lines import MAX_LINES, Line, too_many
from gwlint.readers.text.strand import Paragraph
from gwlint.readers.text.unwrap import HEAD


def is_flattened(lines: Sequence[Line]) -> bool:
    """Whether a few long lines hold what should be many paragraphs."""
    if not lines or len(lines) > _FEW or sum(len(line.text) for line in lines) < _LONG:
        return False
    ends = sum(len(_pattern(rf"[。：:；！？）)”]\s+(?={HAN}|[（(\d《“])").findall(line.text)) for line in lines)
    return ends >= 2


_FEW = 3
_LONG = 150


def part(lines: Sequence[Line]) -> Iterator[Paragraph]:
    """The paragraphs of flattened lines; the blanks between them are gone."""
    for line in lines:
        spans, gaps = _spans(line.text)
        for strand, inner in zip(line.strand.cut(spans), _by_span(spans, gaps), strict=True):
            yield Paragraph(strand.without(inner))


def _spans(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Where the paragraphs are, and which blanks inside them only part the letters of a word."""
    spans: list[tuple[int, int]] = []
    gaps: list[tuple[int, int]] = []
    start = end = 0
    for found in _pattern(r"\S+").finditer(text):
        left, right = text[max(start, end - _NEAR) : end], found[0][:_NEAR]
        if end == 0:
            start = found.start()
        elif _same_word(left, right):
            gaps.append((end, found.start()))
        elif not _goes_on(left, right):
            spans.append((start, end))
            start = found.start()
            if len(spans) > MAX_LINES:
                raise too_many()
        end = found.end()
    return [*spans, (start, end)], gaps


_NEAR = 60


def _same_word(left: str, right: str) -> bool:
    """A date or a name whose letters are spaced out, as in 2月7 日, 财 政 部."""
    if left[-1].isdigit():
        return _pattern("[年月号]|日(?!前[，,])").match(right) is not None
    if _pattern(r"\d[年月]$").search(left):
        return right[0].isdigit()
    return _pattern(rf"(?:^|\s){HAN}$").search(left) is not None and _pattern(rf"{HAN}$").match(right) is not None


def _goes_on(left: str, right: str) -> bool:
    """Whether the blank stands inside a paragraph: in brackets, after a number, before or after a Latin word."""
    if _pattern(rf"(?!附){HEAD}$").match(left):
        return True
    if _pattern(HEAD).match(right):
        return False
    if any(_closes(left, right, *pair) for pair in ("《》", "（）", "()", "“”", "〔〕")):
        return True
    return left[-1] in "，,、" or _is_latin(left[-1]) or (_is_latin(right[0]) and left[-1] not in "。：；:;")


def _closes(left: str, right: str, opener: str, closer: str) -> bool:
    """Whether a bracket opened in `left` is closed in `right`."""
    end, again = right.find(closer), right.find(opener)
    return left.rfind(opener) > left.rfind(closer) and end >= 0 and (again < 0 or again > end)


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _by_span(spans: Sequence[tuple[int, int]], gaps: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The gaps of each span, counted from where it begins."""
    rest = iter(gaps)
    gap = next(rest, None)
    for start, end in spans:
        inner: list[tuple[int, int]] = []
        while gap is not None and gap[1] <= end:
            inner.append((gap[0] - start, gap[1] - start))
            gap = next(rest, None)
        yield inner


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)
