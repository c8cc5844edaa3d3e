from collections.abc import Iterator

from gwlint.model import Cite, Finding, Severity
from gwlint.rules import Context, rule
from gwlint.rules.context import step_down
from gwlint.rules.length._sections import heaviest
from gwlint.rules.limits import Limit, limit_of
from gwlint.rules.places import heading


@rule("GW101", "overlong-body")
def check(ctx: Context) -> Iterator[Finding]:
    """正文超过规定字数。

    为什么：
        文件越长，基层越读不到要点。全国规定，综合性工作以外的文件一般不超过5000字，部署专项工作或者具体任务的一般不超过4000字，
        专项报告一般不超过3000字；有的地方更严。字数按Word和WPS状态栏的“字数”算，只算正文；印发、转发的通知，算所印发的文件本身。
        超出不到3%的算临界，降一级，因为各种计数方法差得出这么多。

    不合格（gansu-2024）：

        平川县农业农村局关于高标准农田建设情况的报告

        平川县人民政府：

        现将2024年高标准农田建设情况报告如下。

        今年以来，我局对照年度任务逐村核实地块，先后四次到施工现场查看沟渠、机耕道和蓄水池，督促施工单位补齐短板，共整改问题三十二个。
        （上一段重复60遍）

        平川县农业农村局
        2024年11月5日

    合格（gansu-2024）：

        平川县农业农村局关于高标准农田建设情况的报告

        平川县人民政府：

        现将2024年高标准农田建设情况报告如下。

        今年以来，我局对照年度任务逐村核实地块，先后四次到施工现场查看沟渠、机耕道和蓄水池，督促施工单位补齐短板，共整改问题三十二个。
        （上一段重复20遍）

        平川县农业农村局
        2024年11月5日

    不查：
        规划、预案、条例、命令、公告通告和向人民代表大会作的报告没有字数限额。附件不算在内，另有规则比较附件和正文。
        有的地方给请示、报告、简报另定限额，先按文种查，再按类别查。文件属于综合性工作还是专项工作，从标题和正文推断；推断不稳时降一级并说明，可以用 --category 指明。
    """
    limit = limit_of(ctx.gongwen, ctx.options)
    words = ctx.gongwen.counts.body.words
    if limit is None or words <= limit.most:
        return
    doubts = [doubt for doubt in (_borderline(ctx, words, limit.most), _arguable(ctx, words, limit)) if doubt]
    yield ctx.finding(
        heading(ctx.gongwen),
        f"正文{words}字，超过{limit.of}{limit.most}字的限额{words - limit.most}字{_weights(ctx)}{''.join(doubts)}",
        advice="背景、意义和照抄上级文件的话可以删；任务分工、指标、名单和技术要求可以移到附件",
        severity=_softened(ctx.setting.severity, len(doubts)),
        cites=_cites(ctx, limit),
    )


def _borderline(ctx: Context, words: int, limit: int) -> str:
    percent = ctx.options["borderline_percent"]
    return f"。临界：超出不到{percent}%，换一种计数方法可能不超" if words * 100 <= limit * (100 + percent) else ""


def _arguable(ctx: Context, words: int, limit: Limit) -> str:
    """A task notice that nobody declared one might be meant as policy, which has the wider limit."""
    gongwen, limits = ctx.gongwen, ctx.options["limits"]
    if limit.of != "工作部署" or ctx.given.category or (gongwen.title and "专项" in gongwen.title.text):
        return ""
    wider = limits["政策性文件"]
    return f"。如果它属于综合性、政策性文件，限额是{wider}字，则未超" if words <= wider else ""


def _weights(ctx: Context) -> str:
    parts = [f"“{one.heading}”{one.words}字" for one in heaviest(ctx.text, ctx.gongwen.body)]
    return f"，其中{'、'.join(parts)}最长" if parts else ""


def _softened(severity: Severity, steps: int) -> Severity:
    for _ in range(steps):
        severity = step_down(severity)
    return severity


def _cites(ctx: Context, limit: Limit) -> tuple[Cite, ...]:
    gongwen = ctx.gongwen
    central = gongwen.issuer_level == "中央" and gongwen.issuer_class in ("党委", "政府", "办公厅室")
    return ctx.cites("中央" if central and "报告" not in gongwen.category else limit.of)
