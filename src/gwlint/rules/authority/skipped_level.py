from collections.abc import Iterator

from gwlint.language.organs import RANK, classify
from gwlint.model import Finding, Organ
from gwlint.rules import Context, rule


@rule("GW304", "skipped-level")
def check(ctx: Context) -> Iterator[Finding]:
    """请示、报告越级，没有抄送被越过的机关。

    为什么：
        一般不得越级行文；特殊情况需要越级的，应当同时抄送被越过的机关，免得直接上级不知情。

    不合格：

        青田县交通运输局关于申请公路水毁修复补助的请示

        浙江省人民政府：

        因台风过境，县道多处塌方，恳请补助修复资金八百万元。
        妥否，请批示。

        青田县交通运输局
        2025年8月20日

    合格：

        青田县交通运输局关于申请公路水毁修复补助的请示

        青田县人民政府：

        因台风过境，县道多处塌方，恳请补助修复资金八百万元。
        妥否，请批示。

        青田县交通运输局
        2025年8月20日

    不查：
        上下级按行政级别推断；实行垂直管理或双重领导的机关，级别差一级以内不报。级别认不出时不判断。
    """
    gongwen = ctx.gongwen
    if gongwen.direction != "上行" or gongwen.addressees is None or gongwen.issuer_level not in RANK:
        return
    above = next((organ for organ in gongwen.addressed if _skips(ctx, organ)), None)
    if above is None or _copied(ctx, above):
        return
    yield ctx.finding(
        gongwen.addressees.span,
        f"{gongwen.issuer_level}级机关直接向{above.level}级的“{above.name}”行文，越过了{_between(ctx, above)}级",
        advice="改为主送直接上级；确需越级的，同时抄送被越过的机关",
    )


def _skips(ctx: Context, organ: Organ) -> bool:
    return organ.level in RANK and RANK[ctx.gongwen.issuer_level] - RANK[organ.level] >= 2


def _copied(ctx: Context, above: Organ) -> bool:
    """Whether an organ between the two is among 抄送."""
    copied = ctx.gongwen.cc.text.split("，") if ctx.gongwen.cc else []
    levels = [classify(part.strip("。 ")).level for part in copied]
    return any(RANK[above.level] < RANK[one] < RANK[ctx.gongwen.issuer_level] for one in levels if one in RANK)


def _between(ctx: Context, above: Organ) -> str:
    ranks = {rank: level for level, rank in RANK.items()}
    return "、".join(ranks[r] for r in range(RANK[above.level] + 1, RANK[ctx.gongwen.issuer_level]))
