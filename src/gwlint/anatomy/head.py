"""The head of a document: everything above its first sentence."""

from functools import cache
from typing import NamedTuple

from gwlint import re
from gwlint.anatomy import genre
from gwlint.anatomy.lines import Line
from gwlint.language.normal import HAN
from gwlint.language.organs import classify
from gwlint.model import Element, Span

_DEEP = 30  # no head is longer than this many lines


class Head(NamedTuple):
    """What was found above the text; `end` is the index of the first line that is not head any more."""

    end: int
    copy_number: Element | None = None
    secrecy: Element | None = None
    urgency: Element | None = None
    masthead: Element | None = None
    doc_number: Element | None = None
    signatory: Element | None = None
    title: Element | None = None
    title_lines: tuple[Line, ...] = ()
    addressees: Element | None = None


@cache
def _pattern(name: str) -> "re.Pattern[str]":
    return re.compile(_PATTERNS[name])


_YEAR = r"[〔\[(（【﹝](?:19|20)\d\d[〕\])）】﹞]"
_PATTERNS = {
    "copy": r"(?:份号[:：]?)?№?(\d{6})(?!\d)",
    "secrecy": r"(?:密级[:：])?[【\[〔（(]?(绝密|机密|秘密)级?[】\]〕）)]?(?:\s*[★☆*＊✩⭐][^特加平急]{0,14}|\s*\d{1,2}年|\s*[一二三四五六七八九十]{1,3}年|长期)?[】\]〕）)]?(?=$|[\s【\[〔（(特加平急紧])",
    "urgency": r"(?:紧急程度[:：])?[【\[〔（(]?((?:特急|加急|特提|平急|紧急|火急|十万火急|急)件?)[】\]〕）)]?(?=$|[\s【\[〔（(绝机秘\d])",
    "number": rf"((?:(?:{HAN}|[A-Za-z]){{1,24}}|^){_YEAR}第?\d{{1,5}}号)",
    "signatory": rf"签发人[:：]\s*((?:{HAN}|[·、\s]){{2,40}})",
    "opening": r"(?:为|根据|按照|经|现|近日|近期|近年|当前|鉴于|由于|第[一二三四五六七八九十\d]{1,3}[章条]|[一二三四五六七八九十]{1,2}、|（[一二三四五]）|1[.．、])",
    "announce": r"(?:如下|以下|下列)[^，。]{0,12}[:：]$|(?:通知|要求|意见|部署|安排|规定|措施|事项)[:：]$",
    "addressee": r"各|政府|委|局|厅|部|办|院|校|公司|单位|部门|同志|代表|主席|委员|中心|小组|指挥部|机关|组织|市|县|区|省",
}


def read_head(lines: list[Line]) -> Head:
    """Read the lines from the top until the first sentence of the text."""
    found: dict[str, Element] = {}
    free: list[list[Line]] = [[]]
    end = 0
    for line in lines[:_DEEP]:
        titled = any(genre.of_title(one.text) for group in free for one in group)
        if _is_addressees(line, titled and line.row + 1 < len(lines) and _is_text(lines[line.row + 1])) and (
            free != [[]] or line.row == 0 or "doc_number" in found
        ):
            found["addressees"] = Element(line.text.rstrip(":："), line.span)
            end = line.row + 1
            break
        if _is_text(line):
            end = line.row
            break
        taken = _marks(line, found)
        if taken:
            free.append([])
        else:
            free[-1].append(line)
        end = line.row + 1
    title_lines = _title(free)
    masthead = _masthead(free, title_lines)
    kept = _return_overrun(lines, end, title_lines, found)
    return Head(kept, title=_join(title_lines), title_lines=title_lines, masthead=masthead, **found)


def _return_overrun(lines: list[Line], end: int, title: tuple[Line, ...], found: dict[str, Element]) -> int:
    """Without addressees, what follows the title (or the last mark) is text already, however short its lines are."""
    if "addressees" in found:
        return end
    places = [e.span.end for e in found.values()] + [line.span.end for line in title]
    last = max(places, default=-1)
    return next((line.row for line in lines if line.span.start > last), end)


def _is_addressees(line: Line, titled: bool = False) -> bool:
    """Whether the line is 主送机关: it ends in a colon, or below a title it is nothing but a government's name."""
    text = line.text
    if (
        titled
        and len(text) < 20
        and classify(text).klass in ("政府", "党委")
        and text.endswith(("政府", "委员会", "委"))
    ):
        return True
    if not text.endswith(("：", ":")) or "。" in text or len(text) > 600 or len(text) < 3:
        return False
    if _pattern("opening").match(text) or _pattern("announce").search(text):
        return False
    return bool(_pattern("addressee").search(text)) and not text.startswith(
        ("附件", "抄送", "主题词", "签发人", "联系人")
    )


def _is_text(line: Line) -> bool:
    text = line.text
    if "。" in text.rstrip("。") or text.endswith(("；", "。")):
        return True
    if genre.of_title(text) and len(text) < 120:
        return False
    return len(text) > 90 or bool(_pattern("opening").match(text) and len(text) > 4 and "关于" not in text[:40])


