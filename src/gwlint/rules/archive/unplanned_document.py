from collections.abc import Iterator
from typing import NamedTuple

from gwlint.rules.across import ArchiveContext, Doc, Linked, Register
from gwlint.rules.archive._topics import alike, topic
from gwlint.rules.registry import archive_rule

KINDS = {
    "发文": ("政策性文件", "工作部署", "规划", "预案"),
    "会议": ("会议通知",),
    "督查检查": ("督查检查",),
    "调研": ("调研",),
}


class _Planned(NamedTuple):
    """A line of a plan as documents are compared with it."""

    topic: str
    number: str
    unit: str


@archive_rule("GW960", "unplanned-document", needs=("words", "plan"))
def check(ctx: ArchiveContext) -> Iterator[Linked]:
    """发文、开会、督查检查或调研没有列入年度计划。

    为什么：
        发文、会议、督查检查、调研都要先列入年度计划，计划外的按程序报批。用 --plan 给出计划（xlsx 或 csv），逐份对照：文号相同，
        或者题目相近的，算列入了计划。

    不合格（gansu-2024）：

        文件 | 发文机关 | 成文日期 | 事项类别 | 行文方向 | 标题
        一.docx | 平川县商务局 | 2025-03-03 | 政策性文件 | 下行 | 平川县商务局关于支持夜间经济发展的若干措施

        计划：
        年度 | 文件名称 | 类型
        2025 | 关于促进电子商务进农村的意见 | 发文

    合格（gansu-2024）：

        文件 | 发文机关 | 成文日期 | 事项类别 | 行文方向 | 标题
        一.docx | 平川县商务局 | 2025-03-03 | 政策性文件 | 下行 | 平川县商务局关于促进电子商务进农村工作的意见
        二.docx | 平川县商务局 | 2025-03-09 | 会议通知 | 下行 | 平川县商务局关于召开商贸流通工作会议的通知
        三.docx | 平川县商务局 | 2024-03-09 | 政策性文件 | 下行 | 平川县商务局关于支持老字号发展的若干措施

        计划：
        年度 | 文件名称 | 类型
        2025 | 关于促进电子商务进农村的意见 | 发文

    不查：
        只查计划写到的年份和类型：没有“类型”一列的计划算发文计划；写了“单位”一列的，只查这些单位。上行文、函、纪要不在发文计划内。
        标有紧急程度或注明经批准的降为提示，因为应急和上级交办的事项按程序报批后可以在计划外。
    """
    for plan in ctx.plans:
        for kind in KINDS:
            for year in sorted(plan.years):
                planned = list(_planned(plan, kind, year))
                if planned:
                    yield from _judge(ctx, plan, kind, year, planned)


def _planned(plan: Register, kind: str, year: int) -> Iterator[_Planned]:
    for entry in plan.entries:
        said = entry.cells
        if (
            kind in said.get("kind", "发文")
            and said.get("year", year) == year
            and ("title" in said or "number" in said)
        ):
            title = said.get("title", "")
            yield _Planned(topic(title, said.get("unit", "")), said.get("number", ""), said.get("unit", ""))


def _judge(ctx: ArchiveContext, plan: Register, kind: str, year: int, planned: list[_Planned]) -> Iterator[Linked]:
    sql = f"""
        select path, profile, date, unit, title, doc_number, meeting, approved or urgency is not null from docs
        where year = ? and title is not null and unit is not null
            and category in ({", ".join("?" * len(KINDS[kind]))}) and coalesce(direction, '') <> '上行'
            and coalesce(genre, '') not in ('函', '纪要', '请示', '报告', '批复') order by path"""
    units = {one.unit for one in planned if one.unit}
    for path, profile, date, unit, title, number, meeting, excused in ctx.rows(sql, year, *KINDS[kind]):
        at = Doc(path, profile, date)
        setting = ctx.setting(at)
        if setting is None or (units and unit not in units):
            continue
        named = [topic(one, unit) for one in (title, meeting) if one]
        if not any(_same(one, named, number, setting.options["likeness"]) for one in planned):
            said = f"“{title}”没有列入{year}年{kind}计划（{plan.name}）"
            said += "；标有紧急程度或注明经批准，请核对审批手续" if excused else "；计划外的要按程序报批"
            yield ctx.finding(at, [plan.name], said, aspect=kind, severity="info" if excused else None)


def _same(planned: _Planned, topics: list[str], number: str | None, likeness: float) -> bool:
    if planned.number and number:
        return planned.number == number
    return any(alike(planned.topic, one) >= likeness for one in topics)
