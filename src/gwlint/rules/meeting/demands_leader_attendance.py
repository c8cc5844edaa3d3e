import re
from collections.abc import Iterator
from functools import cache

from gwlint.language.actors import BELOW
from gwlint.language.reading import Hit
from gwlint.model import Finding, Span
from gwlint.rules import Context, rule
from gwlint.rules.demands import demand

_WORDS = ("负责同志", "负责人", "主要领导", "一把手", "党政", "书记", "局长", "厅长", "县长", "市长", "区长", "镇长", "乡长", "校长", "院长")


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
        党委、政府召开的会议和经批准的会议只作提示。“主要负责同志负总责”不是参会。
    """
    asked = ctx.reading.imposed(_pattern, _WORDS, kinds=frozenset({"must", "ask", "bare", "none"}))
    for hit in (*_listed(ctx), *asked):
        approved = re.search(r"经[^，。；]{1,20}(?:批准|同意)", hit.sentence.span.of(ctx.reading.text)) or ctx.gongwen.approved
        yield demand(
            ctx,
            hit,
            "要求主要负责同志参会" + ("；文中注明经批准" if approved else ""),
            "改为分管负责同志参加；确需主要负责同志参加的，报批并在通知中注明",
            "info" if approved or ctx.gongwen.issuer_class in ("党委", "政府", "办公厅室") else None,
        )


def _listed(ctx: Context) -> Iterator[Hit]:
    """Lines under the head 参会人员 that name the heads of organs: no word there commands, the place does."""
    if ctx.gongwen.direction != "下行":
        return
    for index in ctx.reading.having(_WORDS):
        if not _under_head(ctx, index):
            continue
        for sentence in ctx.reading.said(index):
            for clause in sentence.clauses:
                match = _heads().search(clause.text)
                if match and clause.actor.is_any(BELOW) and not clause.forbidden:
                    start = clause.span.start + match.start()
                    yield Hit(Span(start, start + len(match.group())), match, clause, sentence)
                    break


def _under_head(ctx: Context, index: int) -> bool:
    """Whether the paragraph is a line of names, and the last head above it speaks of who takes part."""
    texts = [ctx.reading.text[slice(*p)].strip() for p in ctx.reading.paragraphs[max(0, index - 6) : index + 1]]
    if re.search("参加|出席|参会|到会", texts.pop()):
        return False
    head = next((text for text in reversed(texts) if re.match("[一二三四五六七八九]、", text)), "")
    return len(head) <= 16 and bool(re.search("(?:参[会加训]|出席|与会)(?:会议)?(?:人员|对象|范围)", head))


@cache
def _heads() -> "re.Pattern[str]":
    return re.compile("主要负责(?:同志|人)|主要领导|一把手|党政(?:负责同志|主要领导|正职)")


@cache
def _pattern() -> "re.Pattern[str]":
    return re.compile(
        r"(?:主要负责(?:同志|人)|主要领导(?:同志)?|党政(?:主要)?(?:负责同志|领导|正职)|一把手|党政一把手|(?<!副)(?:[县市区镇乡局厅校院]长|[县市区镇乡]委书记))(?:(?!，分管|，[^，。；]{0,8}负责|人员|同意|批准)[^。；]){0,24}?(?:参加|出席|参会|到会|与会|列席|到场|带队参加)"
        r"|(?:参加|出席|参会|与会|列席)(?:人员|会议人员|对象|范围)?[:：]?[^。；]{0,60}?(?:主要负责(?:同志|人)|主要领导(?:同志)?|一把手|党政(?:负责同志|主要领导|正职))"
    )
