from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.language.dates import Deadline
from gwlint.language.reading import Hit
from gwlint.model import Finding
from gwlint.rules import Context, rule
from gwlint.rules.demands import demand

_WORDS = ("报", "反馈", "提交", "回执", "发至", "汇总", "发送", "传真", "送我", "送至我")


@rule("GW401", "short-reporting-deadline")
def check(ctx: Context) -> Iterator[Finding]:
    """给下级报送材料的时间不足三天。

    为什么：
        刚下发通知就要材料，基层只能突击填报，数字和情况都靠不住。给下级准备材料的时间至少三天；时限从成文日期算起，按自然日计。

    不合格：

        云和市农业农村局关于做好秋种工作的通知

        各县（市、区）农业农村局：

        现就有关事项通知如下。
        一、请各县（市、区）农业农村局于9月9日12时前将秋种面积统计表报送我局。

        云和市农业农村局
        2025年9月8日

    合格：

        云和市农业农村局关于做好秋种工作的通知

        各县（市、区）农业农村局：

        现就有关事项通知如下。
        一、请各县（市、区）农业农村局于9月15日前将秋种面积统计表报送我局。

        云和市农业农村局
        2025年9月8日

    合格：

        云和市农业农村局关于做好秋种工作的通知

        各县（市、区）农业农村局：

        现就有关事项通知如下。
        一、发现病虫害突发情况，农户可随时向当地农业农村局反映。

        云和市农业农村局
        2025年9月8日

    不查：
        没有成文日期的不判断。按日、周、月反复报送的由另一条规则检查。突发事件的即时报告属于例外，只作提示。
    """
    days = int(ctx.options.get("days", 3))
    for hit in ctx.reading.imposed(_pattern, _WORDS):
        deadline = _soonest(ctx, hit)
        if deadline and deadline.days is not None and 0 <= deadline.days < days:
            yield demand(ctx, hit, _message(ctx, deadline, days), f"留足{days}天以上，或者写明紧急的原因并标注紧急程度")


@cache
def _pattern() -> "re.Pattern[str]":
    return re.compile(
        r"报送(?!工作)|上报|填报|发送|传真|送(?=我|至我)|反馈|提交|报至|报告|报(?=我|[省市县区国各]|送|名|回|来)|回执|[前内]报|发至|送至|汇总"
    )


def _soonest(ctx: Context, hit: Hit) -> Deadline | None:
    """The nearest deadline for material in the sentence of the hit."""
    here = [d for d in ctx.reading.deadlines_in(hit.sentence) if d.kind in ("report", "reply")]
    return min((d for d in here if d.days is not None), key=lambda d: d.days or 0, default=None)


def _message(ctx: Context, deadline: Deadline, days: int) -> str:
    left = "当天" if deadline.days == 0 else f"只有{deadline.days}天"
    return f"要求“{deadline.span.of(ctx.text)}”报送，距成文日期{left}，少于{days}天"
