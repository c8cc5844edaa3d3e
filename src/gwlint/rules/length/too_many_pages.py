from collections.abc import Iterator

from gwlint.model import Finding, PdfRef
from gwlint.rules import Context, rule
from gwlint.rules.context import step_down
from gwlint.rules.limits import Limit, limit_of
from gwlint.rules.places import heading

_ADVICE = "背景、意义和照抄上级文件的话可以删；指标、名单和技术要求可以移到附件"


@rule("GW105", "too-many-pages")
def check(ctx: Context) -> Iterator[Finding]:
    """正文超过规定页数。

    为什么：
        有的规定不限字数而限页数：中央2019年要求政策性文件原则上不超过10页，地方和部门照此从严。页数只算正文，印发、转发的通知算所印发的文件本身。
        pdf按实际页数算。Word文件的页数要排了版才知道，只能按字数估计：公文一般每页22行、每行28字，合616字；估计的降一级，并且只在多出限额15%以上时才报。

    不合格：

        平川县人民政府关于扶持食用菌产业的若干意见

        各乡镇人民政府，县政府各部门：

        现就扶持食用菌产业提出以下意见。

        新建菌棚按面积补助，购买烘干设备按价款补助，参加保险按保费补助，返乡人员带动周边农户种植的另给奖励，补助资金当年兑付到户。
        （上一段重复125遍）

        平川县人民政府
        2023年11月5日

    合格：

        平川县人民政府关于扶持食用菌产业的若干意见

        各乡镇人民政府，县政府各部门：

        现就扶持食用菌产业提出以下意见。

        新建菌棚按面积补助，购买烘干设备按价款补助，参加保险按保费补助，返乡人员带动周边农户种植的另给奖励，补助资金当年兑付到户。
        （上一段重复105遍）

        平川县人民政府
        2023年11月5日

    不查：
        纯文本没有页，不查。Word文件按字数估计，图表多、行距宽的文件实际页数更多，以排版后的页数为准。规划、预案、条例等没有页数限额，附件不算。
    """
    limit = limit_of(ctx.gongwen, ctx.options)
    if limit is None:
        return
    if "pages" in ctx.document.can:
        yield from _counted(ctx, limit)
    elif "layout" in ctx.document.can:
        yield from _estimated(ctx, limit)


def _counted(ctx: Context, limit: Limit) -> Iterator[Finding]:
    body = ctx.gongwen.body
    pages = [x.ref.page for x in ctx.document.pieces if isinstance(x.ref, PdfRef) and x.span.overlaps(body)]
    count = max(pages) - min(pages) + 1 if pages else 0
    if count > limit.most:
        message = f"正文占{count}页（第{min(pages)}至{max(pages)}页），超过{limit.of}{limit.most}页的限额"
        yield ctx.finding(heading(ctx.gongwen), message, advice=_ADVICE, cites=ctx.cites(limit.of))


def _estimated(ctx: Context, limit: Limit) -> Iterator[Finding]:
    """字数 over what the page of GB/T 9704-2012 5.2.3 holds (22 lines of 28)."""
    words, capacity = ctx.gongwen.counts.body.words, ctx.options["words_a_page"]
    if words * 100 <= limit.most * capacity * (100 + ctx.options["estimate_margin_percent"]):
        return
    yield ctx.finding(
        heading(ctx.gongwen),
        f"正文{words}字，按每页{capacity}字估计约{-(-words // capacity)}页，超过{limit.of}{limit.most}页的限额；页数是估计，以排版后为准",
        advice=_ADVICE,
        severity=step_down(ctx.setting.severity),
        cites=ctx.cites(limit.of),
    )
