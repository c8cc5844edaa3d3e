"""The page divided: head, text, closing, printed text, attachments, 版记."""

import datetime
from typing import NamedTuple

from gwlint import re
from gwlint.anatomy import attachments, genre, tail
from gwlint.anatomy.head import Head, read_head
from gwlint.anatomy.lines import Line, page_lines, web_facts
from gwlint.anatomy.tail import Closing, Colophon
from gwlint.language import dates
from gwlint.model import Attachment, Document, Element, Span

_CARRIES = re.compile("印发|转发|批转|发布|下发|公布")
_PRINTS = re.compile("现(?:予以?|将[^，。；]{2,60})?(?:印发|转发|批转)(?:给你们)?")


class Page(NamedTuple):
    """A document's lines and where its parts lie among them: `text` is the first line below the head, `printed` the
    lines of a printed text (half open)."""

    document: Document
    lines: list[Line]
    web: dict[str, tuple[str, Span]]
    head: Head
    title: Element | None
    text: int
    closing: Closing
    colophon: Colophon
    printed: tuple[int, int] | None
    attachments: tuple[Attachment, ...]

    @property
    def name(self) -> str:
        """The title's text, empty where there is none."""
        return self.title.text if self.title else ""

    def span(self, begin: int, end: int) -> Span:
        """From line `begin` up to, not including, line `end`."""
        if begin >= end or begin >= len(self.lines):
            place = self.lines[begin].span.start if begin < len(self.lines) else len(self.document.text)
            return Span(place, place)
        return Span(self.lines[begin].span.start, self.lines[end - 1].span.end)

    @property
    def own(self) -> Span:
        """The document's own text between head and closing."""
        return self.span(self.text, self.closing.first)

    @property
    def body(self) -> Span:
        """正文: the printed text of a 印发, 转发 or 批转 notice, else the document's own."""
        return self.span(*self.printed) if self.printed else self.own

    def own_text(self) -> str:
        """The document's own text in canonical characters, without line breaks."""
        return "".join(line.text for line in self.lines[self.text : self.closing.first])

    def web_element(self, label: str) -> Element | None:
        """What the web page's header says under `label`."""
        return Element(*self.web[label], 0.8) if label in self.web else None

    def date(self) -> datetime.date | None:
        """成文日期, of the closing or of the web page's header."""
        found = self.web.get("成文日期")
        return self.closing.date or (dates.anywhere(found[0]) if found else None)

    def printed_title(self) -> Element | None:
        """The first lines of the printed text, as far as they end in a genre or stand in the notice's title."""
        if self.printed is None:
            return None
        begin, end = self.printed
        found, joined = None, ""
        for line in self.lines[begin : min(end, begin + 5)]:
            if len(line.text) > 60 or line.text.endswith(("。", "：", "；")):
                break
            joined += line.text
            if genre.of_title(joined) or (len(joined) > 6 and joined in self.name):
                found = Element(joined, Span(self.lines[begin].span.start, line.span.end))
            if genre.of_title(joined):
                break
        return found


def divide(document: Document) -> Page:
    """Find the parts of `document`."""
    lines, web = page_lines(document), web_facts(document)
    head = read_head(lines)
    colophon = tail.read_colophon(lines, head.end)
    closing = tail.read_closing(lines, head.end, colophon.first)
    title = head.title or (Element(*web["标题"], 0.8) if "标题" in web else None)
    carries = _carries(title.text if title else "", lines[head.end : closing.first])
    heads = tail.headings(lines, closing.after, colophon.first)
    printed, heads = _printed(carries, closing, heads, colophon.first)
    if printed and not closing.items:
        items, listed, end = tail.attachment_list(lines, *printed)
        closing, printed = closing._replace(items=items, attachment_list=listed), (printed[0], end)
    found = attachments.match(document, lines, closing, heads, colophon.first)
    return Page(document, lines, web, head, title, head.end, closing, colophon, printed, found)


def _carries(title: str, text: list[Line]) -> bool:
    """Whether the notice prints, forwards or approves another text: its title says so, or its few sentences do."""
    opening = title.split("关于", 1)[0] + title.split("关于", 1)[-1][:6]
    if _CARRIES.search(opening) and not title.startswith("《"):
        return True
    return any(_PRINTS.search(line.text) for line in text[:4])


def _printed(
    carries: bool, closing: Closing, heads: list[tuple[int, int]], stop: int
) -> tuple[tuple[int, int] | None, list[tuple[int, int]]]:
    """The lines of the printed text, and the attachment headings that remain.

    The printed text follows the closing, or stands as the one attachment of the notice. Without one, what follows
    the closing of a document that lists attachments is the first of these.
    """
    first = heads[0][0] if heads else stop
    if carries and first > closing.after:
        return (closing.after, first), heads
    if carries and heads and len(closing.items) <= 1:
        return (first + 1, heads[1][0] if len(heads) > 1 else stop), heads[1:]
    if not heads and closing.items and closing.after < stop:
        return None, [(closing.after - 1, 1)]
    return None, heads
