from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.model import Finding
from gwlint.rules import Context, rule
from gwlint.rules.places import heading


@rule("GW704", "unreviewed-task-force-request")
def check(ctx: Context) -> Iterator[Finding]:
    """请示成立议事协调机构，没有写明编办的审核意见。

    为什么：
        新成立议事协调机构和临时机构，要先经机构编制部门审核，再归口报党委、政府研究。没有审核意见的请示，上级没法研究。

    不合格（jinan-2019）：

        济南市体育局关于成立黄河马拉松赛筹备工作领导小组的请示

        市政府：

        为做好赛事筹备，拟成立筹备工作领导小组，办公室设在我局，赛事结束后撤销。
        妥否，请批示。

        济南市体育局
        2025年3月7日

    合格（jinan-2019）：

        济南市体育局关于成立黄河马拉松赛筹备工作领导小组的请示

        市政府：

        为做好赛事筹备，拟成立筹备工作领导小组，办公室设在我局，赛事结束后撤销。市委编办已审核，没有不同意见。
        妥否，请批示。

        济南市体育局
        2025年3月7日

    不查：
        调整成员、撤销机构的请示不算；主送领导个人的由另一条规则检查。已经审核的，也可以用 --given 批准=市委编办审核 给出。
    """
    title = ctx.gongwen.title.text if ctx.gongwen.title else ""
    if ctx.gongwen.genre != "请示" or not _sets_up().search(title):
        return
    if _reviewed().search(ctx.reading.plain) or "编" in (ctx.given.approval or ""):
        return
    yield ctx.finding(
        heading(ctx.gongwen),
        "请示成立议事协调机构或者临时机构，没有写明机构编制部门的审核意见",
        advice="先送编办审核，在请示中写明审核意见；已有部门能承担的，不另设机构",
    )


@cache
def _sets_up() -> "re.Pattern[str]":
    return re.compile(
        "(?:成立|设立|组建|建立)(?!.{0,30}(?:公司|学会|协会|基金会|学校|医院|支部|党组|党委))[^，。；]{0,40}(?:领导小组|工作小组|协调小组|指挥部|专班|联席会议|委员会|协调机构|工作组)"
    )


@cache
def _reviewed() -> "re.Pattern[str]":
    return re.compile(
        "(?:编办|编委|机构编制)[^。；]{0,24}(?:审核|同意|意见|研究|批准)|(?:审核|同意|征求)[^。；]{0,16}(?:编办|编委|机构编制)"
    )
