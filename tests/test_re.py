"""Patterns kept between runs are the patterns themselves, and what is wrong with the file that keeps them does no harm."""

import marshal
import os
import re as standard
import subprocess
import sys
from pathlib import Path

import pytest

from gwlint import re

PATTERNS = [
    ("(?P<day>[1-3]?\\d)日(?!常)", 0),
    ("[一二三]+、|（\\d+）", 0),
    ("^密级[:：](?<!绝)x$", standard.M),
    ("Gw(lint)?", standard.I),
]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty store, and a process that has compiled nothing."""
    monkeypatch.setattr(re, "_file", lambda: str(tmp_path / "deep" / "re.patterns"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    forget()
    yield tmp_path / "deep" / "re.patterns"
    forget()


def forget() -> None:
    re._made.clear()
    re._new.clear()
    re._kept.cache_clear()


def test_what_is_kept_comes_back_equal(store: Path):
    for pattern, flags in PATTERNS:
        assert re.compile(pattern, flags) == standard.compile(pattern, flags)
    assert len(re._new) == len(PATTERNS)
    re.keep()
    forget()
    for pattern, flags in PATTERNS:
        again = re.compile(pattern, flags)
        assert (
            again == standard.compile(pattern, flags)
            and again.groupindex == standard.compile(pattern, flags).groupindex
        )
    assert re._new == []
    assert re.search(PATTERNS[0][0], "12日前")["day"] == "12"  # type: ignore[index]


def test_all_that_a_check_uses_comes_back_equal(store: Path):
    from gwlint import engine
    from gwlint.cli.specimen import specimen

    engine.lint(specimen())
    re.compile("(?P<a>甲)(?P<b>乙)?", standard.M)
    kept = {key: re._code(key) for key in {*re._new, ("x{2,3}?", 0)}}
    re._kept.cache_clear()
    store.parent.mkdir()
    store.write_bytes(marshal.dumps((sys.version, kept)))
    for key in kept:
        assert re._again(key) == standard.compile(*key)


@pytest.mark.parametrize("damage", [b"", b"nonsense", marshal.dumps(("another Python", {})), marshal.dumps(7)])
def test_a_damaged_store_is_as_none(store: Path, damage: bytes):
    store.parent.mkdir()
    store.write_bytes(damage)
    assert re.compile("甲{2}").search("甲甲")
    re.keep()
    forget()
    assert re.compile("甲{2}").search("甲甲") and re._new == []


def test_code_that_is_none_is_compiled_anew(store: Path):
    store.parent.mkdir()
    store.write_bytes(
        marshal.dumps(
            (sys.version, {("甲", 32): (32, b"\xff" * 40, 0, {}), ("乙", 0): None, ("丙", 0): (32, b"", 9, {"x": 99})})
        )
    )
    for char in "甲乙丙":
        assert re.compile(char).search(char)


def test_nothing_is_written_where_python_writes_nothing(store: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    re.compile("甲+")
    re.keep()
    assert not store.parent.exists()


def test_made_up_patterns_do_not_pile_up(store: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(re, "_MOST", 3)
    for number in range(4):
        re.compile(f"甲{{{number}}}")
    re.keep()
    assert not store.exists()


@pytest.mark.parametrize("name", ["search", "match", "fullmatch", "findall", "split"])
def test_functions_are_the_standard_ones(name: str):
    for text in ("甲1乙2", "", "12"):
        ours, theirs = getattr(re, name)(r"(\d)", text), getattr(standard, name)(r"(\d)", text)
        assert (ours and getattr(ours, "span", list)()) == (theirs and getattr(theirs, "span", list)())
    assert re.sub(r"\d", "x", "甲1") == "甲x"
    assert [one.group() for one in re.finditer("[甲乙]", "甲丙乙")] == ["甲", "乙"]


def test_patterns_are_the_same_in_every_process(tmp_path: Path):
    """Else each run would keep new ones: a pattern made of a set changes with the seed of hashing."""
    script = (
        "from gwlint import engine, re; from gwlint.cli.specimen import specimen; import zlib; re._kept = lambda: {}; "
        "engine.lint(specimen()); print(sorted(zlib.crc32(repr(one).encode()) for one in re._new))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in "123"
    }
    assert len(said) == 1
