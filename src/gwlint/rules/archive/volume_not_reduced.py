from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from gwlint.model import Severity
from gwlint.rules.across import ArchiveContext, Doc, Linked, paths
from gwlint.rules.registry import archive_rule

_BULLETIN = "coalesce(category, '') = '简报信息' or coalesce(genre, '') = '简报' or bulletin is not null"
_MEASURES = {
    "件数": (f"not ({_BULLETIN})", "count(*)", "件"),
    "字数": (f"not ({_BULLETIN})", "sum(words)", "字"),
    "简报": (_BULLETIN, "count(*)", "期"),
    "会议": ("meeting is not null", "count(distinct meeting)", "次"),
    "督查检查": ("visit = '督查检查'", "count(*)", "项"),
}


class _Pair(NamedTuple):
    """One measure of one unit in two years that follow each other."""

    unit: str
    year: int
    before: int
    now: int
    begins: int
    share: float | None
    earlier: list[Doc]
    later: list[Doc]

    @property
    def doubt(self) -> str:
        """What speaks against the archive's holding both years whole."""
        if self.begins > _FEBRUARY:
            return f"；上年的档案从{self.begins}月才有，可能不全"
        if self.share is not None and self.share < _MOST:
            return f"；按文号看，档案里只有这两年文件的{self.share:.0%}左右，请用全部发文核对"
        return ""


@archive_rule("GW951", "volume-not-reduced")
def check(ctx: ArchiveContext) -> Iterator[Linked]:
    """一个单位当年的发文比上年多。

    为什么：
        年度发文只减不增，超过上年的要书面说明。逐单位、逐年与上年比：件数、正文字数、简报各算各的。条款说的是件数，字数和简报增加只作提示。
        各地2019年的压减比例只管当年，由当年适用的规定写明目标年份时才按比例算。

    不合格：

        文件 | 发文机关 | 成文日期 | 标题
        一.docx | 平川县水务局 | 2024-02-01 | 关于清淤的通知
        二.docx | 平川县水务局 | 2024-05-06 | 关于巡堤的通知
        三.docx | 平川县水务局 | 2025-02-03 | 关于春灌的通知
        四.docx | 平川县水务局 | 2025-04-07 | 关于防汛的通知
        五.docx | 平川县水务局 | 2025-08-04 | 关于节水的通知

    合格：

        文件 | 发文机关 | 成文日期 | 标题
        一.docx | 平川县水务局 | 2024-02-01 | 关于清淤的通知
        二.docx | 平川县水务局 | 2024-05-06 | 关于巡堤的通知
        三.docx | 平川县水务局 | 2025-02-03 | 关于春灌的通知

    不查：
        只看档案里有的文件：档案不全，比出来的增加就不可靠，收到的上级来文尤其如此。上年最早一份晚于2月的，或者按文号看档案里
        还不到一半的，降为提示并说明。
        没有日期、认不出发文机关的文件不计。同一份文件的几个副本（文号、日期相同，或内容相同）算一件。上级要求、应急等可以增加的理由要人工看。
    """
    for measure in _MEASURES:
        for pair in _pairs(ctx, measure):
            yield from _judge(ctx, measure, pair)


def _pairs(ctx: ArchiveContext, measure: str) -> Iterator[_Pair]:
    """Units whose measure differs from the year before, upwards or by too little; the profile decides which."""
    which, amount, _ = _MEASURES[measure]
    counted = f"from docs where unit is not null and year is not null and ({which})"
    pairs = f"""
        with years as (
            select unit, year, ({amount} filter (where {which}))::bigint n, min(date) as first
            from docs where unit is not null and year is not null group by unit, year
        ), shares as ({_SHARES})
        select b.unit, b.year, a.n, b.n, month(a.first), least(c.share, d.share)
        from years a join years b on a.unit = b.unit and b.year = a.year + 1
        left join shares c on c.unit = a.unit and c.year = a.year
        left join shares d on d.unit = b.unit and d.year = b.year
        where b.n > 0.5 * a.n and a.n > 0 order by b.unit, b.year"""
    found = list(ctx.rows(pairs))  # some figures for each unit and year: what they took is free for the sorting
    groups = ctx.groups(2, f"select unit, year, path, profile, date {counted} order by unit, year, date, path")
    both = pairwise((key, [Doc(*doc) for doc in docs]) for key, docs in groups)
    for unit, year, *figures in found:
        earlier, later = next((one, other) for (_, one), (key, other) in both if key == (unit, year))
        yield _Pair._make((unit, year, *figures, earlier, later))


_SHARES = """
    select unit, year, sum(known) / sum(last) as share from (
        select unit, year, max(serial) as last, count(distinct serial) as known from (
            select unit, year, regexp_extract(packed_number, '^(.*?)\\d+号$', 1) series,
                try_cast(regexp_extract(packed_number, '(\\d+)号$', 1) as int) serial
            from docs where packed_number is not null
        ) where serial > 0 group by unit, year, series
    ) group by unit, year
"""
"""Which share of a unit's numbered documents of a year is there, by the highest number of each series."""


def _judge(ctx: ArchiveContext, measure: str, pair: _Pair) -> Iterator[Linked]:
    at = pair.later[-1]
    setting = ctx.setting(at)
    if setting is None:
        return
    ratio, targeted = _ratio(setting.options, measure, pair.year)
    if not ratio or pair.now <= ratio * pair.before:
        return
    unit = _MEASURES[measure][2]
    name = "文件" if measure in ("件数", "字数") else measure
    message = (
        f"{pair.unit}{pair.year}年{name}{pair.now}{unit}，上年{pair.before}{unit}，{_excess(pair, ratio, targeted)}"
    )
    yield ctx.finding(
        at,
        paths([*pair.earlier, *pair.later]),
        message + pair.doubt,
        aspect=f"目标/{measure}" if targeted else measure,
        severity=_softened(measure, targeted, pair.doubt),
    )


_FEBRUARY = 2
_MOST = 0.5


def _softened(measure: str, targeted: bool, doubt: str) -> Severity | None:
    return None if not doubt and (targeted or measure == "件数") else "info"


def _ratio(options: Mapping[str, Any], measure: str, year: int) -> tuple[float, bool]:
    """The share of the year before that is allowed, 0 for none set, and whether it is the target of that one year."""
    if year == options["target_year"] and options["target_ratios"][measure]:
        return options["target_ratios"][measure], True
    return (options["ratios"][measure] if year >= options["since_year"] else 0.0), False


def _excess(pair: _Pair, ratio: float, targeted: bool) -> str:
    if targeted:
        return f"当年的目标是不超过上年的{ratio:.0%}"
    return f"增加{pair.now - pair.before}，应当只减不增，超过的要书面说明"
