from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.anatomy.counting import count_words
from gwlint.model import Finding, Span
from gwlint.rules import CannotJudge, Context, rule


@rule("GW801", "forwards-public-document")
def check(ctx: Context) -> Iterator[Finding]:
    """转发已经公开或者已直接发到县级的文件。

    为什么：
        严禁层层转发、多头转发。公开发布的文件人人看得到，省里直接发到县团级的文件基层已经收到，再转一遍只是多一份文件。

    不合格：

        云和市农业农村局转发省农业农村厅关于加强秋种机具检修的通知

        各县（市、区）农业农村局：

        现将《省农业农村厅关于加强秋种机具检修的通知》转发给你们，该通知已在省农业农村厅网站公开发布，请遵照执行。

        云和市农业农村局
        2025年9月8日

    合格：

        云和市农业农村局转发省农业农村厅关于加强秋种机具检修的通知

        各县（市、区）农业农村局：

        现将《省农业农村厅关于加强秋种机具检修的通知》转发给你们，该通知只印发到市一级，不予公开，请注意保存。

        云和市农业农村局
        2025年9月8日

    不查：
        批转下级的报告、意见不算；转发到原来没有发到的单位不算；自己补充的要求比较多的，只作提示。
        文中看不出来文是否公开的不判断，可以用 --given 来文公开属性=主动公开 给出。
    """
    title = ctx.gongwen.title
    if title is None or "转发" not in title.text or not _forwards().search(title.text):
        return
    if ctx.gongwen.direction not in ("下行", "公布") or ctx.given.source_disclosure in ("不予公开", "依申请公开"):
        return
    place = _public(ctx)
    if place is None and ctx.given.source_disclosure is None:
        if _closed().search(ctx.reading.plain):
            return
        raise CannotJudge.without("所转文件是否已经公开、发到哪一级", "来文公开属性=主动公开")
    own = count_words(ctx.text[slice(*(ctx.gongwen.cover or ctx.gongwen.body))]).words
    much = own >= int(ctx.options["own_words"])
    yield ctx.finding(
        place or title.span,
        "转发的文件已经公开或者已直接发到县级" + (f"；本文自己补充了{own}字的要求" if much else ""),
        advice="不转发；有补充要求的，只写补充的部分，原文注明在哪里可以查到",
        severity="info" if much else None,
    )


@cache
def _forwards() -> "re.Pattern[str]":
    return re.compile("^(?:关于)?[^《]{0,40}?(?<!批)转发")


@cache
def _sent() -> "re.Pattern[str]":
    return re.compile(
        r"(?:已|业|现已)(?:经)?[^，。；]{0,24}(?:公开发布|公开发表|向社会(?:公开|公布)|全文(?:公布|刊发|发布)|公布)"
        r"|(?:已|直接)[^，。；]{0,10}(?:印?发|下发)(?:至|到)(?:各)?(?:县|区县|乡镇)"
    )


@cache
def _note() -> "re.Pattern[str]":
    return re.compile(r"[（(]?(?:此件|本文)(?:主动公开|公开发布)[)）]?|[（(](?:此件)?发至县(?:团)?级?[^）)]{0,6}[)）]")


@cache
def _closed() -> "re.Pattern[str]":
    return re.compile("不予公开|不公开|此件依申请公开|秘密|机密|内部")


def _public(ctx: Context) -> Span | None:
    """Where the text shows that its source is out: its own words, or the note under the printed source."""
    cover, text = ctx.gongwen.cover or ctx.gongwen.body, ctx.reading.plain
    if match := _sent().search(text, *cover):
        return Span(*match.span())
    if ctx.gongwen.cover is None:
        return None
    inside = _note().search(text, *ctx.gongwen.body)
    return Span(*inside.span()) if inside else None
