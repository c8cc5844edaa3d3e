from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.model import Finding
from gwlint.rules import CannotJudge, Context, rule
from gwlint.rules.places import heading


@rule("GW312", "unconsulted-departments")
def check(ctx: Context) -> Iterator[Finding]:
    """给别的部门派了任务，没有征求意见、取得一致。

    为什么：
        涉及别的部门职权的文件，要先征求有关部门意见并达成一致；没有的一律不发。否则文件发了也落实不了。

    不合格（jinan-2019）：

        济南市体育局关于加强公园健身设施管护的通知

        市直有关单位：

        未征求有关部门意见，现将分工通知如下。
        一、更新老旧设施。（责任单位：市园林和林业绿化局、市财政局）

        济南市体育局
        2025年3月3日

    合格（jinan-2019）：

        济南市体育局关于加强公园健身设施管护的通知

        市直有关单位：

        经征求有关部门意见并取得一致，现将分工通知如下。
        一、更新老旧设施。（责任单位：市园林和林业绿化局、市财政局）

        济南市体育局
        2025年3月3日

    不查：
        联合发文、经党委或者政府同意的不查；任务只给本单位的不查。文中看不出是否征求过意见的不判断，可以用 --given 会签=… 给出。
    """
    gongwen = ctx.gongwen
    if gongwen.issuer_class != "部门" or gongwen.direction != "下行" or len(gongwen.issuers) > 1 or gongwen.approved:
        return
    others = _assigned(ctx)
    if not others or ctx.given.consulted or ctx.given.approval:
        return
    text = ctx.reading.plain
    never = ctx.given.consulted == "" or _never().search(text, *gongwen.body)
    if not never and _consulted().search(text):
        return
    if not never:
        raise CannotJudge.without("知道是否征求过有关部门意见", "会签=市财政局等已会签")
    message = f"给{'、'.join(others[:3])}{'等部门' if len(others) > 3 else ''}派了任务，没有征求意见、取得一致"
    yield ctx.finding(heading(gongwen), message, advice="先征求有关部门意见，取得一致后再发")


def _assigned(ctx: Context) -> list[str]:
    """Departments other than the issuer that the text makes answerable for a task."""
    own = ctx.gongwen.issuer.name if ctx.gongwen.issuer else ""
    found = [
        one
        for match in _answerable().finditer(ctx.reading.plain, *ctx.gongwen.body)
        for one in re.split("[、，]", match["who"])
    ]
    names = dict.fromkeys(
        one.strip() for one in found if re.match("[省市县区州][^直级]{2,16}(?:局|委|办|厅|中心)$", one.strip())
    )
    return [name for name in names if not own.endswith(name[1:])]


@cache
def _answerable() -> "re.Pattern[str]":
    return re.compile(r"(?:牵头|责任|配合|承办|主办)(?:部门|单位)[:：](?P<who>[^。；\n）)]{3,120})")


@cache
def _consulted() -> "re.Pattern[str]":
    return re.compile("征求[^。；]{0,24}意见|会签|会商一致|协商一致|联合(?:印发|制定)|取得一致")


@cache
def _never() -> "re.Pattern[str]":
    return re.compile("未(?:经)?(?:征求|会签|会商)[^。；]{0,20}")
