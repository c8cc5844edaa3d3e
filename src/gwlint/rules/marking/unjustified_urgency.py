from collections.abc import Iterator

from gwlint.model import Finding
from gwlint.rules import Context, rule
from gwlint.rules.context import step_down
from gwlint.rules.marking._urgency import nearest


@rule("GW206", "unjustified-urgency")
def check(ctx: Context) -> Iterator[Finding]:
    """标了急件，文中看不出急在哪里。

    为什么：
        件件都急，真急的反而被压住。标“特急”“加急”的，文中应当有突发情况，或者几天之内的期限、会议。

    不合格（gansu-2024）：

        特急

        平川县文化和旅游局关于推荐乡村旅游线路的通知

        各乡镇文化站：

        请结合当地实际推荐乡村旅游线路，9月30日前将推荐表报县文化和旅游局。

        平川县文化和旅游局
        2024年7月1日

    合格（gansu-2024）：

        特急

        平川县应急管理局关于转移低洼地段群众的通知

        各乡镇应急管理所：

        据气象部门预报，今夜全县有大暴雨，请立即组织低洼地段群众转移，7月2日8时前报告转移人数。

        平川县应急管理局
        2024年7月1日

    不查：
        特急3天、加急5天等界限是各地习惯，没有全国规定，可以在规定文件里改；只差在这个界限上的，降一级。
        没有成文日期而写了期限的，算不出天数，不查。
    """
    mark = ctx.gongwen.urgency
    if mark is None or ctx.reading.emergency:
        return
    soonest, allowed = nearest(ctx), ctx.options["days"].get(mark.text, max(ctx.options["days"].values()))
    if soonest is None:
        if not (ctx.reading.deadlines and ctx.gongwen.date is None):
            message = f"标了“{mark.text}”，文中没有突发情况，也没有办理期限或者会议时间"
            yield ctx.finding(mark.span, message, advice=_ADVICE)
    elif soonest.days is not None and soonest.days > allowed:
        asked = soonest.span.of(ctx.text).strip()
        yield ctx.finding(
            mark.span,
            f"标了“{mark.text}”，文中没有突发情况，最近的期限是“{asked}”，距成文日期{soonest.days}天，超过{allowed}天",
            advice=_ADVICE,
            severity=step_down(ctx.setting.severity) if soonest.days <= 2 * allowed else None,
        )


_ADVICE = "不紧急的删去紧急程度；确属紧急的，在文中写明情况和期限"
