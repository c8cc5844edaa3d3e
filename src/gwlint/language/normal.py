"""One spelling for matching, and the marks of text that came out of a PDF.

`canon` maps character by character, so a span found in the result is a span of the text itself.
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from gwlint import re

HAN = r"[^\W\x00-\xffⅠ-⑳]"
"""The pattern of a Han character. Other scripts pass too: a class of just the Han costs half a millisecond to compile."""

_ALIKE = (
    "⺟⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻤⻥⻦⻨⻩⻬⻮⻰⻳後馀«»≪≫⟪⟫＜＞％．∶︰｡､﹐﹑﹒﹔﹕﹖﹗﹙﹚﹝﹞・"
    "\t\xa0\u1680\u202f\u205f\u3000"
)
_PLAIN = "母民西见角贝车长门青韦页风飞食马鬼鱼鸟麦黄齐齿龙龟后余《》《》《》<>%.：：。、，、.；：？！（）〔〕·      "
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_NUMERALS = "一二三四五六七八九十"


class _Table(dict[int, int]):
    """Code point to code point. Learns what it is asked for: a known key is several times faster than a missing one."""

    def __missing__(self, code: int) -> int:
        self[code] = _alone(code)
        return self[code]


def _alone(code: int) -> int:
    """The plain form that needs no neighbours to be told."""
    if 0xFF10 <= code <= 0xFF19 or 0xFF21 <= code <= 0xFF3A or 0xFF41 <= code <= 0xFF5A:
        return code - 0xFEE0
    if 0x2000 <= code <= 0x200A:
        return 0x20
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:
        plain = unicodedata.normalize("NFKC", chr(code))
        return ord(plain) if len(plain) == 1 else code
    return code


_ODD = rf"[{_ALIKE}\u2000-\u200a\u2e80-\u2fdf\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+"
"""What `_table` may change. To find these few first is ten times faster than to look up every character."""

_table = _Table(zip(map(ord, _ALIKE), map(ord, _PLAIN), strict=True))


def canon(text: str) -> str:
    """`text` in one spelling, of the same length, character for character.

    Digits, Latin letters and blanks are half-width; marks next to Han are full-width; the year of a document number
    stands in 〔〕, a title in 《》; radicals and compatibility forms are the usual characters. Straight quotes, dashes
    and zero-width characters stay. For matching, not for showing.
    """
    text = _pattern(_ODD).sub(lambda found: found[0].translate(_table), text)
    if "<" in text:
        text = _pattern(rf"<(?={HAN})([^<>\n]*)>").sub(r"《\1》", text)
    if "○" in text or "O" in text:
        text = _pattern(r"(?<=[一二三四五六七八九〇○O])[○O](?=[一二三四五六七八九十〇○O年])").sub("〇", text)
    if "(" in text:
        text = _pattern(r"(.?)\(([^()\n]*)\)(?=(.?))").sub(_brackets, text)
    if any(mark in text for mark in _WIDE):
        text = _pattern(rf"[,;:?!()](?:(?<=(?:{HAN}|[”’》）〕】」』、。]).)|(?={HAN}|[“‘《（〔【「『]))").sub(
            lambda found: _WIDE[found[0]], text
        )
    if "." in text:
        text = _pattern(_STOP, re.M).sub("。", text)
    return _pattern(_YEAR).sub(r"〔\1〕", text)


@lru_cache(maxsize=1)
def plain_text(text: str) -> str:
    """`canon` of a whole document: anatomy and rules ask for it in turn. No pattern reaches over a line break, so a
    line's part of it is the `canon` of that line."""
    return canon(text)


_STOP = (
    rf"\.(?<=(?:{HAN}|[”’》）〕】%])\.)"  # the stop first: it is found at once, its neighbours are asked after
    rf"(?<!^[{_NUMERALS}]\.)(?<!^[{_NUMERALS}]{{2}}\.)(?<!\s[{_NUMERALS}]\.)(?<!\s[{_NUMERALS}]{{2}}\.)(?<![\d{_NUMERALS}]）\.)"
    r"(?![A-Za-z.])(?!\d(?!\d{3}年))"
)
_YEAR = r"[\[【(（〔［〖{]([ ]?(?:19|20)\d\d[ ]?)[\]】)）〕］〗}](?=[ ]?第?[ ]?\d{1,5}[ ]?号)"


def _brackets(found: re.Match[str]) -> str:
    """Both of a pair become full-width together, where Han stands in them or beside them."""
    before, inside, after = found.groups()
    if _pattern(rf"{HAN}|[、。，；：“”《》（）]").search(before + inside + after):
        return f"{before}（{inside}）"
    return found[0]


@cache
def _pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(source, flags)


def is_extraction(text: str) -> bool:
    """Whether `text` was pulled out of a PDF or recognised from a picture, told by the marks that this leaves.

    Lines broken by the paper's width count together with one other mark; without them two others are needed, of which
    one is half-width punctuation after Han. A person who types half-width commas is not taken for a program.
    """
    lines = text[:_SAMPLE].splitlines()
    half = is_half_width(text[:_SAMPLE])
    others = any(mark in text[:_SAMPLE] for mark in "«»２") or _letter_spaced(lines)
    return (half and others) or (wrap_width(lines) is not None and (half or others or _double_spaced(lines)))


_SAMPLE = 100_000


def wrap_width(lines: Sequence[str]) -> float | None:
    """The width in Han characters at which paragraphs are broken into `lines`; None where a line is a paragraph."""
    shown = [line.strip() for line in lines if line.strip()]
    if len(shown) < 6:
        return None
    widths = [width(line) for line in shown]
    usual, _ = max(Counter(widths).items(), key=lambda pair: (pair[1], pair[0]))
    full = [line[-1] for line, wide in zip(shown, widths, strict=True) if abs(wide - usual) <= 2.5]
    broken = sum(mark not in "。.！!？?；;：:" for mark in full)
    longer = sum(wide > usual + 8 for wide in widths)
    plausible = 15 <= usual <= 60 and longer <= len(shown) / 20
    return usual if plausible and len(full) >= max(5, len(shown) / 3) and broken >= len(full) / 2 else None


def width(line: str) -> float:
    """How wide `line` is set, in Han characters: half for blanks, ASCII letters and digits, one for all the rest."""
    return len(line) - sum(map(line.count, _HALF)) / 2


_HALF = " 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def is_half_width(text: str) -> bool:
    """Whether Han are mostly followed by half-width marks, as in the text layer of some PDFs."""
    half = len(_pattern(rf"{HAN}[,;:]").findall(text))
    return half >= 5 and half > 2 * sum(map(text.count, "，；："))


def _double_spaced(lines: Sequence[str]) -> bool:
    shown = sum(bool(line.strip()) for line in lines)
    return shown > 5 and len(lines) - shown >= 0.7 * shown


def _letter_spaced(lines: Sequence[str]) -> bool:
    return any(_pattern(rf"\s*(?:{HAN} ){{4}}").match(line) for line in lines)
