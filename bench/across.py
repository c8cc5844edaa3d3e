"""Time and peak memory of the rules across documents on made-up tables: python bench/across.py [rows …]

Each size is a process of its own. Ten years, a unit for each 400 documents in the regions of five provinces, one
document in 20 a near copy of an earlier one, meetings, inspections, forms, forwarded documents and bulletins among them.
Linux alone (/proc).
"""

import datetime
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from gwlint.audit import tables
from gwlint.audit.across import Asked, run
from gwlint.audit.sketch import SIZE
from gwlint.audit.store import Store

BATCH = 20_000
PLACES = [(p, c) for p in ("甘肃", "山东", "湖北", "浙江", "湖南") for c in ("", "甲市", "乙市", "丙市", "丁市")]
TOPICS = [
    a + b
    for a in ["防汛", "教育", "水利", "粮食", "消防", "医保", "就业", "林草", "交通", "文旅"]
    for b in ["安全", "资金", "项目", "队伍", "宣传", "监测"]
]
DAY = datetime.date(2016, 1, 1)


def document(number: int, units: int, chance: random.Random, kept: list[list[int]]) -> tables.Row:
    """A row of documents, one kind of facts in it."""
    unit = chance.randrange(units)
    province, city = PLACES[unit % len(PLACES)]
    topic = chance.choice(TOPICS) + str(chance.randrange(400))
    day = DAY + datetime.timedelta(chance.randrange(3650))
    facts = fact(number, topic, day, chance)
    row: tables.Row = dict.fromkeys(tables.names("documents"))
    return row | {
        "path": f"{unit:04}/{number:07}.docx", "sha256": f"{number:064x}", "status": "checked", "profile": "cn",
        "gwlint": "0", "settings": "0", "title": f"第{unit}局关于做好{topic}工作的通知", "issuer": f"{province}{city}第{unit}局",
        "issuer_class": "部门", "issuer_level": "市" if city else "省", "region": f"{province}/{city}" if city else province,
        "addressees": f"各县（区）第{unit % 7}局", "category": "会议通知" if "meeting" in facts else "工作部署", "genre": "通知",
        "direction": "下行", "date": day, "words": 800, "facts": json.dumps(facts, ensure_ascii=False),
        "sketch": body(chance, kept),
    }  # fmt: skip


def fact(number: int, topic: str, day: datetime.date, chance: random.Random) -> dict[str, Any]:
    first = (day + datetime.timedelta(7)).isoformat()
    return {
        0: {"meeting": {"title": f"全市{topic}工作会议", "first": first, "video": number % 40 == 0}},
        1: {"inspection": {"kind": "督查检查", "object": f"各乡镇{chance.randrange(9)}"}},
        2: {"forms": [f"{topic}情况统计表"]},
        3: {"forwards": {"how": "转发", "number": f"国办发〔2020〕{chance.randrange(20000)}号", "title": None}},
        4: {"bulletin": {"name": f"{topic[:2]}简报"}},
    }.get(number % 20, {})


def body(chance: random.Random, kept: list[list[int]]) -> list[int]:
    """Places of a text of its own, or mostly those of an earlier one."""
    own = [chance.getrandbits(32) for _ in range(SIZE)]
    if len(kept) > 500 and chance.random() < 0.05:
        earlier = chance.choice(kept)
        return [old if chance.random() < 0.8 else new for old, new in zip(earlier, own, strict=True)]
    if len(kept) < 2_000:
        kept.append(own)
    return own


def fill(store: Store, rows: int) -> None:
    """That many rows, in parts."""
    chance, kept = random.Random(7), list[list[int]]()
    for start in range(0, rows, BATCH):
        store.write(
            [document(n, max(rows // 400, 40), chance, kept) for n in range(start, min(start + BATCH, rows))], []
        )


def one(folder: str) -> None:
    """Run the rules once and print seconds, findings and peak memory."""
    started = time.monotonic()
    with Store(folder) as store:
        outcome = run(store, Asked())
    used = resource.getrusage(resource.RUSAGE_SELF)
    told = {
        "documents": outcome.documents,
        "seconds": round(time.monotonic() - started, 1),
        "processor_seconds": round(used.ru_utime + used.ru_stime, 1),
        "peak_mb": peak() >> 10,
    }
    print(
        json.dumps(
            told | {"findings": outcome.severities, "crashed": [x.rule for x in outcome.not_checked if x.crashed]}
        )
    )


def peak() -> int:
    """Of this process, in KB. What getrusage calls the peak may be that of the process that started this one."""
    return int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])


def measure(rows: int) -> dict[str, Any]:
    """What `one` prints for so many rows."""
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "out")
        with Store(out) as store:
            fill(store, rows)
        done = subprocess.run([sys.executable, __file__, "--one", out], capture_output=True, text=True, check=True)
        told: dict[str, Any] = json.loads(done.stdout)
        return told


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2])
    else:
        for size in map(int, sys.argv[1:] or ["20000", "200000"]):
            print(measure(size))
