"""README and docs say what the program does: every console block is run and compared."""

import os
import re
import runpy
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)


def steps():
    """Each `$ command` of a console block with the output below it; # lines are comments."""
    for name in ("README.md", "docs/cli.md", "docs/places.md"):
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


def test_command_page_is_up_to_date():
    built = runpy.run_path(str(TOP / "docs" / "build.py"))["page"]()
    assert (TOP / "docs" / "cli.md").read_text(encoding="utf-8") == built, "run: python docs/build.py"


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/cli.md", "docs/profiles.md", "docs/places.md", "lexicons/README.md"])
def test_links_lead_somewhere(name):
    page = TOP / name
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_readme_names_only_what_there_is():
    text = (TOP / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (TOP / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"\bmake ([a-z]+)", text)) <= targets


def test_every_term_table_is_described():
    text = (TOP / "lexicons" / "README.md").read_text(encoding="utf-8")
    assert {path.name for path in (TOP / "lexicons").glob("*.tsv")} == set(re.findall(r"^\| `(\S+)`", text, re.M))
