from collections.abc import Iterator

from gwlint.anatomy.counting import count_words
from gwlint.model import Finding
from gwlint.rules import Context, rule
from gwlint.rules.places import heading


@rule("GW103", "attachments-outweigh-body")
def check(ctx: Context) -> Iterator[Finding]:
    """附件字数超过正文。

    为什么：
        正文压短了，内容搬进附件，文件总长并没有减。附件只放说明、补充和参考资料，字数不能多过正文。

    不合格（jinan-2019）：

        济南市商务局关于做好早餐网点建设工作的通知

        各区县商务局：

        请按附件要求抓好早餐网点建设，方便居民就近用餐。

        附件：早餐网点建设要求

        济南市商务局
        2023年6月1日

        附件

        早餐网点建设要求

        网点选址靠近居民小区和公交站点，店面整洁，证照齐全，明码标价，油烟排放达标，垃圾分类投放，从业人员持健康证上岗。
        （上一段重复4遍）

    合格（jinan-2019）：

        济南市商务局关于做好早餐网点建设工作的通知

        各区县商务局：

        网点选址靠近居民小区和公交站点，店面整洁，证照齐全，明码标价，油烟排放达标，垃圾分类投放，从业人员持健康证上岗。
        （上一段重复4遍）

        附件：早餐网点登记表

        济南市商务局
        2023年6月1日

        附件

        早餐网点登记表

        网点名称、地址、负责人、联系电话、开业时间。

    不查：
        表格里的字不算作附件超长的根据；加上表格才超过的，只作提示。印发、转发的文件是正文，不是附件。
    """
    body, attached = ctx.gongwen.counts.body.words, ctx.gongwen.counts.attachments.words
    if attached <= body:
        return
    prose = attached - _words_in_tables(ctx)
    tables = "" if prose > body else "，其中多数是表格"
    first = next((one for one in ctx.gongwen.attachments if one.heading or one.listed), None)
    span = (first.heading or first.listed) if first else None
    yield ctx.finding(
        span or heading(ctx.gongwen),
        f"附件共{attached}字，多于正文的{body}字{tables}",
        advice="把附件里的要求精简后写进正文，参考资料改为注明出处",
        severity="info" if tables else None,
    )


def _words_in_tables(ctx: Context) -> int:
    spans = [one.span for one in ctx.gongwen.attachments if one.span]
    cells = [b.span for b in ctx.document.blocks if b.kind == "cell" and any(s.holds(b.span) for s in spans)]
    return sum(count_words(cell.of(ctx.text)).words for cell in cells)
