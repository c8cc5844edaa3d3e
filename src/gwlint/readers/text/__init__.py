"""Plain text and Markdown; also text that was pulled out of a PDF or copied off a web page."""

from collections.abc import Sequence
from typing import Literal

from gwlint.errors import Unreadable
from gwlint.language.normal import is_extraction, wrap_width
from gwlint.model import Document
from gwlint.model.document import Capability
from gwlint.readers.builder import Builder
from gwlint.readers.limits import MAX_TEXT
from gwlint.readers.text import remarks
from gwlint.readers.text.decode import decode
from gwlint.readers.text.emit import emit
from gwlint.readers.text.lines import MAX_LINES, Line, hidden, physical, too_many
from gwlint.readers.text.strand import Paragraph


def read(data: bytes, path: str, format: Literal["text", "markdown"] = "text") -> Document:
    """The document in `data`; one block a paragraph.

    Lines that a PDF's page broke are rejoined and their marks made full-width; a page flattened into one line is
    parted; both are noted. Last lines that begin `gwlint:` are remarks. Raises Unreadable for what is not text, is too
    long, or shows nothing.
    """
    text, encoding = _text(data)
    text, said = remarks.part(text)
    build = Builder()
    for note in hidden(text):
        build.note(*note)
    if format == "markdown":
        text = _unmarked(text, build)
    lines = list(physical(text))
    extracted = is_extraction(text)
    if extracted:
        build.note("extraction", "文字像是从PDF提取或扫描识别来的，标点可能已经走样，不据此检查标点")
    wide = wrap_width([line.text for line in lines])
    emit(build, _paragraphs(lines, wide, build), extracted and wide is not None)
    if not build.length:
        raise Unreadable("文件里没有可以检查的文字")
    can: frozenset[Capability] = frozenset() if extracted else frozenset({"punctuation"})
    return build.document(path, format, can=can, properties={"encoding": encoding})._replace(remarks=said)


def _text(data: bytes) -> tuple[str, str]:
    if len(data) > 4 * MAX_TEXT:
        raise Unreadable(f"文本过大（超过{4 * MAX_TEXT // 1_000_000}MB），不像公文，未作检查")
    text, encoding = decode(data)
    if len(text) > MAX_TEXT:
        raise Unreadable(f"文本过长（超过{MAX_TEXT // 10_000}万字），不像公文，未作检查")
    if text.count("\n") + text.count("\r") > 10 * MAX_LINES:
        raise too_many()
    return text, encoding


def _unmarked(text: str, build: Builder) -> str:
    from gwlint.readers.text import markdown

    text, had_front = markdown.plain(text)
    if had_front:
        build.note("front-matter", "文件开头的元数据（front matter）不属于正文，未作检查")
    return text


def _paragraphs(lines: Sequence[Line], wide: float | None, build: Builder) -> list[Paragraph]:
    """Lines as paragraphs, after the shape that the file is in."""
    from gwlint.readers.text import flatten, unwrap, web

    if wide is not None:
        build.note("rejoined", "文字按版面宽度断了行，已接回整段；分段如有出入，请改用原文件检查")
        return web.mark(unwrap.rejoin(lines, wide))
    if flatten.is_flattened(lines):
        build.note("flattened", "全文挤在一行里，像是从网页复制来的，已按空格分段；分段如有出入，请改用原文件检查")
        return web.mark(list(flatten.part(lines)))
    return web.mark([Paragraph(line.strand) for line in lines])
