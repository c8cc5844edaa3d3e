from collections.abc import Iterator

from gwlint import re
from gwlint.model import Finding
from gwlint.rules import Context, rule


@rule("GW203", "missing-copy-number")
def check(ctx: Context) -> Iterator[Finding]:
    """涉密公文没有份号。

    为什么：
        涉密公文逐份编号、逐份登记，丢了一份才知道是哪一份、由谁经手。份号一般用6位阿拉伯数字，顶格标在首页左上角第一行。

    不合格：

        机密★10年

        平川县人民政府办公室关于调整储备库点布局的通知

        县直有关单位：

        现将储备库点布局调整事项通知如下。

        平川县人民政府办公室
        2025年3月6日

    合格：

        000108
        机密★10年

        平川县人民政府办公室关于调整储备库点布局的通知

        县直有关单位：

        现将储备库点布局调整事项通知如下。

        平川县人民政府办公室
        2025年3月6日

    不查：
        没有标密级的公文不查。印制时用号码机加印份号的，定稿中没有份号属正常，可以不理。
    """
    secrecy, number = ctx.gongwen.secrecy, ctx.gongwen.copy_number
    if secrecy and not number:
        message = f"标了密级“{secrecy.text}”，没有份号"
        yield ctx.finding(secrecy.span, message, advice="在密级上一行顶格编6位份号，如000001")
    elif secrecy and number and not re.fullmatch(r"\d{6}", number.text):
        message = f"份号“{number.text}”不是6位阿拉伯数字"
        yield ctx.finding(number.span, message, advice="改成6位，不足的前面补0", severity="warning")
