import re
from collections import defaultdict
from collections.abc import Iterator

from gwlint.rules.across import ArchiveContext, Entry, Linked, Register
from gwlint.rules.archive._registers import at, documents, home, lines
from gwlint.rules.registry import archive_rule

_UNANNOUNCED = "四不两直|随机|抽查|暗访|不打招呼|飞行检查"
_KINDS = {"调研": "调研", "督查检查": "督查|督导|督察|检查|考核|巡查"}


@archive_rule("GW962", "unannounced-visit-share", needs=("register",))
def check(ctx: ArchiveContext) -> Iterator[Linked]:
    """不打招呼的督查检查或调研没有达到规定的比例。

    为什么：
        事先通知、一路陪同，看到的是准备好的样子。甘肃规定原则上一半以上的督查检查采取四不两直和随机抽查的方式，
        济南规定领导干部暗访式调研占三分之一以上。用 --register 给出督查检查或调研台账，按“方式”一列逐单位逐年算。

    不合格（gansu-2024）：

        文件 | 发文机关 | 成文日期 | 标题
        一.docx | 平川县教育局 | 2025-03-03 | 关于开展校园安全检查的通知

        台账：
        单位 | 日期 | 督查检查事项 | 方式
        平川县教育局 | 2025-03-10 | 校园安全检查 | 实地检查
        平川县教育局 | 2025-05-10 | 食堂卫生检查 | 听取汇报
        平川县教育局 | 2025-09-10 | 开学检查 | 四不两直

    合格（gansu-2024）：

        文件 | 发文机关 | 成文日期 | 标题
        一.docx | 平川县教育局 | 2025-03-03 | 关于开展校园安全检查的通知

        台账：
        单位 | 日期 | 督查检查事项 | 方式
        平川县教育局 | 2025-03-10 | 校园安全检查 | 实地检查
        平川县教育局 | 2025-05-10 | 食堂卫生检查 | 随机抽查
        平川县教育局 | 2025-09-10 | 开学检查 | 四不两直

    不查：
        分不出是督查检查还是调研的行、没有日期或没有写方式的行不计。一年不到规定项数的单位不算比例。方式只看写法：四不两直、随机、抽查、暗访等算不打招呼。
    """
    for register in ctx.registers:
        if "method" in register.columns and {"date", "year"} & register.columns:
            for (kind, unit, year), entries in sorted(_groups(register).items()):
                yield from _judge(ctx, register, kind, f"{unit}{year}年", year, entries)


def _groups(register: Register) -> dict[tuple[str, str, int], list[Entry]]:
    found: dict[tuple[str, str, int], list[Entry]] = defaultdict(list)
    for entry in register.entries:
        kind = _kind(entry)
        if kind and "year" in entry.cells and "method" in entry.cells:
            found[kind, entry.cells.get("unit", ""), entry.cells["year"]].append(entry)
    return found


def _kind(entry: Entry) -> str | None:
    said = entry.cells.get("kind") or entry.cells.get("title", "")
    return next((kind for kind, words in _KINDS.items() if re.search(words, said)), None)


def _judge(
    ctx: ArchiveContext, register: Register, kind: str, who: str, year: int, entries: list[Entry]
) -> Iterator[Linked]:
    place = at(register, home(ctx, year), year)
    setting = ctx.setting(place)
    if setting is None or len(entries) < setting.options["min_items"]:
        return
    least = setting.options["shares"][kind]
    known = [one for one in entries if not re.search(_UNANNOUNCED, one.cells["method"])]
    share = 1 - len(known) / len(entries)
    if share < least:
        said = (
            f"{who}{kind}{len(entries)}项，不打招呼的{len(entries) - len(known)}项，占{share:.0%}，应在{least:.0%}以上；"
            f"其余见{register.name}{lines(known)}"
        )
        related = [path for one in entries for path in documents(ctx, one)]
        yield ctx.finding(place, related, said, aspect=kind)
