from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.model import Finding, Span
from gwlint.rules import Context, rule


@rule("GW305", "request-in-report")
def check(ctx: Context) -> Iterator[Finding]:
    """报告中夹带请示事项。

    为什么：
        报告是汇报情况的，上级不必答复；请示事项夹在里面，容易没人办。需要上级批准的，应当另行写请示。

    不合格：

        云和市粮食和物资储备局关于秋粮收购情况的报告

        云和市人民政府：

        现将秋粮收购情况报告如下。全市共收购秋粮三万二千吨，入库质量合格。
        因仓容不足，请批准新建两栋低温仓。妥否，请批示。

        云和市粮食和物资储备局
        2025年12月1日

    合格：

        云和市粮食和物资储备局关于秋粮收购情况的报告

        云和市人民政府：

        现将秋粮收购情况报告如下。全市共收购秋粮三万二千吨，入库质量合格。
        仓容不足的问题，我局已另文请示。
        特此报告。

        云和市粮食和物资储备局
        2025年12月1日

    不查：
        “请审阅”“请审议”不算请示事项。转述别的单位的请求不算。
    """
    if ctx.gongwen.genre != "报告":
        return
    for paragraph in ctx.reading.paragraphs:
        for match in _request().finditer(ctx.reading.text, *paragraph):
            if _reported(ctx.reading.text[max(paragraph.start, match.start() - 16) : match.start()]):
                continue
            yield ctx.finding(
                Span(*match.span()),
                "报告里提出了需要上级批准或者答复的事项",
                advice="删去这一句；确需批准的，另行写一份请示",
            )


@cache
def _request() -> "re.Pattern[str]":
    return re.compile(
        r"(?:(?:妥否|当否|可否|是否妥当|以上意见如无不妥|如无不妥)[，。]?)?(?:请|恳请|敬请|报请|提请)(?:领导|予以|予|及时|尽快|审查|研究|市政府|省政府|县政府)*(?:批示|批复|批准|审批|审定|核准|核批|指示)(?!后|的)"
        r"|(?:恳请|请求|特申请|现申请|拟申请)[^，。；]{0,30}(?:批准|拨付|解决|同意|给予|支持|追加|安排)"
        r"|(?:妥否|当否)"
    )


def _reported(before: str) -> bool:
    """Whether the words before tell of somebody's request made elsewhere or earlier."""
    sentence = re.split("[。；]", before)[-1]
    clause = sentence.split("，")[-1]
    return bool(
        re.search(r"已|曾|向.{2,10}$", clause) or re.search(r"另文|另行|此前|根据|按照|关于|企业|群众|“|《", sentence)
    )
