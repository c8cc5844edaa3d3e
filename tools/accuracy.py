"""How often gwlint is right: per rule and per outline field, on tests/drafts and on labelled real documents.

    python tools/accuracy.py            the tables as Markdown, as they stand in docs/accuracy.md
    python tools/accuracy.py --update   write them into docs/accuracy.md

A draft is tests/drafts/<kind>/<nn-slug>.toml: `shows` (what it is there for), `outline`, `findings`, `text`, and
optionally `trap` (clean, though full of the words), `profile` (auto unless given) and `misread` (outline fields that
come out wrong, each with why). A finding is rule, severity and part of its quote; `miss` says why one that ought to
be there is not found, `wrong` why one is found that ought not to be. The labelled documents are not part of the
project: they are measured where ../shared/eval lies beside it, by its own program.
"""

import argparse
import datetime
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from gwlint import engine, profiles, readers, rules
from gwlint.language.normal import canon
from gwlint.profiles.files import read_toml
from gwlint.reporters.json import file_object
from gwlint.rules.page import expand

ROOT = Path(__file__).parents[1]
DRAFTS = ROOT / "tests" / "drafts"
REAL = ROOT.parent / "shared" / "eval"
PAGE = ROOT / "docs" / "accuracy.md"
FIELDS = {
    "official": "是不是公文", "genre": "文种", "title": "标题", "doc_number": "发文字号", "date": "成文日期",
    "issuer_class": "发文机关类别", "issuer_level": "发文机关层级", "region": "地区", "direction": "行文方向",
    "to_lower_government": "主送下级党委、政府", "approved": "注明经同意", "category": "文件类别",
    "secrecy": "密级", "urgency": "紧急程度",
}  # fmt: skip
UNSAID = {"doc_number": "", "urgency": "", "secrecy": "", "approved": False, "to_lower_government": False}


class Draft(NamedTuple):
    """A draft and what a reviewer expects of it; `outline` holds only the fields that were judged."""

    name: str
    text: str
    outline: dict[str, Any]
    findings: list[dict[str, str]]
    misread: dict[str, str]
    trap: bool
    profile: str


class Compared(NamedTuple):
    """One draft's outcome. `right` and `missed` are expected findings, `wrong` reported ones; `fields` says of each
    judged field whether it came out; `graded` are right findings of another severity."""

    right: list[dict[str, str]]
    wrong: list[dict[str, Any]]
    missed: list[dict[str, str]]
    graded: list[str]
    fields: dict[str, bool]


def read_drafts(folder: Path = DRAFTS) -> list[Draft]:
    """Every draft below `folder`, by name."""
    return [_draft(path, read_toml(str(path))) for path in sorted(folder.rglob("*.toml"))]


def _draft(path: Path, data: dict[str, Any]) -> Draft:
    outline = {"official": True, **UNSAID, **data["outline"]}
    if not outline["official"]:
        outline = {"official": False}
    name = f"{path.parent.name}/{path.stem}"
    misread, profile = data.get("misread", {}), data.get("profile", "auto")
    return Draft(name, expand(data["text"]), outline, data["findings"], misread, data.get("trap", False), profile)


def compare(draft: Draft) -> Compared:
    """Lint the draft and hold the result against what is expected of it. Raises AssertionError where a rule raised."""
    profile = None if draft.profile == "auto" else profiles.load(draft.profile)
    report = engine.lint(readers.read_bytes(draft.text.encode(), "draft.txt"), profile)
    assert not any(one.crashed for one in report.not_checked), report.not_checked
    said = file_object(report)
    left: list[dict[str, Any]] = list(said["findings"])
    right, missed, graded = [], [], []
    for wanted in draft.findings:
        found = next((one for one in left if _matches(one, wanted)), None)
        if found is None:
            missed.append(wanted)
            continue
        if "wrong" not in wanted:
            left.remove(found)
            right.append(wanted)
        if found["severity"] != wanted["severity"]:
            graded.append(f"{wanted['rule']}: {found['severity']}, expected {wanted['severity']}")
    fields = {key: _plain(value) == _plain(said["outline"][key]) for key, value in draft.outline.items()}
    return Compared(right, left, [one for one in missed if "wrong" not in one], graded, fields)


def _matches(found: dict[str, Any], wanted: dict[str, str]) -> bool:
    return found["name"] == wanted["rule"] and _plain(wanted["quote"]) in _plain(found["quote"])


def _plain(value: Any) -> Any:
    """Text in canonical characters without blanks; nothing said is the empty text."""
    return "".join(canon(value or "").split()) if value is None or isinstance(value, str) else value


