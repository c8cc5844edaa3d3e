"""Lines that ran together: a page flattened into one stretch shows head, text and signature without a break.

What stands only at the border of two elements tells where to cut: the first colon ends 主送机关, the last 的通知 outside
《》 before it ends the title, the issuer's own name right before a date begins the signature.
"""

from functools import cache

from gwlint import re
from gwlint.language import regions
from gwlint.language.organs import classify

_OFFICIAL = "通知|意见|决定|通报|公告|通告|批复|函|报告|请示|答复"
_KINDS = f"{_OFFICIAL}|方案|办法|细则|规定|规划|计划|措施|纲要"
_YEAR = r"[〔\[（(]\s*(?:19|20)\d\d\s*[〕\])）]"
_HEAD = 700  # characters in which a head may stand
_LONG = 80  # a line shorter than this holds one element
_CODE = 9  # characters of a 机关代字 at most
_NAME = 34  # characters of an organ's name at most


@cache
def _pattern(name: str) -> "re.Pattern[str]":
    return re.compile(_PATTERNS[name])


_PATTERNS = {
    "number": rf"{_YEAR}\s*第?\d{{1,5}}\s*号[)）]?",
    "alone": rf"\s*\w{{1,14}}\s*{_YEAR}\s*第?\d{{1,5}}\s*号\s*",
    "urgency": "(?:特急|加急|特提|平急)(?=关于)",
    "boundary": "文件|办公[厅室]|委员会|公司|集团|小组|指挥部|纪要|明电|发电|政府|[局厅委部会院署办知告函定]|[（(]",
    "title": rf"的[^，。；：的《》]{{0,4}}?(?:{_OFFICIAL})(?:[（(][^（()）]{{1,12}}[)）])?|会议纪要(?=\s*\d{{4}}年)|纪要(?=\s*\d{{4}}年)",
    "text": rf"(?!各)[^，。；：]{{4,60}}?(?:{_KINDS})(?:[（(][^（()）]{{1,12}}[)）])?(?=为(?:了|深入|贯彻|认真|全面|进一步|加强|规范|切实|落实|推动|促进|做好)|根据《)",
    "addressee": "各|政府|委|局|厅|部|办|院|校|公司|单位|部门|中心|小组|指挥部|会|站|县|市|区|省",
    "date": r"(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日(?!\s*(?:[，、。至—前后时\d起]|上午|下午|以|之|印发|在|召开|[(（](?:周|星期)))",
    "list": r"(?<=[。\dXxA-Za-z）)])附件[：:]",
}


def cuts(plain: str) -> list[int]:
    """Where canonical `plain`, one line with its blanks, is to be cut; empty for a line that holds one element."""
    if len(plain) <= _LONG and "号" not in plain and not plain.endswith("："):
        return []
    if _pattern("alone").fullmatch(plain):
        return []
    found, title = _head(plain[:_HEAD])
    found |= _closing(plain, title)
    return sorted(cut for cut in found if 0 < cut < len(plain))


def _head(head: str) -> tuple[set[int], str]:
    """The cuts among number, title and addressees, and what stands above the text."""
    colon = next((m.start() for m in re.finditer("(?<!签发人)：", head)), -1)
    above = head[: colon if colon >= 0 else len(head)]
    stop = min((at for at in map(above.find, "。；") if at >= 0), default=-1)
    opening = above if stop < 0 else above[: above.rfind("，", 0, stop) + 1 or stop]
    found = _number(opening)
    title = _last_title(opening)
    urgency = _pattern("urgency").search(opening)
    found |= set(urgency.span()) if urgency else set()
    if title and (stop >= 0 or colon < 0) and "，" not in opening[:title]:
        return {*found, title}, opening[:title]
    if title and _pattern("addressee").search(opening[title:]):
        return {*found, title, colon + 1}, opening[:title]
    glued = _pattern("text").match(head, max(found, default=0))
    if glued and glued.end() < len(head):
        return {*found, glued.end()}, glued.group()
    if stop < 0 and head.startswith("各") and colon > 0:
        found.add(colon + 1)
    return found, ""


def _number(opening: str) -> set[int]:
    """Around 发文字号: its code begins behind the last organ or mark before it."""
    match = _pattern("number").search(opening)
    if not match or re.search("》[（(]?[^》]{0,9}$", opening[: match.start()]):
        return set()  # a number behind a title is that of a document referred to
    before = opening[: match.start()]
    first = max(0, len(before) - _CODE)
    ends = [0] if len(before) <= _CODE else []
    ends += [
        m.end() for m in _pattern("boundary").finditer(before, max(0, first - 4)) if first <= m.end() < len(before) - 1
    ]
    codes = [end for end in ends if not re.search("[的《》，]|通知|会议|纪要|文件", before[end:])]
    local = [end for end in codes if before[end : end + 1] in regions.ABBREVIATIONS]
    return {min(local or codes), match.end()} if codes else set()


def _last_title(opening: str) -> int:
    """The end of the last 的通知 and its like outside 《》 and “”, 0 without one."""
    bare = re.sub("《[^》]*》|“[^”]*”|<[^>]*>", lambda m: "＿" * len(m.group()), opening)
    ends = [
        match.end()
        for match in _pattern("title").finditer(bare)
        if bare[match.end() : match.end() + 1] not in ("》", "”", "的")
    ]
    return ends[-1] if ends and ends[-1] >= 6 and not opening.startswith(("各", "根据", "按照", "为")) else 0


def _closing(plain: str, title: str) -> set[int]:
    """Before the organ's name that stands right before a date, behind the date, and before the 附件说明 above them."""
    found: set[int] = set()
    for match in _pattern("date").finditer(plain):
        begin = _name_before(plain, match.start(), title)
        if begin is None:
            continue
        found |= {begin, match.end()}
        listed = _pattern("list").search(plain, max(0, begin - 400), begin)
        if listed:
            found.add(listed.start())
    return found


def _name_before(plain: str, end: int, title: str) -> int | None:
    """Where an organ's name begins that ends at `end`: one that the head names too, or one after a full stop."""
    before = plain[:end].rstrip()
    start = max(0, len(before) - _NAME)
    for at in range(start, len(before) - 3):
        name = before[at:]
        alone = at and before[at - 1] in "。：）)" and not re.search("[，。；：（）]", name)
        if (name in title or alone) and classify(re.sub(r"\s", "", name)).klass != "不明":
            return at
    marked = re.search("[A-Za-z0-9。：）)！](?=[^A-Za-z0-9，。；：（）]{4,30}$)", before[start:])
    if marked and classify(re.sub(r"\s", "", before[start + marked.end() :])).klass != "不明":
        return start + marked.end()
    return None
