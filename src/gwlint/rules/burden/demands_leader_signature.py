from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.model import Finding
from gwlint.rules import Context, rule
from gwlint.rules.demands import demand

_WORDS = ("签",)


@rule("GW406", "demands-leader-signature")
def check(ctx: Context) -> Iterator[Finding]:
    """要求下级主要负责同志在报送材料上签字。

    为什么：
        层层签字背书，把责任推给基层。不得要求下级党委、政府主要负责同志签字；确有必要的，由分管负责同志签字。

    不合格：

        云和市农业农村局关于做好秋种工作的通知

        各县（市、区）农业农村局：

        现就有关事项通知如下。
        一、请各县（市、区）农业农村局填写秋种进度表，经主要负责同志签字后于9月20日前报送我局。

        云和市农业农村局
        2025年9月8日

    合格：

        云和市农业农村局关于做好秋种工作的通知

        各县（市、区）农业农村局：

        现就有关事项通知如下。
        一、请各县（市、区）农业农村局填写秋种进度表，由分管负责同志签字后于9月20日前报送我局。

        云和市农业农村局
        2025年9月8日

    合格：

        云和市农业农村局关于做好秋种工作的通知

        各县（市、区）农业农村局：

        现就有关事项通知如下。
        一、重要公文由机关主要负责人签发。

        云和市农业农村局
        2025年9月8日

    不查：
        上行文由机关主要负责人签发是规定动作，不算。机关自己的表格由自己的负责人签字不算。
    """
    if ctx.gongwen.direction == "上行":
        return
    for hit in ctx.reading.imposed(_pattern, _WORDS):
        if not _internal().search(hit.sentence.span.of(ctx.reading.text)):
            government = _government().search(hit.sentence.span.of(ctx.reading.text)) is not None
            message = "要求" + ("下级党委、政府" if government else "下级") + "主要负责同志签字"
            yield demand(ctx, hit, message, "改为由分管负责同志签字，或者不要求签字", None if government else "info")


@cache
def _pattern() -> "re.Pattern[str]":
    return re.compile(
        r"(?:主要负责(?:同志|人)|主要领导|党政(?:主要)?(?:负责同志|领导|正职)|一把手|党政一把手|主官|(?:县|市|区|乡镇|镇)(?:委书记|长)|法定代表人|单位负责人|(?:局|校|院|所|站|组)长|主任)[^，。；]{0,14}?(?:签字|签名|签署|签批|审签|审核签字|签发|手签)"
        r"|(?:签字|签名|审签)[^，。；]{0,4}?(?:主要负责(?:同志|人)|主要领导|一把手)"
    )


@cache
def _internal() -> "re.Pattern[str]":
    """Procedures in which the head's signature is itself the rule (条例第二十二条)."""
    return re.compile(
        r"(?:重要公文|上行文|文件|公文)[^，。；]{0,20}签发|审批后|笔录|未经[^，。；]{0,20}(?:审批|签批)|合同|协议|处罚"
    )


@cache
def _government() -> "re.Pattern[str]":
    return re.compile(r"党委|政府|县长|市长|区长|书记|党政")
