from collections.abc import Iterator

from gwlint import re
from gwlint.model import Finding
from gwlint.rules import CannotJudge, Context, rule


@rule("GW705", "addressee-outside-members")
def check(ctx: Context) -> Iterator[Finding]:
    """议事协调机构的文件发到了成员单位以外。

    为什么：
        议事协调机构的文件只发成员单位和具体工作涉及的单位；需要发给其他单位的，归口报党委、政府同意。

    不合格（jinan-2019）：

        济南市冬季供热工作领导小组关于做好供热检修的通知

        各成员单位，各区县人民政府：

        请各成员单位于10月底前完成管网检修。不是成员单位的区县参照执行。

        济南市冬季供热工作领导小组
        2025年9月3日

    合格（jinan-2019）：

        济南市冬季供热工作领导小组关于做好供热检修的通知

        各成员单位：

        请各成员单位于10月底前完成管网检修。

        济南市冬季供热工作领导小组
        2025年9月3日

    不查：
        文中注明经党委、政府同意的不报；具体工作涉及的单位要由人判断。成员名单文中没有的不判断，
        可以用 --given 成员单位=市财政局、市住建局 给出。
    """
    gongwen = ctx.gongwen
    if gongwen.issuer_class != "议事协调机构" or gongwen.direction != "下行" or gongwen.addressees is None:
        return
    if gongwen.approved or ctx.given.approval:
        return
    others = [organ.name for organ in gongwen.addressed if not re.search("成员单位|有关单位|涉及单位", organ.name)]
    if not others:
        return
    outside = _outside(ctx, others)
    if not outside and ctx.given.members is None:
        raise CannotJudge.without("成员单位名单", "成员单位=市财政局、市住建局")
    if outside:
        message = f"议事协调机构的文件主送成员单位以外的{'、'.join(f'“{name}”' for name in outside)}，没有注明经党委、政府同意"
        yield ctx.finding(
            gongwen.addressees.span, message, advice="只发成员单位和工作直接涉及的单位；其他的报批后在文中注明"
        )


def _outside(ctx: Context, names: list[str]) -> list[str]:
    """Those not on the list of members; without one, all governments or Party committees of a level as such."""
    if ctx.given.members is None:
        return [name for name in names if "各" in name and re.search("政府|党委", name)]
    members = [re.sub("^(?:各|有关)", "", one) for one in ctx.given.members]
    return [
        name for name in names if not any(one in name or re.sub("^(?:各|有关)", "", name) in one for one in members)
    ]
