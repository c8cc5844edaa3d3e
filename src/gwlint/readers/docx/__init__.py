"""Reads docx (docm and dotx too, strict or transitional) straight from the XML.

    read(data, path)    the document as its page shows it
    comments(data)      the comments beside it

Read: paragraphs, tables, text boxes, content controls, field results, tracked insertions, automatic numbers; after
the body the headers and footers in use, then the foot- and endnotes referred to. Not read: deletions, hidden text,
field codes, comments, alternative texts. A line break inside a paragraph is a line break in its block, a page break
is nothing. A text box comes before the paragraph that anchors it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from gwlint.errors import Unreadable
from gwlint.model.document import BlockKind, Capability, Document
from gwlint.readers.builder import Builder, is_remark
from gwlint.readers.docx.inline import Story
from gwlint.readers.docx.met import Met, tell_package
from gwlint.readers.docx.package import Package, as_it_is
from gwlint.readers.docx.sections import has_even, page_parts, page_setup
from gwlint.readers.docx.styles import Fonts, Styles, theme_faces
from gwlint.readers.docx.walk import Walker
from gwlint.readers.docx.xml import Element, W, on

if TYPE_CHECKING:
    from gwlint.readers.docx.commentary import Comment
    from gwlint.readers.docx.numbering import Numbering

__all__ = ["comments", "read"]

_Made = TypeVar("_Made")
_CAN: frozenset[Capability] = frozenset({"fonts", "layout", "punctuation", "revisions"})
_PROPERTIES = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "creator": "{http://purl.org/dc/elements/1.1/}creator",
}
_NOTE_PARTS = {"footnotes": W + "footnote", "endnotes": W + "endnote"}


def read(data: bytes, path: str) -> Document:
    """The document in `data`; `path` only names it. Raises `Unreadable`."""
    try:
        return _Reader(data).document(path)
    except RecursionError as error:
        raise Unreadable("表格或文本框嵌套过深，请简化版式后再检查") from error


def comments(data: bytes) -> "list[Comment]":
    """The comments of a docx, in the file's order. Raises `Unreadable`."""
    from gwlint.readers.docx.commentary import comments as of

    return of(Package(data))


class _Reader:
    """One reading of one package."""

    def __init__(self, data: bytes) -> None:
        self._package = Package(data)
        self._main = self._package.main_part()
        self._links = self._package.relationships(self._main)
        self._build = Builder()
        self._met = Met()
        self._comments: list[Comment] = []
        styles = self._related("styles", Styles) or Styles(None)
        fonts = Fonts(styles, lambda: self._related("theme", theme_faces) or theme_faces(None))
        self._walker = Walker(self._build, styles, fonts, self._numbering(styles))

    def document(self, path: str) -> Document:
        """The whole document."""
        body = self._body()
        stories = [self._walk(self._main, body, [body], "paragraph")]
        sections = self._walker.sections
        pictures_only = not self._build.length and self._met.pictures > 0
        stories += self._page_parts(list(sections))
        self._notes(stories)
        self._tell(stories, pictures_only)
        setups = (page_setup(section) for section in sections)
        document = self._build.document(
            path,
            "docx",
            can=_CAN,
            sections=tuple(setup for setup in setups if setup is not None),
            properties=self._properties(),
        )
        return self._with_remarks(document)

    def _body(self) -> Element:
        root = self._package.tree(self._main)
        if root is None or root.tag != W + "document":
            raise Unreadable("不是Word文档，或已损坏：没有Word正文，请用Word打开后另存为docx再检查")
        body = root.find(W + "body")
        return root if body is None else body

    def _walk(self, part: str, inside: Element, content: list[Element], kind: BlockKind) -> Story:
        root = inside.getroottree().getroot()
        self._met.look(root)
        return self._walker.walk(part, root, content, kind)

    def _page_parts(self, sections: list[Element]) -> list[Story]:
        """Headers and footers, each part once."""
        targets = {link.id: link.target for link in self._links if not link.external}
        parts: dict[str, BlockKind] = {}
        for kind, link in page_parts(sections, has_even(sections) and self._even_pages()):
            name = self._package.name(targets.get(link, ""))
            if name is not None:
                parts.setdefault(name, kind)
        return [story for name, kind in parts.items() for story in self._page_part(name, kind)]

    def _page_part(self, name: str, kind: BlockKind) -> list[Story]:
        root = self._package.shared(name, as_it_is)
        if root is None or root.tag not in (W + "hdr", W + "ftr"):
            return []
        return [self._walk(name, root, [root], kind)]

    def _even_pages(self) -> bool:
        settings = self._related("settings", as_it_is)
        told_apart = None if settings is None else settings.find(W + "evenAndOddHeaders")
        return told_apart is not None and on(told_apart)

    def _notes(self, stories: list[Story]) -> None:
        """Foot- and endnotes in the order in which the text refers to them."""
        for kind, tag in _NOTE_PARTS.items():
            wanted = dict.fromkeys(id for story in stories for id in story.notes[kind])
            root = self._related(kind, as_it_is) if wanted else None
            if root is None:
                continue
            notes = {note.get(W + "id", ""): note for note in root.iterchildren(tag)}
            content = [notes[id] for id in wanted if id in notes]
            stories.append(self._walk(self._part(kind) or "", root, content, "footnote"))

    def _numbering(self, styles: Styles) -> "Numbering | None":
        root = self._related("numbering", as_it_is)
        if root is None:
            return None
        from gwlint.readers.docx.numbering import Numbering

        return Numbering(root, styles)

    def _tell(self, stories: list[Story], pictures_only: bool) -> None:
        build = self._build
        if pictures_only:
            build.miss("正文只有图片，没有可检查的文字（可能是扫描件），请改用可编辑的原稿")
        elif not build.length:
            build.note("empty", "文档中没有文字")
        self._met.tell(build)
        if any(story.hidden for story in stories):
            build.note("hidden-text", "含有隐藏文字，未检查；不需要的请删除")
        tell_package(build, self._package, self._main, self._links)
        if self._part("comments") is not None:
            self._tell_comments()

    def _tell_comments(self) -> None:
        from gwlint.readers.docx import commentary

        try:
            count, to_us = commentary.glance(self._package)
            if to_us:
                self._comments = commentary.comments(self._package)
        except Unreadable:
            self._build.note("comments", "含有批注，但批注部件已损坏，批注未读取")
            return
        if count:
            self._build.note("comments", f"含有批注{count}条，批注内容未检查")

    def _with_remarks(self, document: Document) -> Document:
        """The document with those of its comments that speak to gwlint."""
        if not any(is_remark(one.text) for one in self._comments):
            return document
        from gwlint.readers.docx.commentary import remarks

        return document._replace(remarks=remarks(self._comments, document, self._main, self._body()))

    def _properties(self) -> dict[str, str]:
        part = next((x.target for x in self._package.relationships("") if x.kind == "core-properties"), None)
        try:
            root = None if part is None else self._package.tree(part)
        except Unreadable:  # nothing of the text is lost with it
            root = None
        if root is None:
            return {}
        said = {name: (root.findtext(tag) or "").strip() for name, tag in _PROPERTIES.items()}
        return {name: value for name, value in said.items() if value}

    def _part(self, kind: str) -> str | None:
        """The name of the part that the document uses as its `kind`, None if it has none."""
        target = next((link.target for link in self._links if link.kind == kind and not link.external), None)
        return None if target is None else self._package.name(target)

    def _related(self, kind: str, make: Callable[[Element], _Made]) -> _Made | None:
        part = self._part(kind)
        return None if part is None else self._package.shared(part, make)
