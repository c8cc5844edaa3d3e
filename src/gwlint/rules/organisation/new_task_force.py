import re
from collections.abc import Iterator
from functools import cache

from gwlint.language.actors import ActorKind
from gwlint.language.reading import Hit
from gwlint.model import Finding
from gwlint.rules import Context, rule
from gwlint.rules.demands import demand

_WORDS = ("小组", "专班", "指挥部", "工作组", "推进组", "突击队", "攻坚组", "班子",)


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
def _pattern() -> "re.Pattern[str]":
    return re.compile(
        r"(?:成立|组建|设立|建立|成立健全|抽调人员组成)(?!的|了|以来)[^，。；]{0,44}?(?:领导小组|工作领导小组|工作专班|专班|指挥部|工作组|协调小组|推进组|工作小组|专项小组|突击队(?!员)|攻坚组|专门班子|工作班子)"
    )


_ANYONE: frozenset[ActorKind] = frozenset({"government", "department", "unit", "addressee", "other"})


def _own(ctx: Context, hit: Hit) -> bool:
    """Whether the document itself sets the body up, with its members named: that is task-force-without-sunset."""
    title = ctx.gongwen.title.text if ctx.gongwen.title else ""
    return bool(re.search("成立|组建|设立", title)) or "组成人员" in ctx.reading.plain[hit.sentence.span.end :][:200]
