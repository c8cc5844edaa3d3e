from collections.abc import Iterator

from gwlint.anatomy.visit import Escorts, kind_of, read_visit
from gwlint.model import Finding
from gwlint.rules import Context, rule


@rule("GW606", "too-many-escorts")
def check(ctx: Context) -> Iterator[Finding]:
    """调研督查的陪同人员过多，或者要市县领导、逐级陪同。

    为什么：
        部门调研只安排一两名对口业务部门负责同志陪同，市、县政府领导不陪同；不搞层层陪同。陪的人多了，实话就听不到了。

    不合格：

        云和市农业农村局关于开展秋种工作调研的通知

        各县（市、区）农业农村局：

        定于9月22日至24日开展秋种工作调研。
        一、请县政府分管负责同志和县农业农村局主要负责同志、业务股长全程陪同。

        云和市农业农村局
        2025年9月8日

    合格：

        云和市农业农村局关于开展秋种工作调研的通知

        各县（市、区）农业农村局：

        定于9月22日至24日开展秋种工作调研。
        一、请县农业农村局安排1名业务负责同志陪同，县政府领导不陪同。

        云和市农业农村局
        2025年9月8日

    不查：
        参加座谈会不是陪同，不算；调研组自己的成员不算。人数写在别的材料里的看不出。
    """
    kind = kind_of(ctx.gongwen)
    if kind is None or "陪同" not in ctx.reading.text or ctx.gongwen.issuer_class not in ("部门", "议事协调机构"):
        return
    visit = read_visit(ctx.reading)
    for escorts in visit.escorts if visit else ():
        faults = dict(_faults(escorts, int(ctx.options["max"])))
        if faults:
            cites, severity = ctx.standing(*faults)
            yield ctx.finding(
                escorts.span,
                "，".join(faults.values()),
                advice="只留一两名对口业务部门的负责同志，市、县领导不陪同",
                severity=severity if kind == "调研" else "info",
                cites=cites if kind == "调研" else (),
            )


def _faults(escorts: Escorts, most: int) -> Iterator[tuple[str, str]]:
    """What is wrong, by aspect."""
    if escorts.leaders:
        yield "领导", f"安排市、县领导陪同（{'、'.join(escorts.leaders)}）"
    if escorts.people > most:
        yield "人数", f"安排{escorts.people}人陪同，超过{most}人"
    if len(escorts.levels) > 1 or "各级" in escorts.text or "逐级" in escorts.text:
        yield "层层", f"{'、'.join(escorts.levels) or '各'}级都要陪同"
