"""Sentences of work that impose nothing that a rule forbids, put together from parts so that no two texts are alike."""

import random

from .places import Unit

_SEEN = (
    "今年以来，{place}的{thing}用得多、修得少，{number}处出现老化，{hand}反映比较集中。",
    "从近期走访看，{place}共有{thing}{number}处，其中{part}处已经更新，其余仍在使用旧件。",
    "近年来{topic}稳步推进，{place}累计完成改造{number}处，群众日常使用更加方便。",
    "入{season}以后，{place}用量增加，{thing}的保养没有跟上，个别地方停用时间超过{part}天。",
    "上一{period}全市{topic}投入{number}万元，{place}的{thing}完好率比前一{period}提高{part}个百分点。",
)
_DO = (
    "{who}要组织{hand}对{place}的{thing}逐处维护，先修损坏较重的{part}处，再修一般老化的。",
    "{who}要把{thing}的日常养护交给固定的{hand}，每处明确{part}名，离岗时办好交接。",
    "{place}的{thing}由{hand}负责看护，发现松动、渗漏、锈蚀的当场处理，不能当场处理的挂牌停用。",
    "{who}要在{month}底前完成{place}的{thing}更新，新旧衔接期间不得影响群众使用。",
    "更换下来的{thing}集中存放，可以利用的配件经{hand}检验后继续使用，节约的经费用于{place}。",
    "对{place}反复损坏的{thing}，{who}要请技术人员查明原因，属于设计问题的改换型号，属于使用问题的教会{hand}。",
    "{hand}的培训以现场操作为主，在{place}边讲边做，一次不超过{part}人，不占用农忙和节假日时间。",
    "{topic}所需经费从已经下达的预算中安排，每处{thing}补助不超过{number}元，由{hand}签字领取配件。",
    "{place}交通不便，配件由县级仓库统一配送，{hand}凭单领取，{part}日内装好。",
    "{thing}的维护与{season}季安排错开进行，同一处{place}不重复开挖、不重复停用。",
)
_END = (
    "{topic}中遇到的技术问题，可与{own}业务科室联系，电话0000—000{number}。",
    "本通知所说的{thing}，包括{place}已经移交的部分；尚未移交的，由原建设单位继续维护。",
    "{place}的{topic}成效，由{own}结合日常工作了解，不另行安排。",
)


class Words:
    """Sentences about the work of one unit."""

    def __init__(self, unit: Unit, chance: random.Random, month: str = "11月", topic: str | None = None) -> None:
        self.unit, self.chance = unit, chance
        self.topic = topic or chance.choice(unit.field.topics)
        self.month = month

    def fill(self, pattern: str, **more: str) -> str:
        """The pattern with words of this unit in its places."""
        pick, field = self.chance.choice, self.unit.field
        return pattern.format(**{
            "who": self.unit.each, "own": self.unit.own, "topic": self.topic,
            "thing": pick(field.things), "hand": pick(field.hands), "place": pick(field.places),
            "number": str(self.chance.randint(11, 998)), "part": str(self.chance.randint(2, 9)),
            "season": pick("春夏秋冬"), "period": pick(("年", "季度")), "month": self.month,
        } | more)  # fmt: skip

    def seen(self) -> str:
        return self.fill(self.chance.choice(_SEEN))

    def todo(self) -> str:
        return self.fill(self.chance.choice(_DO))

    def end(self) -> str:
        return self.fill(self.chance.choice(_END))

    def fact(self) -> str:
        """A sentence of a report: what was done, nothing imposed."""
        return self.fill(self.chance.choice(_DONE))


_DONE = (
    "{place}更换{thing}{number}处，比计划多{part}处，{hand}参加安装{number}人次。",
    "对{place}的{thing}进行了维护，其中大修{part}处、小修{number}处，支出{number}万元。",
    "{hand}在{place}蹲点{part}天，摸清{thing}底数{number}处，建立了维护顺序。",
    "{topic}仍有短板，{place}的{thing}缺口{number}处，{hand}年龄偏大，冬季维护进度较慢。",
    "下一步，我们将先补齐{place}的{thing}，再逐步更新其余{number}处，{season}季前完成{part}成。",
)
