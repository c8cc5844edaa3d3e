from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.model import Finding
from gwlint.rules import Context, rule
from gwlint.rules.places import heading

_OPENING = 300  # characters in which a matching document names its source
_LEVELS = ("市", "县", "乡")


@rule("GW802", "needless-matching-document")
def check(ctx: Context) -> Iterator[Finding]:
    """市县为落实国务院文件另发实施意见、方案，文中看不出有明确要求。

    为什么：
        国务院文件要求制定配套文件的，原则上只由省级配套；没有明确要求的，一般不制定。层层配套，内容大同小异。

    不合格：

        云和市人民政府关于贯彻落实《国务院关于加强耕地质量建设的意见》的实施意见

        各县（市、区）人民政府：

        为贯彻落实《国务院关于加强耕地质量建设的意见》，结合我市实际，提出以下实施意见。新建高标准农田三万亩。

        云和市人民政府
        2025年9月8日

    合格：

        云和市人民政府关于贯彻落实《国务院关于加强耕地质量建设的意见》的实施意见

        各县（市、区）人民政府：

        《国务院关于加强耕地质量建设的意见》明确要求设区的市制定实施意见，省政府也作了部署，现提出以下意见。新建高标准农田三万亩。

        云和市人民政府
        2025年9月8日

    不查：
        省级的配套文件不查；只把国务院文件列为依据、自己另有主题的不查；规划、预案不查。
        有明确要求的，可以用 --given 配套依据=某文件第几条 给出。
    """
    gongwen = ctx.gongwen
    if gongwen.issuer_level not in _LEVELS or gongwen.direction not in ("下行", "公布") or ctx.given.mandate:
        return
    names = "".join(one.text for one in (gongwen.title, gongwen.printed) if one)
    if "国务院" not in ctx.reading.plain or not _matching().search(names):
        return
    opening = ctx.reading.plain[gongwen.body.start : gongwen.body.end][:_OPENING]
    source = _named().search(names) or _carries_out().search(opening)
    if source is None or _asked().search(ctx.reading.plain, gongwen.zones[0].start, gongwen.body.end):
        return
    name = (source["name"] or "国务院文件").strip("《》")
    yield ctx.finding(
        heading(gongwen),
        f"{gongwen.issuer_level}级为“{name}”另发配套文件，文中看不出上级有明确要求",
        advice="上级明确要求配套的，在开头写明哪份文件第几条要求；没有要求的，不另发文，直接落实",
    )


@cache
def _matching() -> "re.Pattern[str]":
    return re.compile(
        "(?:实施|贯彻|贯彻落实|落实|配套)(?:的)?(?:意见|方案|细则|办法|措施)|贯彻落实.{0,40}的?(?:若干)?(?:意见|措施|方案)"
    )


@cache
def _named() -> "re.Pattern[str]":
    return re.compile("(?:贯彻(?:落实)?|落实|实施)(?P<name>《?国务院[^《》]{2,60}》?)")


@cache
def _carries_out() -> "re.Pattern[str]":
    return re.compile("(?:贯彻(?:落实|执行)?|落实)(?:好)?(?P<name>《国务院[^《》]{2,60}》)")


@cache
def _asked() -> "re.Pattern[str]":
    return re.compile(
        r"要求[^，。；]{0,24}?(?:市|县|州|各地|地方)[^，。；]{0,20}(?:制定|制订|出台|细化|提出|配套)"
        r"|(?:根据|按照|依据)[^。；]{0,60}(?:制定|制订|出台|配套)[^，。；]{0,16}(?:的)?要求|(?:国务院|省政府|省人民政府)要求[^，。；]{0,16}(?:制定|制订|出台|配套)"
    )
