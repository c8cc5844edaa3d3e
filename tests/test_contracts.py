"""What holds for the whole house: which way imports point, what every rule has, how long things are, what starts cold."""

import ast
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from gwlint import profiles, rules
from gwlint.profiles.files import read_toml
from gwlint.rules.page import parse

TOP = Path(__file__).parents[1]
SRC = TOP / "src" / "gwlint"
FILES = sorted(SRC.rglob("*.py"))
NAMES = [str(path.relative_to(SRC)) for path in FILES]

# model ← language ← readers ← anatomy ← rules ← profiles ← config, engine ← reporters, linting ← annotate, fixing, audit, lsp ← cli: each may import what stands lower.
LAYERS = {
    "__init__": 0,
    "errors": 0,
    "re": 0,
    "model": 1,
    "language": 2,
    "readers": 3,
    "anatomy": 4,
    "rules": 5,
    "profiles": 6,
    "config": 7,
    "suppress": 7,
    "baseline": 7,
    "engine": 7,
    "reporters": 8,
    "linting": 8,
    "annotate": 9,
    "fixing": 9,
    "audit": 10,
    "lsp": 10,
    "cli": 11,
    "__main__": 12,
}
EXCEPTIONS = {
    # One pass over a document is shared by all rules; it is language's, and reads what anatomy found.
    ("language/reading.py", "anatomy"),
}
FORBIDDEN_AT_START = (
    "docx", "pdfplumber", "pdfminer", "jieba", "pypdfium2", "pypdf", "asyncio", "email", "http", "urllib.request", "ssl", "logging",
)  # fmt: skip


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def imported(path: Path) -> set[str]:
    """Our own first-level modules that a file imports, late imports too, those for type checking alone left out."""
    whole = tree(path)
    guarded = [one for one in ast.walk(whole) if isinstance(one, ast.If) and ast.unparse(one.test) == "TYPE_CHECKING"]
    for_types = {id(node) for block in guarded for node in ast.walk(block)}
    found: set[str] = set()
    for node in ast.walk(whole):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import in {path}"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name.split(".")[1] for name in found if name.startswith("gwlint.")} & LAYERS.keys()


@pytest.mark.parametrize("name", NAMES)
def test_imports_point_one_way(name):
    own = name.split("/")[0].removesuffix(".py")
    wrong = {
        one
        for one in imported(SRC / name)
        if LAYERS[one] > LAYERS[own] or (LAYERS[one] == LAYERS[own] != 0 and one != own)
    }
    assert not {one for one in wrong if (name, one) not in EXCEPTIONS}


def test_every_folder_is_a_package():
    assert not [folder for folder in {path.parent for path in FILES} if not (folder / "__init__.py").exists()]


def test_test_files_have_names_of_their_own():
    """Else one of them is not collected where both are."""
    names = Counter(path.name for path in (TOP / "tests").rglob("test_*.py"))
    assert not [name for name, times in names.items() if times > 1]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines, the docstring left out: a rule's is a whole page."""
    lines = (function.end_lineno or 0) - function.lineno + 1
    first = function.body[0]
    return lines - ((first.end_lineno or 0) - first.lineno + 1 if ast.get_docstring(function) else 0)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_nothing_is_too_long(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 450
    assert not [one.name for one in functions(path) if length(one) > 60]


def test_most_functions_are_short():
    lengths = sorted(length(one) for path in FILES for one in functions(path))
    assert lengths[len(lengths) // 2] <= 12
    assert lengths[len(lengths) * 95 // 100] <= 40


PUBLIC = [*SRC.glob("model/*.py"), *SRC.glob("readers/**/__init__.py"), *SRC.glob("reporters/*.py"), SRC / "engine.py"]


@pytest.mark.parametrize("path", PUBLIC, ids=lambda path: str(path.relative_to(SRC)))
def test_public_api_is_documented(path):
    module = tree(path)
    public = [
        node
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and not short(node)
    ]
    assert ast.get_docstring(module)
    assert not [node.name for node in public if not ast.get_docstring(node)]


def short(node: ast.FunctionDef | ast.ClassDef) -> bool:
    """One line that says all."""
    return isinstance(node, ast.FunctionDef) and len(node.body) == 1


class TestRules:
    def test_each_file_declares_the_rule_it_is_named_after(self):
        for name, family in rules.catalogue().items():
            path = SRC / "rules" / family / f"{name.replace('-', '_')}.py"
            declared = [ast.literal_eval(call.args[1]) for call in decorations(path)]
            assert declared == [name], path

    def test_ids_are_unique_and_well_formed(self):
        ids = Counter(one.id for one in rules.load())
        assert not [id for id, times in ids.items() if times > 1]
        assert all(re.fullmatch(r"GW\d{3}", id) for id in ids)

    def test_ids_of_a_family_stand_together(self):
        order = [family for family, _ in groupby(one.family for one in rules.load())]
        assert order == list(rules.FAMILIES)

    def test_a_family_shares_its_first_digits(self):
        starts = {(one.family, one.id[:3] if one.family != rules.ARCHIVE else one.id[:4]) for one in rules.load()}
        assert {start for family, start in starts if family == rules.ARCHIVE} == {"GW95", "GW96"}
        assert len(starts - {(rules.ARCHIVE, "GW95"), (rules.ARCHIVE, "GW96")}) == len(rules.FAMILIES) - 1

    @pytest.mark.parametrize("rule", rules.load(), ids=lambda one: one.name)
    def test_documented_with_samples(self, rule):
        page = parse(rule.doc)
        assert page.why and page.limits and page.bad and page.good

    @pytest.mark.parametrize("rule", rules.load(), ids=lambda one: one.name)
    def test_set_by_a_profile(self, rule):
        assert any(rule.name in profiles.load(head.id).rules for head in profiles.available())

    @pytest.mark.parametrize("name", rules.catalogue())
    def test_has_cases(self, name):
        path = TOP / "tests" / "rules" / rules.catalogue()[name] / f"{name}.toml"
        assert read_toml(str(path))

    def test_profiles_name_no_rule_that_there_is_not(self):
        for head in profiles.available():
            assert set(profiles.load(head.id).rules) <= rules.catalogue().keys()


def decorations(path: Path) -> list[ast.Call]:
    calls = [call for one in functions(path) for call in one.decorator_list if isinstance(call, ast.Call)]
    return [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in ("rule", "archive_rule")]


@pytest.mark.parametrize("suffix", ["docx", "txt"])
def test_cold_start_imports_nothing_heavy(suffix, tmp_path):
    path = next((TOP / "samples").glob("*.docx"))
    if suffix == "txt":
        path = tmp_path / "a.txt"
        path.write_text("关于值班的通知\n\n各科室：\n\n请按时到岗。\n", encoding="utf-8")
    script = (
        "import sys, json, gwlint.cli\n"
        f"gwlint.cli.run(['check', {str(path)!r}, '-q', '--output', {str(tmp_path / 'out')!r}])\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert not set(json.loads(done.stdout.splitlines()[-1])) & set(FORBIDDEN_AT_START)