def _marks(line: Line, found: dict[str, Element]) -> bool:
    """Take the marks that a line bears into `found`; whether there were any."""
    before = len(found)
    text = line.text
    if len(text) > 80:
        return False
    if "号" in text:
        _take(found, "doc_number", _pattern("number").search(text) if _numbered(text) else None, line)
    if "级特" in text or "级加" in text or "级平" in text:
        _take(found, "urgency", re.search("等级[：:]?(特提|特急|加急|平急)", text), line)
    if "签发人" in text:
        _take(found, "signatory", _pattern("signatory").search(text), line)
    if len(text) <= 30 and "关于" not in text:
        rest = text
        for name, signs in (*_SIGNS, _SIGNS[1]):
            match = _pattern(name).match(rest) if any(sign in rest for sign in signs) else None
            if match:
                _take(found, {"copy": "copy_number"}.get(name, name), match, line)
                rest = rest[match.end() :].strip()
    return len(found) > before


_SIGNS = (("copy", "0123456789"), ("secrecy", "密"), ("urgency", "急提火紧"))  # what such a mark must hold


def _numbered(text: str) -> bool:
    """Whether a document number in this line is the document's own: nothing but the number, a signatory or an organ."""
    match = _pattern("number").search(text)
    if not match:
        return False
    rest = text[match.end() :]
    return not rest or rest.startswith("签发人") or rest.strip(")）") == ""


def _take(found: dict[str, Element], name: str, match: "re.Match[str] | None", line: Line) -> None:
    if match and name not in found:
        one = _element(match.group(1) if name in ("signatory", "copy_number", "urgency") else match.group(), line)
        found[name] = one._replace(text=_as_written(one, line)) if name == "doc_number" else one


def _as_written(one: Element, line: Line) -> str:
    """The element with the brackets that the writer used: how a number is written is itself checked."""
    return line.raw[one.span.start - line.span.start : one.span.end - line.span.start]


def _element(text: str, line: Line) -> Element:
    """An element at its own place in the line; at the whole line when blanks were closed up inside it."""
    text = text.strip()
    at = line.raw.find(text)
    if at < 0:
        start, end = _loosely(text, line.raw)
        return Element(text, Span(line.span.start + start, line.span.start + end))
    return Element(text, Span(line.span.start + at, line.span.start + at + len(text)))


def _loosely(text: str, raw: str) -> tuple[int, int]:
    """Where `text` stands in `raw` when blanks and character width differ."""
    from gwlint.language.normal import canon

    plain = canon(raw)
    positions = [i for i, c in enumerate(plain) if not c.isspace()]
    packed = "".join(plain[i] for i in positions)
    wanted = "".join(text.split())
    at = packed.find(wanted)
    if at < 0:
        return 0, len(raw)
    return positions[at], positions[at + len(wanted) - 1] + 1


def _title(groups: list[list[Line]]) -> tuple[Line, ...]:
    """The last run of free lines that together end in a genre."""
    best: tuple[Line, ...] = ()
    for group in groups:
        run: list[Line] = []
        for line in group:
            if line.text.endswith("文件") and len(line.text) < 40 and "《" not in line.text and "关于" not in line.text:
                run = []
                continue
            run.append(line)
            if genre.of_title(line.text) and sum(len(x.text) for x in run) <= 160:
                best, run = tuple(_without_masthead(run)), []
    return best or _without_genre(groups)


def _without_genre(groups: list[list[Line]]) -> tuple[Line, ...]:
    """A title that names no 文种: the short line with 关于 in it."""
    lines = [line for group in groups for line in group]
    return next(
        ((x,) for x in lines if "关于" in x.text and len(x.text) <= 80 and not x.text.endswith(("：", "；"))), ()
    )


def _without_masthead(run: list[Line]) -> list[Line]:
    """Drop lines above the title that only repeat how a later one begins, or that are no part of a title."""
    kept = list(run)
    while len(kept) > 1:
        first, rest = kept[0].text, "".join(line.text for line in kept[1:])
        if rest.startswith(first) or not _may_open_title(first, rest):
            kept.pop(0)
        else:
            break
    return kept


def _may_open_title(first: str, rest: str) -> bool:
    """A title's first line holds 关于 or 印发, or is an organ (or several) before a line that does."""
    if "关于" in first or "印发" in first or "转发" in first:
        return True
    return classify(first.split(" ")[-1]).klass != "不明" or "关于" not in rest


def _masthead(groups: list[list[Line]], title: tuple[Line, ...]) -> Element | None:
    used = {line.row for line in title}
    for group in groups:
        for line in group:
            name = line.text.removesuffix("文件")
            if (
                line.row not in used
                and (name != line.text or classify(name).klass != "不明")
                and len(name) < (200 if name != line.text else 60)
            ):
                return Element(line.text, line.span)
    return None


def _join(lines: tuple[Line, ...]) -> Element | None:
    if not lines:
        return None
    return Element("".join(line.text for line in lines), Span(lines[0].span.start, lines[-1].span.end))
