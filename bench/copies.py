"""How well near copies are found: documents with families of copies at known edit rates; precision and recall of pairs.

    python bench/copies.py [documents]

Half of the documents stand alone. The others are families: an original and five copies of which 0 to 40 % is rewritten,
either clause by clause, as one who adapts a document does, or letter by letter, the worst case for shingles. All share
stock phrases. A pair is right when its two are of one family. Each document is of a unit of its own.
"""

import datetime
import json
import random
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from gwlint.audit import tables
from gwlint.audit.across import alike, gathered
from gwlint.audit.sketch import sketch
from gwlint.audit.store import Store

RATES = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4)
CLAUSES = 60
WHO = [
    "各乡镇政府",
    "县直各部门",
    "各街道办事处",
    "有关企业",
    "行业主管部门",
    "村级组织",
    "牵头单位",
    "责任单位",
    "项目业主",
    "监管人员",
]
DOES = [
    "逐户核查",
    "按月更新",
    "集中整治",
    "分类处置",
    "全面摸清",
    "及时公布",
    "统一调度",
    "重点保障",
    "严格落实",
    "定期评估",
    "补齐",
    "压实",
]
WHAT = [
    "灌溉渠道",
    "校园食堂",
    "危旧房屋",
    "养老服务",
    "消防通道",
    "河道采砂",
    "农村公路",
    "招商项目",
    "耕地保护",
    "防汛物资",
    "供水管网",
    "医保基金",
    "特种设备",
    "森林防火",
    "就业帮扶",
    "秸秆利用",
    "垃圾分类",
    "动物防疫",
    "燃气管道",
    "文物保护",
    "旅游厕所",
    "古树名木",
    "网络安全",
    "粮食仓储",
]
HOW = [
    "的底数和责任清单",
    "的薄弱环节",
    "的日常巡查制度",
    "的年度任务",
    "的资金使用情况",
    "的安全隐患",
    "的对接服务",
    "的整改台账",
    "的应急预案",
    "的人员培训",
    "的信息公开",
    "的考核办法",
]
STOCK = (
    "要提高认识，加强组织领导，明确责任分工", "要细化措施，倒排工期，确保按时完成", "要加强宣传引导，营造良好氛围",
    "要加强督促指导，及时协调解决问题", "执行中遇到的问题，请及时反馈", "要统筹安排，做好经费保障",
)  # fmt: skip


class Made(NamedTuple):
    """A document: its family (-1 for none), how it was edited (原件, 分句 or 单字) and at what rate."""

    text: str
    family: int
    how: str
    rate: float


def clause(chance: random.Random) -> str:
    """A clause that is seldom made twice, one in eight a stock phrase."""
    if chance.random() < 0.125:
        return chance.choice(STOCK)
    when = f"{chance.randint(1, 12)}月{chance.choice('上中下')}旬前" if chance.random() < 0.3 else ""
    return f"{chance.choice(WHO)}{when}{chance.choice(DOES)}{chance.choice(WHAT)}{chance.choice(HOW)}"


def make(documents: int, seed: int = 1) -> list[Made]:
    """So many documents, half of them in families of six."""
    chance = random.Random(seed)
    made: list[Made] = []
    for family in range(documents // 12):
        original = [clause(chance) for _ in range(CLAUSES)]
        made.append(Made("；".join(original), family, "原件", 0))
        for number in range(5):
            how, rate = ("分句", "单字")[family % 2], RATES[(family // 2 + number) % len(RATES)]
            made.append(Made(edited(original, how, rate, chance), family, how, rate))
    while len(made) < documents:
        made.append(Made("；".join(clause(chance) for _ in range(CLAUSES)), -1, "原件", 0))
    chance.shuffle(made)
    return made


def edited(original: list[str], how: str, rate: float, chance: random.Random) -> str:
    """The text with that share of its clauses, or of its letters, replaced."""
    if how == "分句":
        gone = set(chance.sample(range(len(original)), round(rate * len(original))))
        return "；".join(clause(chance) if number in gone else one for number, one in enumerate(original))
    letters = list("；".join(original))
    for place in chance.sample(range(len(letters)), round(rate * len(letters))):
        letters[place] = chr(chance.randint(0x4E00, 0x9FA5))
    return "".join(letters)


def rows(made: list[Made]) -> list[tables.Row]:
    """As a run would have written them."""
    blank: tables.Row = dict.fromkeys(tables.names("documents"))
    blank |= {"status": "checked", "gwlint": "0", "settings": "0", "profile": "cn", "facts": json.dumps({})}
    day = datetime.date(2024, 1, 1)
    return [
        blank
        | {"path": f"{number:07}", "issuer": f"单位{number}", "date": day + datetime.timedelta(number % 700)}
        | {"sketch": sketch(one.text), "words": len(one.text), "sha256": f"{number:064}"}
        for number, one in enumerate(made)
    ]


def found(made: list[Made]) -> dict[tuple[int, int], float]:
    """The pairs that the audit takes for near copies, with their likeness."""
    with tempfile.TemporaryDirectory() as folder, Store(str(Path(folder) / "out")) as store:
        store.write(rows(made), [])
        with closing(gathered.connect(store)) as database:
            gathered.gather(database, store)
            alike.find(database, store)
            sql = "select a.path, b.path, likeness from alike l join docs a on a.id = l.a join docs b on b.id = l.b"
            return {(int(a), int(b)): likeness for a, b, likeness in database.execute(sql).fetchall()}


def measure(documents: int, threshold: float = alike.FLOOR) -> dict[str, Any]:
    """Precision over all pairs found; recall of (original, copy) by manner and rate."""
    made = make(documents)
    pairs = {frozenset(pair) for pair, likeness in found(made).items() if likeness >= threshold}
    right = sum(made[a].family == made[b].family >= 0 for a, b in map(sorted, pairs))
    originals = {one.family: number for number, one in enumerate(made) if one.family >= 0 and one.how == "原件"}
    recall: dict[tuple[str, float], list[bool]] = defaultdict(list)
    for number, one in enumerate(made):
        if one.family >= 0 and one.how != "原件":
            recall[one.how, one.rate].append(frozenset((number, originals[one.family])) in pairs)
    return {
        "pairs": len(pairs),
        "precision": right / max(len(pairs), 1),
        "recall": {key: sum(hits) / len(hits) for key, hits in sorted(recall.items())},
    }


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    for least in (0.5, 0.65):
        started = time.monotonic()
        result = measure(size, least)
        print(f"{size} documents, likeness {least}: {result['pairs']} pairs, precision {result['precision']:.4f}")
        for (manner, share), value in result["recall"].items():
            print(f"  {manner} {share:4.0%}  recall {value:.3f}")
        print(f"  {time.monotonic() - started:.1f} s")
