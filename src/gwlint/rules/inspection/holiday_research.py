import datetime
from collections.abc import Iterator

from gwlint.anatomy.visit import kind_of, read_visit
from gwlint.language.periods import Period
from gwlint.model import Finding
from gwlint.rules import CannotJudge, Context, rule

_STAYS = 5  # days from which on a trip is a stay (蹲点), which may take in a weekend


@rule("GW605", "holiday-research")
def check(ctx: Context) -> Iterator[Finding]:
    """部门安排在节假日到基层调研。

    为什么：
        部门原则上不在节假日组织针对基层的调研，占用的是基层干部的休息时间。周末是不是节假日，规定没有明说，只作提示。

    不合格（gansu-2024）：

        甘肃省文化和旅游厅关于开展乡村戏台使用情况调研的通知

        各市（州）文化和旅游局：

        定于2025年10月2日至4日开展乡村戏台使用情况调研。

        甘肃省文化和旅游厅
        2025年9月15日

    合格（gansu-2024）：

        甘肃省文化和旅游厅关于开展乡村戏台使用情况调研的通知

        各市（州）文化和旅游局：

        定于2025年9月23日至25日开展乡村戏台使用情况调研。

        甘肃省文化和旅游厅
        2025年9月15日

    不查：
        没有写明日期的不查；蹲点调研一周以上、中间有周末的不报；党委、政府组织的调研不查；防汛、值守等应急工作不查。
    """
    if ctx.gongwen.issuer_class != "部门" or kind_of(ctx.gongwen) != "调研" or ctx.reading.emergency:
        return
    visit = read_visit(ctx.reading)
    if visit is None or visit.days is None:
        return
    for day in _days(visit.days):
        found = _off(ctx, visit.days, day)
        if found:
            yield found
            return


def _days(days: Period) -> list[datetime.date]:
    """Every day, the legal holidays first. Raises CannotJudge where the calendar ends before the first of them."""
    from gwlint.language.calendar import holiday_name, is_holiday, uncovered

    each = [days.first + datetime.timedelta(days=n) for n in range(min((days.last - days.first).days + 1, 60))]
    if is_holiday(each[0]) is None:
        raise CannotJudge(uncovered(each[0]))
    return sorted(each, key=lambda day: holiday_name(day) is None)


def _off(ctx: Context, days: Period, day: datetime.date) -> Finding | None:
    from gwlint.language.calendar import holiday_name, is_holiday

    if not is_holiday(day):
        return None
    name, said = holiday_name(day), f"{day.month}月{day.day}日"
    if name:
        return ctx.finding(days.span, f"调研安排在节假日：{said}是{name}假期", advice="改在工作日")
    if (days.last - days.first).days >= _STAYS:
        return None
    return ctx.finding(days.span, f"调研占用周末：{said}", advice="能改在工作日的，改在工作日", severity="info")
