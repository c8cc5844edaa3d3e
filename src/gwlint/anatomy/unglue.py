"""Lines that ran together: a page flattened into one stretch shows head, text and signature without a break.

Each finder looks for what only stands at the border of two elements: 文件 before a document number, a genre before
addressees, a full stop before an organ and a date.
"""

import re
from functools import cache

from gwlint.language.organs import classify

_OFFICIAL = "通知|意见|决定|通报|公告|通告|批复|函|报告|请示"
_KINDS = f"{_OFFICIAL}|方案|办法|细则|规定|规划|计划|措施|纲要"
_NUMBER = r"\w{1,14}\s*[〔\[（(]\s*(?:19|20)\d\d\s*[〕\])）]\s*第?\d{1,5}\s*号"
_DATE = r"(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
_HEAD = 600  # characters in which a head may stand
_LONG = 80  # a line shorter than this holds one element


@cache
def _pattern(name: str) -> "re.Pattern[str]":
    return re.compile(_PATTERNS[name])


_PATTERNS = {
    "masthead": rf"[^，。；：《]{{4,60}}?文件(?={_NUMBER})",
    "number": rf"(?:^|(?<=文件)|[（(]?(?<=[知见定报告复函示案法则])[（(]?)(?P<number>{_NUMBER})[)）]?",
    "title": rf"\s*(?!各)[^，。；：]{{5,120}}?的(?:{_OFFICIAL})(?![》”])(?:[（(][^（()）]{{1,12}}[)）])?(?=\s*(?:[各本校全]|[^，。；：、\s]{{2,16}}?(?:政府|委|局|厅|单位|部门|办公室|学校))[^。；]{{0,300}}?[：:])",
    "text": rf"(?!各)[^，。；：]{{4,60}}?(?:{_KINDS})(?:[（(][^（()）]{{1,12}}[)）])?(?=为(?:了|深入|贯彻|认真|全面|进一步|加强|规范|切实|落实|推动|促进|做好)|根据《)",
    "addressees": r"[^。；：]{2,300}?[：:](?=\s*(?:为|根据|按照|经|现|近|鉴于|由于|当前|《|今年|入|随着|\d{4}年|[^，。；：]{2,30}，))",
    "closing": rf"(?<=[。：）)])\s*(?P<organ>[^，。；：、（）《》\d]{{4,40}}?)\s*(?P<date>{_DATE})",
}


def cuts(plain: str) -> list[int]:
    """Where canonical `plain`, one line with its blanks, is to be cut; empty for a line that holds one element."""
    if len(plain) <= _LONG and "号" not in plain and not plain.endswith("："):
        return []
    head = plain[:_HEAD]
    found: set[int] = set()
    at = _take(found, "masthead", head, 0)
    number = _pattern("number").search(head, at) if "号" in head else None
    if number and not re.search("[，。；：]", head[:number.start()]):
        found |= {number.start(), number.end()}
    at = _take(found, "title", head, at)
    if at in (0, max(found, default=0)):
        at = _take(found, "text", head, at) or at
    if found or head.startswith("各"):
        _take(found, "addressees", head, max(found, default=0))
    found |= _closing(plain)
    return sorted(cut for cut in found if 0 < cut < len(plain))


def _take(found: set[int], name: str, head: str, start: int) -> int:
    """Add the end of pattern `name` at or behind `start`; where it ends, or `start` when it does not match."""
    begin = max([start, *found])
    match = _pattern(name).match(head, begin)
    if not match:
        return start
    found.add(match.end())
    return match.end()


def _closing(plain: str) -> set[int]:
    """Before an organ's name that stands right before a date after a full stop, and behind the date."""
    found: set[int] = set()
    for match in _pattern("closing").finditer(plain):
        if classify(re.sub(r"\s", "", match["organ"]).split("号")[-1]).klass != "不明":
            found |= {match.start("organ"), match.end()}
    return found
