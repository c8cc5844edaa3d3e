from collections.abc import Iterator

from gwlint import re
from gwlint.model import Finding, Gongwen
from gwlint.rules import Context, rule
from gwlint.rules.places import heading

_ADMINISTRATIVE = ("政府", "办公厅室", "部门")


@rule("GW207", "missing-disclosure-mark")
def check(ctx: Context) -> Iterator[Finding]:
    """政策性文件没有写明是否公开。

    为什么：
        行政机关起草公文时就要定下主动公开、依申请公开还是不予公开，随文报批。能公开的一般在成文日期下一行写“（此件公开发布）”。

    不合格（gansu-2024）：

        平川县人民政府关于支持养老服务发展的若干意见

        各乡镇人民政府，县政府各部门：

        为支持养老服务发展，提出以下意见。对新建养老床位按规定给予补助。

        平川县人民政府
        2024年6月3日

    合格（gansu-2024）：

        平川县人民政府关于支持养老服务发展的若干意见

        各乡镇人民政府，县政府各部门：

        为支持养老服务发展，提出以下意见。对新建养老床位按规定给予补助。

        平川县人民政府
        2024年6月3日

        （此件公开发布）

    不查：
        请示、报告、函、会议通知一般不公开，不查；命令、公告、通告本来就是公布的，不查；党委机关另有党务公开的规定，不查；标了密级的不查；没有落款的节选不查。
        公开属性也可以只写在发文稿纸上，定稿不印，那样可以不理，或者用 --given 公开属性=… 给出。选项 require = true 时，每份文稿都要写明。
    """
    gongwen = ctx.gongwen
    if not gongwen.official or gongwen.secrecy or gongwen.disclosure or ctx.given.disclosure:
        return
    if ctx.options["require"] or _should_say(gongwen):
        advice = "能公开的，在成文日期下一行写“（此件公开发布）”；不公开的写“（此件不予公开）”，并在报批时说明理由"
        yield ctx.finding(heading(gongwen), "没有写明公开属性", advice=advice)


def _should_say(gongwen: Gongwen) -> bool:
    """A policy document of an administrative organ, whole as far as its signature."""
    whole = gongwen.signature or gongwen.date_line
    party = gongwen.issuer and re.search("中共|委办公[厅室]", gongwen.issuer.name)
    policy = gongwen.category == "政策性文件" and gongwen.direction in ("下行", "公布")
    published = gongwen.genre in ("命令", "公告", "通告", "公报", "决议")
    return bool(policy and not published and whole and not party and gongwen.issuer_class in _ADMINISTRATIVE)
