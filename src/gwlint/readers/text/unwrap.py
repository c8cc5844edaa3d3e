"""Rejoins paragraphs that a PDF's page broke into lines.

Indents are lost there, so a paragraph's end is told by a line that had room left, by the mark at its end, and by how
the next line begins.
"""

import itertools
from collections.abc import Iterator, Sequence
from functools import cache

from gwlint import re
from gwlint.language.normal import HAN, width
from gwlint.readers.text.lines import Line
from gwlint.readers.text.strand import Chunk, Paragraph, Strand, join

_NUMERAL = "[一二三四五六七八九十百]"
HEAD = (
    rf"(?:{_NUMERAL}{{1,4}}[、.．](?!\d)|[(（](?:{_NUMERAL}{{1,4}}|\d{{1,2}})[)）]|\d{{1,2}}[.．、](?!\d)"
    rf"|第(?:{_NUMERAL}{{1,5}}|\d{{1,3}})[章节条编]|附\s?件\s?\d{{0,2}}\s?(?:[:：]|$)|{HAN}{{2}}(?:部门|单位|要求)[:：])"
)
"""How a numbered or labelled paragraph begins; shared with `flatten`."""

_DATE = r"(?:[\d０-９]{4}|[〇○零一二三四五六七八九]{4})年.{1,3}月.{1,3}日"
_CLOSERS = "”’』」》〉）)»]"


def rejoin(lines: Sequence[Line], wide: float) -> list[Paragraph]:
    """The paragraphs of `lines`, which are set `wide` Han characters wide; page numbers last, as role "page"."""
    numbers = _page_numbers(lines)
    body = [line for i, line in enumerate(lines) if i not in numbers]
    groups: list[_Group] = []
    for line, after in zip(body, [*body[1:], None], strict=True):
        if groups and groups[-1].takes(line.text, line.indented, after.text if after else "", wide):
            groups[-1].append(line.strand)
        else:
            groups.append(_Group(line.strand))
    return [Paragraph(_closed_up(group.joined())) for group in groups] + [
        Paragraph(lines[i].strand, "page") for i in sorted(numbers)
    ]


class _Group:
    """The lines of the paragraph that is being put together."""

    def __init__(self, first: Strand) -> None:
        self._strands = [first]
        self._first = self._last = first.text
        self._open = _depth(first.text)

    def append(self, strand: Strand) -> None:
        self._strands.append(strand)
        self._last = strand.text
        self._open += _depth(strand.text)

    def joined(self) -> Strand:
        """One strand; a generated blank between two Latin words, nothing between Han."""
        return join(_spaced(self._strands))

    def takes(self, line: str, indented: bool, after: str, wide: float) -> bool:
        """Whether `line` goes on with this paragraph; `after` is the line that comes then."""
        if indented or _matches(_ALONE, line) or _matches(_ALONE, self._last):
            return False
        if self._first.startswith(("抄送", "抄报", "分送", "主送")):
            return self._last[-1] not in "。."
        ended = self._last.rstrip(_CLOSERS)[-1:] in "。.！!？?；;：:…"
        room = wide - width(self._last) - (_INDENT if len(self._strands) == 1 else 0)
        if _matches(HEAD, line):
            return not ended and room < width(_unit(line)) and not self._is_heading()
        if self._open > 0 and len(self._strands) < _TITLE_LINES:
            return True
        if not ended:
            return room <= _SLACK or self._last[-1] in "，,、"
        return room < width(_unit(line)) and not (_matches(_DATE, after) or _first_line(line, after, wide))

    def _is_heading(self) -> bool:
        return len(self._strands) == 1 and _matches(HEAD, self._first) and not re.search("[，,。；;]", self._first)


_INDENT = 2
_SLACK = 3
_TITLE_LINES = 4
_ALONE = (
    rf"{_DATE}(?:印发)?$|.{{2,30}}{_DATE}印发$"
    r"|[(（](?:此件|信息公开|公开属性|主动公开|不予公开|依申请)|公开方式|主动公开$|发布(?:时间|日期)[:：]"
    r"|(?!根据|按照?|依据|为|现|[^关]{0,30}[，。])[^《》]{0,40}关于[^，。；《》]{2,60}的(?:通知|通报|决定|意见|请示|报告|批复|函|公告|通告)$"
)


def _first_line(line: str, after: str, wide: float) -> bool:
    """Whether `line` is short by just an indent although the next word would have fitted in."""
    short = wide - width(line)
    return _INDENT - 0.25 <= short <= _INDENT + 0.25 and width(_unit(after)) <= 1 and not _matches(HEAD, after)


def _unit(line: str) -> str:
    """What at the beginning of `line` cannot be parted: a number, a character with its brackets and marks."""
    found = _pattern(r"[“‘《«（(〔\[]*(?:[0-9A-Za-z０-９.．％%]+|.)[，。、；：！？”’》»）〕\]),.;:]*").match(line)
    return found[0] if found else ""


def _depth(text: str) -> int:
    return text.count("《") + text.count("«") - text.count("》") - text.count("»")


def _spaced(strands: Sequence[Strand]) -> Iterator[Strand]:
    last = ""
    for strand in strands:
        if _matches("[A-Za-z]", last[-1:]) and _matches("[A-Za-z]", strand.text):
            yield Strand(" ", (Chunk(1, None),))
        yield strand
        last = strand.text


def _closed_up(strand: Strand) -> Strand:
    """Without the blanks that setting put between Han and marks, and between the letters of a spaced-out name."""
    spaced = _pattern(rf"(?<!{HAN})(?:{HAN}\s+){{2,}}{HAN}(?!{HAN})")
    beside = _pattern(
        rf"(?<={HAN}|[，。、；：,;:”’》»）)])\s+(?=[“‘《«（(〔\[])|(?<=[”’》»）)〕])\s+(?={HAN})|(?<=[，。、；：])\s+"
    )
    gaps = {found.span() for found in beside.finditer(strand.text)}
    for run in spaced.finditer(strand.text):
        gaps.update(gap.span() for gap in _pattern(r"\s+").finditer(strand.text, *run.span()))
    return strand.without(sorted(gaps))


def _page_numbers(lines: Sequence[Line]) -> frozenset[int]:
    """Which lines are page numbers: dressed with dashes or words, or bare and counting up by one."""
    dressed = {i for i, line in enumerate(lines) if _matches(_PAGE, line.text)}
    bare = [(i, int(line.text)) for i, line in enumerate(lines) if _matches(r"\d{1,3}$", line.text)]
    counting = len(bare) > 1 and all(b - a == 1 for (_, a), (_, b) in itertools.pairwise(bare))
    return frozenset(dressed | {i for i, _ in bare if counting})


_PAGE = (
    r"[—–\-－·•~～]+\s*\d{1,3}\s*[—–\-－·•~～]+$"
    r"|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?$|\d{1,3}\s*/\s*\d{1,3}$"
)


def _matches(pattern: str, text: str) -> bool:
    return _pattern(pattern).match(text) is not None


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)
