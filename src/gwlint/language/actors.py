"""Who a clause speaks of: the noun phrase at its head, judged by how it ends (lexicons/actors.tsv)."""

from functools import cache, lru_cache
from typing import Literal, NamedTuple, TypeAlias, cast

from gwlint import re
from gwlint.language import lexicons, organs
from gwlint.model import Gongwen, Level, Span

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
    level: Level = "不明"


def cast_of(gongwen: Gongwen, text: str = "") -> Cast:
    """Read issuer and addressees: 各地 is the governments where they are addressed, else the departments below.

    `assigned` when canonical `text` names who answers for each task (牵头部门, 责任单位): then an unnamed subject is
    one of these, not the addressees.
    """
    to = gongwen.addressees.text if gongwen.addressees else ""
    region: ActorKind = "government" if gongwen.to_lower_government else "department" if to else "unknown"
    downward = gongwen.direction == "下行"
    if not to and _is_evaluation(gongwen):
        to, downward = _MARKED, True
    governments = gongwen.to_lower_government and all(o.klass in ("政府", "党委") for o in gongwen.addressed)
    kinds: frozenset[ActorKind] = frozenset({"addressee", "government"} if governments else {"addressee"})
    default = Actor(kinds, to, None, True) if downward and to else NOBODY
    assigned = to != _MARKED and len(_ASSIGNED.findall(text)) >= 2
    names = tuple(organ.name for organ in gongwen.addressed) if downward else ()
    return Cast(region, default, _own_names(gongwen), assigned, names, gongwen.issuer_level)


_MARKED = "被考核的单位"


def _is_evaluation(gongwen: Gongwen) -> bool:
    """Whether the text is a scheme of marks: each item is asked of those who are marked."""
    title = gongwen.title.text if gongwen.title else ""
    return bool(re.search("考核|评分|目标管理|考评", title)) and gongwen.genre in ("细则", "办法", "方案", "标准")


_ASSIGNED = re.compile(
    "(?=[牵责承配主（(])(?:(?:牵头|责任|承办|配合|主办)(?:部门|单位|处室)|[（(][^（）()]{2,60}(?:牵头|负责|按职责分工负责)[)）])"
)


def _own_names(gongwen: Gongwen) -> tuple[str, ...]:
    names = {o.name for o in gongwen.issuers}
    names |= {"我局", "我厅", "我部", "我委", "我办", "我会", "我市", "我省", "我县", "我区", "本局", "本厅", "本部", "本机关", "我们"}
    return tuple(sorted(names, key=len, reverse=True))


@cache
def _terms() -> dict[str, str]:
    return {row[0]: row[1] for row in lexicons.table("actors")}


@cache
def terms(kind: str) -> tuple[str, ...]:
    """The endings by which one of the kind is named; a text without any of them names none."""
    return tuple(term for term, of in _terms().items() if of == kind)


_LEADING = re.compile(
    r"(?:同时|此外|另外|其中|今后|下一步|一要|二要|三要|原则上|届时|目前|当前|同期|进一步|同步|期间|特别是|尤其是|请|由|要求|责成|督促|并请|现请|以及|及|和|并|而|但|则|(?:疫情防控|活动|试点|实施|执行|整治)期间|(?!各|有关|当地|属地|所有|全体)(?:[^，]{1,12}前|[^，]{1,20}后))+"
)
_MANY_HEAD = re.compile("各|有关|相关|当地|属地|所有|全体")
_GOES_ON = re.compile("[在于对向从按把将每“限据]|根据|结合|分别|共同|巡查|检查|排查|开展|组织|制定|落实|加强|推进|[0-9]")  # what follows a subject before the modal
_ADVERB = re.compile(r"[均都也还亦再更并则仍又]+$")
_NO_SUBJECT = re.compile(
    "[至到向于从将给按据获达超]|把(?!手)|对(?!外|口)|入选|建成|新增|带动|覆盖|协助|帮助|惠及|涉及|培育|创建|评为|列入|纳入|支持|推动|组织|指导|督促|实现|完成"
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
    other = _NO_SUBJECT.search(phrase)
    kinds = _kinds(phrase, cast_) if phrase and not other else frozenset()
    if not kinds and _MANY_HEAD.match(phrase):
        most = other.start() if other else len(phrase)
        ends = (n for n in range(most, 1, -1) if n == len(phrase) or _GOES_ON.match(phrase, n))
        phrase = next((phrase[:n] for n in ends if _kinds(phrase[:n], cast_)), "")
        kinds = _kinds(phrase, cast_)
    return Actor(kinds, phrase, Span(offset + begin, offset + begin + len(phrase))) if kinds else NOBODY


def _kinds(phrase: str, cast_: Cast) -> frozenset[ActorKind]:
    return frozenset(kind for part in _members(phrase) if (kind := kind_of(part, cast_)) != "unknown")


def _members(phrase: str) -> list[str]:
    """The members of a list, the whole phrase among them for names that hold 、 or 和 themselves."""
    return [phrase, *(p for p in _ALSO.split(phrase) if p)]


@lru_cache(maxsize=4096)
def kind_of(phrase: str, cast_: Cast) -> ActorKind:
    """The kind of one noun phrase, by its longest ending in the table; an organ of the issuer's own is "own"."""
    bare = re.sub(r"[（(][^（）()]*[)）]$", "", phrase) or phrase
    if re.search("贵[局县市区省乡镇厅委部校院公单]", bare):
        return "other"
    if re.fullmatch("你们?[省市县区州盟旗乡镇街局厅委校院]?", bare):
        return cast_.region if cast_.region != "unknown" else "unit"
    office = _PERSON.sub("", bare)
    if office.endswith(cast_.own) or (len(office) > 2 and any(name.endswith(office) for name in cast_.own)):
        return "own"
    if office != bare and _ending(office) == "other":
        return "other"
    kind = _ending(phrase) or _ending(bare)
    if kind == "region":
        return cast_.region if _generic(bare) else "unknown"
    if kind in ("department", "government") and not _generic(bare):
        return _named(bare, kind, cast_.level)
    if kind:
        return cast(ActorKind, kind)
    return "addressee" if _addressed(bare, cast_) else "unknown"


def _addressed(phrase: str, cast_: Cast) -> bool:
    """Whether a noun phrase without a term of its own names an addressee: 各中心学校 of 各乡镇中心学校."""
    many = re.match("各|所有|全体|有关", phrase)
    kind = phrase[many.end() :][-4:] if many else ""
    return any(phrase == name or (len(kind) > 1 and name.endswith(kind)) for name in cast_.addressed)


_PERSON = re.compile("(?:党政)?(?:主要|分管|有关)?(?:负责同志|负责人|领导(?:同志)?|一把手|[局厅县市区校镇乡院所站]长|书记)$")  # who acts for an organ


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


def _named(phrase: str, kind: str, issuer: Level) -> ActorKind:
    """One named organ: a government below the issuer is commanded, an organ of the issuer's own level is not."""
    organ = organs.classify(re.split("[、和及]", phrase)[-1])
    if kind == "government":
        below = organs.lower(organ.level, issuer) or organ.level in ("县", "乡") or phrase.startswith(("地方", "城市", "所在"))
        return "government" if below and issuer != organ.level else "own"
    return "own" if organ.klass != "不明" else cast(ActorKind, kind)
