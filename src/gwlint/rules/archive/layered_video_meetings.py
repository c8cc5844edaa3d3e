import re
from collections.abc import Iterator

from gwlint.rules.across import ArchiveContext, Linked, docs_of, member
from gwlint.rules.archive._topics import alike, topic
from gwlint.rules.registry import archive_rule

_WINDOW = 60
_COUNTY = "县|各区|市辖区|（市、区）|\\(市、区\\)|旗"


@archive_rule("GW956", "layered-video-meetings", needs=("words",))
def check(ctx: ArchiveContext) -> Iterator[Linked]:
    """视频会议已经开到县一级，下级又就同一件事开会。

    为什么：
        视频会议直接开到县一级，就是为了不再一级一级往下开。上级用视频开的会，下级单位在几天之内又召开题目相近的会，就列出来。

    不合格（gansu-2024）：

        文件 | 发文机关 | 机关层级 | 地区 | 成文日期 | 会议 | 会期 | 视频 | 主送
        一.docx | 甘肃省林业和草原局 | 省 | 甘肃 | 2025-03-03 | 全省森林草原防火视频会议 | 2025-03-10 | 是 | 各市（州）、县（市、区）林草局
        二.docx | 天水市林业和草原局 | 市 | 甘肃/天水 | 2025-03-11 | 全市森林草原防火工作会议 | 2025-03-14 | 否 | 各县（区）林草局

    合格（gansu-2024）：

        文件 | 发文机关 | 机关层级 | 地区 | 成文日期 | 会议 | 会期 | 视频 | 主送
        一.docx | 甘肃省林业和草原局 | 省 | 甘肃 | 2025-03-03 | 全省森林草原防火工作会议 | 2025-03-10 | 否 | 各市（州）林草局
        二.docx | 天水市林业和草原局 | 市 | 甘肃/天水 | 2025-03-11 | 全市森林草原防火工作会议 | 2025-03-14 | 否 | 各县（区）林草局

    不查：
        从通知的主送机关看是否开到了县一级；看不出的降为提示。会后在原会场接着部署、没有另发通知的看不到。两级的通知都要在档案里。
    """
    sql = f"""
        select a.unit, b.unit, a.meeting, b.meeting, a.addressees, b.first_day - a.first_day, {member("a")}, {member("b")}
        from docs a join docs b on a.rank < b.rank and starts_with(b.area, a.area)
            and b.first_day between a.first_day and a.first_day + {_WINDOW}
        where b.id between ? and ? and a.video and a.meeting is not null and b.meeting is not null
        order by b.id, a.first_day, a.id"""
    for upper, lower, first, second, to, days, of_first, of_second in ctx.blocks(5_000, sql):
        one, other = docs_of([of_first, of_second])
        setting = ctx.setting(other)
        if setting is None or days > setting.options["days"]:
            continue
        if alike(topic(first, upper), topic(second, lower)) >= setting.options["likeness"]:
            sure = bool(to and re.search(_COUNTY, to))
            said = f"{upper}已用视频召开“{first}”，{lower}{days}天后又开“{second}”"
            said += "；视频会议已开到县一级的，不再层层开会" if sure else "；通知上看不出视频会议是否开到县一级，请核对"
            yield ctx.finding(other, [one.path], said, severity=None if sure else "info")
