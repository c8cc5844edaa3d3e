from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.model import Finding
from gwlint.rules import Context, rule
from gwlint.rules.places import heading


@rule("GW311", "event-without-approval")
def check(ctx: Context) -> Iterator[Finding]:
    """举办节庆、论坛、展会，文中没有注明经过批准。

    为什么：
        节庆、论坛、展会实行事前申报和清单管理，严格控制数量、规模和规格。通知里写明批准情况，参加的单位心里有数。

    不合格（gansu-2024）：

        甘肃省体育局关于举办丝路冰雪文化节的通知

        各市（州）体育局：

        定于12月20日举办丝路冰雪文化节，请组织代表队参加。

        甘肃省体育局
        2025年11月3日

    合格（gansu-2024）：

        甘肃省体育局关于举办丝路冰雪文化节的通知

        各市（州）体育局：

        经省政府批准，定于12月20日举办丝路冰雪文化节，请组织代表队参加。

        甘肃省体育局
        2025年11月3日

    不查：
        春节等传统节日的工作安排不算；学术会议、企业主办的活动不算；请求批准的请示不算。批准情况可以用 --given 批准=… 给出。
    """
    title = ctx.gongwen.title
    if title is None or ctx.gongwen.direction not in ("下行", "平行", "公布") or not _event().search(title.text):
        return
    if ctx.gongwen.issuer_class not in ("部门", "政府", "办公厅室", "议事协调机构"):
        return
    if ctx.gongwen.approved or ctx.given.approval or _granted().search(ctx.reading.plain):
        return
    yield ctx.finding(
        heading(ctx.gongwen),
        "举办节庆、论坛、展会，文中没有注明经过批准",
        advice="经批准的在开头注明；没有报批的先申报",
    )


@cache
def _event() -> "re.Pattern[str]":
    return re.compile(
        r"(?:举办|承办|主办|组织参加|邀请参加|协办)[^《》]{0,40}?(?:(?:文化|艺术|旅游|美食|采摘|啤酒|音乐|电影|体育|冰雪|花|果|茶|灯会?|民俗|丰收|购物|消费|动漫|戏剧)节|庙会|论坛|峰会|博览会|展览会|展销会|交易会|洽谈会)(?!.{0,12}(?:安全|保障|值班|论文|征文))"
    )


@cache
def _granted() -> "re.Pattern[str]":
    return re.compile("(?:经|报)[^，。；]{0,24}(?:批准|同意|审定|核准)|列入[^，。；]{0,24}(?:清单|计划|项目库)")
