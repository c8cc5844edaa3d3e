from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.model import Finding
from gwlint.rules import Context, rule
from gwlint.rules.demands import demand

_WORDS = ("上墙", "展板", "标语", "横幅", "展架")


@rule("GW420", "demands-wall-display")
def check(ctx: Context) -> Iterator[Finding]:
    """要求做展板、挂标语、制度上墙。

    为什么：
        展板和标语要基层花钱花人去做，看起来抓得紧，并不说明工作做了。搞创建、迎检查，不能凡事都要求展板上墙。

    不合格：

        云和市农业农村局关于开展示范村创建的通知

        各县（市、区）农业农村局：

        现就有关事项通知如下。
        一、各村要制作创建宣传展板，村内悬挂横幅不少于5条，有关制度一律上墙。

        云和市农业农村局
        2025年9月8日

    合格：

        云和市农业农村局关于开展示范村创建的通知

        各县（市、区）农业农村局：

        现就有关事项通知如下。
        一、各村要清理沟渠、补植绿化，方便村民出行。

        云和市农业农村局
        2025年9月8日

    合格：

        云和市农业农村局关于开展示范村创建的通知

        各县（市、区）农业农村局：

        现就有关事项通知如下。
        一、不得要求各村制作展板、悬挂横幅、制度上墙。

        云和市农业农村局
        2025年9月8日

    不查：
        安全警示、办事指南、收费标准、监督电话、许可证照一类依法要张贴公示的，不算。拆除、清理标语不算。
    """
    for hit in ctx.reading.imposed(_pattern, _WORDS):
        if not _lawful().search(hit.sentence.span.of(ctx.reading.text)):
            advice = "删去，改为写明要达到的实际效果；确需公示的，写明公示什么、依据什么"
            yield demand(ctx, hit, f"要求“{hit.span.of(ctx.text)}”", advice)


@cache
def _pattern() -> "re.Pattern[str]":
    return re.compile(
        r"(?:制作|设置|摆放|配备|更新)[^，。；]{0,12}?(?:展板|展架)"
        r"|(?:悬挂|张贴|拉挂|刷写|制作)[^，。；]{0,12}?(?:标语|横幅)"
        r"|(?:制度|职责|流程图?|展板|组织架构图?|工作图表)[^，。；]{0,8}?上墙"
    )


@cache
def _lawful() -> "re.Pattern[str]":
    """What a law wants on the wall, and taking things down."""
    return re.compile(
        "警示|安全标志|消防|许可证|营业执照|收费|价格|办事指南|监督电话|操作规程|拆除|清理|清除|规范管理|户外广告"
    )
