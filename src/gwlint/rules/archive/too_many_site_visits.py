from collections import defaultdict
from collections.abc import Iterator

from gwlint.rules.across import ArchiveContext, Entry, Linked, Register
from gwlint.rules.archive._registers import at, documents, home, lines
from gwlint.rules.registry import archive_rule


@archive_rule("GW963", "too-many-site-visits", needs=("register",))
def check(ctx: ArchiveContext) -> Iterator[Linked]:
    """一个点一年接待的调研太多。

    为什么：
        调研扎堆在几个点上，这几个点就成了专门接待的。甘肃规定单个调研点每年承接调研不超过50次。用 --register 给出调研台账，按“调研点”一列逐年数。

    不合格（gansu-2024）：

        文件 | 发文机关 | 成文日期 | 标题
        一.docx | 平川县农业农村局 | 2025-03-03 | 关于开展春耕调研的通知

        台账：
        日期 | 调研点 | 单位
        2025-03-10 | 平川县红柳村 | 平川县农业农村局
        （上一段重复51遍）

    合格（gansu-2024）：

        文件 | 发文机关 | 成文日期 | 标题
        一.docx | 平川县农业农村局 | 2025-03-03 | 关于开展春耕调研的通知

        台账：
        日期 | 调研点 | 单位
        2025-03-10 | 平川县红柳村 | 平川县农业农村局
        （上一段重复50遍）
        2025-04-10 | 平川县沙河村 | 平川县农业农村局

    不查：
        同一个点的不同叫法不会合并，台账上要写得一致；几个点写在一格里的，用顿号、逗号、分号隔开，各算一次。没有日期的行不计。
        台账写了“类型”一列的，只数调研。
    """
    for register in ctx.registers:
        if "site" in register.columns:
            for (site, year), entries in sorted(_visits(register).items()):
                place = at(register, home(ctx, year), year)
                setting = ctx.setting(place)
                if setting and len(entries) > setting.options["max"]:
                    said = f"“{site}”{year}年承接调研{len(entries)}次，每年不超过{setting.options['max']}次；见{register.name}{lines(entries)}"
                    related = dict.fromkeys(path for one in entries for path in documents(ctx, one))
                    yield ctx.finding(place, related, said, quote=site)


def _visits(register: Register) -> dict[tuple[str, int], list[Entry]]:
    found: dict[tuple[str, int], list[Entry]] = defaultdict(list)
    for entry in register.entries:
        if "year" in entry.cells and "调研" in entry.cells.get("kind", "调研"):
            for site in (
                entry.cells.get("site", "").replace("，", "、").replace(",", "、").replace("；", "、").split("、")
            ):
                if site.strip():
                    found[site.strip(), entry.cells["year"]].append(entry)
    return found
