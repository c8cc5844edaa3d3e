"""The lines of a page, as a browser would part them, each with the element that it stands in."""

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from gwlint import re
from gwlint.errors import Unreadable
from gwlint.language.normal import HAN
from gwlint.readers.text.lines import MAX_LINES, invisible, too_many

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = (
    "address article aside blockquote body caption center dd div dl dt fieldset figcaption figure form h1 h2 h3 h4 h5 h6"
    " header hr li main ol p pre section table tbody td tfoot th thead tr ul ucapcontent ucaptitle"
)
_SILENT = (
    "head script style noscript template select button input textarea iframe object embed svg math nav footer aside"
    " audio video canvas map title link meta"
)
BLOCKS, _UNSHOWN = frozenset(_BLOCKS.split()), frozenset(_SILENT.split())
_WIDE = rf"(?:{HAN}|[“”‘’\u3001-\u303f\uff01-\uff60])"
_CELLS = frozenset(("td", "th"))
MAX_WORDS = 20_000
"""White space in one tag: libxml2 compares each of its attributes with all others."""


class Said(NamedTuple):
    """A line: its text, how many of its characters are links, its block element, and whether that is a table's cell."""

    text: str
    linked: int
    owner: "_Element"
    cell: bool

    @property
    def is_link(self) -> bool:
        return self.linked * 5 >= len(self.text) * 4


class Walked(NamedTuple):
    """The root, and its lines in order."""

    root: "_Element"
    lines: list[Said]


def walked(text: str) -> Walked:
    """The lines that `text` shows as a page. Raises Unreadable where it cannot be parsed or has absurdly many."""
    from lxml import etree

    if any(len(tag[0].split(maxsplit=MAX_WORDS)) > MAX_WORDS for tag in _pattern("<[^<>]+").finditer(text)):
        raise Unreadable("网页里有标记带着过多的属性，不像公文，未作检查")
    text = _pattern(r"(?i)<!DOCTYPE[^>\[]{0,1000}\[[^\]]*\]\s*>").sub("", text, count=1)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True, recover=True)
    try:
        root = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        raise Unreadable("网页内容有误，无法读取，请用浏览器打开后另存再检查") from None
    if any("depth" in entry.message for entry in parser.error_log):
        raise Unreadable("网页的标记嵌套过深，不像公文，未作检查")
    if root is None:
        raise Unreadable("网页里没有可以检查的文字，请确认保存的是正文页面")
    return Walked(root, _Walk().over(root))


class _Walk:
    """One pass over the tree; the line that grows, and what stands open."""

    def __init__(self) -> None:
        self._lines: list[Said] = []
        self._texts: list[str] = []
        self._linked: list[str] = []
        self._blocks: list[_Element] = []
        self._tables: list[bool] = []
        self._links = 0

    def over(self, root: "_Element") -> list[Said]:
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end", "comment"))
        hidden: _Element | None = None
        for event, element in walk:
            if event == "start":
                if _is_hidden(element):
                    hidden = element
                    walk.skip_subtree()
                else:
                    self._begin(element)
                continue
            if element is hidden:
                hidden = None
            elif event == "end":
                self._end(element)
            self._add(element.tail if element is not root else None)
        self._flush()
        return self._lines

    def _begin(self, element: "_Element") -> None:
        tag = element.tag
        if tag in BLOCKS or tag == "br":
            self._flush()
        if tag in BLOCKS:
            self._blocks.append(element)
        if tag == "table":
            self._tables.append(_holds_data(element))
        self._links += tag == "a"
        self._add(element.text)

    def _end(self, element: "_Element") -> None:
        tag = element.tag
        if tag in BLOCKS:
            self._flush()
            self._blocks.pop()
        if tag == "table":
            self._tables.pop()
        self._links -= tag == "a"

    def _add(self, text: str | None) -> None:
        if text:
            self._texts.append(text)
            if self._links:
                self._linked.append(text)

    def _flush(self) -> None:
        """End the line; one that shows nothing is dropped."""
        text, linked = _shown(self._texts), self._linked
        self._texts, self._linked = [], []
        if not text or not self._blocks:
            return
        cell = bool(self._tables and self._tables[-1])
        self._lines.append(Said(text, min(len(text), len(_shown(linked))), self._blocks[-1], cell))
        if len(self._lines) > MAX_LINES:
            raise too_many()


def _is_hidden(element: Any) -> bool:
    if element.tag in _UNSHOWN or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style) and "display:none" in style.replace(" ", "").lower()


def _holds_data(table: "_Element") -> bool:
    """Whether the table shows rows and columns; one that only places parts of a page has others in it."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = [sum(cell.tag in _CELLS for cell in row) for row in table.iter("tr")]
    return sum(map(bool, rows)) > 1 and max(rows, default=0) > 1


def _shown(texts: list[str]) -> str:
    """White space as a browser shows it; between full-width characters a line break in the source is nothing."""
    text = invisible().sub("", "".join(texts)).replace("\xa0", " ")
    text = _pattern(rf"(?<={_WIDE})[ \t]*[\r\n][ \t\r\n]*(?={_WIDE})").sub("", text)
    return _pattern(r"[ \t\r\n\f]+").sub(" ", text).strip()


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)
