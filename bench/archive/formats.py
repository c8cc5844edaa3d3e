"""Drafts as files."""

import html as escaping
import random
from collections.abc import Callable, Iterator

import docx_maker
import ofd_maker
import pdf_maker
from container_maker import zipped

from .drafts import Draft

WIDTH, ROWS = 28, 22
_ALIGNED = {"title": "center", "number": "center", "sign": "right", "date": "right", "annex-title": "center"}
_INDENTED = ("p", "list", "note")


def text(draft: Draft) -> str:
    """As plain text, with blank lines about the title."""
    lines = []
    for kind, said in draft.lines:
        lines.append("\u3000\u3000" + said if kind in _INDENTED else said)
        if kind in ("number", "title", "to"):
            lines.append("")
    return "\n".join(lines) + "\n"


def txt(draft: Draft) -> bytes:
    return text(draft).encode()


def gb(draft: Draft) -> bytes:
    return text(draft).replace("\n", "\r\n").encode("gb18030")


def md(draft: Draft) -> bytes:
    return "\n\n".join(("# " if kind == "title" else "") + said for kind, said in draft.lines).encode()


def docx(draft: Draft) -> bytes:
    def paragraph(kind: str, said: str) -> str:
        size = 44 if kind == "title" else 32
        face = "方正小标宋简体" if kind == "title" else "仿宋_GB2312"
        run = docx_maker.r(escaping.escape(said), f'<w:rFonts w:eastAsia="{face}"/><w:sz w:val="{size}"/>')
        align = f'<w:jc w:val="{_ALIGNED[kind]}"/>' if kind in _ALIGNED else ""
        return docx_maker.p(run, ('<w:ind w:firstLine="640"/>' if kind in _INDENTED else "") + align)

    return docx_maker.docx_file("".join(paragraph(*line) for line in draft.lines))


def _rows(draft: Draft, narrow: float = 1.0) -> Iterator[tuple[str, str, int]]:
    """Lines as they are printed: kind, text, characters from the left edge. `narrow`: how wide a digit is beside a Han."""
    for kind, said in draft.lines:
        width = 20 if kind in ("title", "annex-title") else WIDTH
        first = 2 if kind in _INDENTED else 0
        while said:
            count = _fitting(said, width - first, narrow)
            part, said = said[:count], said[count:]
            left = {"center": (WIDTH - len(part)) // 2, "right": WIDTH - len(part) - 2}.get(
                _ALIGNED.get(kind, ""), first
            )
            yield kind, part, left
            first = 0
        if kind == "title":
            yield "", "", 0


def _fitting(said: str, width: float, narrow: float) -> int:
    """How many characters go into a line, one at least."""
    for count, char in enumerate(said):
        width -= narrow if char.isascii() else 1
        if width < 0:
            return max(1, count)
    return len(said)


def _pages(draft: Draft, narrow: float = 1.0) -> list[list[tuple[str, str, int]]]:
    rows = list(_rows(draft, narrow))
    return [rows[at : at + ROWS] for at in range(0, len(rows), ROWS)]


def pdf(draft: Draft) -> bytes:
    pages = []
    for number, rows in enumerate(_pages(draft), 1):
        drawn = []
        for row, (kind, said, left) in enumerate(rows):
            y = 740 - 29 * row
            if kind == "title":
                drawn.append(pdf_maker.centred(said, y))
            elif said:
                drawn.append(pdf_maker.line(said, pdf_maker.LEFT + 16 * left, y))
        drawn.append(pdf_maker.line(f"— {number} —", 270, 60, 14))
        pages.append("".join(drawn))
    return pdf_maker.pdf(*pages)


def ofd(draft: Draft) -> bytes:
    pages = []
    for rows in _pages(draft, 0.5):
        drawn = []
        for row, (kind, said, left) in enumerate(rows):
            size = 7.76 if kind == "title" else 5.6
            x = (210 - size * len(said)) / 2 if kind == "title" else 27 + 5.6 * left
            if said:
                drawn.append(ofd_maker.text(escaping.escape(said), round(x, 2), round(38 + 10.2 * row, 2), size))
        pages.append("".join(drawn))
    return ofd_maker.ofd(*pages)


_PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="{charset}"><title>{title} - {site}</title>
<style>.nav a {{ color: #fff }} .TRS_Editor p {{ line-height: 2 }}</style><script>var channel = 12;</script></head>
<body><div class="header"><div class="logo">{site}</div><ul class="nav"><li><a href="/">首页</a></li><li><a href="/xxgk/">政务公开</a></li>
<li><a href="/bsfw/">办事服务</a></li><li><a href="/hdjl/">互动交流</a></li></ul></div>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/xxgk/">政务公开</a> &gt; <a href="/xxgk/wj/">文件</a></div>
<div class="main"><h1>{title}</h1><div class="info"><span>发布时间：{date}</span><span>来源：{site}</span><span>字号：大 中 小</span></div>
<div class="TRS_Editor" id="zoom">{body}</div></div>
<div class="share"><a href="#">打印本页</a> <a href="#">关闭窗口</a></div>
<div class="footer"><p>主办：{site}</p><p>网站标识码：0000000000　备案序号：00000000号</p></div></body></html>
"""


def html(draft: Draft) -> bytes:
    """As a page of a government's site."""

    def paragraph(kind: str, said: str) -> str:
        align = f' style="text-align: {_ALIGNED[kind]}"' if kind in _ALIGNED else ""
        return f"<p{align}>{'　　' if kind in _INDENTED else ''}{escaping.escape(said)}</p>"

    body = "\n".join(paragraph(*line) for line in draft.lines)
    page = _PAGE.format(
        charset="utf-8", title=escaping.escape(draft.title), site=draft.unit.name, date=draft.date, body=body
    )
    return page.encode()


def rtf(draft: Draft) -> bytes:
    def escaped(said: str) -> str:
        return "".join(
            c if c.isascii() and c not in "\\{}" else f"\\u{(ord(c) + 32768) % 65536 - 32768}?" for c in said
        )

    aligned = {"center": "\\qc ", "right": "\\qr "}
    lines = (f"\\pard{aligned.get(_ALIGNED.get(kind, ''), ' ')}{escaped(said)}\\par\n" for kind, said in draft.lines)
    return ("{\\rtf1\\ansi\\ansicpg936\\deff0\\uc1{\\fonttbl{\\f0 SimSun;}}\\f0\\fs32\n" + "".join(lines) + "}").encode(
        "ascii"
    )


def odt(draft: Draft) -> bytes:
    spaces = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    body = "".join(f"<text:p>{escaping.escape(said)}</text:p>" for _, said in draft.lines)
    kind = "application/vnd.oasis.opendocument.text"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    content = f'<office:document-content {spaces} office:version="1.2"><office:body><office:text>{body}</office:text></office:body></office:document-content>'
    return zipped(
        {"mimetype": kind.encode(), "content.xml": content.encode(), "META-INF/manifest.xml": manifest.encode()}
    )


Writer = Callable[[Draft], bytes]
SHARES: tuple[tuple[Writer, str, int], ...] = (
    (docx, "docx", 400), (pdf, "pdf", 250), (html, "html", 140), (ofd, "ofd", 80), (txt, "txt", 55), (gb, "txt", 45), (md, "md", 30),
)  # fmt: skip
"""What writes, the suffix, and how many of a thousand files are of it."""
CONVERTED: tuple[tuple[Writer, str], ...] = ((rtf, "rtf"), (odt, "odt"))
"""Those that LibreOffice has to convert first: few, for they take half a second each."""


def choose(chance: random.Random) -> tuple[Writer, str]:
    """A format, as often as it is found."""
    writer, suffix, _ = chance.choices(SHARES, [share for *_, share in SHARES])[0]
    return writer, suffix
