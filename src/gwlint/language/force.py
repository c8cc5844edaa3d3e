"""How strongly a clause speaks: commands, asks, permits, forbids, narrates, or states a condition or purpose."""

from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from gwlint import re
from gwlint.language import words

ForceKind: TypeAlias = Literal["must", "ask", "bare", "may", "forbid", "narrate", "condition", "purpose", "none"]


class Force(NamedTuple):
    """`word` is what shows it, `at` and `end` where it stands in the clause (code points, half open)."""

    kind: ForceKind
    word: str = ""
    at: int = 0
    end: int = 0


NONE = Force("none")

# A single character is a modal unless its neighbours make it part of another word; what neither list knows,
# the tokenizer decides.
_SINGLE = {
    "要": ("重主需必只首纪摘简概紧次险机索想不就快将若", "求素点件害塞领旨义闻道隘么是不好紧"),
    "须": ("无毋莫勿不", "知"),
    "应": ("适相响反效供对呼感顺照因理一回报接", "急用对届邀聘征收付纳税答允变试考战激景县城援声"),
    "需": ("所急必供刚内无特军按不确", "求"),
    "请": ("申邀聘提报呈敬恳", "示求假愿客柬教辞"),
}
_SURE_BEFORE = "，。；：、）)局府委区县市地省级部门位厅会办们均都也还更既又并则仍后时内亦关业员构统校一二三四五六"


_SURE_AFTER = "于在按由每将各及依切严根加落做抓认主积充"  # a preposition or 各: what stands before it is a modal


@cache
def _modal() -> "re.Pattern[str]":
    return re.compile(
        r"必须|务必|责成|务须|务请|务(?=于)|^望(?=各|你|贵|认真|遵照)|应当|应该|一律|需要|须要|敬请|要(?=[^，。])|须|应|需|请"
    )


@cache
def _soft() -> "re.Pattern[str]":
    return re.compile(
        r"鼓励|支持|引导|倡导|提倡|允许|自愿|自行决定|自主决定|由各地确定|力争|争取|探索|积极探索|酌情|建议(?=各|采|由|在|对|将|优先|有)|希望|欢迎"
        r"|(?<![认许不尽])可(?!能|行|视|持|靠|操|追|复|推|信|见|用|管|谓|比|知|查|观|控|感|爱|溯|再生|研|燃|预|替|量|循)"
    )


@cache
def _forbid() -> "re.Pattern[str]":
    return re.compile(
        r"不得(?!评[优先为])|不准|不许|不能(?!按|及时|到|正常|履)|不允许|不要|不应|不宜|不再|不搞|不(?=刻意|制定|要求|设|发|开|报|签|建|搞|成立|组织|安排|从|向|以|派|抽|借|出台|印发|新增|参加|另|作|拍|查|听|评|考核|统计|排(?!除)|填|留痕)|不须|不需|不必|无需|无须|毋须|禁止|严禁|杜绝|防止|避免|切忌|切勿|制止|一律不|决不|绝不|免于|免除"
    )


@cache
def _curb() -> "re.Pattern[str]":
    """A verb that does away with what follows it; it forbids only as the predicate, not in 清理台账, 整治专班."""
    return re.compile(
        r"(?:^|[要须应请]|一律|必须|务必|予以|(?<=[局委厅办位门府县市区地所校院])|对[^，。；]{1,30})(?:坚决|切实|大力|进一步|全面|严格|着力|持续|从严|及时|认真|集中|主动|积极|原则上|逐步|统一|尽快|有效|深入|重点|立即|逐个|逐项|抓紧)*"
        r"(?P<curb>严控|严格控制|压减|精简|减少|取消|纠正|整治|清理|清退|克服|反对)(?!工作|台账|专班|方案|小组|行动|情况|任务|结果|名单|清单|表)"
    )


@cache
def _lifts() -> "re.Pattern[str]":
    """What ends a prohibition before its sentence ends (FP-2)."""
    return re.compile(r"^(?:但|确需|确有必要|确因|因.{0,10}确需|而应|而要|应当|必须|要(?!求)|同时(?:要|应))")


@cache
def _past() -> "re.Pattern[str]":
    return re.compile(
        r"(?:^|，)(?:在|对)?(?:该|某)\w{0,6}(?:单位|县|市|区|镇|乡|街道|局|中心|公司|村|校|院|部门|处|站)(?!要|应|须)|近年来|年来|以来|此前|(?<![\d周期本下当次二三四五六七八九十])日前|去年|上年|过去|以往|曾|截至|截止(?:目前|到)|已(?!经.{0,20}同意|知)|(?:发现|存在|出现|取得|完成|开展|印发|制定|出台|召开|建立|成立|下发|收到|形成|要求|报送|实现|组织|实施|推动)了|\w(?<![为除])了(?![解然如])"
    )


