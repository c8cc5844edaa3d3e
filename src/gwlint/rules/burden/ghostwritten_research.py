from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.anatomy.visit import kind_of
from gwlint.language.reading import Hit
from gwlint.model import Finding
from gwlint.rules import Context, rule
from gwlint.rules.demands import demand

_GHOST = ("代写", "代拟", "代为", "为调研组")
_PAPERS = (*_GHOST, "报告", "材料", "文章")


@rule("GW410", "ghostwritten-research")
def check(ctx: Context) -> Iterator[Finding]:
    """要求基层代写调研报告，或者只给很短时间准备素材。

    为什么：
        调研是自己去看、自己去写。报告让基层代笔，调研就走了过场；确实需要工作素材的，要给基层留足准备时间。

    不合格：

        云和市农业农村局关于开展秋种工作调研的通知

        各县（市、区）农业农村局：

        定于9月22日至24日开展秋种工作调研。请各县（市、区）农业农村局撰写调研报告，于9月20日前报送我局。

        云和市农业农村局
        2025年9月8日

    合格：

        云和市农业农村局关于开展秋种工作调研的通知

        各县（市、区）农业农村局：

        定于9月22日至24日开展秋种工作调研。请各县（市、区）农业农村局于9月18日前提供播种面积数据，调研报告由我局起草。

        云和市农业农村局
        2025年9月8日

    不查：
        布置下级自己选题搞调研的不算；本单位起草报告的不算。素材给了三天以上的不报。
    """
    visit = kind_of(ctx.gongwen) == "调研"
    for hit in ctx.reading.imposed(_pattern, _PAPERS if visit else _GHOST):
        if hit.match["ghost"] or (visit and hit.match["report"] and _comes(ctx)):
            yield demand(ctx, hit, "要求基层代写调研报告", "删去，报告由调研组自己写；只需要素材的，写明要哪些数据")
        elif visit and hit.match["stuff"] and (days := _days(ctx, hit)) is not None:
            message = f"要求准备调研素材，只给了{days}天" if days else "要求当天准备好调研素材"
            yield demand(ctx, hit, message, f"留足{ctx.options['days']}天以上，或者改为现场听、现场看")


@cache
def _pattern() -> "re.Pattern[str]":
    make = "(?:提供|撰写|起草|形成|报送|提交|上报|完成|准备|写好|报)"
    return re.compile(
        r"(?P<ghost>(?:代写|代拟|代为(?:起草|撰写)|为调研组(?:起草|撰写))[^，。；]{0,16}(?:报告|材料|文章)(?!的(?:做法|现象|问题|行为)))"
        rf"|(?P<report>{make}(?:(?!由|供)[^，。；]){{0,20}}?(?:调研|考察)(?:报告|文章)(?!由))"
        rf"|(?P<stuff>{make}[^，。；]{{0,20}}?(?:汇报|书面|文字|素材|情况|调研|座谈|发言)(?:材料|素材))"
    )


def _comes(ctx: Context) -> bool:
    """Whether somebody comes to look, so that the report is theirs to write."""
    text = ctx.reading.text
    return "调研组" in text or bool(
        re.search("(?:定|拟|将)于[^。；]{0,40}(?:开展|进行|到|赴|组织)[^。；]{0,30}调研", text)
    )


def _days(ctx: Context, hit: Hit) -> int | None:
    """Days left, where fewer than the option `days`."""
    here = [one.days for one in ctx.reading.deadlines if one.sentence == hit.sentence.span and one.days is not None]
    return next((days for days in sorted(here) if 0 <= days < int(ctx.options["days"])), None)
