from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from gwlint.language import lexicons
from gwlint.model import Finding
from gwlint.rules import Context, rule
from gwlint.rules.demands import demand

if TYPE_CHECKING:
    import regex

_WORDS = ("方案", "细则", "办法", "配套", "意见", "措施")


@rule("GW408", "requires-matching-document")
def check(ctx: Context) -> Iterator[Finding]:
    """要求下级另行制定实施方案、细则等配套文件。

    为什么：
        全国规定，制发文件一般不提出制定配套文件的要求。层层制定方案，内容照搬照抄，耽误落实。

    不合格：

        云和市农业农村局关于做好秋种工作的通知

        各县（市、区）农业农村局：

        现就有关事项通知如下。
        一、各县（市、区）农业农村局要结合实际，抓紧制定具体实施方案。

        云和市农业农村局
        2025年9月8日

    合格：

        云和市农业农村局关于做好秋种工作的通知

        各县（市、区）农业农村局：

        现就有关事项通知如下。
        一、各县（市、区）农业农村局可结合实际制定补助标准。

        云和市农业农村局
        2025年9月8日

    合格：

        云和市农业农村局关于做好秋种工作的通知

        各县（市、区）农业农村局：

        现就有关事项通知如下。
        一、没有明确要求的，不得要求乡镇制定配套文件。

        云和市农业农村局
        2025年9月8日

    不查：
        单位自己的业务方案、应急预案不算；发文机关及其同级部门自己制定的不算；“可以制定”“鼓励制定”不算。
    """
    for hit in ctx.reading.imposed(_pattern, _WORDS):
        yield demand(
            ctx, hit, "要求下级另行制定配套文件", "没有上级明确要求的，不要求制定配套文件；直接写明做什么、谁来做"
        )


@cache
def _pattern() -> "regex.Pattern[str]":
    import regex

    return regex.compile(
        r"(?:制定|制订|修订完善|出台|拟定|编制|研究制定|印发|拿出)(?!的|了)[^，。；]{0,44}?"
        r"(?:\L<documents>|(?:考核|评估|评价|考评)[^，。；]{0,6}?(?:办法|细则|方案))"
        r"|(?:细化的?|本地区?|本单位|各自)[^，。；]{0,12}(?:方案|细则|办法)[^，。；]{0,6}报[^，。；]{0,16}(?:备案|审核|审批|审定)",
        documents=lexicons.terms("demands", "document"),
    )
