"""字数 against its limit, beside the title."""

from lsprotocol.types import CodeLens, Command, InlayHint, Range

from gwlint.lsp.desk import Look
from gwlint.model import FileReport


def lenses(look: Look) -> list[CodeLens]:
    """The count above the title's line. Its command has no name: there is nothing to run."""
    said, place = words(look.report), _title(look)
    return [CodeLens(place, Command(said, ""))] if said and place else []


def hints(look: Look, shown: Range) -> list[InlayHint]:
    """The count behind the title, where that is among the lines shown."""
    said, place = words(look.report), _title(look)
    if not said or not place or not shown.start.line <= place.end.line <= shown.end.line:
        return []
    return [InlayHint(place.end, said, padding_left=True)]


def words(report: FileReport) -> str | None:
    """正文 4,883 字 / 上限 5,000; None for what is no 公文 or holds no 正文."""
    gongwen = report.gongwen
    if gongwen is None or not gongwen.official:
        return None
    count, limit = gongwen.counts.body.words, report.limit
    if limit is None:
        return f"正文 {count:,} 字"
    over = f"，超出 {count - limit:,}" if count > limit else ""
    return f"正文 {count:,} 字 / 上限 {limit:,}{over}"


def _title(look: Look) -> Range | None:
    gongwen = look.report.gongwen
    return look.places.range(gongwen.title.span) if gongwen and gongwen.title else None
