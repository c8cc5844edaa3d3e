"""Which element of a page holds the document."""

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from gwlint import re
from gwlint.readers.html.clutter import is_clutter
from gwlint.readers.html.walk import BLOCKS, Said, Walked

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMES = (
    "ucap-content ucapcontent zoom trs_editor trs_editor_view trs_ueditor trs_preappend vsb_content pages_content article-content"
    " article_content articlecontent arc_cont my_doccontent content_body contenttext news_content text_content"
)
_MARKS = frozenset(_NAMES.split())
"""Ids and classes under which the systems that publish for governments put the text (TRS, UCAP, 大汉, 博达)."""

_ENOUGH = 0.5  # of the sentences, in an element so marked
_NEARLY_ALL = 0.95  # of them, in one that is not
_FEW = 4  # lines; what holds fewer is a paragraph, not the document
_LITTLE = 40  # characters of sentences; below it a picture may be the document
_WHOLES = frozenset(("p", "li", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "pre"))


class Page(NamedTuple):
    """The lines of the document, those above it, the page's root; `pictured`: there are pictures in place of text."""

    root: "_Element"
    above: list[Said]
    lines: list[Said]
    pictured: bool


def found(walked: Walked) -> Page:
    """The page taken apart."""
    lines = walked.lines
    weights = _weights(lines)
    total = weights.get(walked.root, 0)
    marked = _marked(weights, total)
    holder = _densest(walked.root, weights, total) if marked is None else marked
    inside = [_is_in(line.owner, holder) for line in lines]
    while sum(inside) < _FEW and (parent := holder.getparent()) is not None:
        holder = parent
        inside = [_is_in(line.owner, holder) for line in lines]
    first = inside.index(True) if True in inside else 0
    kept = [line for line, yes in zip(lines, inside, strict=True) if yes]
    return Page(walked.root, lines[:first], kept, total < _LITTLE and _has_pictures(walked.root))


def _weights(lines: list[Said]) -> "dict[_Element, int]":
    """How many characters of sentences each element holds, with all that is in it."""
    weights: dict[_Element, int] = {}
    for line in lines:
        said = 0 if line.is_link or is_clutter(line.text) else len(line.text) * bool(_sentence().search(line.text))
        element: _Element | None = line.owner
        while said and element is not None:
            weights[element] = weights.get(element, 0) + said
            element = element.getparent()
    return weights


def _marked(weights: "dict[_Element, int]", total: int) -> "_Element | None":
    """The outermost element whose id or class says that it holds the text, if it holds most sentences."""
    named = [one for one in weights if weights[one] > _ENOUGH * total and _is_marked(one)]
    return max(named, key=lambda one: weights[one], default=None)


def _is_marked(element: "_Element") -> bool:
    names = f"{element.tag} {element.get('id', '')} {element.get('class', '')}".lower().split()
    return any(name in _MARKS or name.startswith("vsb_content") for name in names)


def _densest(root: "_Element", weights: "dict[_Element, int]", total: int) -> "_Element":
    """The innermost element with nearly all sentences."""
    holder: _Element | None = root
    inner = root
    while holder is not None:
        inner = holder
        holder = next((one for one in inner if weights.get(one, 0) >= _NEARLY_ALL * total > 0 and _may_hold(one)), None)
    return inner


def _may_hold(element: "_Element") -> bool:
    return element.tag in BLOCKS and element.tag not in _WHOLES


def _is_in(element: "_Element | None", holder: "_Element") -> bool:
    while element is not None and element is not holder:
        element = element.getparent()
    return element is holder


def _has_pictures(root: "_Element") -> bool:
    return next(root.iter("img", "iframe", "embed", "object", "canvas"), None) is not None


@cache
def _sentence() -> re.Pattern[str]:
    return re.compile("[，。；]")
