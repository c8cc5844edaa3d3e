from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from gwlint import re
from gwlint.language import lexicons
from gwlint.model import Finding
from gwlint.rules import Context, rule
from gwlint.rules.demands import demand

if TYPE_CHECKING:
    import regex

_WORDS = (*lexicons.terms("demands", "image"), *lexicons.terms("demands", "record"), "台账", "留痕")


@rule("GW404", "demands-trace-evidence")
def check(ctx: Context) -> Iterator[Finding]:
    """要求下级提供截图、照片、台账等工作痕迹。

    为什么：
        不得以拍照留痕、台账记录评价工作优劣，也不得随意要求上传截图、视频。看的是事情办没办，不是照片拍没拍。

    不合格：

        云和市农业农村局关于做好秋种工作的通知

        各县（市、区）农业农村局：

        现就有关事项通知如下。
        一、各县（市、区）农业农村局要组织培训，并上传培训照片和签到表作为佐证材料。

        云和市农业农村局
        2025年9月8日

    合格：

        云和市农业农村局关于做好秋种工作的通知

        各县（市、区）农业农村局：

        现就有关事项通知如下。
        一、植保站负责建立病虫害监测台账，供农技人员使用。

        云和市农业农村局
        2025年9月8日

    合格：

        云和市农业农村局关于做好秋种工作的通知

        各县（市、区）农业农村局：

        现就有关事项通知如下。
        一、不得要求村里提供工作照片、手机截图。

        云和市农业农村局
        2025年9月8日

    不查：
        法定台账（安全生产、财务、药品等）、执法取证、工程和事故影像不算。发文机关自己建的台账不算。
    """
    for hit in ctx.reading.imposed(_pattern, _WORDS):
        if not _statutory().search(hit.sentence.span.of(ctx.reading.text)):
            yield demand(
                ctx, hit, "要求用截图、照片、台账等证明工作", "删去；需要核实的，到现场看，或者用系统里已有的数据"
            )


@cache
def _pattern() -> "regex.Pattern[str]":
    import regex

    return regex.compile(
        r"(?:上传|报送|发送|发至|拍摄|录制|晒|回传)[^，。；]{0,24}?\L<images>(?<!视频(?=会|方式|连线|调度|监控))"
        r"|(?:上传|报送|提供|提交|附|备齐|整理|收集|留存|备有)[^，。；]{0,30}?(?:\L<records>|照片|截图)"
        r"|(?:\L<records>|截图|照片|图片|台账)(?:[^，。；]|，并){0,24}?(?:上传|报送(?!工作)|提交|备查|存档|报(?=我|[省市县区国]|送|至)|发(?:至|送|到)|作为[^，。；]{0,10}(?:依据|佐证|证明))"
        r"|(?:拍照|全程|工作)留痕|留痕管理",
        images=lexicons.terms("demands", "image"),
        records=lexicons.terms("demands", "record"),
    )


@cache
def _statutory() -> "re.Pattern[str]":
    """Records that the law or the trade itself asks for."""
    return re.compile(
        r"执法|取证|票据|财务|会计|资金|出入库|药品|危险(?:品|化学|废)|安全生产|隐患|工程|施工|事故|证照|凭证|申请|学员|病历|登记"
    )
