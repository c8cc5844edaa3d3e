"""A document read clause by clause: who is told what, and how strongly. The one mechanism that all rules use.

A topic word never fires; a rule asks `imposed(pattern)` and is given the places where a sentence imposes it:
someone addressed + a mandatory modal or an imperative + the action. Subjects are inherited across clauses and, where
the next sentence begins with a bare modal, across sentences of a paragraph. A prohibition reaches to the end of its
sentence unless 但, 确需 or a new command lifts it. Titles, narration, conditions, permissions and duties of the
issuer's own impose nothing. (FP-1 to FP-10 of the policy analysis; 条例第十六条.)
"""

import datetime
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from gwlint import re
from gwlint.language import actors, dates, force, sentences
from gwlint.language.actors import BELOW, NOBODY, Actor, ActorKind
from gwlint.language.dates import Deadline, DeadlineKind
from gwlint.language.force import NONE, Force
from gwlint.language.normal import canon
from gwlint.model import Document, Gongwen, Span

if TYPE_CHECKING:
    from gwlint.model.meeting import Meeting

if TYPE_CHECKING:
    import regex

    Pattern: TypeAlias = re.Pattern[str] | regex.Pattern[str]
    Match: TypeAlias = re.Match[str] | regex.Match[str]

_SPEAKS = frozenset({"must", "ask", "bare", "may", "forbid"})


class Spoken(NamedTuple):
    """A clause as understood."""

    span: Span
    text: str
    actor: Actor
    force: Force
    heading: bool = False
    forbidden: bool = False
    exception: str = ""

    @property
    def imperative(self) -> bool:
        """Whether it begins with a verb, as an order without a modal does; not with 对, 不 or a subject of its own."""
        return bool(_VERBS.match(self.text)) and not re.match("[对将把在于以为向按是有不]|根据|结合", self.text)

    @property
    def commands(self) -> bool:
        """Whether the clause imposes something on somebody."""
        return self.force.kind in ("must", "ask", "bare") and not self.forbidden and not self.heading


class Said(NamedTuple):
    """A sentence as understood."""

    span: Span
    clauses: tuple[Spoken, ...]


class Hit(NamedTuple):
    """A place where a pattern is imposed: what matched, the clause that imposes it, and its sentence."""

    span: Span
    match: "Match"
    clause: Spoken
    sentence: Said


