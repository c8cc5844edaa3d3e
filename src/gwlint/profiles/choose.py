"""Which profile a document is measured by: its issuer's region, on its own date."""

import datetime

from gwlint.model import Gongwen
from gwlint.profiles.loader import Head, available, load
from gwlint.profiles.profile import Profile

GROUND = "cn"


def choose(gongwen: Gongwen, today: datetime.date | None = None) -> tuple[Profile, str]:
    """The profile, and in Chinese what decided.

    The most specific region that has a profile for this class of issuer comes first; among its profiles the one in
    force on the document's date, or on `today` for an undated draft. Else the national ground.
    """
    if not gongwen.region:
        return load(GROUND), "认不出发文机关属于哪个地区，用全国通用规定"
    place = "".join(gongwen.region)
    local = [head for head in available() if head.region and gongwen.region[: len(head.region)] == head.region]
    if not local:
        return load(GROUND), f"发文机关在{place}，没有收录该地的规定，用全国通用规定"
    bound = [head for head in local if not head.binds or gongwen.issuer_class in head.binds]
    if not bound:
        return load(GROUND), f"发文机关在{place}，但当地规定不约束{gongwen.issuer_class}机关，用全国通用规定"
    date = gongwen.date or today or datetime.date.today()
    dated = f"日期{date}" if gongwen.date else f"文稿未写日期、按今天（{date}）算"
    for head in sorted(bound, key=lambda one: (len(one.region), one.valid_from or datetime.date.min), reverse=True):
        if _holds(head, date):
            return load(head.id), f"发文机关在{place}，{dated}，在该规定施行期内（{_period(head)}）"
    periods = "；".join(f"{head.id} {_period(head)}" for head in bound)
    return load(GROUND), f"发文机关在{place}，{dated}，不在当地规定施行期内（{periods}），用全国通用规定"


def _holds(head: Head, date: datetime.date) -> bool:
    return (head.valid_from is None or head.valid_from <= date) and (head.valid_to is None or date < head.valid_to)


def _period(head: Head) -> str:
    start = f"{head.valid_from}起" if head.valid_from else ""
    return start + (f"至{head.valid_to}前" if head.valid_to else "") or "不限日期"
