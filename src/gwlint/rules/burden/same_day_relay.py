from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.model import Finding
from gwlint.rules import Context, rule
from gwlint.rules.demands import demand

_WORDS = ("过夜", "连夜", "当晚", "当天", "当日", "第一时间", "小时内")


@rule("GW411", "same-day-relay")
def check(ctx: Context) -> Iterator[Finding]:
    """要求当天、连夜传达或者开会，传达不过夜。

    为什么：
        传达快不等于落实好。刻意要求不过夜，基层只能连夜开会、连夜拍照，内容反而没有时间消化。

    不合格：

        云和市农业农村局关于传达学习全市秋种工作会议精神的通知

        各县（市、区）农业农村局：

        各县（市、区）农业农村局要在收到通知后连夜召开会议传达学习，做到传达不过夜。

        云和市农业农村局
        2025年9月8日

    合格：

        云和市农业农村局关于传达学习全市秋种工作会议精神的通知

        各县（市、区）农业农村局：

        各县（市、区）农业农村局要结合近期例会传达学习，把播种任务落到地块。

        云和市农业农村局
        2025年9月8日

    合格：

        云和市农业农村局关于改进会风文风的通知

        各县（市、区）农业农村局：

        不要求下级连夜开会，不搞传达不过夜。

        云和市农业农村局
        2025年9月8日

    不查：
        预警信息、险情和应急指令的即时传达不算。第一时间报告情况的由时限规则检查。
    """
    for hit in ctx.reading.imposed(_pattern, _WORDS):
        if not ctx.reading.emergency and not re.search(
            "预警|险情|灾情|警报|应急", hit.sentence.span.of(ctx.reading.text)
        ):
            yield demand(ctx, hit, "要求当天或者连夜传达、开会", "删去时间要求，或者改为结合例会、学习日传达")


@cache
def _pattern() -> "re.Pattern[str]":
    soon = r"(?:当天|当日|当晚|连夜|第一时间|\d{1,2}小时内)"
    relay = r"(?:传达|组织学习|召开[^，。；]{0,14}会|开会)"
    return re.compile(
        rf"(?:传达|学习|部署)[^，。；]{{0,8}}不过夜|不过夜[^，。；]{{0,8}}传达|{soon}[^，。；]{{0,16}}?{relay}"
        rf"|{relay}[^，。；]{{0,12}}?(?:当天|当日|当晚|连夜)(?:完成|召开|进行|到位)"
    )
