"""README and docs say what the program does: every console block is run and compared."""

import os
import re
import shlex
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from gwlint import rules

TOP = Path(__file__).parents[1]
DOCS = TOP / "docs"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)


def steps():
    """Each `$ command` of a console block with the output below it; # lines are comments."""
    for name in ("README.md", "docs/cli.md", "docs/places.md", "docs/start.md"):
        for block in BLOCK.findall((TOP / name).read_text(encoding="utf-8")):
            for step in re.split(r"^\$ ", block, flags=re.M)[1:]:
                command, _, output = step.partition("\n")
                yield pytest.param(command, output, id=f"{name}: {command}")


@pytest.mark.parametrize(("command", "output"), list(steps()))
def test_console_block(command, output, tmp_path):
    program, *args = shlex.split(command)
    assert program == "gwlint", "other programs are shown in sh blocks"
    written = [
        str(tmp_path / one) if before == "--output" else one for before, one in zip(["", *args], args, strict=False)
    ]
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "gwlint", *written], capture_output=True, cwd=TOP, env=environment, timeout=60
    )
    assert done.returncode in (0, 1)
    assert done.stdout.decode("utf-8").strip() == output.strip()


def test_generated_pages_are_up_to_date():
    done = subprocess.run(
        [sys.executable, "docs/build.py", "--check"], capture_output=True, text=True, cwd=TOP, timeout=120
    )
    assert done.returncode == 0, done.stderr


def test_the_build_writes_what_is_missing_and_removes_what_is_left_over(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(TOP / "docs"))
    import build
    import rulepages

    monkeypatch.setattr(rulepages, "FOLDER", tmp_path / "rules")
    kept, left = tmp_path / "rules" / "kept.md", tmp_path / "rules" / "left.md"
    build.write({kept: "一"})
    left.write_text("二", encoding="utf-8")
    assert build.stale({kept: "一"}) == [left]
    assert build.stale({kept: "三"}) == [kept, left]
    build.write({kept: "三"})
    assert kept.read_text(encoding="utf-8") == "三" and not left.exists()


EDITORS = sorted(TOP.glob("editors/*/README.md"))
PAGES = (
    [TOP / name for name in ("README.md", "CONTRIBUTING.md", "lexicons/README.md")]
    + sorted(DOCS.rglob("*.md"))
    + EDITORS
)
LINK = re.compile(r"\]\(([^)#:]*)(?:#([^)]+))?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(TOP).as_posix())
def test_links_lead_somewhere(page):
    for target, heading in LINK.findall(page.read_text(encoding="utf-8")):
        there = page.parent / target if target else page
        assert there.exists(), target
        assert not heading or f"\n## {heading}\n" in there.read_text(encoding="utf-8"), f"{target}#{heading}"


def test_the_index_names_every_page():
    linked = {target for target, _ in LINK.findall((DOCS / "index.md").read_text(encoding="utf-8"))}
    assert {path.name for path in DOCS.glob("*.md")} - {"index.md"} <= linked
    assert "rules/index.md" in linked


def test_every_rule_is_in_the_index_of_rules():
    listed = (DOCS / "rules" / "index.md").read_text(encoding="utf-8")
    assert [one.id for one in rules.load() if f"[{one.id}]({one.name}.md)" not in listed] == []


@pytest.mark.parametrize("picture", sorted(DOCS.glob("pictures/*.svg")), ids=lambda path: path.name)
def test_a_picture_is_whole_and_shown(picture):
    drawn = ElementTree.parse(picture).getroot()
    texts = [one for one in drawn.iter("{http://www.w3.org/2000/svg}text") if one.text]
    _, _, wide, high = map(float, drawn.attrib["viewBox"].split())
    assert texts and all(
        float(at) < wide and float(one.attrib["y"]) < high for one in texts for at in one.attrib["x"].split()
    )
    assert any(
        f"pictures/{picture.name}" in page.read_text(encoding="utf-8") for page in [*DOCS.glob("*.md"), *EDITORS]
    )


def test_readme_names_only_what_there_is():
    text = (TOP / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (TOP / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"\bmake ([a-z]+)", text)) <= targets


def test_every_term_table_is_described():
    text = (TOP / "lexicons" / "README.md").read_text(encoding="utf-8")
    assert {path.name for path in (TOP / "lexicons").glob("*.tsv")} == set(re.findall(r"^\| `(\S+)`", text, re.M))
