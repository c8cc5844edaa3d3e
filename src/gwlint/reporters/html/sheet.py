"""One document on the page: its text on the left, what is said of it on the right."""

from collections.abc import Iterator
from itertools import groupby

from gwlint.model import Block, Element, FileReport, Gongwen
from gwlint.reporters.html.marks import Marker
from gwlint.reporters.html.panel import panel, remarks
from gwlint.reporters.html.parts import safe

_EDGES = {"header": "页眉", "footer": "页脚", "textbox": "文本框", "footnote": "脚注"}


def article(report: FileReport, number: int) -> str:
    """The file's part of the page; `number` from 1 keeps its ids apart from those of the others."""
    prefix = f"f{number}"
    heading = f'<article id="{prefix}" class="{report.status}" tabindex="-1">\n<h2>{safe(report.path)}</h2>\n'
    if report.document is None:
        return f"{heading}{remarks(report)}</article>\n"
    marker = Marker(report.document, report.findings, prefix)
    sheet = "".join(_body(report, marker))
    return (
        f'{heading}{remarks(report)}<div class="columns">\n'
        f'<section class="sheet" aria-label="文稿">\n{sheet}</section>\n'
        f"{panel(report, prefix, marker.places)}</div>\n</article>\n"
    )


def _body(report: FileReport, marker: Marker) -> Iterator[str]:
    shown = [block for block in report.document.blocks if block.span.length] if report.document else []
    page = 0
    looks = _looks(report.gongwen)
    for table, group in groupby(shown, key=lambda block: block.kind == "cell"):
        yield '<div class="cells" role="group" aria-label="表格">\n' if table else ""
        for block in group:
            if block.kind not in _EDGES and (block.page or 0) > page:
                page = block.page or 0
                yield f'<p class="page">第{page}页</p>\n'
            yield f'<p class="{_look(block, looks)}">{_label(block)}{marker.block(block)}</p>\n'
        yield "</div>\n" if table else ""


def _label(block: Block) -> str:
    return f'<span class="label">{_EDGES[block.kind]}</span>' if block.kind in _EDGES else ""


def _looks(gongwen: Gongwen | None) -> dict[str, Element]:
    if gongwen is None:
        return {}
    named = {"title": gongwen.title, "masthead": gongwen.masthead, "number": gongwen.doc_number}
    named |= {"signed": gongwen.signature, "dated": gongwen.date_line}
    return {look: element for look, element in named.items() if element is not None}


def _look(block: Block, looks: dict[str, Element]) -> str:
    found: list[str] = [block.kind]
    found += [look for look, element in looks.items() if element.span.overlaps(block.span)]
    found += [block.align] if block.align in ("center", "right") else []
    found += ["indented"] if (block.indent or 0) > 0 and len(found) == 1 else []
    return " ".join(found)
