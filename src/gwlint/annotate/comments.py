"""The comments part of a docx, found or made, and the entries that announce it."""

import datetime
import posixpath
from collections.abc import Iterable, Sequence

from lxml import etree

from gwlint.annotate.words import AUTHOR
from gwlint.readers.docx.package import Package
from gwlint.readers.docx.xml import RPR, RUN, STRICT, VAL, Element, P, R, W, whole

_CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_MARKS = tuple(W + name for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
_INITIALS = "gw"
_HALF_POINTS = "18"
_ID = W + "id"


class Comments:
    """The comments of the document whose part `main` has the root `root`; those of others stay as they are."""

    def __init__(self, package: Package, main: str, root: Element, now: datetime.datetime) -> None:
        self._package, self._main, self._root, self._now = package, main, root, now
        links = package.relationships(main)
        self._link = next((one for one in links if one.kind == "comments" and not one.external), None)
        self._ids = {one.id for one in links}
        found = self._link and package.name(self._link.target)
        self._name = found or (self._link.target if self._link else self._free_name())
        tree = package.tree(found) if found else None
        self._tree = etree.Element(W + "comments", nsmap={"w": W[1:-1]}) if tree is None else tree
        self._next = _highest([self._tree.iterchildren(W + "comment"), root.iter(*_MARKS)]) + 1

    def add(self, lines: Sequence[str]) -> int:
        """A comment of these paragraphs; its id."""
        id = self._next
        self._next += 1
        said = {"id": str(id), "author": AUTHOR, "date": f"{self._now:%Y-%m-%dT%H:%M:%SZ}", "initials": _INITIALS}
        comment = etree.SubElement(self._tree, W + "comment", {W + name: value for name, value in said.items()})
        for number, line in enumerate(lines):
            _paragraph(comment, line, first=number == 0)
        return id

    def parts(self) -> dict[str, bytes]:
        """Every part that is another now, by name."""
        strict = b"http://purl.oclc.org/ooxml/" in (self._package.bytes_of(self._main) or b"")
        made = {self._main: self._root, self._name: self._tree, **self._types(), **self._relationships()}
        return {name: _bytes_of(root, strict) for name, root in made.items()}

    def _free_name(self) -> str:
        """word/comments.xml, or with a number where something else is called so."""
        folder = posixpath.dirname(self._main.replace("\\", "/"))
        names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in range(10_000))
        return next(name for name in names if self._package.name(name) is None)

    def _types(self) -> dict[str, Element]:
        name = self._package.name(_CONTENT_TYPES) or _CONTENT_TYPES
        root = self._package.tree(name)
        if root is None:
            return {}
        own = f"/{self._name}"
        if any(one.get("PartName", "").lower() == own.lower() for one in root.iterchildren("{*}Override")):
            return {}
        etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=own, ContentType=_COMMENTS)
        return {name: root}

    def _relationships(self) -> dict[str, Element]:
        if self._link is not None:
            return {}
        folder, main = posixpath.split(self._main.replace("\\", "/"))
        name = posixpath.join(folder, "_rels", main + ".rels")
        name = self._package.name(name) or name
        root = self._package.tree(name)
        if root is None:
            root = etree.fromstring(f'<Relationships xmlns="{_LINKS}"/>')
        number = next(number for number in range(1, len(self._ids) + 2) if f"rIdGw{number}" not in self._ids)
        target = posixpath.relpath(self._name, folder or ".")
        etree.SubElement(
            root, f"{{{_LINKS}}}Relationship", Id=f"rIdGw{number}", Type=f"{R[1:-1]}/comments", Target=target
        )
        return {name: root}


def _highest(groups: Iterable[Iterable[Element]]) -> int:
    return max((whole(one.get(_ID)) or 0 for group in groups for one in group), default=-1)


def _paragraph(comment: Element, text: str, *, first: bool) -> None:
    """A paragraph in a plain small look, whatever the document's own is."""
    paragraph = etree.SubElement(comment, P)
    layout = etree.SubElement(paragraph, W + "pPr")
    spacing = {"before": "0", "after": "0", "line": "240", "lineRule": "auto"}
    etree.SubElement(layout, W + "spacing", {W + name: value for name, value in spacing.items()})
    indent = {"left": "0", "right": "0", "firstLineChars": "0", "firstLine": "0"}
    etree.SubElement(layout, W + "ind", {W + name: value for name, value in indent.items()})
    etree.SubElement(layout, W + "jc", {VAL: "left"})
    if first:
        etree.SubElement(etree.SubElement(paragraph, RUN), W + "annotationRef")
    run = etree.SubElement(paragraph, RUN)
    look = etree.SubElement(run, RPR)
    for name in ("sz", "szCs"):
        etree.SubElement(look, W + name, {VAL: _HALF_POINTS})
    etree.SubElement(run, W + "t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}).text = text


def _bytes_of(root: Element, strict: bool) -> bytes:
    data: bytes = etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True, standalone=True)
    for old, new in STRICT if strict else ():
        data = data.replace(new, old)
    return data
