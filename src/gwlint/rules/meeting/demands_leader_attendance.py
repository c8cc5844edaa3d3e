from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.language import organs
from gwlint.language.reading import Hit
from gwlint.model import Finding, Span
from gwlint.rules import Context, rule
from gwlint.rules.demands import demand

_WORDS = (
    "负责同志",
    "负责人",
    "主要领导",
    "一把手",
    "党政",
    "书记",
    "局长",
    "厅长",
    "县长",
    "市长",
    "区长",
    "镇长",
    "乡长",
    "校长",
    "院长",
    "主任",
)

_LISTS = tuple(
    a + b for a in ("参会", "参加", "出席", "列席", "与会", "到会") for b in ("人员", "对象", "范围", "单位", "会议")
)
_LISTS += ("会议对象", "会议范围", "会议人员", "人员：")


@rule("GW507", "demands-leader-attendance")
def check(ctx: Context) -> Iterator[Finding]:
    """要求下级或者其他单位的主要负责同志参会。

    为什么：
        未经批准，不得要求地方党委、政府主要负责同志和部门主要负责同志参会；业务性会议由分管负责同志参加。

    不合格：

        云和市农业农村局关于召开秋种工作推进会的通知

        各县（市、区）农业农村局：

        定于9月18日召开秋种工作推进会。
        一、参会人员：请各县（市、区）农业农村局主要负责同志参加会议。

        云和市农业农村局
        2025年9月8日

    合格：

        云和市农业农村局关于召开秋种工作推进会的通知

        各县（市、区）农业农村局：

        定于9月18日召开秋种工作推进会。
        一、参会人员：请各县（市、区）农业农村局分管负责同志参加会议。

        云和市农业农村局
        2025年9月8日

    合格：

        云和市农业农村局关于做好秋种工作的通知

        各县（市、区）农业农村局：

        现就有关事项通知如下。
        一、未经批准，不得要求各县（市、区）主要负责同志参会。

        云和市农业农村局
        2025年9月8日

    不查：
        党委、政府召开的会议和经批准的会议只作提示；人大、政协等法定会议的参会名单不查。“主要负责同志负总责”不是参会。
        本机关领导、上级领导和特邀人员不算被要求参会的人；参会人员写在附件里的不查。
    """
    kinds = frozenset({"must", "ask", "bare", "none"})
    asked = [hit for hit in ctx.reading.imposed(_pattern, _WORDS, kinds=kinds) if _asks_below(ctx, hit)]
    seen = {hit.sentence.span for hit in asked}
    for hit in (*asked, *(hit for hit in _listed(ctx) if hit.sentence.span not in seen and not _plenary(ctx))):
        approved = (
            re.search(r"经[^，。；]{1,20}(?:批准|同意)", hit.sentence.span.of(ctx.reading.text)) or ctx.gongwen.approved
        )
        yield demand(
            ctx,
            hit,
            "要求主要负责同志参会" + ("；文中注明经批准" if approved else ""),
            "改为分管负责同志参加；确需主要负责同志参加的，报批并在通知中注明",
            "info" if approved or ctx.gongwen.issuer_class in ("党委", "政府", "办公厅室") else None,
        )


def _listed(ctx: Context) -> Iterator[Hit]:
    """Heads of organs below under 参会人员: no word there commands, the place does. One a sentence."""
    if ctx.gongwen.direction != "下行" or not any(one in ctx.reading.plain for one in _LISTS):
        return
    if next(ctx.reading.having(_WORDS), None) is None:
        return
    from gwlint.anatomy.meeting.sections import read_lines

    seen = set()
    for line in read_lines(ctx.document, ctx.gongwen, ctx.reading.plain):
        if line.label != "who" or not line.text or re.search("特邀|邀请", line.text[:12]):
            continue
        for match in _named().finditer(line.text):
            place = Span(line.span.start + match.start(), line.span.start + match.end())
            where = ctx.reading.at(place.start)
            if where and where[0].span not in seen and not where[1].forbidden and _below(ctx, match["organ"]):
                seen.add(where[0].span)
                yield Hit(place, match, where[1], where[0])


def _plenary(ctx: Context) -> bool:
    """A session of a congress or conference: those listed there are members and guests, not demanded."""
    meeting = ctx.reading.meeting
    return ctx.gongwen.issuer_class == "人大政协法检" or bool(meeting and meeting.statutory)


def _asks_below(ctx: Context, hit: Hit) -> bool:
    """Whether a list in running text (参会人员：…) begins with heads of organs below, not with the issuer's own leaders."""
    if hit.match["list"] is None:
        return True
    if _plenary(ctx):
        return False
    rest = ctx.reading.text[hit.match.end("list") : hit.sentence.span.end]
    first = _named().search(rest)
    return first is None or not first["organ"] or _below(ctx, first["organ"])


def _below(ctx: Context, organ: str) -> bool:
    """Whether these heads are asked to come from elsewhere: many organs, a lower one, another department; not the
    issuer's own or a superior."""
    if not organ or re.search("特邀|邀请|领导小组|班子|处室|科室|机关各|本[局厅委办]|我[局厅委办]", organ):
        return False
    if re.search("各|有关|相关|所有|全体|成员单位|直属|所属|责任单位", organ):
        return True
    if any(one.name.endswith(organ) for one in ctx.gongwen.issuers):
        return False
    found = organs.classify(organ)
    return found.klass in ("部门", "企事业团体") or organs.lower(found.level, ctx.gongwen.issuer_level)


@cache
def _named() -> "re.Pattern[str]":
    """An organ and its head, between two marks: （） inside a name do not part it."""
    return re.compile(
        r"(?P<organ>(?:[^、，；。：（）\s]|（[^）]*）|(?<=市)、(?=[区县]|州）)|(?<=委)、(?=[^、，；。]{0,8}政府)|(?<=县)、(?=区))*?)的?"
        r"(?:(?:党政)?主要(?:负责(?:同志|人)|领导(?:同志)?)|党政(?:负责同志|领导|正职)|一把手|(?<!副)(?:[局厅县市区镇乡校院]长|[县市区镇乡]委书记|党(?:工)?委书记|(?:委员会|领导小组办公室|指挥部办公室|委)主任)(?=[、，；。（]|$|及|和|各))"
    )


@cache
def _pattern() -> "re.Pattern[str]":
    return re.compile(
        r"(?:主要负责(?:同志|人)|主要领导(?:同志)?|党政(?:主要)?(?:负责同志|领导|正职)|一把手|党政一把手|(?<!副)(?:[县市区镇乡局厅校院]长|[县市区镇乡]委书记))(?:(?!，分管|，[^，。；]{0,8}负责|人员|同意|批准)[^。；]){0,24}?(?:参加|出席|参会|到会|与会|列席|到场|带队参加|报到)"
        r"|(?P<list>(?:参加|出席|参会|与会|列席)(?!领导|嘉宾)(?:人员|会议人员|对象|范围)?[:：]?)[^。；]{0,60}?(?:主要负责(?:同志|人)|主要领导(?:同志)?|一把手|党政(?:负责同志|主要领导|正职))"
    )
