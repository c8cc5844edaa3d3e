from collections import Counter
from collections.abc import Iterator

from gwlint.model import Edit, Finding, Fix, Span
from gwlint.rules import Context, rule
from gwlint.rules.form._trusted import as_written, in_force

_MARKS = "。；;，,、"
_LONGEST = 120  # characters of an entry; more is text that was taken for one


@rule("GW903", "attachment-punctuation", needs=("punctuation",))
def check(ctx: Context) -> Iterator[Finding]:
    """附件说明里附件名称后加了标点。

    为什么：
        正文之后的附件说明一行一个附件，名称后不加标点，加了会被当成名称的一部分。

    不合格：

        平川县民政局关于开展养老机构安全检查的通知

        各乡镇人民政府社会事务办公室：

        现就养老机构安全检查有关事项通知如下，请对照附件逐项自查。

        附件：养老机构安全自查表。

        平川县民政局
        2025年3月6日

    合格：

        平川县民政局关于开展养老机构安全检查的通知

        各乡镇人民政府社会事务办公室：

        现就养老机构安全检查有关事项通知如下，请对照附件逐项自查。

        附件：养老机构安全自查表

        平川县民政局
        2025年3月6日

    不查：
        几个附件写在同一行的，隔开名称的标点不查。名称里面的标点、书名号和括号不查。没有署名和日期的草稿不查，认不准附件说明到哪里为止。
        通篇半角标点的文本、2012年国家标准施行以前的文件不查。
    """
    gongwen = ctx.gongwen
    if not (gongwen.signature or gongwen.date_line) or not in_force(ctx):
        return
    spans = Counter(one.listed for one in gongwen.attachments if one.listed)
    for span in (span for span, entries in spans.items() if entries == 1 and span.length <= _LONGEST):
        text = span.of(ctx.text)
        name = text.rstrip().rstrip(_MARKS)
        marks = text[len(name) :].rstrip()
        if marks and name and as_written(ctx):
            place = Span(span.start + len(name), span.start + len(name) + len(marks))
            yield ctx.finding(
                Span(span.start, place.end),
                f"附件名称后加了“{marks}”，应去掉",
                fix=Fix(f"去掉末尾的“{marks}”", (Edit(place, ""),)),
            )
