"""Who a clause speaks of: the noun phrase at its head, judged by how it ends (lexicons/actors.tsv)."""

import re
from functools import cache
from typing import Literal, NamedTuple, TypeAlias, cast

from gwlint.language import lexicons, organs
from gwlint.model import Gongwen, Span

ActorKind: TypeAlias = Literal["government", "department", "unit", "own", "other", "addressee", "unknown"]
BELOW: frozenset[ActorKind] = frozenset({"government", "department", "unit", "addressee"})


class Actor(NamedTuple):
    """Who is meant. `kinds` has more than one member for 各市政府和各企业; `inherited` when an earlier clause said it."""

    kinds: frozenset[ActorKind]
    text: str
    span: Span | None = None
    inherited: bool = False

    def is_any(self, kinds: frozenset[ActorKind]) -> bool:
        return bool(self.kinds & kinds)


NOBODY = Actor(frozenset(), "")


class Cast(NamedTuple):
    """What the document says of its people: how 各地 and an unnamed subject are to be read."""

    region: ActorKind
    default: Actor
    own: tuple[str, ...]
    assigned: bool = False
    addressed: tuple[str, ...] = ()


def cast_of(gongwen: Gongwen, text: str = "") -> Cast:
    """Read issuer and addressees: 各地 is the governments where they are addressed, else the departments below.

    `assigned` when canonical `text` names who answers for each task (牵头部门, 责任单位): then an unnamed subject is
    one of these, not the addressees.
    """
    to = gongwen.addressees.text if gongwen.addressees else ""
    region: ActorKind = "government" if gongwen.to_lower_government else "department" if to else "unknown"
    downward = gongwen.direction == "下行"
    governments = gongwen.to_lower_government and all(o.klass in ("政府", "党委") for o in gongwen.addressed)
    kinds: frozenset[ActorKind] = frozenset({"addressee", "government"} if governments else {"addressee"})
    default = Actor(kinds, to, None, True) if downward and to else NOBODY
    assigned = len(_ASSIGNED.findall(text)) >= 2
    names = tuple(organ.name for organ in gongwen.addressed) if downward else ()
    return Cast(region, default, _own_names(gongwen), assigned, names)


_ASSIGNED = re.compile("(?:牵头|责任|承办|配合|主办)(?:部门|单位|处室)|[（(][^（）()]{2,60}(?:牵头|负责|按职责分工负责)[)）]")


def _own_names(gongwen: Gongwen) -> tuple[str, ...]:
    names = {o.name for o in gongwen.issuers}
    names |= {"我局", "我厅", "我部", "我委", "我办", "我会", "我市", "我省", "我县", "我区", "本局", "本厅", "本部", "本机关", "我们"}
    return tuple(sorted(names, key=len, reverse=True))


@cache
def _terms() -> dict[str, str]:
    return {row[0]: row[1] for row in lexicons.table("actors")}


@cache
def _head() -> "re.Pattern[str]":
    """A noun phrase that may open a clause: Han characters, 、 and brackets, up to its last actor term."""
    terms = "|".join(re.escape(t) for t in sorted(_terms(), key=len, reverse=True))
    return re.compile(rf"(?:[^，。；：“”《》]{{0,60}}?)(?:{terms})(?:[（(][^（）()]{{0,30}}[)）])?")


_LEADING = re.compile(
    r"(?:同时|此外|另外|其中|今后|下一步|一要|二要|三要|原则上|届时|目前|当前|同期|进一步|同步|期间|特别是|尤其是|请|由|要求|责成|督促|并请|现请|以及|及|和|并|而|但|则|(?:疫情防控|活动|试点|实施|执行|整治)期间|[^，]{1,12}前|[^，]{1,20}后)+"
)
_ADVERB = re.compile(r"[均都也还亦再更并则仍又]+$")
_NO_SUBJECT = re.compile(
    "[至到向于从把将给按据获达超]|对(?!外|口)|入选|建成|新增|带动|覆盖|协助|帮助|惠及|涉及|培育|创建|评为|列入|纳入|支持|推动|组织|指导|督促|实现|完成"
)  # a preposition or verb inside: no subject, but an adverbial or an object
_AGENT = re.compile(r"(各?[^，。；]{1,16}?)(?:印发|制定|出台|报送|组织|开展|编制)的")  # 各省印发的办法: who acts is 各省
_ALSO = re.compile(r"、(?![^（(]*[)）])|和|及其?|与|以及|或者?")


def leading(text: str, cast_: Cast, offset: int, limit: int) -> Actor:
    """The actor named in `text[:limit]`, a clause up to its modal or verb; NOBODY when none is named there."""
    segment = text[:limit]
    match = _LEADING.match(segment)
    begin = match.end() if match else 0
    phrase = _ADVERB.sub("", segment[begin:])
    agent = _AGENT.match(phrase)
    if agent:
        phrase = agent.group(1)
    if not phrase or _NO_SUBJECT.search(phrase):
        return NOBODY
    kinds = frozenset(kind for part in _members(phrase) if (kind := kind_of(part, cast_)) != "unknown")
    return Actor(kinds, phrase, Span(offset + begin, offset + begin + len(phrase))) if kinds else NOBODY


def _members(phrase: str) -> list[str]:
    """The members of a list, the whole phrase among them for names that hold 、 or 和 themselves."""
    return [phrase, *(p for p in _ALSO.split(phrase) if p)]


def kind_of(phrase: str, cast_: Cast) -> ActorKind:
    """The kind of one noun phrase, by its longest ending in the table; an organ of the issuer's own is "own"."""
    bare = re.sub(r"[（(][^（）()]*[)）]$", "", phrase) or phrase
    if bare.startswith("贵"):
        return "other"
    if any(bare.endswith(name) or bare == name for name in cast_.own):
        return "own"
    kind = _ending(phrase) or _ending(bare)
    if kind == "region":
        return cast_.region if _generic(bare) else "unknown"
    if kind in ("department", "government") and not _generic(bare):
        return _named(bare, kind)
    if kind:
        return cast(ActorKind, kind)
    return "addressee" if _addressed(bare, cast_) else "unknown"


def _addressed(phrase: str, cast_: Cast) -> bool:
    """Whether a noun phrase without a term of its own names an addressee: 各中心学校 of 各乡镇中心学校."""
    many = re.match("各|所有|全体|有关", phrase)
    kind = phrase[many.end() :][-4:] if many else ""
    return any(phrase == name or (len(kind) > 1 and name.endswith(kind)) for name in cast_.addressed)


def _ending(phrase: str) -> str | None:
    terms = _terms()
    for start in range(max(0, len(phrase) - 9), len(phrase)):
        if phrase[start:] in terms:
            return terms[phrase[start:]]
    return None


_MANY = re.compile("各|所有|全体|相关|有关|下级|基层|当地|地方|属地|辖区|县级|乡级|市级|省级|区级|本地区|以上|级|试点")


def _generic(phrase: str) -> bool:
    """Whether many are meant (各县（市、区）人民政府, 有关部门), not one named organ (省卫生健康委)."""
    return bool(_MANY.search(phrase))


def _named(phrase: str, kind: str) -> ActorKind:
    """One named organ: an organ on its own level is not commanded as a lower one."""
    organ = organs.classify(phrase)
    if kind == "government":
        return "government" if organ.klass in ("政府", "党委") and organ.level in ("县", "乡") else "own"
    return "own" if organ.klass != "不明" else cast(ActorKind, kind)
