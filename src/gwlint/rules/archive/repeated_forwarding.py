import datetime
from collections import defaultdict
from collections.abc import Iterator
from typing import TypeAlias

from gwlint.model import Severity
from gwlint.rules.across import ArchiveContext, Doc, Linked, paths
from gwlint.rules.registry import archive_rule


@archive_rule("GW952", "repeated-forwarding", needs=("alike",))
def check(ctx: ArchiveContext) -> Iterator[Linked]:
    """同一份文件被多头转发、层层转发，或者几乎照抄上级文件。

    为什么：
        同一份文件几个部门各转一遍，一级一级再转一遍，内容没有增加，基层收到的份数翻了几倍。按所转发文件的文号归在一起，没有文号的按标题；
        另外比较各单位正文的文字，照抄上级文件的也列出。

    不合格（gansu-2024）：

        文件 | 发文机关 | 机关层级 | 地区 | 成文日期 | 转发 | 所转文号
        一.docx | 甘肃省教育厅 | 省 | 甘肃 | 2025-03-03 | 转发 | 教安〔2025〕3号
        二.docx | 甘肃省应急管理厅 | 省 | 甘肃 | 2025-03-06 | 转发 | 教安〔2025〕3号

    不合格（gansu-2024）：

        文件 | 发文机关 | 机关层级 | 地区 | 成文日期 | 转发 | 所转标题
        一.docx | 甘肃省教育厅 | 省 | 甘肃 | 2025-03-03 | 转发 | 关于做好校车安全管理工作的通知
        二.docx | 兰州市教育局 | 市 | 甘肃/兰州 | 2025-03-09 | 转发 | 《关于做好校车安全管理工作的通知》

    不合格：

        文件 | 发文机关 | 机关层级 | 地区 | 成文日期 | 标题 | 正文
        一.docx | 湖北省水利厅 | 省 | 湖北 | 2025-03-03 | 关于堤防巡查的通知 | 甲文
        二.docx | 宜昌市水利局 | 市 | 湖北/宜昌 | 2025-03-12 | 关于堤防巡查工作的通知 | 甲文

    合格（gansu-2024）：

        文件 | 发文机关 | 机关层级 | 地区 | 成文日期 | 转发 | 所转文号 | 正文
        一.docx | 甘肃省教育厅 | 省 | 甘肃 | 2025-03-03 | 转发 | 教安〔2025〕3号 | 甲文
        二.docx | 甘肃省教育厅 | 省 | 甘肃 | 2025-03-06 | 转发 | 教安〔2025〕8号 | 乙文
        三.docx | 兰州市教育局 | 市 | 甘肃/兰州 | 2025-04-06 | 转发 | 兰政办发〔2025〕9号 | 丙文

    不查：
        印发本单位的文件、批转下级的报告不算转发；联合转发是一份文件，算一次。不同地区同级单位各转各的不算多头。
        文字相近的，只列上下级之间、同一地区同级单位之间的，正文不到规定字数的不比；两地互不隶属而雷同的不列。相近的程度是估计值，见“跨文件的规则”一页的实测。
    """
    for key in ("source_number", "source_title"):
        yield from _forwarded(ctx, key)
    yield from _copied(ctx)


def _forwarded(ctx: ArchiveContext, key: str) -> Iterator[Linked]:
    """Notices of several units that pass on one document; by title only where no number is known."""
    only = "and source_number is null" if key == "source_title" else ""
    sql = f"""
        with passed as not materialized (
            select *, {key} as source from docs
            where how in ('转发', '翻印') and {key} is not null {only} and unit is not null
        ), several as (select source from passed group by source having min(unit) <> max(unit))
        select source, unit, rank, area, path, profile, date from passed join several using (source)
        order by source, date, path"""
    for (source,), group in ctx.groups(1, sql):
        docs = [Doc(*doc) for _, _, _, *doc in group]
        units: _Units = defaultdict(set)
        for unit, rank, area, *_ in group:
            units[rank, area].add(unit)
        several = any(area is not None and len(peers) > 1 for (_, area), peers in units.items())
        if ctx.setting(docs[-1]) is None or not (several or _nested(units)):
            continue
        kind = "多头转发" if several else "层层转发"
        said = (
            f"{len(set().union(*units.values()))}个单位转发了同一份文件“{source}”，属于{kind}；第一份已发到的，不必再转"
        )
        yield ctx.finding(docs[-1], paths(docs), said, aspect="转发")


_Units: TypeAlias = defaultdict[tuple[int | None, str | None], set[str]]
"""Units by the rank of their level and their area."""


def _nested(units: _Units) -> bool:
    """Whether some are of a lower level in the area of others."""
    known = [(rank, area) for rank, area in units if rank and area is not None]
    return any(high < low and inner.startswith(outer) for high, outer in known for low, inner in known)


def _copied(ctx: ArchiveContext) -> Iterator[Linked]:
    """Near copies: each with the earliest document that it is like, those of one original together."""
    sql = """
        with near as (
            select a.path original, a.date first_day, a.unit first_unit, b.path, b.profile, b.date, b.words, likeness,
                row_number() over (partition by b.id order by a.date, a.path) nth
            from docs b join (select * from docs join alike on id = a) a on b.id = a.b
            where starts_with(b.area, a.area) and (a.rank < b.rank or a.area = b.area)
              and (a.source_number is distinct from b.source_number or a.source_number is null)
              and (a.source_title is distinct from b.source_title or a.source_title is null)
        )
        select original, first_day, first_unit, path, profile, date, words, likeness from near where nth = 1
        order by original, path"""
    for (original, day, unit), found in ctx.groups(3, sql):
        near = [(Doc(*doc), likeness) for *doc, words, likeness in found if _counts(ctx, Doc(*doc), words, likeness)]
        if near:
            docs = [doc for doc, _ in near]
            least = min(likeness for _, likeness in near)
            said = f"与{unit}{_said(day)}的文件文字相近（估计{2 * least / (1 + least):.0%}以上的文字相同），没有多少自己的内容"
            grave: Severity = "warning" if least >= _SURE else "info"
            yield ctx.finding(docs[0], [original, *paths(docs)], said, aspect="照抄", severity=grave)


_SURE = 0.65
"""Likeness from which an estimate from 128 places is all but never of texts that share less than half."""


def _counts(ctx: ArchiveContext, doc: Doc, words: int | None, likeness: float) -> bool:
    setting = ctx.setting(doc)
    if setting is None:
        return False
    return bool(likeness >= setting.options["likeness"] and (words or 0) >= setting.options["min_words"])


def _said(day: datetime.date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
