from collections.abc import Iterator

from gwlint import re
from gwlint.model import Attachment, Finding
from gwlint.rules import Context, rule

_OPENING = 200  # characters of an attachment that hold its title


@rule("GW104", "attachment-list-mismatch")
def check(ctx: Context) -> Iterator[Finding]:
    """附件说明与附件对不上。

    为什么：
        正文之后的“附件：”写明附件的顺序号和名称，附件本身的顺序号和标题要与它一致，否则收文的人不知道附件缺没缺、错没错。

    不合格：

        平川县民政局关于开展养老机构安全检查的通知

        各乡镇人民政府社会事务办公室：

        现就养老机构安全检查有关事项通知如下，请对照附件逐项自查。

        附件：养老机构安全自查表

        平川县民政局
        2025年3月6日

        附件

        敬老院床位统计表

        机构名称、床位数、入住人数。

    合格：

        平川县民政局关于开展养老机构安全检查的通知

        各乡镇人民政府社会事务办公室：

        现就养老机构安全检查有关事项通知如下，请对照附件逐项自查。

        附件：养老机构安全自查表

        平川县民政局
        2025年3月6日

        附件

        养老机构安全自查表

        检查项目、检查方法、检查结果。

    不查：
        附件另存为单独文件、本文件里一个附件都没有的，不查。所印发文件自己的附件不查。
    """
    gongwen = ctx.gongwen
    present = [one for one in gongwen.attachments if one.span]
    if gongwen.printed or not present or not (gongwen.signature or gongwen.date_line):
        return
    if not any(one.listed for one in gongwen.attachments):
        yield from _without_list(ctx, present)
        return
    yield from _misnumbered(ctx)
    for one in gongwen.attachments:
        yield from _unlisted(ctx, one) if one.span else _absent(ctx, one)
        yield from _renamed(ctx, one)


def _without_list(ctx: Context, present: list[Attachment]) -> Iterator[Finding]:
    first = next((one.heading for one in present if one.heading), None)
    if first:
        message = f"文后有{len(present)}个附件，正文之后没有附件说明"
        yield ctx.finding(first, message, advice="在正文下一行写“附件：”和各附件的顺序号、名称")


def _misnumbered(ctx: Context) -> Iterator[Finding]:
    """The list's own numbers run 1, 2, 3."""
    listed = [one for one in ctx.gongwen.attachments if one.listed]
    for place, one in enumerate(listed, 1):
        if one.listed and one.number != place:
            yield ctx.finding(one.listed, f"附件说明的顺序号应连续：这里应是{place}，写成了{one.number}")
            return


def _absent(ctx: Context, one: Attachment) -> Iterator[Finding]:
    if one.listed:
        message = f"附件说明列有附件{one.number}“{one.title}”，文后没有这个附件"
        yield ctx.finding(one.listed, message, advice="补上附件，或者从附件说明中删去")


def _unlisted(ctx: Context, one: Attachment) -> Iterator[Finding]:
    if not one.listed and one.heading:
        message = f"文后有附件{one.number}“{one.title}”，附件说明没有列出"
        yield ctx.finding(one.heading, message, advice="在正文之后的“附件：”里补上它的顺序号和名称")


def _renamed(ctx: Context, one: Attachment) -> Iterator[Finding]:
    if not (one.listed and one.span and one.title):
        return
    opening = ctx.text[one.span.start : min(one.span.end, one.span.start + _OPENING)]
    if _bare(one.title) in _bare(opening):
        return
    shown = opening.strip().splitlines()[0].strip()
    yield ctx.finding(
        one.listed,
        f"附件{one.number}在附件说明里叫“{one.title}”，附件上的标题是“{shown}”，两处不一致",
        advice="改成同一个标题",
    )


def _bare(text: str) -> str:
    """What must agree: letters and digits, whatever their width."""
    from gwlint.language.normal import canon

    return re.sub(r"\W", "", canon(text))
