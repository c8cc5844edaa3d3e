"""The text of a Writer document in the order in which gwlint reads its docx, each stretch with its place."""

from __future__ import annotations

from typing import Any, Iterator, NamedTuple

_NESTED = ("InContentMetadata", "ContentControl")
_SHOWN = ("Text", "TextField")


class Stretch(NamedTuple):
    """`text[start:end]` of the story is this text range; None where no comment can stand (numbers, boxes, shapes)."""

    start: int
    end: int
    range: Any


class Story:
    """The text of a document: blocks (paragraphs that show something) joined by line breaks.

    Automatic numbers are in it, deletions and hidden text are not; a text box comes before the paragraph that holds
    it. Headers, footers and notes, where Writer takes no comments, are left out. So is no comment put in a box: Writer
    shows it there, and odt holds it, but LibreOffice (7.4) leaves it out of a docx.
    """

    def __init__(self, model) -> None:
        self._texts: list[str] = []
        self._length = self._boxes = 0
        self.stretches: list[Stretch] = []
        self._read(model.getText())
        self.text = "".join(self._texts)

    def _read(self, content) -> None:
        for one in _each(content):
            if one.supportsService("com.sun.star.text.TextTable"):
                for name in one.getCellNames():
                    self._read(one.getCellByName(name))
            else:
                self._paragraph(one)

    def _paragraph(self, paragraph) -> None:
        parts = [(paragraph.ListLabelString, None)] if paragraph.NumberingIsNumber else []
        for portion in _portions(paragraph):
            if isinstance(portion, tuple):
                parts.append(portion)
            else:
                self._box(portion)
        for box in _each(paragraph.createContentEnumeration("com.sun.star.text.TextContent")):
            self._box(box)
        self._block([part for part in parts if part[0]])

    def _box(self, box) -> None:
        shape = box.supportsService("com.sun.star.drawing.Shape")
        frame = getattr(box, "TextBoxContent", None) if shape else box
        if frame is not None and frame.supportsService("com.sun.star.text.TextFrame"):
            self._boxes += 1
            self._read(frame)
            self._boxes -= 1
        elif shape:
            self._block([(getattr(box, "String", ""), None)])

    def _block(self, parts) -> None:
        """Put a block in, its outer line breaks off; nothing where it shows nothing."""
        shown = "".join(text for text, _ in parts)
        if not shown.strip():
            return
        first, last = len(shown) - len(shown.lstrip("\n")), len(shown.rstrip("\n"))
        if self._length:
            self._put("\n")
        begin = self._length
        self._put(shown[first:last])
        at = begin - first
        for text, range in parts:
            self.stretches.append(Stretch(at, at + len(text), None if self._boxes else range))
            at += len(text)

    def _put(self, text: str) -> None:
        self._texts.append(text)
        self._length += len(text)


def _portions(paragraph) -> Iterator[Any]:
    """The shown text with its ranges, as tuples, and the boxes that stand among the characters."""
    deleted = in_code = False
    for portion in _flat(paragraph):
        kind = portion.TextPortionType
        if kind == "Redline" and portion.RedlineType == "Delete":
            deleted = portion.IsStart
        elif kind == "TextFieldStart":
            in_code = True
        elif kind in ("TextFieldSeparator", "TextFieldEnd"):
            in_code = False
        elif kind == "Frame":
            yield from _each(portion.createContentEnumeration("com.sun.star.text.TextContent"))
        elif kind in _SHOWN and not (deleted or in_code or portion.CharHidden):
            yield portion.getString(), portion


def _flat(paragraph) -> Iterator[Any]:
    for portion in _each(paragraph):
        kind = portion.TextPortionType
        if kind in _NESTED:
            yield from _flat(portion.getPropertyValue(kind))
        else:
            yield portion


def _each(collection) -> Iterator[Any]:
    """What a UNO enumeration, or a thing that gives one, holds."""
    found = collection if hasattr(collection, "nextElement") else collection.createEnumeration()
    while found.hasMoreElements():
        yield found.nextElement()
