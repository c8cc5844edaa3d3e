from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.model import Finding, Span
from gwlint.rules import Context, rule


@rule("GW306", "several-matters-in-request")
def check(ctx: Context) -> Iterator[Finding]:
    """一份请示里有几件不相干的事。

    为什么：
        请示应当一文一事。几件事写在一起，上级要分别研究、分别批复，往往一件办不了拖住全部。

    不合格：

        云和市文化馆关于经费和编制等事项的请示

        云和市文化广电旅游局：

        现将有关事项请示如下：
        一、请求增加免费开放经费。今年免费开放场次增加，申请追加经费二十万元。
        二、请求核增事业编制。我馆新增非遗展厅，申请核增编制三名。
        妥否，请批示。

        云和市文化馆
        2025年4月8日

    合格：

        云和市文化馆关于增加免费开放经费的请示

        云和市文化广电旅游局：

        今年免费开放场次增加，现申请追加经费二十万元，用于以下方面：
        一、展厅水电支出十二万元。
        二、安保人员支出八万元。
        妥否，请批示。

        云和市文化馆
        2025年4月8日

    不查：
        同一件事的几个方面不算。是不是一件事由标题和分条的请求推断，只作提示。
    """
    if ctx.gongwen.genre != "请示":
        return
    asked = list(_requests(ctx))
    if len(asked) < 2:
        return
    names = "；".join(span.of(ctx.text) for span in asked[:3])
    yield ctx.finding(
        asked[1],
        f"请示里分条提出了{len(asked)}项请求：{names}",
        advice="一件事一份请示，分开报送；确是一件事的，合并成一项请求来写",
    )


def _requests(ctx: Context) -> Iterator[Span]:
    """The numbered heads that ask for something of their own."""
    for paragraph in ctx.reading.paragraphs:
        match = _head().match(ctx.reading.plain, *paragraph)
        if match:
            yield Span(match.start("ask"), match.end("ask"))


@cache
def _head() -> "re.Pattern[str]":
    return re.compile(
        r"\s*(?:[一二三四五六七八九]、|（[一二三四五六七八九]）|\d[.．、])\s*(?P<ask>(?:关于)?(?:请求|申请|恳请|请予|拟请|提请|请(?!示)|关于)[^，。；：]{2,40})"
    )
