from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.language.reading import Hit
from gwlint.model import Finding
from gwlint.rules import Context, rule
from gwlint.rules.demands import demand

_WORDS = ("手册", "线路", "路线", "演员", "台词", "口径", "讲解词", "迎接", "迎送", "警车", "欢迎")
_ADVICE = {
    "手册": "删去；日程和联系人用一页纸说明即可",
    "线路": "删去；由调研督查组自己定点，随机看、直接问",
    "迎送": "删去；轻车简从，到点会合",
}


@rule("GW604", "reception-material")
def check(ctx: Context) -> Iterator[Finding]:
    """要求准备接待手册、精品线路、讲解口径或者迎送。

    为什么：
        不得要求印制接待手册、观摩手册；严禁设计“精品线路”、安排“群众演员”、要求干部群众“背台词”；不搞迎来送往。这样看到的不是真实情况。

    不合格：

        云和市农业农村局关于做好秋种调研准备工作的通知

        各县（市、区）农业农村局：

        各县（市、区）农业农村局要精心设计调研精品线路，统一讲解口径，并印制接待手册。

        云和市农业农村局
        2025年9月8日

    合格：

        云和市农业农村局关于开展秋种调研的通知

        各县（市、区）农业农村局：

        调研组自行选点，各县（市、区）农业农村局不得设计线路，不得印制接待手册。

        云和市农业农村局
        2025年9月8日

    合格：

        云和市文化和旅游局关于做好国庆假期旅游服务的通知

        各县（市、区）文化和旅游局：

        各县（市、区）文化和旅游局要设计乡村旅游精品线路，编印旅游服务手册。

        云和市文化和旅游局
        2025年9月8日

    不查：
        大型会议的会议手册、工作手册、操作手册不算；旅游、研学线路不算；接待游客不算。展板上墙由另一条规则检查。
    """
    for hit in ctx.reading.imposed(_pattern, _WORDS):
        aspect = hit.match.lastgroup or ""
        if aspect in _ADVICE and not _otherwise(ctx, hit):
            cites, severity = ctx.standing(aspect)
            yield demand(ctx, hit, f"要求准备“{hit.span.of(ctx.text)}”", _ADVICE[aspect], severity, cites)


def _otherwise(ctx: Context, hit: Hit) -> bool:
    """Whether guests of another kind are meant: tourists, investors, pupils; never where the words name the visit."""
    if re.search("调研|督查|督导|检查|视察|迎检", hit.match.group()):
        return False
    title = ctx.gongwen.title.text if ctx.gongwen.title else ""
    said = re.compile("(?:文化)?(?:广电)?(?:和|与)?旅游(?:体育)?[局厅委部]").sub("", title + hit.sentence.span.of(ctx.reading.text))
    return bool(re.search("旅游|游客|研学|公交|招商|展会|赛事|运动会|迎新", said))


@cache
def _pattern() -> "re.Pattern[str]":
    return re.compile(
        r"(?P<手册>(?:印制|制作|编印|编制|准备|提供|印发|编写)[^，。；]{0,16}?(?:接待|观摩|参观|迎检|会务服务|考察)[^，。；]{0,6}?手册)"
        r"|(?P<线路>(?:设计|打造|安排|准备|规划|选定|确定)[^，。；]{0,12}?(?:精品|经典|示范|最佳)[^，。；]{0,6}?(?:线路|路线)"
        r"|(?:安排|组织|物色|选派)[^，。；]{0,10}?群众演员|背(?:诵|熟|好)?[“‘]?(?:台词|讲解词)|(?:统一|熟记|背熟)[^，。；]{0,8}?(?:讲解|汇报|应答|回答|答复)?(?:口径|讲解词)(?=.{0,4}$|[，。；、]))"
        r"|(?P<迎送>(?:到|在|赴)[^，。；]{0,14}?(?:路口|出口|收费站|边界|交界处?|界)[^，。；]{0,4}?(?:迎接|迎送|等候)|(?:悬挂|张贴|制作)[^，。；]{0,6}欢迎(?:标语|横幅)|警车(?:开道|引导|带道))"
    )
