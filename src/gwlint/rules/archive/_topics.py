"""What a title is about, so that titles of different units and years can be compared."""

import re
from functools import lru_cache

_NOISE = "[\\s《》“”〈〉\"'（）()]|20\\d\\d年度?|全(?:国|省|市|州|县|区|系统)"
_FRONT = "^(?:召开|开展|举办|组织|做好|进行|印发|报送|填报|实施|转发|印送|对)+"
_GENRE = "的?(?:紧急|补充|预备?)?(?:通知|函|通报|公告|报告|请示|意见|方案)$"
_MEETING = (
    "(?:工作|专题|专项)?(?:电视电话|电视|视频|网络)*(?:会议|大会|推进会|部署会|动员会|座谈会|调度会|现场会|例会|会)$"
)
_VISIT = "(?:专项|综合|联合|集中|实地)*(?:督查|督导|督察|检查|巡查|考核|评估|验收|调研|抽查)+(?:工作|活动)?$"
SHORTEST = 2
"""A topic of fewer characters says nothing."""


@lru_cache(8192)
def topic(title: str, unit: str = "") -> str:
    """The matter alone: without unit, genre, year, and without what a meeting or inspection is called."""
    bare = re.sub(_NOISE, "", title.replace(unit, "") if unit else title)
    bare = re.sub(_GENRE, "", bare.partition("关于")[2] or bare)
    bare = re.sub(_FRONT, "", bare)
    for ending in (_MEETING, _VISIT, _GENRE):
        bare = re.sub(ending, "", bare)
    return bare


def alike(one: str, other: str) -> float:
    """How like two titles or topics are, 0 to 1; 0 where one says nothing."""
    from rapidfuzz import fuzz

    if min(len(one), len(other)) < SHORTEST:
        return 0.0
    return fuzz.ratio(one, other) / 100


def same_addressees(one: str | None, other: str | None) -> bool:
    """Whether two documents go to the same: both must say so."""
    return one is not None and other is not None and alike("".join(one.split()), "".join(other.split())) >= _SAME


_SAME = 0.75
