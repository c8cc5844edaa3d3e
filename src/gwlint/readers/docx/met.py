"""What a docx holds beside its text, told to people as notes."""

from gwlint.readers.builder import Builder
from gwlint.readers.docx.package import Package, Relationship, as_it_is
from gwlint.readers.docx.xml import MC, A, Element, W

_CHANGES = frozenset(W + name for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"))
_PICTURES = frozenset({A + "blip", "{urn:schemas-microsoft-com:vml}imagedata"})
_DIAGRAMS = frozenset(
    {
        "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
        "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    }
)
_FOREIGN = frozenset({W + "altChunk", W + "subDoc"})
_CODE, _FIELD = W + "instrText", W + "fldSimple"
_TAGS = (*_CHANGES, *_PICTURES, *_DIAGRAMS, *_FOREIGN, _CODE, _FIELD)
_ACTIVE = frozenset({"DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE"})
_NETWORK = ("http:", "https:", "ftp:", "\\\\", "//")


class Met:
    """Counts over the parts of one document that are read."""

    def __init__(self) -> None:
        self.changes = 0
        self.authors: set[str] = set()
        self.pictures = 0
        self.diagrams = 0
        self.foreign = False
        self.active = False

    def look(self, root: Element) -> None:
        """Add what this part holds."""
        for item in root.iter(*_TAGS):
            tag = item.tag
            if tag in _CHANGES:
                self.changes += 1
                self.authors.add(item.get(W + "author", ""))
            elif tag == _CODE:
                self._code(item.text)
            elif tag == _FIELD:
                self._code(item.get(W + "instr"))
            elif tag in _FOREIGN:
                self.foreign = True
            elif next(item.iterancestors(MC + "Fallback"), None) is None:
                self.pictures += tag in _PICTURES
                self.diagrams += tag in _DIAGRAMS

    def _code(self, code: str | None) -> None:
        if not _ACTIVE.isdisjoint((code or "").split(None, 1)[:1]):
            self.active = True

    def tell(self, build: Builder) -> None:
        """Make notes of it."""
        if self.changes:
            who = f"{len(self.authors)}名修订人"
            build.note("revisions", f"含有修订{self.changes}处，涉及{who}；按接受全部修订后的文字检查")
        if self.pictures:
            build.note("images", f"含有图片{self.pictures}张，图片中的文字未检查")
        if self.diagrams:
            build.note("diagrams", f"含有图表或SmartArt图形{self.diagrams}个，其中的文字未检查")
        if self.active:
            build.note("active-fields", "含有会读取外部内容的域（如DDE、INCLUDETEXT），未执行，只检查现有的显示结果")
        if self.foreign:
            build.miss("文中嵌有其他文档的片段，未能读取，请用Word打开后另存为docx再检查")


def tell_package(build: Builder, package: Package, main: str, links: list[Relationship]) -> None:
    """Make notes of macros, of embedded and outside things, as the package's own lists name them."""
    kinds = [link.kind for link in links if not link.external]
    if "vbaProject" in kinds or _macro_enabled(package, main):
        build.note("macros", "含有宏，未运行")
    embedded = kinds.count("oleObject") + kinds.count("package")
    if embedded:
        build.note("embedded", f"嵌有其他文件或对象{embedded}个，其内容未检查")
    settings = next((link.target for link in links if link.kind == "settings" and not link.external), None)
    outside = [link for link in (*links, *(package.relationships(settings) if settings else ())) if _outside(link)]
    if outside:
        build.note("external", f"引用了文件之外的内容{len(outside)}处（图片、模板或对象），未读取")


def _macro_enabled(package: Package, main: str) -> bool:
    types = package.shared("[Content_Types].xml", as_it_is)
    overrides = () if types is None else types.iterchildren("{*}Override")
    mine = (item for item in overrides if item.get("PartName", "").lower() == "/" + main.lower())
    return any("macroEnabled" in item.get("ContentType", "") for item in mine)


def _outside(link: Relationship) -> bool:
    """Whether Word would fetch this from elsewhere by itself; a template on the drafter's own disk is common."""
    if link.kind == "attachedTemplate":
        return link.external and link.target.lower().startswith(_NETWORK)
    return link.external and link.kind != "hyperlink"
