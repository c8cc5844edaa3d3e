from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.model import Finding
from gwlint.rules import Context, rule
from gwlint.rules.demands import demand

_WORDS = (
    "借调",
    "抽调",
    "借用",
    "选派",
    "选调",
    "跟班",
    "跟岗",
    "顶岗",
    "集中办公",
    "脱产",
    "选送",
)


@rule("GW703", "borrows-grassroots-staff")
def check(ctx: Context) -> Iterator[Finding]:
    """从乡镇、街道、村借调或者抽调人员。

    为什么：
        县以上部门一般不得从乡镇（街道）借调工作人员，上级不得从县及以下借调，不得以迎接督查考核为由层层抽调人员。基层本来人就少，借走一个少一个。

    不合格：

        云和市农业农村局关于做好秋种工作的通知

        各县（市、区）农业农村局：

        现就有关事项通知如下。
        一、请各县（市、区）农业农村局从乡镇抽调三名业务骨干到我局集中办公三个月。

        云和市农业农村局
        2025年9月8日

    合格：

        云和市农业农村局关于做好秋种工作的通知

        各县（市、区）农业农村局：

        现就有关事项通知如下。
        一、对长期借调的乡镇工作人员要尽快清退。

        云和市农业农村局
        2025年9月8日

    合格：

        云和市农业农村局关于做好秋种工作的通知

        各县（市、区）农业农村局：

        现就有关事项通知如下。
        一、我局抽调局内业务骨干组成服务队，下乡指导。

        云和市农业农村局
        2025年9月8日

    不查：
        组织部门按程序安排的挂职、援派不算。抢险救灾的临时抽调只作提示。
    """
    told = set()
    for hit in ctx.reading.imposed(_pattern, _WORDS):
        told.add(hit.sentence.span)
        yield demand(ctx, hit, "从基层借调、抽调人员", "删去；工作力量由本级统筹解决，现有借调人员尽快清退")
    for hit in ctx.reading.imposed(_readying, ("迎检", "迎考", "迎接")):
        if hit.sentence.span in told:
            continue
        cites = ctx.setting.cites_for.get("迎检", ())
        advice = "删去；迎检由原有人员承担，不另抽人"
        yield demand(ctx, hit, "为迎接督查考核抽调人员", advice, None if cites else "info", cites)


@cache
def _readying() -> "re.Pattern[str]":
    """Staff drawn off to get ready for an inspection, from wherever."""
    visit = "迎(?:检|考|接[^，。；]{0,14}(?:督查|督导|检查|考核|验收|评估|巡查))"
    return re.compile(rf"{visit}[^。；]{{0,36}}?抽调|抽调[^。；]{{0,36}}?{visit}")


@cache
def _pattern() -> "re.Pattern[str]":
    return re.compile(
        r"(?:从|由|向(?=[^，。；]*(?:借调|抽调|借用)))[^，。；]{0,30}?(?:乡镇|街道|镇街|村|社区|基层|县(?:级)?及以下|县直|区直|县（市、区）|各县|各区|下级|所属)[^，。；]{0,24}?(?:借调|抽调|借用|选派|选调|跟班|顶岗)(?!的)"
        r"|(?:借调|抽调|借用)[^，。；]{0,24}?(?:乡镇|街道|镇街|村|社区|基层|县(?:级)?及以下|县直|各县|各区)[^，。；]{0,16}?(?:工作人员|人员|干部|骨干|力量|同志)?"
        r"|(?:选派|抽调|选送|推荐)[^，。；]{0,24}?(?:干部|人员|骨干|同志|力量)[^，。；]{0,20}?(?:到我[局厅委部]|跟班|跟岗|顶岗|集中办公|脱产)"
    )
