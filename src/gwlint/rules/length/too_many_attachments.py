from collections.abc import Iterator

from gwlint.model import Finding, Span
from gwlint.rules import Context, rule
from gwlint.rules.places import heading


@rule("GW102", "too-many-attachments")
def check(ctx: Context) -> Iterator[Finding]:
    """附件个数超过规定。

    为什么：
        附件一多，文件就变相变长，基层要在一堆表格里找自己的任务。

    不合格（jinan-2019）：

        济南市水务局关于开展供水管网普查的通知

        各区县水务局：

        现就开展供水管网普查有关事项通知如下。请按附件要求做好普查登记。

        附件：1. 管网普查技术要求
              2. 管网普查登记表
              3. 普查人员分工表
              4. 普查进度安排表

        济南市水务局
        2023年4月12日

    合格（jinan-2019）：

        济南市水务局关于开展供水管网普查的通知

        各区县水务局：

        现就开展供水管网普查有关事项通知如下。请按附件要求做好普查登记。

        附件：1. 管网普查技术要求
              2. 管网普查登记表

        济南市水务局
        2023年4月12日

    不查：
        附件里再分的附表不另算。所印发的文件不是附件。
    """
    attachments, most = ctx.gongwen.attachments, ctx.options["max"]
    if len(attachments) <= most:
        return
    first_over = attachments[most]
    span = first_over.listed or first_over.heading or heading(ctx.gongwen)
    yield ctx.finding(
        Span(*span),
        f"共有{len(attachments)}个附件，超过{most}个的上限，从附件{first_over.number}起多出",
        advice="合并内容相近的表格，或者删去与任务无直接关系的附件",
    )
