"""Web pages as governments publish them: the document's own text, not the page around it.

`walk` takes the lines off the tree, `content` finds the element that holds the document, `surround` what the page
says of it above (title, number, catalogue), `clutter` knows buttons and links that stand inside.

The search is our own: on pages of this kind trafilatura 2.3 lost rows of tables and kept share buttons, and
readability-lxml 0.8 ran lines that <br> parts together; neither says where a text stood.
"""

from gwlint.errors import Unreadable
from gwlint.model import Document
from gwlint.readers.builder import Builder
from gwlint.readers.limits import MAX_TAGS, MAX_TEXT

MAX_HTML = 20 << 20
"""Bytes of one page; what is larger holds pictures or logs."""


def read(data: bytes, path: str) -> Document:
    """The document on the page in `data`; `path` only names it.

    What the page says of the document (索引号, 发文字号, 成文日期) becomes headers with roles "web:<label>", as in
    text copied from a page. Raises Unreadable for what is too large, too deeply nested, or shows no text. No fonts,
    no layout: a page is set by whoever looks at it.
    """
    from gwlint.readers.html.charset import decoded

    if len(data) > MAX_HTML:
        raise Unreadable(f"网页过大（超过{MAX_HTML >> 20}MB），不像公文，未作检查")
    return read_text(*decoded(data), path)


def read_text(text: str, encoding: str, path: str) -> Document:
    """The document on a page that is decoded already."""
    from gwlint.language.normal import is_extraction
    from gwlint.readers.html import content, surround, walk
    from gwlint.readers.text.emit import emit
    from gwlint.readers.text.lines import hidden

    if text.count("<") > MAX_TAGS:
        raise Unreadable("网页里的标记过多，不像公文，未作检查")
    build = Builder()
    for note in hidden(text):
        build.note(*note)
    page = content.found(walk.walked(text))
    if page.pictured:
        build.miss("网页正文可能是图片或嵌入的文件，没有读出，请打开网页下载附件或原文后再检查")
    emit(build, surround.framed(page), False)
    if not build.length:
        raise Unreadable("网页里没有可以检查的文字，请确认保存的是正文页面")
    if build.length > MAX_TEXT:
        raise Unreadable(f"文本过长（超过{MAX_TEXT // 10_000}万字），不像公文，未作检查")
    document = build.document(path, "html", properties={"encoding": encoding})
    return document if is_extraction(document.text) else document._replace(can=frozenset({"punctuation"}))
