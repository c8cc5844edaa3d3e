"""The walk through the stories of a document (body, headers, footers, notes) that builds its blocks in order."""

from typing import TYPE_CHECKING, NamedTuple

from gwlint.errors import Unreadable
from gwlint.model.document import BlockKind
from gwlint.readers.builder import Builder
from gwlint.readers.docx.inline import ARRIVALS, DEPARTURES, WORD_ART, WRAPPERS, Fields, Line, Part, Story
from gwlint.readers.docx.runs import paragraphs_of
from gwlint.readers.docx.styles import NO_RUN_FACTS, Fonts, ParagraphFacts, Styles, merged, paragraph_facts, run_facts
from gwlint.readers.docx.xml import ALTERNATE, PPR, RPR, Element, P, W, chosen, on
from gwlint.readers.limits import MAX_TEXT

if TYPE_CHECKING:
    from gwlint.readers.docx.numbering import Level, Numbering

_CELL, _ROW, _SECTION = W + "tc", W + "tr", W + "sectPr"
_MERGES = (W + "vMerge", W + "hMerge")
_CONTAINERS = frozenset((W + "tbl", *WRAPPERS, *ARRIVALS))
_CHANGES = frozenset((*ARRIVALS, *DEPARTURES, W + "rPrChange"))
_BODY_KINDS = frozenset({"paragraph", "cell"})


class _Layout(NamedTuple):
    """How paragraphs of the same properties are laid out; `depth` is that of `level` in its list."""

    facts: ParagraphFacts
    role: str
    depth: int
    level: "Level | None"


class _Paragraph(NamedTuple):
    """A paragraph read and not yet built. `facts` are its own."""

    kind: BlockKind
    number: int | None
    facts: ParagraphFacts
    parts: list[Part]
    revised: bool


class _Mark(NamedTuple):
    """What became of a paragraph's mark: deleted, it joins the next paragraph to this; hidden, it hides a number."""

    revised: bool
    deleted: bool
    hidden: bool


_NO_MARK = _Mark(False, False, False)


