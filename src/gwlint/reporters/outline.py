"""What gwlint makes of a document, on one screen."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from gwlint.model import Attachment, Element, FileReport, Gongwen, Organ
from gwlint.reporters.style import Style
from gwlint.reporters.width import clip, pad, visible, wrap

if TYPE_CHECKING:
    from gwlint.model.meeting import Length, Meeting

_LABEL = 10
_SCREEN = 80
_LONG = 2
_LISTED = 5
_SURE = 0.7
_NEAR = 0.9
_CRITICAL = 1.03


def stream(reports: Iterable[FileReport], style: Style = Style()) -> Iterator[str]:
    """One screen a file, a blank line between two."""
    columns = min(style.columns, _SCREEN)
    for number, report in enumerate(reports):
        yield ("\n" if number else "") + _screen(report, style, columns)


def render(reports: Iterable[FileReport], style: Style = Style()) -> str:
    """All screens as one string."""
    return "".join(stream(reports, style))


def _screen(report: FileReport, style: Style, columns: int) -> str:
    lines = [style.paint(wrap(visible(report.path), columns), "strong")]
    for label, value in rows(report):
        text = clip(visible(value), _LONG * (columns - _LABEL) - 4)
        wrapped = wrap(text, columns, " " * _LABEL)[_LABEL:]
        lines.append(style.paint(pad(label, _LABEL), "faint") + wrapped)
    return "\n".join(lines) + "\n"


def rows(report: FileReport) -> Iterator[tuple[str, str]]:
    """Label and value, both for people; a row without a label goes on with the one above."""
    if report.reason:
        yield ("未能读取" if report.status == "unreadable" else "未读部分"), report.reason
    if report.gongwen is not None:
        yield from _elements(report.gongwen)
        if report.meeting is not None:
            yield "会议", "；".join(_meeting(report.meeting))
        yield from _numbers(report.gongwen, report.limit)
    if report.profile is not None:
        yield "适用规则", f"{report.profile.id}（{report.profile.why}）"
    for number, note in enumerate(report.notes):
        yield "" if number else "说明", note.message


def _elements(gongwen: Gongwen) -> Iterator[tuple[str, str]]:
    printed = f"，印发“{gongwen.printed_genre}”" if gongwen.printed_genre else ""
    yield "文种", f"{gongwen.genre or '未识别'}{printed}" if gongwen.official else "不像公文"
    yield "标题", _words(gongwen.title)
    yield "发文字号", _words(gongwen.doc_number)
    yield "发文机关", "、".join(map(_organ, gongwen.issuers)) or _unnamed_issuer(gongwen)
    yield (
        "主送机关",
        _words(gongwen.addressees).rstrip("：:") + ("（含下级党委政府）" if gongwen.to_lower_government else ""),
    )
    yield "行文方向", f"{gongwen.direction}；事项类别：{gongwen.category}"
    yield "成文日期", gongwen.date.isoformat() if gongwen.date else "未识别"
    yield "标注", "；".join(_marks(gongwen)) or "无"


def _words(element: Element | None) -> str:
    if element is None:
        return "未识别"
    return element.text if element.sure >= _SURE else f"{element.text}（推测）"


def _organ(organ: Organ) -> str:
    known = "，".join(filter(None, [_standing(organ.klass, organ.level), "".join(organ.region)]))
    return f"{organ.name}（{known}）" if known else organ.name


def _standing(klass: str, level: str) -> str:
    facts = [klass, level if level == "其他" else f"{level}级"]
    return "，".join(fact for fact in facts if not fact.startswith("不明"))


def _unnamed_issuer(gongwen: Gongwen) -> str:
    standing = _standing(gongwen.issuer_class, gongwen.issuer_level)
    return f"未识别（当作{standing}）" if standing else "未识别"


def _marks(gongwen: Gongwen) -> Iterator[str]:
    marks = {
        "密级": gongwen.secrecy,
        "紧急程度": gongwen.urgency,
        "份号": gongwen.copy_number,
        "公开属性": gongwen.disclosure,
        "签发人": gongwen.signatory,
        "授权": gongwen.approved,
    }
    for label, element in marks.items():
        if element is not None:
            yield f"{label} {element.text}"


def _meeting(meeting: "Meeting") -> Iterator[str]:
    """Name, time, place and size, and who speaks: what the text shows of them."""
    yield meeting.name.text + ("（专项）" if meeting.special else "（法定）" if meeting.statutory else "")
    yield _when(meeting)
    yield f"会期{_long(meeting.length)}" if meeting.length else "会期未写"
    if meeting.place:
        yield meeting.place.text + ("（视频）" if meeting.video else "")
    if meeting.people:
        yield f"{meeting.people.number}人" + ("（推算）" if meeting.people.sure < _SURE + 0.1 else "")
    if meeting.exchange:
        yield f"交流发言{meeting.exchange.number}人"
    for one in meeting.speeches[:_LISTED]:
        if one.minutes:
            yield f"{one.kind}{one.minutes}分钟"
    if meeting.group_discussion:
        yield "有分组讨论"


def _when(meeting: "Meeting") -> str:
    if meeting.first is None or meeting.last is None:
        return "日期未识别"
    days = meeting.first.isoformat() + (f"至{meeting.last.isoformat()}" if meeting.last != meeting.first else "")
    return days + (f" {meeting.start}" if meeting.start else "") + (f"–{meeting.end}" if meeting.end else "")


def _long(length: "Length") -> str:
    if length.minutes is not None:
        return f"{length.minutes}分钟"
    return "半天" if length.days == 0.5 else f"{length.days:g}天"


def _numbers(gongwen: Gongwen, limit: int | None) -> Iterator[tuple[str, str]]:
    counts = gongwen.counts
    words, han, punctuation = counts.body
    yield "正文字数", f"{words}（汉字 {han}，标点 {punctuation}），{_near(words, limit)}"
    yield "附件", f"{len(gongwen.attachments)} 个，共 {counts.attachments.words} 字" if gongwen.attachments else "无"
    for one in gongwen.attachments[:_LISTED]:
        yield "", _attachment(one)
    if len(gongwen.attachments) > _LISTED:
        yield "", f"另有 {len(gongwen.attachments) - _LISTED} 个"
    yield "其余字数", f"版头、标题、落款、版记 {counts.rest.words}；全文 {counts.total.words}"


def _attachment(one: Attachment) -> str:
    words = f"{one.size.words} 字" if one.span else "只列未附"
    return f"{one.number}. {one.title}（{words}{'' if one.listed else '，附件说明未列'}）"


def _near(words: int, limit: int | None) -> str:
    if limit is None:
        return "没有字数上限"
    if words > limit:
        return f"上限 {limit}，超出 {words - limit} 字" + ("（临界）" if words <= limit * _CRITICAL else "")
    near = "，接近上限" if words >= limit * _NEAR else ""
    return f"上限 {limit}，已用 {words * 100 // limit}%{near}"
