from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.model import Finding
from gwlint.rules import Context, rule


@rule("GW303", "leader-as-addressee")
def check(ctx: Context) -> Iterator[Finding]:
    """请示、报告主送领导个人。

    为什么：
        除上级机关负责人直接交办的事项外，不得以本机关名义向上级机关负责人报送公文。公文主送机关，由机关按程序分送负责人。

    不合格：

        云和市林业局关于增加护林防火经费的请示

        王市长：

        因今冬防火期延长，护林员补助缺口较大，请予增加护林防火经费六十万元。
        妥否，请批示。

        云和市林业局
        2025年11月3日

    合格：

        云和市林业局关于增加护林防火经费的请示

        云和市人民政府：

        因今冬防火期延长，护林员补助缺口较大，请予增加护林防火经费六十万元。
        妥否，请批示。

        云和市林业局
        2025年11月3日

    不查：
        负责人直接交办的事项可以直接报送，文中写明“直接交办”的只提示。给领导的函、复函不算。
    """
    to = ctx.gongwen.addressees
    if to is None or ctx.gongwen.direction != "上行":
        return
    person = next((part for part in re.split("[、，；]", to.text) if _person().search(part.strip())), None)
    if person is None:
        return
    assigned = "交办" in ctx.reading.plain[slice(*ctx.gongwen.body)]
    yield ctx.finding(
        to.span,
        f"{ctx.gongwen.genre}主送“{person.strip()}”，是负责人个人"
        + ("；文中说是负责人交办，属于例外" if assigned else ""),
        advice="改为主送上级机关，由其办公厅（室）分送",
        severity="info" if assigned else None,
    )


@cache
def _person() -> "re.Pattern[str]":
    return re.compile(
        r"(?:书记|省长|市长|州长|县长|区长|旗长|镇长|乡长|主席|主任|局长|厅长|部长|秘书长|专员|同志|领导|常委)(?:并.{1,12})?$"
    )
