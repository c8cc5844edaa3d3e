from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.model import Edit, Element, Finding, Fix, Span
from gwlint.rules import Context, rule
from gwlint.rules.form._trusted import in_force


@rule("GW902", "malformed-date")
def check(ctx: Context) -> Iterator[Finding]:
    """成文日期、印发日期的月、日用0补位。

    为什么：
        成文日期和印发日期用阿拉伯数字写全年、月、日，月、日不编虚位：3月6日不写03月06日。

    不合格：

        平川县民政局关于开展养老机构安全检查的通知

        各乡镇人民政府社会事务办公室：

        现就养老机构安全检查有关事项通知如下，请逐项自查。

        平川县民政局
        2025年03月06日

    合格：

        平川县民政局关于开展养老机构安全检查的通知

        各乡镇人民政府社会事务办公室：

        现就养老机构安全检查有关事项通知如下，请逐项自查。

        平川县民政局
        2025年3月6日

    不查：
        只查落款的成文日期和版记的印发日期，正文里的日期不查；用汉字数字写的日期、用点和横线隔开的日期不查。2012年国家标准施行以前的文件不查。
    """
    for element, what in ((ctx.gongwen.date_line, "成文日期"), (ctx.gongwen.imprint, "印发日期")):
        if element is not None and in_force(ctx):
            yield from _padded(ctx, element, what)


@cache
def _pattern() -> "re.Pattern[str]":
    return re.compile(r"\d{4}\s*年\s*(?P<month>[0０]?)\d{1,2}\s*月\s*(?P<day>[0０]?)\d{1,2}\s*日(?=\D*$)")


def _padded(ctx: Context, element: Element, what: str) -> Iterator[Finding]:
    """The 0 before a month or a day of one figure."""
    found = _pattern().search(element.span.of(ctx.text))
    if not found:
        return
    zeros = [found.span(name) for name in ("month", "day") if found[name]]
    if not zeros:
        return
    at = element.span.start
    wanted = re.sub(r"(?<=[年月])\s*[0０](?=\d)", "", found[0])
    yield ctx.finding(
        Span(at + found.start(), at + found.end()),
        f"{what}的月、日用0补位，应写作“{wanted}”",
        cites=ctx.cites(what),
        fix=Fix(f"改为“{wanted}”", tuple(Edit(Span(at + start, at + end), "") for start, end in zeros)),
    )
