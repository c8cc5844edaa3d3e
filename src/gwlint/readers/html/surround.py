"""The document with what the page says of it outside its own element: title, number, catalogue."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from gwlint import re
from gwlint.model import HtmlRef
from gwlint.readers.html.clutter import is_clutter, sorted_out
from gwlint.readers.html.content import Page
from gwlint.readers.html.walk import Said
from gwlint.readers.text import web
from gwlint.readers.text.strand import Chunk, Paragraph, Strand, join

if TYPE_CHECKING:
    from lxml.etree import _Element

_NEAR = 80  # lines above the document that may speak of it
_HEAD = 12  # lines at its beginning that may hold the title
_KINDS = "通知|意见|办法|规定|决定|决议|命令|通报|公告|通告|公报|议案|请示|报告|批复|函|纪要|方案|规划|计划|细则|条例|要点|措施|清单"
_TITLE = rf"(?:.*关于.{{2,}}|.{{4,}}(?:{_KINDS}))(?:（[^）]*）)?"
_NUMBER = r"[\u4e00-\u9fff（）()]{2,20}\s*[〔\[［【(（]\s*(?:19|20)\d\d\s*[〕\]］】)）]\s*(?:第\s*)?\d{1,5}\s*号"


def framed(page: Page) -> list[Paragraph]:
    """What becomes blocks: the catalogue above the document, its title where only the page bears it, the document."""
    above = page.above[-_NEAR:]
    facts = list(_facts(above))
    lines = web.mark([_paragraph(line, "web" if odd else "") for line, odd in sorted_out(page.lines)])
    title = _title(page, above)
    return [*facts, *([title] if title else []), *lines]


def _paragraph(line: Said, role: str = "") -> Paragraph:
    return Paragraph(_strand(line), role or ("cell" if line.cell else ""))


def _strand(line: Said) -> Strand:
    return Strand(line.text, (Chunk(len(line.text), HtmlRef(_line_of(line.owner))),))


def _line_of(element: Any) -> int:
    return element.sourceline or 1


def _facts(above: Sequence[Said]) -> Iterator[Paragraph]:
    """The entries of the page's catalogue, and a document number that stands beside the title."""
    labelled = [one for one in web.mark([_colonised(line) for line in above]) if one.role.startswith("web:")]
    yield from labelled
    if any(one.role in ("web:发文字号", "web:文号", "web:发布文号") for one in labelled):
        return
    for line in above:
        if number := _pattern(_NUMBER).search(line.text):
            yield Paragraph(_strand(line).part(*number.span()), "web:发文字号")
            return


def _colonised(line: Said) -> Paragraph:
    """A label that stands alone in a cell gets the colon that its border stands for."""
    bare = Paragraph(_strand(line))
    if web.is_label(line.text):
        return Paragraph(join([bare.strand, Strand("：", (Chunk(1, None),))]))
    return bare


def _title(page: Page, above: Sequence[Said]) -> Paragraph | None:
    """The title above the document, if the document does not begin with it."""
    said = _solid(_declared(page.root))
    begins = _solid("".join(line.text for line in page.lines[:_HEAD]))
    if _is_title(said) and said in begins:
        return None
    for line in reversed(above):
        solid = _solid(line.text)
        if line.is_link or is_clutter(line.text) or ("：" in line.text and web.is_label(line.text.partition("：")[0])):
            continue
        if _is_title(solid) or (len(solid) > 5 and solid == said) or line.owner.tag == "h1":
            return None if solid in begins else _paragraph(line)
    return None


def _is_title(solid: str) -> bool:
    return _pattern(_TITLE).fullmatch(solid) is not None


def _declared(root: "_Element") -> str:
    """The title that the page's own head gives (《政府网站发展指引》 asks for ArticleTitle), without the site's name."""
    for meta in root.iter("meta"):
        if meta.get("name", "").lower() == "articletitle" and meta.get("content"):
            return str(meta.get("content"))
    title = root.findtext(".//title") or ""
    return max(_pattern(r"\s*[-_—–|＿]+\s*").split(title), key=lambda part: ("关于" in part, len(part)))


def _solid(text: str) -> str:
    return "".join(text.split())


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)