def tables(drafts: Sequence[Draft], compared: Iterable[Compared]) -> str:
    """How many drafts there are, the table of rules, that of outline fields and that of known faults, as Markdown."""
    every = list(compared)
    counts = {
        rule: [sum(one.get("name", one["rule"]) == rule for c in every for one in getattr(c, part)) for part in _PARTS]
        for rule in rules.catalogue()
    }
    hit, asked = Counter[str](), Counter[str]()
    for c in every:
        asked.update(list(c.fields))
        hit.update(field for field, good in c.fields.items() if good)
    size = f"共{len(drafts)}份稿，其中陷阱{sum(draft.trap for draft in drafts)}份。"
    fields = _field_table({field: (hit[field], asked[field]) for field in FIELDS})
    return "\n\n".join((size, _rule_table(counts), fields, _known_table(drafts)))


def _known_table(drafts: Iterable[Draft]) -> str:
    """What the drafts say is missed, wrongly reported or misread, each with why."""
    rows = [
        [draft.name, one["rule"], one["quote"], f"{word}：{one[key]}"]
        for draft in drafts
        for one in draft.findings
        for key, word in (("miss", "漏报"), ("wrong", "误报"))
        if key in one
    ]
    rows += [[draft.name, FIELDS[field], "", f"认错：{why}"] for draft in drafts for field, why in draft.misread.items()]
    return _table(["稿子", "规则或要素", "句子", "为什么"], rows, "---")


_PARTS = ("right", "wrong", "missed")


def _rule_table(counts: dict[str, list[int]]) -> str:
    ids = {one.name: one.id for one in rules.load()}
    said = sorted((ids[name], name, count) for name, count in counts.items() if any(count) and name in ids)
    total = [sum(column) for column in zip(*counts.values(), strict=True)]
    rows = [[f"{id} {name}", *map(str, count), *_shares(*count)] for id, name, count in said]
    return _table(["规则", "报对", "误报", "漏报", "精确率", "召回率"], [*rows, ["合计", *map(str, total), *_shares(*total)]])


def _shares(right: int, wrong: int, missed: int) -> list[str]:
    return [_share(right, right + wrong), _share(right, right + missed)]


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "—"


def _field_table(counts: dict[str, tuple[int, int]]) -> str:
    rows = [[FIELDS[name], str(hit), str(asked), _share(hit, asked)] for name, (hit, asked) in counts.items() if asked]
    return _table(["要素", "认对", "判过", "比例"], rows)


def _table(head: list[str], rows: list[list[str]], align: str = "---:") -> str:
    lines = [head, ["---", *[align] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def drafts_part() -> str:
    """The tables of tests/drafts."""
    drafts = read_drafts()
    return tables(drafts, map(compare, drafts))


def real_part() -> str:
    """The tables of the labelled real documents, by their own program; empty where they are not there."""
    if not (REAL / "score.py").is_file():
        return ""
    files = (str(REAL / name) for name in ("score.py", "dev.docs.jsonl", "dev.labels.jsonl"))
    command = [sys.executable, *files, "--json", "--gwlint", f"{sys.executable} -m gwlint"]
    scored = json.loads(subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout)
    counts = {name: [one["tp"], one["fp"], one["fn"]] for name, one in scored["rules"].items()}
    fields = {name: (hit, asked) for name, (hit, asked, _) in scored["outline"].items()}
    wrongly, near = scored["near_misses_wrongly_reported"]
    size = f"共{scored['documents']}份文件。另有{near}处“像而不是”的句子，误报{wrongly}处。"
    return f"{size}\n\n{_rule_table(counts)}\n\n{_field_table(fields)}"


def update(page: Path, part: str, text: str) -> None:
    """Put `text` between the marks of `part` in `page`, with today's date above it."""
    before, _, rest = page.read_text(encoding="utf-8").partition(f"<!-- {part} -->\n")
    after = rest.partition(f"<!-- /{part} -->")[2]
    body = f"测量日期：{datetime.date.today()}\n\n{text}\n"
    page.write_text(f"{before}<!-- {part} -->\n{body}<!-- /{part} -->{after}", encoding="utf-8", newline="\n")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--update", action="store_true", help="write the tables into docs/accuracy.md")
    chosen = options.parse_args()
    for part, text in (("drafts", drafts_part()), ("real", real_part())):
        if text and chosen.update:
            update(PAGE, part, text)
        elif text:
            print(f"{part}\n\n{text}\n")


if __name__ == "__main__":
    main()
