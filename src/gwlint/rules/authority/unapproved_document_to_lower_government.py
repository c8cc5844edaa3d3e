from collections.abc import Iterator

from gwlint.model import Finding
from gwlint.rules import Context, rule

_DIRECTIVE = ("通知", "决定", "意见", "通报", "命令")
_MAY_NOT = ("部门", "议事协调机构")


@rule("GW302", "unapproved-document-to-lower-government")
def check(ctx: Context) -> Iterator[Finding]:
    """部门或议事协调机构向下级党委、政府主送指令性公文，没有注明经政府同意。

    为什么：
        需要政府审批的事项，经政府同意后可以由部门行文，但文中须注明已经政府同意。没有注明的，下级政府无从判断这份文件是否有效力。

    不合格：

        云和市教育局关于做好校车安全管理的通知

        各县（市、区）人民政府：

        现将校车安全管理有关事项通知如下。

        云和市教育局
        2025年9月2日

    合格：

        云和市教育局关于做好校车安全管理的通知

        各县（市、区）教育局：

        现将校车安全管理有关事项通知如下。

        云和市教育局
        2025年9月2日

    合格：

        云和市教育局关于商请协助开展校车安全检查的函

        青田县人民政府：

        为掌握校车运行情况，拟于近期到贵县开展检查，请予协助。

        云和市教育局
        2025年9月2日

    不查：
        抄送下级政府不算。函、复函不算。发文机关认不出时不判断。
    """
    gongwen = ctx.gongwen
    if gongwen.issuer_class not in _MAY_NOT or gongwen.genre not in _DIRECTIVE:
        return
    if not gongwen.to_lower_government or gongwen.addressees is None:
        return
    message = f"{gongwen.issuer_class}的{gongwen.genre}主送下级党委、政府"
    if gongwen.approved:
        lawful = f"{message}，文中注明“{gongwen.approved.text}”，可以这样行文"
        yield ctx.finding(gongwen.addressees.span, lawful, severity="info")
        return
    yield ctx.finding(
        gongwen.addressees.span,
        f"{message}，文中没有注明经本级党委、政府同意",
        advice="经同意的，在开头注明；没有报批的，改为主送下级对口部门，或报请政府、办公厅（室）发文",
    )
