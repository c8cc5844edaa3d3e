from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.model import Finding
from gwlint.rules import Context, rule
from gwlint.rules.demands import demand

_WORDS = (
    "否决",
    "责任状",
    "责任书",
    "承诺书",
    "军令状",
    "保证书",
    "评优",
    "评先",
)


@rule("GW407", "veto-or-pledge")
def check(ctx: Context) -> Iterator[Finding]:
    """实行一票否决，或者要求签订责任状、承诺书。

    为什么：
        不得随意设置一票否决事项，不得动辄签责任状，不能用一张纸把责任甩给基层。

    不合格：

        云和市农业农村局关于做好秋种工作的通知

        各县（市、区）农业农村局：

        现就有关事项通知如下。
        一、各县（市、区）农业农村局要与乡镇层层签订责任书，对完不成任务的实行一票否决。

        云和市农业农村局
        2025年9月8日

    合格：

        云和市农业农村局关于做好秋种工作的通知

        各县（市、区）农业农村局：

        现就有关事项通知如下。
        一、申请补贴的农户可以采用告知承诺方式办理。

        云和市农业农村局
        2025年9月8日

    合格：

        云和市农业农村局关于做好秋种工作的通知

        各县（市、区）农业农村局：

        现就有关事项通知如下。
        一、不得随意设置“一票否决”事项，不得动辄签责任状。

        云和市农业农村局
        2025年9月8日

    不查：
        告知承诺、涉密和廉政承诺、合同、申请人的承诺不算。
    """
    for hit in ctx.reading.imposed(_pattern, _WORDS):
        if not re.search(
            "告知承诺|保密|涉密|廉洁|廉政|申请人|考生|报考|纳税人|合同|供应商|投标",
            hit.sentence.span.of(ctx.reading.text),
        ):
            yield demand(ctx, hit, "要求实行一票否决或者签订责任状、承诺书", "删去；确有法律法规依据的，写明依据")


@cache
def _pattern() -> "re.Pattern[str]":
    return re.compile(
        r"(?:实行|列为|列入|纳入|设置|设立|执行|落实|给予|予以|作为|适用|启动)[^，。；]{0,24}?[“‘]?一票否决[”’]?(?:制|事项|项)?|[“‘]?一票否决[”’]?(?:制|事项)?(?=$|[，。；])|单项否决|(?:年度|考核)[^，。；]{0,16}?(?:不得评优|取消[^，。；]{0,10}评[先优]资格)"
        r"|(?:签订|签署|递交|签(?!订|署)|立下|层层签订|逐级签订)(?!的|了)[^，。；]{0,24}?(?:责任状|责任书|承诺书|军令状|保证书)"
    )
