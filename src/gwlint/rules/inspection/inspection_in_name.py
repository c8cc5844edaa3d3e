from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.model import Finding
from gwlint.rules import Context, rule
from gwlint.rules.inspection._lawful import statutory


@rule("GW601", "inspection-in-name")
def check(ctx: Context) -> Iterator[Finding]:
    """部门的业务指导冠以全市督查、检查、督导的名义。

    为什么：
        调研指导业务性、日常性工作，不能冠以全市督查、检查、巡查、督导的名义。名头大了，基层就要按迎检的规格准备。

    不合格（jinan-2019）：

        济南市体育局关于开展全市健身路径管护督导检查的通知

        各区县体育局：

        为指导各区县做好健身路径日常管护，定于3月中旬开展督导检查。

        济南市体育局
        2025年3月3日

    合格（jinan-2019）：

        济南市体育局关于开展健身路径管护业务指导的通知

        各区县体育局：

        为指导各区县做好健身路径日常管护，定于3月中旬到部分区县开展业务指导。

        济南市体育局
        2025年3月3日

    不查：
        法律法规规定的执法检查、安全生产和环保检查、纪委巡察、审计不算；党委、政府和办公厅（室）的督查不算；经党委、政府同意的不算。
        标题里引用别的文件不算。
    """
    gongwen = ctx.gongwen
    title = gongwen.title
    if title is None or gongwen.issuer_class != "部门" or gongwen.direction not in ("下行", "平行"):
        return
    own = re.sub("《[^》]*》", "", title.text)
    name = next((word for word in ctx.options["names"] if word in own), "")
    if not name or not _wide().search(own) or statutory().search(own) or gongwen.approved or ctx.given.approval:
        return
    routine = _routine().search(ctx.reading.text, *gongwen.body)
    said = f"，正文写的是“{routine.group()}”" if routine else ""
    yield ctx.finding(
        title.span,
        f"部门开展的工作用了“{_wide().search(own)[0]}”{name}的名义{said}",  # type: ignore[index]
        advice="属于业务指导、日常工作的，改称调研、指导；确属督查检查的，报批后注明",
        severity=None if routine else "warning",
    )


@cache
def _wide() -> "re.Pattern[str]":
    return re.compile("全[省市县区州盟旗](?!民)|各[县区市州](?![直属])|各乡镇")


@cache
def _routine() -> "re.Pattern[str]":
    return re.compile(
        "(?:业务|日常)[^，。；]{0,6}(?:指导|工作|管护|管理|培训)|指导各[^，。；]{1,12}做好|帮助指导|调研指导|现场指导"
    )
