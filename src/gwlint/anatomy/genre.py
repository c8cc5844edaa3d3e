"""文种: the fifteen of 条例第八条, and the kinds that travel inside them."""

from functools import cache

from gwlint import re

OFFICIAL = (
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要", "令",
)  # fmt: skip
CARRIED = (
    "方案", "办法", "细则", "规划", "预案", "要点", "计划", "纲要", "措施", "举措", "规定", "制度", "规范", "规则", "规程", "条例",
    "指南", "指引", "标准", "清单", "总结", "汇报", "要求", "安排", "目录", "章程", "准则", "守则", "分工", "任务", "提示", "简报", "建议",
)  # fmt: skip
_SAME = {"通知书": "通知", "请示报告": "请示", "复函": "函", "答复": "函", "会议纪要": "纪要", "令": "命令"}
_TAIL = re.compile(r"(?:[（(〔\[][^（()）]{1,24}[)）〕\]]|[（(]\d{4}.{0,12}年[)）]|\d{4}年版|》)+$")


@cache
def _ending() -> "re.Pattern[str]":
    kinds = sorted(dict.fromkeys((*_SAME, *OFFICIAL, *CARRIED)), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(kinds)})$")


def of_title(title: str) -> str | None:
    """The genre that a title ends with, bracketed additions such as （试行） aside; None when it names none."""
    bare = _TAIL.sub("", title.rstrip("。"))
    found = _ending().search(bare)
    if not found or (found.start() == 0 and bare not in ("通知", "通告", "公告", "请示", "报告", "函")):
        return None
    return _SAME.get(found.group(), found.group())


@cache
def _lead_in() -> "re.Pattern[str]":
    kinds = "|".join(sorted(dict.fromkeys((*OFFICIAL, *CARRIED)), key=len, reverse=True))
    return re.compile(
        rf"(?:现|特|谨)[^，。；]{{0,40}}?(通知|通报|通告|公告|报告|请示|批复|函告|函复|复函)如下"
        rf"|(?:现|特)?[^，。；]{{0,30}}?(?:提出|制定|制订|编制)(?:以下|如下|本|此)(?:实施|工作|行动|指导|政策|具体|若干|发展|专项|应急|管理)*({kinds})"
        rf"|(?:以下|如下)({kinds})[:：。]"
    )


def of_text(text: str) -> str | None:
    """The genre that an opening announces (现就有关事项通知如下, 特制定本实施方案), for a text without its title."""
    if "向大会" in text[:400] and "报告" in text[:400]:
        return "报告"
    found = _lead_in().search(text)
    if not found:
        return None
    word = next(group for group in found.groups() if group)
    return {"函告": "函", "函复": "函", "复函": "函"}.get(word, word)


@cache
def _closing() -> "re.Pattern[str]":
    return re.compile(
        r"特此(通知|通报|报告|请示|批复|公告|通告|函告|函复|复函)|主题词[:：].{0,40}?(通知|通报|报告|请示|批复|公告|通告|意见|决定|函)\s*$",
        re.M,
    )


def of_closing(text: str) -> str | None:
    """The genre that the last words tell: 特此批复, or the last of the 主题词."""
    found = _closing().search(text)
    if not found:
        return None
    word = found.group(1) or found.group(2)
    return {"函告": "函", "函复": "函", "复函": "函"}.get(word, word)


def of_addressed(text: str) -> str:
    """The genre of a document with addressees and nothing else that names it: what it does to them."""
    if re.search(r"请示[^。]{0,40}收悉", text):
        return "批复"
    if re.search(r"予以(?:通报)?(?:表彰|表扬|批评)|决定(?:对|授予)[^。]{0,80}(?:表彰|表扬|称号)|通报批评", text):
        return "通报"
    return "函" if re.search(r"(?:商请|函请|贵[省市县区局厅委部]|来函收悉)", text) else "通知"
