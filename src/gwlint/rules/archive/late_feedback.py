import datetime
import re
from collections.abc import Iterator

from gwlint.model import Severity
from gwlint.rules.across import ArchiveContext, Linked, Register
from gwlint.rules.archive._registers import at, documents, home
from gwlint.rules.registry import archive_rule

_OTHER = "(报告|通知|意见|函|通报|纪要|决定|批复|公告|通告)$"


@archive_rule("GW961", "late-feedback", needs=("register",))
def check(ctx: ArchiveContext) -> Iterator[Linked]:
    """收到请示后，没有按时反馈办理进展。

    为什么：
        下级的请示压着不回，工作就停在那里。济南规定请示事项5日内反馈办理进展。用 --register 给出收文台账，按“收文日期”“反馈日期”两列算。

    不合格（jinan-2019）：

        文件 | 发文机关 | 成文日期 | 标题
        一.docx | 历城区水务局 | 2025-03-03 | 关于拨付防汛经费的请示

        台账：
        标题 | 收文日期 | 反馈日期
        关于拨付防汛经费的请示 | 2025-03-04 | 2025-03-12

    合格（jinan-2019）：

        文件 | 发文机关 | 成文日期 | 标题
        一.docx | 历城区水务局 | 2025-03-03 | 关于拨付防汛经费的请示

        台账：
        标题 | 收文日期 | 反馈日期
        关于拨付防汛经费的请示 | 2025-03-04 | 2025-03-09
        关于防汛准备情况的报告 | 2025-03-04 | 2025-04-09

    不查：
        条款没有说是工作日，按自然日算。标题写明是报告、通知、函等的不算请示。没有反馈日期的，以台账上最晚的日期为准算，只作提示。
        台账没有适用的规定可认，用档案里当年文件用得最多的一份；可以用 --profile 指明。
    """
    for register in ctx.registers:
        if {"received", "answered"} <= register.columns:
            yield from _judge(ctx, register)


def _judge(ctx: ArchiveContext, register: Register) -> Iterator[Linked]:
    last = _last(register)
    years = {one.cells["received"].year for one in register.entries if "received" in one.cells}
    homes = {year: home(ctx, year) for year in sorted(years)}
    for entry in register.entries:
        received, answered = entry.cells.get("received"), entry.cells.get("answered")
        title = entry.cells.get("title", "")
        if received is None or re.search(_OTHER, title):
            continue
        place = at(register, homes[received.year], received.year)._replace(date=received)
        setting = ctx.setting(place)
        days = ((answered or last) - received).days
        if setting is None or days <= setting.options["days"]:
            continue
        late = f"收到{days}天才反馈" if answered else f"收到后至少{days}天没有反馈日期"
        said = f"{register.name}第{entry.line}行{f'“{title}”' if title else ''}{late}，应在{setting.options['days']}日内反馈办理进展"
        grave: Severity | None = None if answered else "info"
        yield ctx.finding(place, documents(ctx, entry), said, quote=title, severity=grave)


def _last(register: Register) -> datetime.date:
    """The latest day that the register knows of."""
    known = [day for one in register.entries for day in one.cells.values() if isinstance(day, datetime.date)]
    return max(known, default=datetime.date.min)
