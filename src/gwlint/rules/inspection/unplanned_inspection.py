from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.anatomy.addressees import names_government
from gwlint.anatomy.visit import kind_of
from gwlint.model import Finding, Span
from gwlint.rules import Context, rule
from gwlint.rules.inspection._lawful import statutory
from gwlint.rules.places import heading


@rule("GW602", "unplanned-inspection")
def check(ctx: Context) -> Iterator[Finding]:
    """部门督查考核下级党委、政府，没有注明列入计划或者经过批准。

    为什么：
        部门不得擅自组织以党委、政府为对象的督查考核；督查检查实行清单管理，计划外的要按程序报批。没有注明的，基层无从判断该不该接待。

    不合格（jinan-2019）：

        济南市体育局关于开展健身设施建设专项督查的通知

        各区县人民政府：

        定于3月中旬对各区县人民政府健身设施建设情况开展专项督查，采取实地察看的方式。

        济南市体育局
        2025年3月3日

    合格（jinan-2019）：

        济南市体育局关于开展健身设施建设专项督查的通知

        各区县人民政府：

        经市委、市政府同意，定于3月中旬对各区县人民政府健身设施建设情况开展专项督查。

        济南市体育局
        2025年3月3日

    合格（jinan-2019）：

        济南市体育局关于开展健身设施管护检查的通知

        各区县体育局：

        定于3月中旬到部分区县察看健身设施管护情况。

        济南市体育局
        2025年3月3日

    不查：
        执法检查、安全生产和环保检查、审计、巡察等另有法律规定的不查；对象是下级部门的不查；党委、政府和办公厅（室）组织的不查。
        计划和批准可以用 --given 计划=… 或者 --given 批准=… 给出。
    """
    gongwen = ctx.gongwen
    if gongwen.issuer_class not in ("部门", "议事协调机构") or gongwen.direction not in ("下行", "平行"):
        return
    title = gongwen.title.text if gongwen.title else ""
    if kind_of(gongwen) != "督查检查" or statutory().search(title) or gongwen.approved:
        return
    at = _object(ctx)
    if at is None or ctx.given.plan or ctx.given.approval or _planned().search(ctx.reading.plain, *gongwen.body):
        return
    yield ctx.finding(
        at,
        f"{gongwen.issuer_class}督查考核下级党委、政府，文中没有注明列入督查检查计划或者经过批准",
        advice="已列入计划或者经批准的，在开头注明；没有的，先按程序报批",
    )


def _object(ctx: Context) -> Span | None:
    """Where the text shows that lower Party committees or governments are inspected."""
    if match := _inspects().search(ctx.reading.text, *ctx.gongwen.body):
        return Span(*match.span())
    to = ctx.gongwen.addressees
    comes = to and ctx.gongwen.to_lower_government and names_government(to.text)
    if comes and _comes().search(ctx.reading.text, *ctx.gongwen.body):
        return heading(ctx.gongwen)
    return None


@cache
def _inspects() -> "re.Pattern[str]":
    return re.compile(
        r"对[^，。；]{0,24}?(?:各|区|县|市|乡|镇)[^，。；]{0,8}(?:党委|政府)(?!.{0,2}(?:采购|网站|信息公开))[^，。；]{0,40}?(?:督查|督导|检查|考核|考评|评估验收)"
        r"|(?:督查|检查|考核|考评)对象(?:为|是|[:：])[^。；]{0,30}(?:党委|政府)"
    )


@cache
def _comes() -> "re.Pattern[str]":
    """The issuer's own inspection, not one that it asks others to make."""
    return re.compile(
        "(?:督查|督导|督察|检查|考核|巡查)组|(?:定于|拟于|将于|决定|将对|组织对)[^。；]{0,40}(?:督查|督导|督察|检查|考核|巡查)"
    )


@cache
def _planned() -> "re.Pattern[str]":
    """The plan, the approval, or the order from above that the text names."""
    return re.compile(
        r"(?:纳入|列入|根据|按照|依据)[^，。；]{0,30}(?:计划|清单)|计划内"
        r"|(?:经|报请?)[^，。；]{0,24}(?:同意|批准|审定)|(?:根据|按照|受|遵照)[^，。；]{0,16}(?:党委|政府|[省市县区州]委|国务院|中央)[^，。；]{0,16}(?:部署|安排|要求|委托|授权|批示|指示)"
    )
