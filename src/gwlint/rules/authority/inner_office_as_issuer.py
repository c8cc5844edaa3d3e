from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.anatomy.visit import kind_of
from gwlint.model import Finding, Span
from gwlint.rules import Context, rule


@rule("GW308", "inner-office-as-issuer")
def check(ctx: Context) -> Iterator[Finding]:
    """内设机构对外正式行文。

    为什么：
        部门内设机构除办公厅（室）外，不得对外正式行文。处、科、股发的文件没有对外效力，应当以部门名义发，或者由办公室代行。
        内设机构也不单独开展调研。

    不合格：

        云和市教育局基础教育科关于报送学籍数据的通知

        各县（市、区）教育局：

        请于10月20日前核对学籍数据。

        云和市教育局基础教育科
        2025年9月28日

    合格：

        云和市教育局办公室关于核对学籍数据的通知

        各县（市、区）教育局：

        请于10月20日前核对学籍数据。

        云和市教育局办公室
        2025年9月28日

    不查：
        正文里“由某科承办、联系”不算。名称以处、科结尾的独立机关（办事处、管理处）不算。
    """
    inner = next((organ for organ in ctx.gongwen.issuers if _is_inner(organ.name)), None)
    signature = ctx.gongwen.signature
    if inner is None and signature and _is_inner(signature.text):
        yield _finding(ctx, signature.text, signature.span)
    elif inner is not None and inner.span is not None:
        yield _finding(ctx, inner.name, inner.span)
    elif kind_of(ctx.gongwen) == "调研" and (own := _own_trip().search(ctx.reading.text, *ctx.gongwen.body)):
        said = Span(*own.span())
        yield ctx.finding(
            said,
            "由内设机构自行开展调研",
            advice="改由部门统一组织，列入年度调研清单",
            severity="warning",
            cites=ctx.cites("调研"),
        )


def _finding(ctx: Context, name: str, span: Span) -> Finding:
    trip = kind_of(ctx.gongwen) == "调研"
    message = f"“{name}”是内设机构，不能对外正式行文" + ("，也不单独开展调研" if trip else "")
    cites = ctx.cites("调研") if trip else None
    return ctx.finding(span, message, advice="改用部门名义，或者由办公厅（室）行文", cites=cites)


@cache
def _own_trip() -> "re.Pattern[str]":
    """我科定于…开展调研: an inner office that sets out by itself."""
    return re.compile("[我本][处科股](?:室)?(?:定|拟|将|计划|决定)[^。；]{0,40}调研")


def _is_inner(name: str) -> bool:
    return name.endswith(("处", "科", "股", "室")) and bool(_inner().search(name))


@cache
def _inner() -> "re.Pattern[str]":
    """A department's name followed by that of a 处, 科, 股 or 室 of it, independent offices left out."""
    independent = "(?!.*(?:办事处|管理处|稽查处|秘书处|办公室|督查室|研究室|实验室|监测室)$)"
    return re.compile(rf"^{independent}.*(?:局|厅|委员会|委|部|署|政府)[\u4e00-\u9fff]{{1,10}}(?:处|科|股|室)$")
