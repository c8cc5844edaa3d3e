from collections.abc import Iterator

from gwlint import re
from gwlint.model import Block, Finding
from gwlint.rules import Context, rule
from gwlint.rules.marking._statements import Statement, statements


@rule("GW208", "contradictory-marks")
def check(ctx: Context) -> Iterator[Finding]:
    """标注互相矛盾。

    为什么：
        涉密公文没有解密就不能公开，标了密级又写“公开发布”，照哪一个办都是错；内部资料不属于国家秘密，不能用国家秘密的标志。

    不合格：

        000108
        机密★10年

        平川县人民政府办公室关于调整储备库点布局的通知

        县直有关单位：

        现将储备库点布局调整事项通知如下。

        平川县人民政府办公室
        2025年3月6日

        （此件公开发布）

    合格：

        平川县人民政府办公室关于调整便民服务点布局的通知

        县直有关单位：

        现将便民服务点布局调整事项通知如下。

        平川县人民政府办公室
        2025年3月6日

        （此件公开发布）

    不查：
        标注与内容是否相符不查，只查标注之间。
    """
    gongwen = ctx.gongwen
    said = list(statements(ctx.document, ctx.reading.plain))
    public = bool(gongwen.disclosure and _opens(gongwen.disclosure.text))
    if gongwen.secrecy and gongwen.disclosure and public:
        message = f"标了密级“{gongwen.secrecy.text}”，又写“{gongwen.disclosure.text}”"
        yield ctx.finding(gongwen.disclosure.span, message, advice="涉密的删去公开标注；已解密的删去密级")
    if gongwen.secrecy:
        yield from _internal_and_secret(ctx, said)
    elif gongwen.disclosure and public:
        yield from _internal_and_public(ctx, said)
    yield from _two_grades(ctx)


def _opens(disclosure: str) -> bool:
    return bool(re.search("主动公开|公开发布|依申请公开", disclosure)) and not re.search("不予?公开|解密后", disclosure)


def _internal_and_secret(ctx: Context, said: list[Statement]) -> Iterator[Finding]:
    for one in said:
        if "内部" in one.span.of(ctx.text):
            message = f"标了密级，又写“{one.span.of(ctx.text)}”：内部资料不属于国家秘密，两者只能用一个"
            advice = "属于国家秘密的删去内部字样，不属于的删去密级"
            yield ctx.finding(one.span, message, advice=advice, cites=ctx.cites("内部"))


def _internal_and_public(ctx: Context, said: list[Statement]) -> Iterator[Finding]:
    disclosure = ctx.gongwen.disclosure
    for one in said[:1]:
        message = f"文中说“{one.span.of(ctx.text)}”，附注又写“{disclosure.text if disclosure else ''}”"
        yield ctx.finding(one.span, message, advice="定下公开还是不公开，只留一种说法", cites=ctx.cites("公开"))


def _two_grades(ctx: Context) -> Iterator[Finding]:
    """Above the title stand two different grades of urgency."""
    title = ctx.gongwen.title
    if ctx.gongwen.urgency is None or title is None:
        return
    above = [b for b in ctx.document.blocks if b.span.end <= title.span.start]
    grades = {grade: block for block in above if (grade := _grade(ctx, block))}
    if len(grades) > 1:
        message = f"同时标了{'、'.join(f'“{grade}”' for grade in grades)}，只能标一级"
        yield ctx.finding(list(grades.values())[-1].span, message, advice="按最急的事项标一级", cites=ctx.cites("缓急"))


def _grade(ctx: Context, block: Block) -> str:
    text = "".join(block.span.of(ctx.text).split())
    return text if text in ("特提", "特急", "加急", "平急") else ""
