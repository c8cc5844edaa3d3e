"""字数 as Word and WPS show it.

No official definition exists; this is the customary one: each Han character 1, each full-width mark or symbol 1,
each run of anything else between them and white space 1 ("EXH.C-◇" is 2), spaces 0.
"""

import functools

from gwlint import re
from gwlint.model import WordCount

_HAN = "\u4e00-\u9fff"
_RARE_HAN = "々〇\u3400-\u4dbf\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = (
    "·—―‘’“”…‰※\u3001-\u3004\u3008-\u3020\u3030\ufe10-\ufe1f\ufe30-\ufe6f"
    "\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
_SYMBOLS = (
    "§°±×÷℃№\u2160-\u217f\u2190-\u21ff\u2200-\u22ff\u2460-\u24ff\u2500-\u27bf\u3021-\u302f\u3031-\u33ff"
    "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uffee\uac00-\ud7af"
)
_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])


def count_words(text: str) -> WordCount:
    """Count `text`: words as in Word's status bar, Han characters, and punctuation marks (half-width ones standing
    alone among Han characters included, as they come out of a PDF)."""
    rest, n_han = _take(_HAN, text)
    rest, n_marks = _take(_MARKS, rest)
    rest, n_rare = _take(_RARE_HAN, rest)
    rest, n_symbols = _take(_SYMBOLS, rest)
    runs = rest.translate(_INVISIBLE).split()
    lone = sum(1 for run in runs if not any(map(str.isalnum, run)))
    return WordCount(n_han + n_rare + n_marks + n_symbols + len(runs), n_han + n_rare, n_marks + lone)


def _take(characters: str, text: str) -> tuple[str, int]:
    """`text` with each stretch of these (wide) characters made a space, and how many there were."""
    if text.isascii():
        return text, 0
    rest, stretches = _pattern(characters).subn(" ", text)
    return rest, len(text) - len(rest) + stretches


@functools.cache
def _pattern(characters: str) -> "re.Pattern[str]":
    return re.compile(f"[{characters}]+")
