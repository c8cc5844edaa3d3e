"""附件: as 附件说明 lists them, and as they follow the text."""

from gwlint import re
from gwlint.anatomy import genre
from gwlint.anatomy.counting import count_words
from gwlint.anatomy.lines import Line, page_lines
from gwlint.anatomy.tail import Closing
from gwlint.model import Attachment, Document, Gongwen, Span


def match(
    document: Document, lines: list[Line], closing: Closing, heads: list[tuple[int, int]], stop: int
) -> tuple[Attachment, ...]:
    """Attachments listed and present, matched by number; `heads` are the lines 附件N with N, `stop` the line of 版记."""
    listed = {item.number: item for item in closing.items}
    present = _present(document, lines, closing, heads, stop)
    found = []
    for number in sorted(listed.keys() | present.keys()):
        one = present.get(number, Attachment(number, ""))
        if number in listed:
            one = one._replace(listed=listed[number].span, title=listed[number].title)
        found.append(one)
    return tuple(found)


def _present(
    document: Document, lines: list[Line], closing: Closing, heads: list[tuple[int, int]], stop: int
) -> dict[int, Attachment]:
    found: dict[int, Attachment] = {}
    for (begin, number), (end, _) in zip(heads, [*heads[1:], (stop, 0)], strict=False):
        inside = lines[begin + 1 : end]
        if not inside or number in found:
            continue
        span = Span(inside[0].span.start, inside[-1].span.end)
        heading = lines[begin].span if begin >= closing.after else None
        found[number] = Attachment(number, _title(inside), None, span, heading, count_words(span.of(document.text)))
    return found


def _title(inside: list[Line]) -> str:
    """The first line of an attachment, and the next ones while they still belong to its title."""
    title = inside[0].text
    for line in inside[1:3]:
        if genre.of_title(title) or len(title) + len(line.text) > 50 or re.search("[，。：]", line.text):
            break
        title += line.text
    return title


def titles(document: Document, gongwen: Gongwen) -> dict[int, str]:
    """The title that each attachment bears itself, by number, in canonical characters."""
    lines = page_lines(document)
    present = [(one.number, one.span) for one in gongwen.attachments if one.span]
    return {number: _title([line for line in lines if span.holds(line.span)]) for number, span in present}
