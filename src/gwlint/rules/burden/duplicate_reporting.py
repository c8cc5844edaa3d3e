from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.model import Finding
from gwlint.rules import Context, rule
from gwlint.rules.demands import demand

_WORDS = ("系统", "平台", "小程序", "APP", "网上填报", "在线填报")


@rule("GW409", "duplicate-reporting")
def check(ctx: Context) -> Iterator[Finding]:
    """同一事项要求下级又填系统又报纸质，重复填报。

    为什么：
        同一组数据填一遍系统，再报一遍纸质或者电子表，基层要干两遍，还容易对不上。系统里有的，从系统里取。

    不合格：

        云和市农业农村局关于报送秋种面积的通知

        各县（市、区）农业农村局：

        请各县（市、区）农业农村局于9月20日前登录农情调度系统填报秋种面积，并将统计表纸质版、电子版报送我局。

        云和市农业农村局
        2025年9月8日

    合格：

        云和市农业农村局关于报送秋种面积的通知

        各县（市、区）农业农村局：

        请各县（市、区）农业农村局于9月20日前登录农情调度系统填报秋种面积，不再报送纸质表格。

        云和市农业农村局
        2025年9月8日

    不查：
        只要纸质版加电子版的不算；企业、群众申报的不算；涉密数据按规定报纸质的不算。几份通知要同样的表，要放在一起比才看得出。
    """
    for hit in ctx.reading.imposed(_pattern, _WORDS):
        sentence = hit.sentence.span.of(ctx.reading.text)
        ways = ["系统", *(name for name, pattern in _WAYS if re.search(pattern, sentence))]
        if hit.match["fill"] and len(ways) > 1 and not _other().search(sentence):
            message = f"同一事项要报{len(ways)}遍（{'、'.join(ways)}）"
            yield demand(ctx, hit, message, "只留一种报送方式；系统里已有的数据，从系统提取")
        elif hit.match["twice"]:
            yield demand(ctx, hit, "同一事项要在几个系统里重复填报", "只填一个系统，其他系统从它取数")


@cache
def _pattern() -> "re.Pattern[str]":
    enter, system = "(?:填报|录入|填写|上传|申报)", "(?<!公文)(?:系统|平台|小程序|APP)"
    return re.compile(
        rf"(?P<twice>分别(?:在|登录|通过)[^，。；]{{0,20}}{system}(?:和|、|与)[^，。；]{{0,20}}{system}[^，。；]{{0,10}}{enter}"
        rf"|{system}(?:[、和及与]|，并(?:同时|同步)?在)[^，。；]{{0,16}}{system}[^。；]{{0,12}}(?:分别|同时|同步|均|都)[^，。；]{{0,8}}{enter})"
        rf"|(?P<fill>(?:登录|登陆|通过|在|使用)[^，。；]{{0,24}}{system}(?!向|将)[^。；]{{0,30}}?{enter}|(?:网上|在线){enter}|{system}{enter})"
    )


_WAYS = (
    ("纸质", "纸质|书面材料|盖章(?:件|版|原件)|加盖公章|一式[一二三四五六两]份"),
    ("电子", "电子(?:版|档|文档|表格?)|扫描件|邮箱|电子邮件|工作群|[Qq微][Qq信]群"),
)


@cache
def _other() -> "re.Pattern[str]":
    """Secret data must not go through a system; who cannot log in reports on paper; a form printed out is one."""
    return re.compile(
        "打印|(?:申报|报名|申请)表|涉密|传输|交换系统|不再|无需|不需|不用|或者?(?:以|通过)?(?:纸质|电子|邮)|无法(?:登录|上网|填报)"
    )