@cache
def _purpose() -> "re.Pattern[str]":
    return re.compile(
        r"^(?:为了?(?!.{0,12}(?:主|准|期|重点|契机|目标|抓手|单位|依据|原则|牵引|导向|引领|支撑|基础|核心|载体)(?:$|[，的]))|以便|根据|按照|依据|依照|围绕|针对|结合|鉴于|由于)"
    )


@cache
def _performs() -> "re.Pattern[str]":
    return re.compile(
        r"^(?:特|现|兹|谨|今)(?:将|就|制定|制订|印发|提出|对|予以|通知|把|决定|公布|发布|转发|批转|报告|函)"
        r"|(?:制定|制订|提出|出台)(?:了)?(?:本(?!地|单位|部门|省|市|县|区|乡|镇|村|级|行业|校|系统)|以下|如下|此)|^[（(].*[)）]$"
    )


def performs(clause: str) -> bool:
    """Whether the clause is the document's own act (现印发给你们, 制定以下措施) or a note in brackets."""
    return bool(_performs().search(clause))


def forbidding(clause: str) -> "re.Match[str] | None":
    """A prohibition in the clause; its scope runs on to the end of the sentence unless `lifts` ends it."""
    return _forbid().search(clause) or _curb().search(clause)


def lifts(clause: str) -> bool:
    """Whether this clause opens an exception from a prohibition before it."""
    return bool(_lifts().match(clause))


def modals(clause: str) -> list[Force]:
    """The modals of a clause in order, those that are part of another word left out."""
    found = []
    for match in _modal().finditer(clause):
        word = match.group()
        if word in _SINGLE and not _is_modal(clause, match.start()):
            continue
        if word == "需要" and re.search("(?:根据|按|结合|视|因|有|满足|的)[^，]{0,12}$", clause[: match.start()]):
            continue  # the noun: 根据工作需要
        found.append(Force("ask" if "请" in word or word == "望" else "must", word, *match.span()))
    return found


def _is_modal(clause: str, at: int) -> bool:
    word = clause[at]
    bad_before, bad_after = _SINGLE[word]
    before = clause[at - 1 : at] if at else "，"
    after = clause[at + 1 : at + 2]
    if before in bad_before or after in bad_after or (word == "应" and clause[at + 2 : at + 3] == "尽"):
        return False
    if before in _SURE_BEFORE or after in _SURE_AFTER or before.isspace() or not after:
        return bool(after)
    return words.is_word(clause, at, at + 1)


def soft(clause: str) -> "re.Match[str] | None":
    """A permission or encouragement."""
    return _soft().search(clause)


@cache
def _cites() -> "re.Pattern[str]":
    return re.compile(
        r"^(?!根据|按|依据|依照|遵照|对照|贯彻|落实|结合)[^要须应请按依照]{0,24}(?:》|法|条例)(?:第[^，]{1,8}条)?(?:明确|还|都)?(?:规定|要求|指出|提出|明确)(?:$|(?=各[市省县地级]))"
    )


def cites(clause: str) -> bool:
    """Whether the clause opens what another text says (《水法》规定), which this document only repeats."""
    return bool(_cites().match(clause))


def narrates(clause: str) -> bool:
    """Whether the clause tells of what was done."""
    return bool(_past().search(clause))


def is_condition(clause: str) -> bool:
    """Whether the clause states a case (对…的, 凡…的, 如…): what follows is imposed, not this."""
    if re.search(r"(?:(?<![以之目日点时分底末午\d])前|后|之时|同时)$", clause) and len(clause) > 3:
        return not re.search(
            "签[字名署批]|审签", clause
        )  # 事故结案前, 审核同意后: when, not what; a signature is asked for
    if re.match(r"(?:如|若|如果|倘|一旦|凡是?|凡)", clause) and not re.match(r"如(?:期|实|数|下)", clause):
        return True
    return clause.endswith("的") and bool(re.match(r"对|凡|属|有|因|未|不|经|逾期|在|符合|确|违反", clause))


def is_purpose(clause: str) -> bool:
    """Whether the clause gives a ground or a purpose."""
    return bool(_purpose().match(clause))
