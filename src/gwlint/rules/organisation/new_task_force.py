from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from gwlint import re
from gwlint.language import lexicons
from gwlint.language.actors import ActorKind
from gwlint.language.reading import Hit
from gwlint.model import Finding
from gwlint.rules import Context, rule
from gwlint.rules.demands import demand

if TYPE_CHECKING:
    import regex

_WORDS = lexicons.terms("demands", "body")


@rule("GW701", "new-task-force")
def check(ctx: Context) -> Iterator[Finding]:
    """要求下级成立领导小组、专班、指挥部。

    为什么：
        属于本部门本单位职责范围内的事项，或者按正常机制能够推进的事项，不再成立工作专班。

    不合格：

        云和市农业农村局关于做好秋种工作的通知

        各县（市、区）农业农村局：

        现就有关事项通知如下。
        一、各县（市、区）农业农村局要成立秋种工作专班，由主要负责同志任组长。

        云和市农业农村局
        2025年9月8日

    合格：

        云和市农业农村局关于做好秋种工作的通知

        各县（市、区）农业农村局：

        现就有关事项通知如下。
        一、各县（市、区）农业农村局要按职责分工抓好秋种。

        云和市农业农村局
        2025年9月8日

    合格：

        云和市农业农村局关于做好秋种工作的通知

        各县（市、区）农业农村局：

        现就有关事项通知如下。
        一、对按正常机制能够推进的事项，不再成立工作专班。

        云和市农业农村局
        2025年9月8日

    不查：
        已有的领导小组、专家组、服务队、工作机制不算。跨部门应急指挥部只作提示。
    """
    for hit in ctx.reading.imposed(_pattern, _WORDS, on=_ANYONE):
        if not _own(ctx, hit):
            yield demand(
                ctx,
                hit,
                "要求成立领导小组、专班等机构",
                "职责范围内的事按正常机制办，删去这一要求；确有必要的写明理由和撤销期限",
            )


@cache
def _pattern() -> "regex.Pattern[str]":
    import regex

    return regex.compile(
        r"(?:成立|组建|设立|建立|抽调人员组成)(?!的|了|以来)[^，。；]{0,44}?\L<bodies>(?!员)",
        bodies=lexicons.terms("demands", "body"),
    )


_ANYONE: frozenset[ActorKind] = frozenset({"government", "department", "unit", "addressee", "other"})


def _own(ctx: Context, hit: Hit) -> bool:
    """Whether the document itself sets the body up, with its members named: that is task-force-without-sunset."""
    title = ctx.gongwen.title.text if ctx.gongwen.title else ""
    return bool(re.search("成立|组建|设立", title)) or "组成人员" in ctx.reading.plain[hit.sentence.span.end :][:200]
