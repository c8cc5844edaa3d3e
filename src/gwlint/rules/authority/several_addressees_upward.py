from collections.abc import Iterator

from gwlint import re
from gwlint.model import Finding
from gwlint.rules import Context, rule


@rule("GW307", "several-addressees-upward")
def check(ctx: Context) -> Iterator[Finding]:
    """请示、报告主送了几个上级机关。

    为什么：
        向上级机关行文，原则上主送一个上级机关，需要时抄送相关上级和同级机关。多头主送，容易都不批或者批得不一样。

    不合格：

        云和市应急管理局关于建设救援物资仓库的请示

        云和市人民政府、浙江省应急管理厅：

        为提高救援保障能力，拟新建救援物资仓库一座，请予立项。
        妥否，请批示。

        云和市应急管理局
        2025年3月11日

    合格：

        云和市应急管理局关于建设救援物资仓库的请示

        云和市人民政府：

        为提高救援保障能力，拟新建救援物资仓库一座，请予立项。
        妥否，请批示。

        云和市应急管理局
        2025年3月11日

    不查：
        党委、政府并列主送（市委、市政府）算两个机关，只提示。
    """
    gongwen = ctx.gongwen
    if gongwen.direction != "上行" or gongwen.addressees is None or len(gongwen.addressed) < 2:
        return
    names = [organ.name for organ in gongwen.addressed]
    pair = len(names) == 2 and re.search("委$", names[0]) and names[1].endswith("政府")
    yield ctx.finding(
        gongwen.addressees.span,
        f"{gongwen.genre}主送{len(names)}个机关：{'、'.join(names)}",
        advice="只主送负责办理的一个上级机关，其余改为抄送",
        severity="info" if pair else None,
    )
