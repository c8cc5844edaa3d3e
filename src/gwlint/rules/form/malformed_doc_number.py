from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.model import Edit, Finding, Fix, Span
from gwlint.rules import Context, rule
from gwlint.rules.form._trusted import as_written, in_force


@rule("GW901", "malformed-doc-number", needs=("punctuation",))
def check(ctx: Context) -> Iterator[Finding]:
    """发文字号写法不规范。

    为什么：
        发文字号由机关代字、年份、顺序号组成，年份写全称、加六角括号“〔〕”，顺序号前不加“第”、不用0补位。
        写法不一，登记、引用和检索时会对不上。

    不合格：

        平政办发[2025]第08号

        平川县人民政府办公室关于调整储备库点布局的通知

        县直有关单位：

        现将储备库点布局调整事项通知如下。

        平川县人民政府办公室
        2025年3月6日

    合格：

        平政办发〔2025〕8号

        平川县人民政府办公室关于调整储备库点布局的通知

        县直有关单位：

        现将储备库点布局调整事项通知如下。

        平川县人民政府办公室
        2025年3月6日

    不查：
        只查本文件自己的发文字号，文中引用的不查；没有年份的令号（第8号）、年份不全的不查。网页页首所列的文号、通篇半角标点的文本不查，那是网站或者导出程序的写法。
        字形与六角括号相同的“﹝﹞”不算错。2012年国家标准施行以前的文件不查。
    """
    number = ctx.gongwen.doc_number
    if number is None or not in_force(ctx) or _on_web(ctx, number.span):
        return
    found = _pattern().search(number.span.of(ctx.text))
    faults = list(_faults(found)) if found else []
    if not found or not faults or not as_written(ctx):
        return
    at = number.span.start
    edits = tuple(Edit(Span(at + start, at + end), text) for _, (start, end), text in faults)
    wanted = f"〔{found['year']}〕{found['serial']}号"
    yield ctx.finding(
        number.span,
        f"发文字号{'，'.join(dict.fromkeys(why for why, _, _ in faults))}，应写作“{wanted}”",
        fix=Fix(f"改为“{wanted}”", edits),
    )


@cache
def _pattern() -> "re.Pattern[str]":
    return re.compile(
        r"(?P<open>[\[【（(［「〔﹝<＜])\s*(?P<year>\d{4})\s*(?P<close>[\]】）)］」〕﹞>＞])"
        r"\s*(?P<ordinal>第?)\s*(?P<zeros>[0０]*)(?P<serial>\d+)\s*号"
    )


def _faults(found: "re.Match[str]") -> Iterator[tuple[str, tuple[int, int], str]]:
    """Why, where in the number, and what stands there instead."""
    if found["open"] not in "〔﹝":
        yield "年份没有用六角括号", found.span("open"), "〔"
    if found["close"] not in "〕﹞":
        yield "年份没有用六角括号", found.span("close"), "〕"
    if found["ordinal"]:
        yield "顺序号前加了“第”", found.span("ordinal"), ""
    if found["zeros"]:
        yield "顺序号用0补位", found.span("zeros"), ""


def _on_web(ctx: Context, span: Span) -> bool:
    return any(block.role.startswith("web") and block.span.holds(span) for block in ctx.document.blocks)
