"""Word borders, asked of jieba only where characters alone do not decide; the dictionary loads on first need.

rjieba (the same dictionary and algorithm in Rust) is taken where it is installed. It takes no terms of one's own, so
a term of lexicons/words.tsv that either of them cuts apart is joined again here.
"""

from collections.abc import Callable
from functools import cache, lru_cache

from gwlint.language import lexicons

Cut = Callable[[str], list[str]]


@cache
def cutter(prefer: str = "") -> Cut:
    """The function that cuts text into words: `prefer` is "rjieba", "jieba" or "" for the faster one there is."""
    if prefer != "jieba":
        try:
            import rjieba

            return lambda text: _joined(list(rjieba.cut(text)))
        except ImportError:
            if prefer:
                raise
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    return lambda text: _joined(list(jieba.cut(text)))


@cache
def _custom() -> frozenset[str]:
    return frozenset(lexicons.terms("words"))


def _joined(words: list[str]) -> list[str]:
    """Join neighbours that together are a custom term, so that both tokenizers cut alike."""
    custom = _custom()
    out: list[str] = []
    at = 0
    while at < len(words):
        size = next((n for n in (4, 3, 2) if "".join(words[at : at + n]) in custom and at + n <= len(words)), 1)
        out.append("".join(words[at : at + size]))
        at += size
    return out


@lru_cache(maxsize=4096)
def is_word(text: str, start: int, end: int, prefer: str = "") -> bool:
    """Whether `text[start:end]` is bordered by word borders: 要 is in 各县要加强, not in 县要素市场."""
    at = 0
    borders = {0}
    for word in cutter(prefer)(text):
        at += len(word)
        borders.add(at)
    return start in borders and end in borders
