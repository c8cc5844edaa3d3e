from collections.abc import Iterator

from gwlint import re
from gwlint.model import Finding
from gwlint.rules import Context, rule
from gwlint.rules.marking._statements import statements
from gwlint.rules.places import heading


@rule("GW201", "missing-secrecy-mark")
def check(ctx: Context) -> Iterator[Finding]:
    """自称涉密或内部的文稿没有标密级。

    为什么：
        属于国家秘密的，要在首页左上角标出密级和保密期限；只在文中写“涉密”“严禁外传”，收文的人不知道按哪一级、管多久。
        不属于国家秘密、只在内部掌握的，不能标密级，应在附注写明不予公开和发放范围。

    不合格：

        平川县人民政府办公室关于调整应急储备库点布局的通知

        县直有关单位：

        现将应急储备库点布局调整事项通知如下。本件内容涉密，请各单位指定专人保管。

        平川县人民政府办公室
        2025年3月6日

    合格：

        平川县人民政府办公室关于加强保密工作的通知

        县直有关单位：

        各单位要落实保密责任，涉密文件不得通过互联网传输，工作人员不得擅自复印。

        平川县人民政府办公室
        2025年3月6日

    不查：
        只认文稿对自己的说法，不判断内容是否真的涉密；以保密工作为题的文件提到涉密，不算。已标密级的由其他规则检查。
        选项 require = true 时，每份文稿都要写明密级、“不涉密”或者公开属性。
    """
    gongwen = ctx.gongwen
    if gongwen.secrecy:
        return
    found = list(statements(ctx.document, ctx.reading.plain))
    for one in found:
        if one.secret:
            message = f"文中说“{one.span.of(ctx.text)}”，却没有标密级和保密期限"
            advice = "经定密责任人确定后，在首页左上角标“密级★期限”，并编份号；不属于国家秘密的删去这句话"
            yield ctx.finding(one.span, message, advice=advice)
        elif not (gongwen.disclosure and "不" in gongwen.disclosure.text):
            message = f"文中说“{one.span.of(ctx.text)}”，却没有标密级，也没有写明不予公开"
            advice = "属于国家秘密的标密级和期限；只是内部掌握的，在附注写“此件不予公开”和发放范围"
            yield ctx.finding(one.span, message, advice=advice, severity="info", cites=ctx.cites("内部"))
    if ctx.options["require"] and gongwen.official and not found and not _said(ctx):
        message = "没有写明是否涉密"
        yield ctx.finding(heading(gongwen), message, advice="标密级和期限，或者写明“不涉密”或公开属性")


def _said(ctx: Context) -> bool:
    """Whether the draft says that it is no secret, in words or by its word on disclosure."""
    plain = re.search(r"密级\s*[:：]\s*(?:无|非密|普通|公开)|[不非]涉密(?!事项)|不涉及国家秘密", ctx.text)
    return bool(ctx.gongwen.disclosure or plain)