class Reading:
    """The text of one document, understood on demand and once."""

    def __init__(self, document: Document, gongwen: Gongwen) -> None:
        self.document = document
        self.gongwen = gongwen
        self._said: dict[int, tuple[Said, ...]] = {}

    @cached_property
    def text(self) -> str:
        """The document's text in canonical characters, titles and quoted sentences blotted out; same length, same positions."""
        return sentences.mask_quoted(self.plain)

    @cached_property
    def plain(self) -> str:
        """The document's text in canonical characters."""
        return canon(self.document.text)

    @cached_property
    def meeting(self) -> "Meeting | None":
        """The meeting that the document calls, plans or asks for; its reader is loaded for those alone."""
        title = self.gongwen.title.text if self.gongwen.title else "会" * (self.gongwen.category == "会议通知")
        if not self.gongwen.official or "会" not in title:
            return None
        from gwlint.anatomy.meeting import read_meeting

        return read_meeting(self.document, self.gongwen, self.plain)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs in which the document itself speaks."""
        return tuple(
            Span(max(block.span.start, zone.start), min(block.span.end, zone.end))
            for zone in self.gongwen.zones
            for block in self.document.blocks
            if block.kind in ("paragraph", "cell", "textbox") and block.span.overlaps(zone)
        )

    @cached_property
    def _cast(self) -> actors.Cast:
        return actors.cast_of(self.gongwen, self.plain)

    def said(self, index: int) -> tuple[Said, ...]:
        """The sentences of paragraph `index` as understood."""
        if index not in self._said:
            self._said[index] = tuple(self._understand(self.paragraphs[index]))
        return self._said[index]

    def everything(self) -> Iterator[Said]:
        """Every sentence, in order."""
        for index in range(len(self.paragraphs)):
            yield from self.said(index)

    def imposed(
        self,
        pattern: Callable[[], "Pattern"],
        words: tuple[str, ...],
        *,
        on: frozenset[ActorKind] = BELOW,
        kinds: frozenset[str] = frozenset({"must", "ask", "bare"}),
    ) -> Iterator[Hit]:
        """Where `pattern` is imposed on one of `on`, one hit a sentence.

        Nothing is in a document to a superior (FP-5). A match needs one of `words`; a paragraph without them costs nothing, a text without them not even the pattern.
        """
        if self.gongwen.direction == "上行":
            return
        for index in self.having(words):
            if not pattern().search(self.text, *self.paragraphs[index]):
                continue
            for sentence in self.said(index):
                hit = next(self._hits(pattern(), sentence, on, kinds), None)
                if hit:
                    yield hit

    def having(self, words: tuple[str, ...]) -> Iterator[int]:
        """The paragraphs that hold one of `words`."""
        present = [word for word in words if word in self.text]
        if not present:
            return
        for index, paragraph in enumerate(self.paragraphs):
            part = self.text[paragraph.start : paragraph.end]
            if any(word in part for word in present):
                yield index

    def _hits(
        self, pattern: "Pattern", sentence: Said, on: frozenset[ActorKind], kinds: frozenset[str]
    ) -> Iterator[Hit]:
        for match in pattern.finditer(self.text, *sentence.span):
            place = Span(*match.span())
            touched = [c for c in sentence.clauses if c.span.overlaps(place)]
            clause = next((c for c in touched if c.commands and c.force.kind in kinds and c.actor.is_any(on)), None)
            if clause and not any(c.forbidden or c.force.kind == "may" for c in touched):
                yield Hit(place, match, clause, sentence)

    @cached_property
    def deadlines(self) -> tuple[Deadline, ...]:
        """The moments by which something is imposed, in order; not those of narration, conditions or prohibitions."""
        found = []
        for index in self.having(dates.LIMIT_WORDS):
            if not dates.deadlines(self.text, self.paragraphs[index], self.gongwen.date):
                continue
            for sentence in self.said(index):
                for one in dates.deadlines(self.text, sentence.span, self.gongwen.date):
                    clause = next((c for c in sentence.clauses if c.span.start <= one.span.start < c.span.end), None)
                    if clause and clause.commands:
                        found.append(one._replace(kind=self._asked(one.span, sentence)))
        return tuple(found)

    def _asked(self, at: Span, sentence: Said) -> DeadlineKind:
        rest = self.text[at.start : sentence.span.end]
        if re.search(r"回执|报名|参会(?:人员)?名单|反馈意见|书面意见|回复|函复|答复|批复", rest):
            return "reply"
        if re.search(
            r"报送|上报|[前内]报|报至|报来|报我|报[省市县区国]|反馈|提交|报告|发送|传真|发至|送至|送我|填报|汇总", rest
        ):
            return "report"
        return "meeting" if re.search(r"参会|到会|出席|召开", rest) else "action"

    @cached_property
    def emergency(self) -> Span | None:
        """A phrase that tells of an emergency now, not of one as a topic (防汛工作 alone is a topic)."""
        pattern = re.compile(
            r"(?:已经?|现已|决定|即日起|立即|自即时起)?(?:启动|发布|升级为?|提升(?:至|为)?)[^，。；]{0,24}(?:应急响应|预警|警报|响应级别)"
            r"|(?:发生|突发|爆发|遭遇|出现)(?:了)?[^，。；]{0,16}(?:事故|地震|洪水|洪涝|火灾|爆炸|泄漏|疫情|险情|灾害|山体滑坡|泥石流|溃坝|群体性事件|中毒)"
            r"|(?:未来|预计|今明|今天夜间|明[天日])[^，。；]{0,30}(?:暴雨|大暴雨|台风|暴雪|寒潮|强降雨|洪峰|强对流|大风)"
            r"|形势(?:十分|非常|极为|异常)?(?:严峻|紧急|危急)|(?:疫情|汛情|险情|灾情)(?:十分|非常)?(?:紧急|危急|严峻)"
            r"|(?:封河|洪水|火势|疫情|灾情|险情|汛情|凌情|水位)[^，。；]{0,8}(?:发展迅速|蔓延|扩散|上涨|加剧)"
        )
        for paragraph in self.paragraphs:
            match = pattern.search(self.text, *paragraph)
            if match and not re.search(
                r"一旦|如|若|预案|防止|防范|避免", self.text[max(paragraph.start, match.start() - 12) : match.end()]
            ):
                return Span(*match.span())
        return None

    def at(self, position: int) -> tuple[Said, Spoken] | None:
        """The sentence and clause at a position, for `gwlint explain`."""
        for index, paragraph in enumerate(self.paragraphs):
            if paragraph.start <= position < paragraph.end:
                for sentence in self.said(index):
                    for clause in sentence.clauses:
                        if clause.span.start <= position < clause.span.end:
                            return sentence, clause
        return None

    @property
    def date(self) -> datetime.date | None:
        return self.gongwen.date

    def _understand(self, paragraph: Span) -> Iterator[Said]:
        standing = NOBODY
        for sentence in sentences.split(self.text, *paragraph):
            said = self._sentence(sentence, standing)
            named = [c.actor for c in said.clauses if c.actor.kinds and c.force.kind in ("must", "ask", "bare")]
            if named:
                standing = named[-1]._replace(inherited=True)
            yield said

    def _sentence(self, sentence: sentences.Sentence, standing: Actor) -> Said:
        clauses: list[Spoken] = []
        actor, forbidden, told, cited = NOBODY, False, False, False
        for number, clause in enumerate(sentence.clauses):
            one = self._clause(clause, actor, standing if number == 0 or not actor.kinds else actor)
            if forbidden and force.lifts(clause.text):
                forbidden = False
            forbidden = forbidden or one.force.kind == "forbid"
            told = (told and one.force.kind not in ("must", "ask")) or one.force.kind == "narrate"
            cited = cited or force.cites(clause.text)
            if cited:
                one = one._replace(force=Force("narrate"))
            if one.force.kind == "bare" and (
                told or (clauses and clauses[-1].force.kind == "may" and (one.actor.inherited or not one.actor.kinds))
            ):
                one = one._replace(force=Force("narrate" if told else "may"))
            one = one._replace(
                forbidden=forbidden, exception=_exception(clause.text) or (clauses[-1].exception if clauses else "")
            )
            clauses.append(one)
            if one.actor.kinds and one.force.kind not in ("condition", "purpose"):
                actor = one.actor._replace(inherited=True)
        return Said(sentence.span, tuple(_as_preamble(clauses)))

    def _clause(self, clause: sentences.Clause, actor: Actor, standing: Actor) -> Spoken:
        """Force and subject of one clause; `actor` from earlier in the sentence, `standing` from the one before."""
        text, start = clause.text, clause.span.start
        if clause.heading:
            return Spoken(clause.span, text, NOBODY, NONE, True)
        found = self._force(text)
        limit = found.at if found.kind in ("must", "may", "forbid") else _verb(text)
        said = actors.leading(text, self._cast, start, limit)
        if found.kind == "ask" or found.word == "责成" or (found.kind == "must" and text.startswith("由", found.end)):
            said = self._asked_actor(text, start, found)
        if said.kinds:
            return Spoken(clause.span, text, said, found)
        loose = 4 if actor.kinds else 1
        inherits = standing if found.kind in _SPEAKS and _subjectless(text, limit, loose) else NOBODY
        return Spoken(clause.span, text, inherits if inherits.kinds else self._default(text, limit, found), found)

    def _force(self, text: str) -> Force:
        if force.performs(text):
            return NONE
        if force.is_condition(text):
            return Force("condition")
        if force.is_purpose(text):
            return Force("purpose")
        modals = force.modals(text)
        forbids = force.forbidding(text)
        soft = force.soft(text)
        first = modals[0] if modals else None
        if forbids and not (first and first.at < forbids.start() and not _governs(text, first, forbids)):
            return Force("forbid", forbids.group(), *forbids.span())
        if soft and (first is None or soft.start() < first.at):
            return Force("may", soft.group(), *soft.span())
        if first:
            return first
        return Force("narrate") if force.narrates(text) else Force("bare")

    def _asked_actor(self, text: str, start: int, found: Force) -> Actor:
        """请各县（市、区）… : who is asked stands behind the verb; nobody there means the addressees."""
        rest = text[found.end :]
        limit = min([_verb(rest), *(modal.at for modal in force.modals(rest)[:1])])
        said = actors.leading(rest, self._cast, start + found.end, limit)
        if said.kinds:
            return said
        before = actors.leading(text, self._cast, start, found.at)
        return before if before.kinds else self._cast.default

    def _default(self, text: str, limit: int, found: Force) -> Actor:
        """Nobody named: in a notice sent down a command goes to the addressees."""
        if found.kind == "bare" and self._cast.assigned:
            return NOBODY
        return self._cast.default if found.kind in _SPEAKS and _subjectless(text, limit, 1) else NOBODY


def _as_preamble(clauses: list[Spoken]) -> list[Spoken]:
    """Before 现就有关事项通知如下 stand the grounds: what looks like an imperative there is a purpose."""
    last = clauses[-1] if clauses else None
    if last is None or len(clauses) < 2 or not force.performs(last.text) or not last.text.endswith(("如下", "给你们")):
        return clauses
    return [c._replace(force=Force("purpose")) if c.force.kind == "bare" else c for c in clauses[:-1]] + [last]


_ADVERBIAL = re.compile(
    "每|在|对|向|从|自|按|根据|到|经|于|以|随|因|就|与(?!会)|同(?=[各有])|围绕|针对|通过|结合|连同|为|将|把"
)
_OBJECT = re.compile(
    "(?:情况|材料|清单|台账|名单|数据|信息|报告|方案|总结|照片|截图|考核|积分|结果|进度|资料|记录|表|范围|对象|数量|意见|回执)$"
)
"""What cannot act: an object that was moved to the front (进展情况请于月底前报送)."""
_VERBS = re.compile(
    r"作为|一票否决|按[日天周旬月季]|制定|制订|出台|编制|建立|健全|完善|成立|组建|设立|组织|开展|加强|强化|落实|做好|推进|推动|加快|抓好|抓紧|严格|认真|切实|积极|及时|充分|统筹|明确|负责(?!同志|人)|报送|上报|填报|填写|提交|汇总|结合|按照|根据|坚持|实行|执行|实施|签订|安排|指定|确定|配合|提供|研究|提高|全面|深入|进一步|主动|指导|督促|将|把|在|对|于|以|牵头|会同|下载|安装|注册|通过|每[日天周月季年]|定期|参加|出席|参会|到会|与会|列席|限期|(?:审核|审批|审定|整改|(?<!考)核实|核查|排查|处置)(?!组|小组|人员|专家|机构|单位|部门)|按期|按时|带头|承担|签字|签名|签署|印制|准备|张贴|悬挂|传真|发送|登录|打卡|转发|传达|排查|整改|摸排|拍摄|上传|为|向|采取|召开|拟|可|不|自行|共同|分别|逐级|层层|做到|确保|逐步|尽快|优先|继续|持续|汇集|收集|承办|具体|依法|依托|利用|联合|参照|选派|抽调|全力|立即|迅速|是|有"
)


def _verb(text: str) -> int:
    """Where the predicate of a clause without a modal begins; len(text) when no verb is known."""
    match = _VERBS.search(text)
    return match.start() if match else len(text)


def _subjectless(text: str, limit: int, most: int) -> bool:
    """Whether nothing that could be a subject stands before the modal or verb: at most `most` characters."""
    head = re.sub(
        r"^(?:(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?|同时|此外|另外|今后|一要|二要|三要|原则上|届时|同步|期间|特别是|并|而|还|也|都|均|又|更|再|则|就|现|即|务必|确实|切实|[^，]{0,10}(?:时|前|后|中|上|下|内|间|期间))+",
        "",
        text[:limit],
    )
    return len(head) <= most or bool(_ADVERBIAL.match(head) or _OBJECT.search(head))


def _governs(text: str, modal: Force, forbid: "re.Match[str]") -> bool:
    """要…，不得 in one clause: a modal right before the prohibition only strengthens it (要坚决防止)."""
    return forbid.start() - modal.end <= 6


_LAWFUL = re.compile(
    r"经[^，。；]{0,20}(?:同意|批准|授权)|应急(?!管理|局|办|指挥)|突发|抢险|救灾|防汛(?!抗旱指挥|指挥|办)|抗旱(?!指挥)|疫情|安保|依法|法定|法律法规|执法(?!局|[大支总]?队|部门|机关)|审计(?!局|厅|署|部门|机关)|巡视|巡察|统计法|规定"
)


def _exception(clause: str) -> str:
    """A ground on which the demand may be lawful (FP-7)."""
    match = _LAWFUL.search(clause)
    return match.group() if match else ""
