"""经…同意: where a text says that a government or Party committee approved it (条例第十六条（二）)."""

from functools import cache

from gwlint import re
from gwlint.anatomy.lines import Line
from gwlint.model import Element

_OPENING = 4  # lines of the text in which an approval is noted


@cache
def _approval() -> "re.Pattern[str]":
    return re.compile(
        r"(?:已?经|业经|报经|根据)(?P<who>[^，。；：]{0,24}?(?:国务院|政府|党委|[省市县区州]委|中央|人大常委会)[^，。；：]{0,24}?)"
        r"(?:研究)?(?:同意|批准|审定|审议通过|授权|委托)(?P<then>[^。；]{0,60})"
    )


@cache
def _others_act() -> "re.Pattern[str]":
    return re.compile(r"^[，,]?[^，,。]{2,40}(?:、[^，。]{2,12})*(?:联合)?(?:印发|制定|出台|发布|下发)了")


def read_approval(text: list[Line]) -> Element | None:
    """The words that note the approval, among the first lines of the document's own text."""
    for line in text[:_OPENING]:
        for match in _approval().finditer(line.text):
            if not _of_another(line.text, match):
                return Element(match.group()[: match.start("then") - match.start()], line.span)
    return None


def _of_another(text: str, match: "re.Match[str]") -> bool:
    """Whether the approval is not this document's: a leading group's, a condition, or that of a text it refers to."""
    before = text[: match.start()]
    return bool(
        "小组" in match["who"]
        or _others_act().match(match["then"])
        or re.search("未$|不得$|须$|应$|〕[^。]{0,12}号[）)]?$", before)
        or "的，" in match["then"][:4]
    )
