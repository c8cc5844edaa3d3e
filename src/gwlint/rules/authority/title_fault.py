from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.model import Finding
from gwlint.rules import Context, rule


@rule("GW309", "title-fault")
def check(ctx: Context) -> Iterator[Finding]:
    """标题缺文种、文种重叠，或者“关于……的”结构不完整。

    为什么：
        公文标题由发文机关名称、事由和文种组成。文种写错或者写重，收文单位不知道该批、该办还是该阅。

    不合格：

        云和市审计局关于购置审计软件的请示报告

        云和市人民政府：

        因现有软件停止维护，拟购置审计软件一套，预算四十万元。
        妥否，请批示。

        云和市审计局
        2025年6月9日

    合格：

        云和市审计局关于购置审计软件的请示

        云和市人民政府：

        因现有软件停止维护，拟购置审计软件一套，预算四十万元。
        妥否，请批示。

        云和市审计局
        2025年6月9日

    不查：
        没有标题的文字（例如只贴了正文）不报。方案、办法等随文印发的文件，标题可以不用“关于……的”。转发、印发时省去重复的“关于”和“的通知”是对的。
    """
    title = ctx.gongwen.title
    if title is None:
        return
    fault, advice = _fault(title.text, ctx.gongwen.genre)
    if fault:
        yield ctx.finding(title.span, f"标题{fault}", advice=advice)


def _fault(title: str, genre: str | None) -> tuple[str, str]:
    """What is wrong with the title's structure, and what to do; empty when it is sound."""
    doubled = _doubled().search(title)
    if doubled:
        return f"文种重叠：“{doubled.group()}”", "只留一个文种：要批准的用请示，汇报情况的用报告"
    if re.search("通知的通知|意见的意见|关于关于|的的", title):
        return "有重复的字样", "转发、印发类标题保留一个“关于”和一个“的通知”"
    if genre is None and not re.search("(?:公示|材料|专报|提纲|讲话|发言|致辞|情况|预告|简介|说明|名单|信)$", title):
        return "没有写文种", "在末尾写明文种，例如通知、请示、报告、函"
    if genre and _broken(title, genre):
        if genre not in title:
            return "没有写文种", f"写成“关于（事由）的{genre}”"
        return f"“关于……的{genre}”结构不完整", f"写成“关于（事由）的{genre}”"
    return "", ""


@cache
def _doubled() -> "re.Pattern[str]":
    return re.compile(
        r"(?:请示报告|报告请示|请示函|函请示|通知函|请示的报告|报告的请示|意见报告|申请请示|的申请报告)(?:[（(].{1,8}[)）])?$"
    )


def _broken(title: str, genre: str) -> bool:
    """关于 without the 的 that goes with it, in one of the fifteen official genres."""
    if genre not in ("通知", "请示", "报告", "批复", "函", "通报", "决定", "意见"):
        return False
    outside = re.sub(r"《[^》]*》|“[^”]*”", "", title)
    tail = outside.split("关于", 1)[1] if "关于" in outside else ""
    return bool(tail) and "的" not in tail and not re.search("印发|转发|批转", outside)
