"""What stands in one paragraph: its text with places and fonts, and the text boxes anchored in it."""

from typing import NamedTuple

from gwlint.model.document import DocxRef, Font
from gwlint.readers.docx.runs import LITERAL, runs_of
from gwlint.readers.docx.styles import NO_RUN_FACTS, Fonts, run_facts
from gwlint.readers.docx.xml import ALTERNATE, RPR, RUN, Element, M, W, chosen

WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "smartTag"))
ARRIVALS = {W + "ins": "ins", W + "moveTo": "moveTo"}
DEPARTURES = frozenset({W + "del", W + "moveFrom"})
TEXT_BOX = W + "txbxContent"
WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"

_WRAPPERS = WRAPPERS | {W + name for name in ("hyperlink", "fldSimple", "bdo", "dir")}
_FIELD, _FIELD_KIND = W + "fldChar", W + "fldCharType"
_SHAPES = frozenset({W + "drawing", W + "pict", W + "object"})
_NOTE_MARKS = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}
_MATH = frozenset({M + "oMath", M + "oMathPara"})


class Part(NamedTuple):
    """A stretch of text, its place (None where no run holds it), and its font."""

    text: str
    ref: DocxRef | None
    font: Font | None


class Fields:
    """The complex fields that are open, innermost last. Their results are text, their codes are not."""

    def __init__(self) -> None:
        self._in_code: list[bool] = []
        self._codes = 0

    @property
    def in_code(self) -> bool:
        return self._codes > 0

    def mark(self, kind: str) -> None:
        """Take note of a `w:fldChar`; one that closes nothing is passed over."""
        if kind == "begin":
            self._in_code.append(True)
            self._codes += 1
        elif self._in_code and kind in ("separate", "end"):
            self._codes -= self._in_code.pop()
            if kind == "separate":
                self._in_code.append(False)

    def end_paragraph(self) -> None:
        """A code that does not end with its paragraph is taken for broken: what follows is text again."""
        if self._codes:
            self._in_code, self._codes = [], 0


class Story:
    """What goes on from paragraph to paragraph of one story (the body, a header, a text box …).

    `notes` collects the ids of the notes referred to, `hidden` tells whether hidden text was met.
    """

    def __init__(self, part: str) -> None:
        self.part = part
        self.notes: dict[str, list[str]] = {"footnotes": [], "endnotes": []}
        self.hidden = False
        self.fields = Fields()


class Line:
    """The parts of the paragraph `paragraph`, the `index`th of its part, in the style `style`."""

    def __init__(self, paragraph: Element, index: int, style: str | None, fonts: Fonts, story: Story) -> None:
        self.parts: list[Part] = []
        self.boxes: list[Element] = []
        self.revised = False
        self._index, self._style, self._fonts, self._story = index, style, fonts, story
        self._runs = {run: number for number, run in enumerate(runs_of(paragraph))}
        self._revision: str | None = None
        self._run = self._offset = 0
        self._font: Font | None = None
        self._hidden = False
        self._held: list[str] = []
        self._held_from = 0
        self._collect(paragraph)

    def _collect(self, parent: Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == RUN:
                self._enter(child)
            elif tag in _WRAPPERS:
                self._collect(child)
            elif tag in ARRIVALS:
                self._arrival(child, ARRIVALS[tag])
            elif tag in DEPARTURES:
                self.revised = True
            elif tag == ALTERNATE:
                branch = chosen(child)
                if branch is not None:
                    self._collect(branch)
            elif tag in _MATH:
                self.parts.append(Part("".join(text.text or "" for text in child.iter(M + "t")), None, None))

    def _arrival(self, change: Element, revision: str) -> None:
        outer, self._revision, self.revised = self._revision, revision, True
        self._collect(change)
        self._revision = outer

    def _enter(self, run: Element) -> None:
        self._run, self._offset = self._runs[run], 0
        self._font, self._hidden = self._fonts.look(self._style, NO_RUN_FACTS)
        self._read(run)
        self._release()

    def _read(self, parent: Element) -> None:
        for child in parent:
            tag = child.tag
            literal = LITERAL.get(tag)
            if literal is not None:
                text = literal(child)
                if text:
                    self._put(text)
            elif tag == RPR:
                facts = run_facts(child)
                self._font, self._hidden = self._fonts.look(self._style, facts)
                self.revised = self.revised or bool(facts.changed)
            else:
                self._special(child, tag)

    def _put(self, text: str) -> None:
        """Hold text of the current run, unless a field's code or hidden; the offset counts it all the same."""
        if self._hidden:
            self._story.hidden = True
        elif not self._story.fields.in_code:
            if not self._held:
                self._held_from = self._offset
            self._held.append(text)
        self._offset += len(text)

    def _release(self) -> None:
        """What is held becomes a part; what follows it in the run will not join it."""
        if self._held:
            ref = DocxRef(self._story.part, self._index, self._run, self._held_from, self._revision)
            self.parts.append(Part("".join(self._held), ref, self._font))
            self._held = []

    def _special(self, child: Element, tag: str) -> None:
        if tag == _FIELD:
            self._release()
            self._story.fields.mark(child.get(_FIELD_KIND, ""))
        elif tag in _SHAPES:
            self._shape(child)
        elif tag == ALTERNATE:
            branch = chosen(child)
            if branch is not None:
                self._read(branch)
        elif tag in _NOTE_MARKS:
            self._story.notes[_NOTE_MARKS[tag]].append(child.get(W + "id", ""))
        elif tag == W + "ruby":
            self._ruby(child)

    def _shape(self, parent: Element) -> None:
        if self._hidden:
            return
        for child in parent:
            if child.tag == TEXT_BOX or child.tag == WORD_ART:
                self.boxes.append(child)
            elif child.tag == ALTERNATE:
                branch = chosen(child)
                if branch is not None:
                    self._shape(branch)
            else:
                self._shape(child)

    def _ruby(self, ruby: Element) -> None:
        self._release()
        outer = self._run, self._offset, self._font, self._hidden
        for base in ruby.iterchildren(W + "rubyBase"):
            self._collect(base)
        self._run, self._offset, self._font, self._hidden = outer
