from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.language.reading import Said
from gwlint.model import Finding, Span
from gwlint.rules import Context, rule

_WORDS = ("查阅", "查看", "调阅", "翻阅", "查验", "备查", "迎检")


@rule("GW412", "demands-village-records")
def check(ctx: Context) -> Iterator[Finding]:
    """督查检查要到村一级查书面资料。

    为什么：
        村一级原则上不查阅书面资料。村里人手少，为了备查补台账、补记录，就顾不上办事。到村里看，看实物、问群众。

    不合格：

        云和市农业农村局关于开展人居环境整治检查的通知

        各县（市、区）农业农村局：

        检查组每县抽查2个村，到村查阅会议记录、工作台账等资料。

        云和市农业农村局
        2025年9月8日

    合格：

        云和市农业农村局关于开展人居环境整治检查的通知

        各县（市、区）农业农村局：

        检查组每县抽查2个村，实地察看沟渠和公厕，不查阅村级台账、资料。

        云和市农业农村局
        2025年9月8日

    不查：
        村集体财务、安全生产、执法取证和审计依法要看的账证不算。要求村里准备台账的，也由工作痕迹规则检查。
    """
    told = ctx.gongwen.genre == "通报" or ctx.gongwen.direction == "上行"
    if told or not ("村" in ctx.reading.text or "社区" in ctx.reading.text):
        return
    for index in ctx.reading.having(_WORDS):
        if not _pattern().search(ctx.reading.text, *ctx.reading.paragraphs[index]):
            continue
        for sentence in ctx.reading.said(index):
            if place := _place(ctx, sentence):
                yield ctx.finding(
                    place, "要查阅村级的书面资料", advice="改为到现场看实物、问群众；资料从乡镇或者系统里取"
                )


def _place(ctx: Context, sentence: Said) -> Span | None:
    if _lawful().search(sentence.span.of(ctx.reading.text)):
        return None
    for match in _pattern().finditer(ctx.reading.text, *sentence.span):
        touched = [one for one in sentence.clauses if one.span.overlaps(Span(*match.span()))]
        if not any(one.forbidden or one.force.kind in ("forbid", "narrate", "condition", "may") for one in touched):
            return Span(*match.span())
    return None


@cache
def _pattern() -> "re.Pattern[str]":
    village = r"(?:(?<![农乡])村(?!镇|庄)(?:级|居|[（(]社区[)）]|两委|委会)?|社区(?!矫正))"
    look = r"(?:查阅|查看|调阅|翻阅|查验)"
    papers = r"(?:台账|档案|会议记录|工作记录|书面资料|书面材料|文字资料|软件资料|内业资料|资料|材料)"
    return re.compile(
        rf"{look}[^，。；]{{0,10}}?{village}[^，。；]{{0,12}}?{papers}"
        rf"|(?:到|进|入|赴|深入|走访)[^，。；]{{0,8}}{village}(?:[^。；]{{0,14}}[，、])?[^，。；]{{0,8}}(?:查阅|调阅|翻阅)[^，。；]{{0,12}}?{papers}"
        rf"|{village}[^，。；]{{0,14}}?(?:备齐|备好|准备好?|整理好?)[^，。；]{{0,16}}?{papers}[^。；]{{0,14}}?(?:备查|查阅|迎检)"
    )


@cache
def _lawful() -> "re.Pattern[str]":
    """Books that the law or the trade has kept and looked at."""
    return re.compile("财务|会计|资金|票据|账目|审计|安全生产|隐患|消防|执法|取证|药品|病历|合同|不动产|确权|选举")
