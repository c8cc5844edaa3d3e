from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.language.actors import ActorKind
from gwlint.model import Finding
from gwlint.rules import Context, rule
from gwlint.rules.demands import demand

_GOVERNMENT: frozenset[ActorKind] = frozenset({"government"})
_WORDS = ("报送", "填写", "填报", "上报", "提交", "反馈", "制定", "印发", "出台", "制订", "发文", "报文")
_MAY_NOT = ("部门", "议事协调机构", "企事业团体")


@rule("GW310", "demands-papers-from-government")
def check(ctx: Context) -> Iterator[Finding]:
    """部门要求下级党委、政府填表、报材料、发文。

    为什么：
        未经本级党委、政府同意，任何部门不得要求下级党委、政府填写表格、报送材料，也不得要求其报文、发文。要材料，找对口的部门要。

    不合格（jinan-2019）：

        济南市体育局关于报送健身设施统计表的通知

        各区县人民政府：

        请各区县人民政府填写健身设施统计表，于3月20日前报送市体育局。

        济南市体育局
        2025年3月3日

    合格（jinan-2019）：

        济南市体育局关于报送健身设施统计表的通知

        各区县体育局：

        请各区县体育局填写健身设施统计表，于3月20日前报送市体育局。

        济南市体育局
        2025年3月3日

    不查：
        党委、政府和办公厅（室）发的不算；文中注明经同意的不报；答复下级来文的函不算；法定统计只作提示。
    """
    gongwen = ctx.gongwen
    if gongwen.issuer_class not in _MAY_NOT or gongwen.approved or ctx.given.approval:
        return
    if gongwen.genre == "函" and gongwen.title and re.search("复函|的复$|答复", gongwen.title.text):
        return
    for hit in ctx.reading.imposed(_pattern, _WORDS, on=_GOVERNMENT):
        aspect = "发文" if hit.match["issue"] else "填表"
        message = "要求下级党委、政府" + ("发文、报文" if hit.match["issue"] else "填表、报材料") + "，没有注明经同意"
        yield demand(
            ctx, hit, message, "改为向下级对口部门要；确需的，报本级党委、政府同意后注明", cites=ctx.cites(aspect)
        )


@cache
def _pattern() -> "re.Pattern[str]":
    return re.compile(
        r"(?P<issue>(?:制定|制订|印发|出台)(?!的|了)[^，。；]{0,30}?(?:方案|文件|细则|意见|办法|通知)|(?:行文|发文|报文)(?!单位|机关|字号))"
        r"|填写|填报|报送|上报|提交|反馈(?!意见)"
    )
