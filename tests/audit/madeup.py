"""Tables of an archive that never was, with figures known in advance; as many rows as wanted, the same every time."""

import datetime
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gwlint.audit import tables
from gwlint.audit.store import Store

Row = dict[str, Any]
UNITS = (
    "云和县人民政府办公室", "云和县水务局", "云和县教育局", "云和县住房和城乡建设局", "云和县农业农村局", "云和县民政局",
    "松阳县人民政府", "松阳县应急管理局", "松阳县交通运输局", "遂昌县卫生健康局", "遂昌县财政局", "遂昌县文化和广电旅游体育局",
    "丽水市人民政府办公室", "丽水市生态环境局", "丽水市市场监督管理局", "中共云和县委办公室", "景宁畲族自治县自然资源和规划局",
)  # fmt: skip
RULES = (
    ("GW101", "overlong-body", "warning", 0.05), ("GW206", "unjustified-urgency", "error", 0.04),
    ("GW301", "directive-to-lower-government", "error", 0.06), ("GW401", "short-reporting-deadline", "error", 0.12),
    ("GW402", "demands-implementation-report", "warning", 0.16), ("GW404", "demands-trace-evidence", "warning", 0.09),
    ("GW205", "malformed-urgency-mark", "info", 0.05), ("GW903", "malformed-doc-number", "warning", 0.03),
)  # fmt: skip
UNREAD = (("文件有打开密码，请去掉密码后再检查", 3), ("文件已损坏，打不开", 5), ("检查用时超过60秒", 1))
FIRST = datetime.date(2021, 1, 4)
MONTHS = 54


def document(number: int, **said: Any) -> Row:
    """A row of documents as `examine` makes it."""
    row: Row = dict.fromkeys(tables.names("documents"))
    usual = {
        "path": f"档案/{number // 500:04}/文件{number:07}.docx", "sha256": f"{number:064x}", "size": 20_000,
        "status": "checked", "format": "docx", "profile": "cn", "genre": "通知", "title": f"关于第{number}号工作的通知",
        "issuer": UNITS[number % len(UNITS)], "date": FIRST, "words": 900, "limit": 4000, "errors": 0, "warnings": 0,
        "infos": 0, "gwlint": "0", "settings": "0" * 16, "approved": False,
    }  # fmt: skip
    return row | usual | said


def finding(row: Row, rule: str, name: str, severity: str, **said: Any) -> Row:
    """A row of findings on that document."""
    found: Row = dict.fromkeys(tables.names("findings"))
    own = {"path": row["path"], "sha256": row["sha256"], "rule": rule, "name": name, "severity": severity}
    return found | own | {"message": f"{name}的问题", "fingerprint": f"{rule}{row['sha256'][-11:]}", "source": "ruogan-2024"} | said


def archive(files: int) -> Iterator[tuple[list[Row], list[Row]]]:
    """Documents of 54 months, fewer faults after August 2024, with findings; some in a hundred unreadable. In thousands."""
    dice = random.Random(7)
    for start in range(0, files, 1000):
        documents, findings = [], []
        for number in range(start, min(start + 1000, files)):
            one, found = _made(number, dice)
            documents.append(one)
            findings += found
        yield documents, findings


def _made(number: int, dice: random.Random) -> tuple[Row, list[Row]]:
    if dice.random() < 0.03:
        reason = dice.choices([reason for reason, _ in UNREAD], [times for _, times in UNREAD])[0]
        bare = dict.fromkeys(("issuer", "date", "words", "limit", "title", "genre", "profile"))
        return document(number, status="unreadable", reason=reason, **bare), []
    date = FIRST + datetime.timedelta(days=int(dice.random() * MONTHS * 30.4))
    unit = dice.choices(UNITS, [30 // (one + 1) + 2 for one in range(len(UNITS))])[0]
    better = 0.45 if date >= datetime.date(2024, 8, 6) else 1.1 + 0.3 * (UNITS.index(unit) % 3)
    faults = [rule for rule in RULES if dice.random() < rule[3] * better]
    names = {rule[1] for rule in faults}
    words = int(dice.gauss(5200, 500)) if "overlong-body" in names else max(200, int(dice.gauss(1800, 900)))
    urgent = dice.choice(("特急", "加急")) if "unjustified-urgency" in names or dice.random() < 0.05 else None
    format = dice.choices(("docx", "pdf", "doc", "ofd", "wps"), (60, 25, 8, 4, 3))[0]
    one = document(number, date=date, issuer=unit, words=words, urgency=urgent, format=format)
    one["path"] = one["path"].replace("docx", format)
    found = [finding(one, *rule[:3]) for rule in faults]
    for grave in ("error", "warning", "info"):
        one[f"{grave}s"] = sum(row["severity"] == grave for row in found)
    return one, found


def write(out: Path, parts: Iterator[tuple[list[Row], list[Row]]] | list[tuple[list[Row], list[Row]]], **noted: Any) -> Path:
    """OUT as a run leaves it."""
    with Store(str(out)) as store:
        for documents, findings in parts:
            store.write(documents, findings)
        store.note({"gwlint": "0", "finished": "2025-07-01T00:00:00+00:00", "profile": "auto", "quotes": "short"} | noted)
    return out
