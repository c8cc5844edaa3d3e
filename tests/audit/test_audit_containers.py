"""Containers in an archive: each file in them has a row, and the container one that says so."""

import os
import sys
from collections import Counter
from pathlib import Path

import pytest
from conftest_audit import TOP, draft, rows, run, settle, tables

sys.path.append(str(TOP / "tests" / "readers"))
from container_maker import locked_zip, mail, tarred, zipped


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """A zip with three drafts, a broken file and a zip in it; a tar, a mail, a locked zip, a cut one, an empty one."""
    folder = tmp_path / "移交"
    folder.mkdir()
    files = {f"甲/{number}.txt": draft(number).encode() for number in range(3)}
    inner = {"内层.zip": zipped({"深.txt": draft(3).encode()}), "坏.docx": b"PK\x03\x04" + bytes(99), "~$锁.docx": b"x"}
    (folder / "一.zip").write_bytes(zipped(files | inner))
    (folder / "二.tar.gz").write_bytes(tarred({"x.txt": draft(4).encode()}, mode="w:gz"))
    (folder / "三.eml").write_bytes(mail("见附件", {b'attachment; filename="y.txt"': draft(5).encode()}))
    (folder / "四.zip").write_bytes(locked_zip("z.txt", b"abc"))
    (folder / "五.zip").write_bytes(zipped(files)[:-60])
    (folder / "六.zip").write_bytes(zipped({}))
    (folder / "散.txt").write_text(draft(0), encoding="utf-8")
    return folder


def test_what_they_hold_is_listed_and_checked(packed, tmp_path):
    said = run(packed, tmp_path / "out", code=3)
    found = {row["path"].removeprefix("移交/"): row for row in rows(tmp_path / "out", "documents")}
    assert {path for path, row in found.items() if row["status"] == "checked"} == {
        "散.txt", "一.zip!/甲/0.txt", "一.zip!/甲/1.txt", "一.zip!/甲/2.txt", "一.zip!/内层.zip!/深.txt",
        "二.tar.gz!/二.tar!/x.txt", "三.eml!/y.txt",
    }  # fmt: skip
    assert {path for path, row in found.items() if row["status"] == "skipped"} == {"一.zip", "二.tar.gz", "三.eml", "四.zip"}
    assert found["一.zip"]["reason"] == "里面的5个文件另列"
    bad = {path: row["reason"] for path, row in found.items() if row["status"] == "unreadable"}
    assert bad.keys() == {"一.zip!/坏.docx", "四.zip!/z.txt", "五.zip", "六.zip"}
    assert "密码" in bad["四.zip!/z.txt"] and all(bad.values())
    assert said["run"]["files"] == said["run"]["examined"] == len(found) == 15


def test_findings_are_those_of_the_loose_file(packed, tmp_path):
    run(packed, tmp_path / "out")
    of: dict[str, Counter[str]] = {}
    for row in rows(tmp_path / "out", "findings"):
        of.setdefault(row["path"], Counter())[row["fingerprint"]] += 1
    assert of["移交/散.txt"] == of["移交/一.zip!/甲/0.txt"] and of["移交/散.txt"]


def test_known_containers_are_not_opened_again(packed, tmp_path):
    settle()
    out = tmp_path / "out"
    run(packed, out)
    before = tables(out)
    again = run(packed, out)["run"]
    assert (again["examined"], again["known"], again["dropped"]) == (0, 15, 0) and tables(out) == before
    (packed / "一.zip").write_bytes(zipped({"新.txt": draft(8).encode()}))
    changed = run(packed, out)["run"]
    assert (changed["examined"], changed["dropped"], changed["files"]) == (2, 6, 11)
    assert "移交/一.zip!/新.txt" in {row["path"] for row in rows(out, "documents")}


def test_nothing_of_them_is_left_behind(packed, tmp_path):
    run(packed, tmp_path / "out", "--pseudonyms", "--quotes", "none")
    assert not (tmp_path / "out" / ".work").exists()
    paths = [row["path"] for row in rows(tmp_path / "out", "documents")]
    assert not [path for path in paths if "甲" in path or "一" in path] and any("!/" in path for path in paths)


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
def test_they_are_opened_where_only_the_owner_looks(packed, tmp_path):
    from gwlint.audit import sources, unpack

    source = next(one for one in sources.archive([str(packed)]).walk() if one.path.endswith("一.zip"))
    folder = tmp_path / "opened"
    folder.mkdir()
    found = unpack.unpack(source, folder)
    assert found is not None and len(found.inside) == 5
    assert {oct(os.stat(one.load).st_mode & 0o777) for one in found.inside} == {"0o600"}