class Walker:
    """Walks one story after another; the lists go on counting from one to the next."""

    def __init__(self, build: Builder, styles: Styles, fonts: Fonts, numbering: "Numbering | None") -> None:
        self.sections: list[Element] = []
        self._build, self._styles, self._fonts, self._numbering = build, styles, fonts, numbering
        self._layouts: dict[ParagraphFacts, _Layout] = {}
        self._story = Story("")
        self._kind: BlockKind = "paragraph"
        self._places: dict[Element, int] = {}
        self._numbered = 0
        self._carried: _Paragraph | None = None

    def walk(self, part: str, root: Element, content: list[Element], kind: BlockKind) -> Story:
        """Build the blocks of `content`, which are elements of the part whose root is `root`."""
        self._story, self._kind = Story(part), kind
        self._places = {paragraph: index for index, paragraph in enumerate(paragraphs_of(root))}
        for element in content:
            self._container(element, kind)
        return self._story

    def _container(self, parent: Element, kind: BlockKind) -> None:
        for child in parent:
            tag = child.tag
            if tag == P:
                self._paragraph(child, kind)
            elif tag == _CELL:
                if not _swallowed(child):
                    self._container(child, "cell" if kind == "paragraph" else kind)
            elif tag == _ROW:
                if not _gone(child):
                    self._container(child, kind)
            elif tag in _CONTAINERS:
                self._release()
                self._container(child, kind)
            elif tag == ALTERNATE:
                branch = chosen(child)
                if branch is not None:
                    self._container(branch, kind)
            elif tag == _SECTION:
                self.sections.append(child)
        self._release()

    def _paragraph(self, element: Element, kind: BlockKind) -> None:
        number = None
        if kind in _BODY_KINDS:
            self._numbered += 1
            number = self._numbered
        properties = element.find(PPR)
        facts = paragraph_facts(properties)
        line = Line(element, self._places[element], self._styles.known(facts.style), self._fonts, self._story)
        self._story.fields.end_paragraph()
        mark = _NO_MARK if properties is None else self._mark(properties)
        before, self._carried = self._carried, None
        for box in line.boxes:
            self._box(box)
        parts = line.parts
        if before is not None:
            before.parts.extend(parts)
            parts = before.parts
        revised = mark.revised or line.revised or before is not None
        paragraph = _Paragraph(kind, number, facts, parts, revised)
        if mark.deleted:
            self._carried = paragraph
        elif parts or not mark.hidden:
            self._emit(paragraph)

    def _mark(self, properties: Element) -> _Mark:
        """What becomes of the paragraph's mark; a section that ends here is noted."""
        section = properties.find(_SECTION)
        if section is not None:
            self.sections.append(section)
        mark = properties.find(RPR)
        tags = set() if mark is None else {child.tag for child in mark} & _CHANGES
        return _Mark(
            revised=bool(tags) or properties.find(W + "pPrChange") is not None,
            deleted=not tags.isdisjoint(DEPARTURES),
            hidden=bool(run_facts(mark).hidden),
        )

    def _box(self, box: Element) -> None:
        """A text box, read before the paragraph that anchors it; fields do not reach into it."""
        kind: BlockKind = "textbox" if self._kind == "paragraph" else self._kind
        if box.tag == WORD_ART:
            self._build.open(kind)
            self._build.generate(box.get("string", ""))
            self._build.close()
            return
        outer, self._story.fields = self._story.fields, Fields()
        self._container(box, kind)
        self._story.fields = outer

    def _release(self) -> None:
        """Build the paragraph whose mark is deleted where no other follows to take it up."""
        if self._carried is not None:
            paragraph, self._carried = self._carried, None
            if paragraph.parts:
                self._emit(paragraph)

    def _emit(self, paragraph: _Paragraph) -> None:
        kind, number, facts, parts, revised = paragraph
        layout = self._layouts.get(facts)
        if layout is None:
            layout = self._layouts[facts] = self._layout(facts)
        label = self._label(layout) if layout.level is not None else ""
        if not parts and not label:
            return
        build = self._build
        build.open(
            kind,
            layout.role,
            paragraph=number,
            align=layout.facts.align or "left",
            indent=self._indent(layout.facts, parts),
            revised=revised,
        )
        build.generate(label)
        for text, ref, font in parts:
            if ref is None:
                build.generate(text, font)
            else:
                build.add(text, ref, font)
        build.close()
        if build.length > MAX_TEXT:
            raise Unreadable(f"文档过大（超过{MAX_TEXT // 10_000}万字），请拆分后再检查")

    def _layout(self, own: ParagraphFacts) -> _Layout:
        facts = own._replace(style=self._styles.known(own.style))
        role, styled = self._styles.role(facts.style), self._styles.layout(facts.style)
        both = merged(facts, styled)
        found = self._numbering.level(both) if self._numbering and both.num else None
        if found is None:
            return _Layout(both, role, 0, None)
        depth, level = found
        return _Layout(merged(facts, level.layout, styled), role, depth, level)

    def _label(self, layout: _Layout) -> str:
        if self._numbering is None or layout.facts.num is None:
            return ""
        return self._numbering.next(layout.facts.num, layout.depth)

    def _indent(self, facts: ParagraphFacts, parts: list[Part]) -> float:
        """The first-line indent in points; one given in characters is measured by the first run's size."""
        if not facts.first_chars:
            return (facts.first or 0.0) / 20
        font = parts[0].font if parts else None
        if font is None:
            font, _ = self._fonts.look(facts.style, NO_RUN_FACTS)
        return facts.first_chars / 100 * (font.size or 0.0)


def _swallowed(cell: Element) -> bool:
    """Whether a cell only continues a merged one, so that the page shows nothing of it."""
    properties = cell.find(W + "tcPr")
    if properties is None:
        return False
    merges = (properties.find(tag) for tag in _MERGES)
    return any(merge is not None and merge.get(W + "val", "continue") == "continue" for merge in merges)


def _gone(row: Element) -> bool:
    """Whether a table row is deleted or hidden."""
    properties = row.find(W + "trPr")
    if properties is None:
        return False
    hidden = properties.find(W + "hidden")
    return properties.find(W + "del") is not None or (hidden is not None and on(hidden))
