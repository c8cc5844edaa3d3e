from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.model import Finding, Span
from gwlint.rules import Context, rule

_WORDS = ("小组", "专班", "指挥部", "工作组", "联席会议")


@rule("GW702", "task-force-without-sunset")
def check(ctx: Context) -> Iterator[Finding]:
    """成立临时机构没有写明撤销的条件和期限。

    为什么：
        为一定时期的特定工作设立的临时机构，应当明确规定撤销的条件和期限，否则有生无死，越积越多。

    不合格：

        云和市人民政府关于成立秋种工作领导小组的通知

        各县（市、区）人民政府，市直有关部门：

        为加强秋种工作的组织领导，市政府决定成立秋种工作领导小组，组成人员如下：
        组长由市政府分管农业的负责同志担任，成员由市农业农村局、市水利局等单位负责同志担任。
        领导小组办公室设在市农业农村局。

        云和市人民政府
        2025年9月8日

    合格：

        云和市人民政府关于成立秋种工作领导小组的通知

        各县（市、区）人民政府，市直有关部门：

        为加强秋种工作的组织领导，市政府决定成立秋种工作领导小组，组成人员如下：
        组长由市政府分管农业的负责同志担任，成员由市农业农村局、市水利局等单位负责同志担任。
        领导小组办公室设在市农业农村局。秋种工作结束后，领导小组自行撤销。

        云和市人民政府
        2025年9月8日

    合格：

        云和市农业农村局关于做好秋种工作的通知

        各县（市、区）农业农村局：

        现就有关事项通知如下。
        一、各县（市、区）农业农村局要依托现有领导小组开展工作。

        云和市农业农村局
        2025年9月8日

    不查：
        常设的议事协调机构、调整成员的通知、专家组不算。只要求下级成立的由另一条规则检查。
    """
    if not any(word in ctx.reading.plain for word in _WORDS) or re.search(
        r"撤销|解散|自行终止|自然解除|工作结束后|任务完成后|至[^，。；]{2,20}(?:止|结束|为止)|期限为|存续",
        ctx.reading.plain,
    ):
        return
    place = next(_set_up(ctx), None)
    if place:
        yield ctx.finding(
            place,
            "成立临时机构，没有写明撤销的条件和期限",
            advice="加一句撤销的条件和期限，例如“某项工作结束后自行撤销”",
        )


@cache
def _pattern() -> "re.Pattern[str]":
    return re.compile(r"(?:成立|组建|设立)[^，。；]{0,44}?(?:领导小组|专班|指挥部|工作组|协调小组|工作小组|联席会议)")


def _set_up(ctx: Context) -> Iterator[Span]:
    """Where the document itself sets up a body: it says so and lists the members."""
    title = ctx.gongwen.title
    if (
        title
        and re.search("成立[^，。]{2,40}(?:小组|专班|指挥部|工作组)的", title.text)
        and re.search(r"组\s*长", ctx.reading.plain)
    ):
        yield title.span
        return
    members = re.compile(
        r"(?:组成)?(?:人员|成员)(?:名单)?(?:如下|及|由)|组\s*长[:：由]|名单(?:附后|如下)|设在|下设办公室"
    )
    for index in ctx.reading.having(_WORDS):
        for match in _pattern().finditer(ctx.reading.text, *(paragraph := ctx.reading.paragraphs[index])):
            after = ctx.reading.text[match.start() : match.end() + 400]
            before = ctx.reading.text[max(paragraph.start, match.start() - 24) : match.start()]
            itself = re.search(
                "(?:我[局厅委部办]|本[局厅委]|[省市县区州]政府|[省市县区州]委)(?:决定|研究决定|拟)?$", before
            )
            if (itself or members.search(after)) and not re.search("各[^，。；]{0,20}$|下级|不再|不得|要求|已", before):
                yield Span(*match.span())
