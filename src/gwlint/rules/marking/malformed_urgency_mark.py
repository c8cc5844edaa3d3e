from collections.abc import Iterator

from gwlint.model import Edit, Finding, Fix
from gwlint.rules import Context, rule
from gwlint.rules.marking._urgency import GRADES, TELEGRAM_GRADES, is_telegram


@rule("GW205", "malformed-urgency-mark")
def check(ctx: Context) -> Iterator[Finding]:
    """紧急程度标注不规范。

    为什么：
        紧急公文只有“特急”“加急”两级，电报有“特提”“特急”“加急”“平急”四级。写“急件”“紧急”，收文单位不知道按哪一级办。

    不合格：

        急件

        平川县应急管理局关于核查汛期值班情况的通知

        各乡镇应急管理所：

        请于7月3日前完成核查。

        平川县应急管理局
        2025年7月1日

    合格：

        加急

        平川县应急管理局关于核查汛期值班情况的通知

        各乡镇应急管理所：

        请于7月3日前完成核查。

        平川县应急管理局
        2025年7月1日

    不查：
        只在标题里写“紧急通知”的，按提示处理。标得该不该、急不急，由 unjustified-urgency 检查。
    """
    gongwen, mark = ctx.gongwen, ctx.gongwen.urgency
    if mark is None:
        return
    title = gongwen.title
    if title and title.span.holds(mark.span):
        message = "标题写了“紧急”，没有标紧急程度“特急”或者“加急”"
        yield ctx.finding(mark.span, message, advice="在首页左上角标“特急”或者“加急”", severity="info")
        return
    grades = TELEGRAM_GRADES if is_telegram(gongwen) else GRADES
    if mark.text not in grades:
        shown = "、".join(f"“{grade}”" for grade in grades)
        kind = "电报" if grades is TELEGRAM_GRADES else "公文"
        fix = Fix("按“加急”标注，请核定", (Edit(mark.span, "加急"),), safe=False)
        yield ctx.finding(mark.span, f"{kind}没有“{mark.text}”这一级，只能标{shown}", fix=fix)
    elif title and mark.span.start > title.span.start:
        message = "紧急程度没有标在首页左上角"
        yield ctx.finding(mark.span, message, advice="移到标题之上、左上角", cites=ctx.cites("位置"))
