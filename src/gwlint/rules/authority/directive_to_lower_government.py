from collections.abc import Iterator

from gwlint.language import actors
from gwlint.language.actors import ActorKind
from gwlint.language.reading import Said, Spoken
from gwlint.model import Finding
from gwlint.rules import Context, rule

_GOVERNMENT: frozenset[ActorKind] = frozenset({"government"})
_MAY_NOT = ("部门", "议事协调机构")


@rule("GW301", "directive-to-lower-government")
def check(ctx: Context) -> Iterator[Finding]:
    """部门或议事协调机构向下级党委、政府提出指令性要求。

    为什么：
        只有党委、政府和经授权的办公厅（室）可以向下级党委、政府行文作部署。部门要下级政府做的事，应当报本级政府同意后行文，并在文中注明，
        或者改为由本级政府、办公厅（室）发文；也可以改为对下级的对口部门提要求。

    不合格：

        云和市水务局关于加强山塘水库巡查的通知

        各县（市、区）人民政府：

        入汛以来全市山塘水库蓄水偏多，现就加强巡查通知如下：
        一、各县（市、区）人民政府要落实每座水库的巡查责任人，汛期每天巡查不少于两次。

        云和市水务局
        2025年5月12日

    合格：

        云和市水务局关于加强山塘水库巡查的通知

        各县（市、区）水务局：

        入汛以来全市山塘水库蓄水偏多，现就加强巡查通知如下：
        一、各县（市、区）水务局要落实每座水库的巡查责任人，汛期每天巡查不少于两次。

        云和市水务局
        2025年5月12日

    不查：
        发文机关认不出时不判断，可以用 --issuer-class 指明。鼓励、支持、“可以”不算指令；函的商洽不算。
        文中注明经政府同意的，只提示并写明同意的字样。
    """
    who = _issuer(ctx)
    if not who or ctx.gongwen.direction not in ("下行", "公布"):
        return
    most = int(ctx.options.get("most", 6))
    places = [clause for sentence in _sentences(ctx) if (clause := _directive(ctx, sentence))]
    for number, clause in enumerate(places[:most], 1):
        more = f"。同样的要求另有{len(places) - most}处" if number == most and len(places) > most else ""
        yield _finding(ctx, clause, who, more)


def _sentences(ctx: Context) -> Iterator[Said]:
    """Those in which a lower government may be meant: where none is addressed, one must be named in the paragraph."""
    if ctx.gongwen.to_lower_government:
        return ctx.reading.everything()
    named = ctx.reading.having(actors.terms("government"))
    return (sentence for index in named for sentence in ctx.reading.said(index))


def _issuer(ctx: Context) -> str:
    """How to call the issuer, empty when it may give orders to governments."""
    gongwen = ctx.gongwen
    if not gongwen.issuers and not gongwen.addressees:
        return ""
    if gongwen.issuer_class in _MAY_NOT:
        return gongwen.issuers[0].name if gongwen.issuers else gongwen.issuer_class
    unknown = gongwen.issuer_class == "不明" and gongwen.to_lower_government and gongwen.approved
    return "发文机关（未能识别，如果是部门）" if unknown else ""


def _directive(ctx: Context, sentence: Said) -> Spoken | None:
    return next((c for c in sentence.clauses if c.commands and c.actor.is_any(_GOVERNMENT) and _orders(ctx, sentence, c)), None)


def _orders(ctx: Context, sentence: Said, clause: Spoken) -> bool:
    """A modal orders; without one, only what goes on from an order, or names a time limit."""
    if ctx.gongwen.issuer_class == "不明":
        return clause.force.kind in ("must", "ask") and not clause.actor.inherited
    if clause.force.kind in ("must", "ask") or (clause.actor.inherited and clause.actor.span and clause.imperative):
        return True
    return any(clause.span.holds(one.span) for one in ctx.reading.deadlines_in(sentence))


def _finding(ctx: Context, clause: Spoken, who: str, more: str) -> Finding:
    lawful = _lawful(ctx)
    message = f"{who}要求“{clause.actor.text}”办理，属于向下级党委、政府提出指令性要求"
    if lawful:
        return ctx.finding(clause.span, f"{message}；{lawful}，可以这样行文{more}", severity="info")
    return ctx.finding(
        clause.span,
        message + more,
        advice="报本级政府同意后在文中注明，或由政府、办公厅（室）发文，或改为对下级对口部门提要求",
        severity="info" if ctx.gongwen.issuer_class == "不明" else None,
    )


def _lawful(ctx: Context) -> str:
    """The lawful ground that the document itself names."""
    if ctx.gongwen.approved:
        return f"文中注明“{ctx.gongwen.approved.text}”"
    return ""
