from collections.abc import Iterator

from gwlint import re
from gwlint.model import Finding
from gwlint.rules import Context, rule


@rule("GW503", "too-many-speakers")
def check(ctx: Context) -> Iterator[Finding]:
    """会上交流发言的人太多。

    为什么：
        发言一多，会就开长了，内容也容易雷同。交流发言一般不超过5人，其余的可以书面交流。

    不合格（gansu-2024）：

        甘肃省商务厅关于召开全省商务工作会议的通知

        各市（州）商务局：

        定于3月20日召开全省商务工作会议，会期半天。
        会议安排兰州市、嘉峪关市、金昌市、白银市、天水市、酒泉市商务局作交流发言。

        甘肃省商务厅
        2025年3月10日

    合格（gansu-2024）：

        甘肃省商务厅关于召开全省商务工作会议的通知

        各市（州）商务局：

        定于3月20日召开全省商务工作会议，会期半天。
        会议安排兰州市、天水市、酒泉市商务局作交流发言，其他市（州）作书面交流。

        甘肃省商务厅
        2025年3月10日

    不查：
        书面交流不算；座谈会、研讨会、述职会、评审会本来就要大家发言，不查；领导讲话、工作汇报不是交流发言。
    """
    meeting = ctx.reading.meeting
    if meeting is None or meeting.exchange is None or meeting.statutory:
        return
    most, number = int(ctx.options["max"]), meeting.exchange.number
    if number <= most or re.search("座谈|研讨|论坛|述职|评审|论证|答辩|学术", meeting.name.text):
        return
    from gwlint.rules.meeting._meetings import fault

    limit, advice = f"超过{most}人", f"留{most}人以内发言，其余改为书面交流"
    if most == 0:
        limit, advice = "规定一般不安排", "改为书面交流"
    yield fault(ctx, meeting.exchange.span, f"安排{number}人交流发言，{limit}", advice)
