"""Two audits compared: real ones of an archive that changed, and made-up ones whose differences are known."""

import json
import shutil

import madeup
import pytest
from conftest_audit import draft, run
from test_audit_report import EVIL, gwlint


def diff(old, new, *options, code=0):
    return gwlint("diff", old, new, *options, code=code)


def as_json(old, new, *options, code=0):
    return json.loads(diff(old, new, "--format", "json", *options, code=code).stdout)


@pytest.fixture
def two(tmp_path):
    """Of five documents one is gone, one changed, one moved, one new; findings of each kind."""
    rows = [madeup.document(n, issuer=f"{'甲乙'[n % 2]}县水务局") for n in range(5)]
    late, long = ("GW401", "short-reporting-deadline", "error"), ("GW101", "overlong-body", "warning")
    old = [madeup.finding(rows[0], *late), madeup.finding(rows[1], *long), madeup.finding(rows[2], *long), madeup.finding(rows[4], *late)]
    changed = rows[1] | {"sha256": "f" * 64}
    moved = rows[2] | {"path": "档案/新处/文件.docx"}
    new = madeup.document(9, issuer="丙县教育局")
    found = [
        madeup.finding(changed, "GW101", "overlong-body", "error", fingerprint=old[1]["fingerprint"]),
        madeup.finding(changed, *late),
        madeup.finding(moved, *long),
        madeup.finding(new, *late, message=EVIL),
        madeup.finding(rows[4], *late),
    ]
    return (
        madeup.write(tmp_path / "old", [(rows, old)]),
        madeup.write(tmp_path / "new", [([changed, moved, new], found[:4]), ([rows[3], rows[4]], found[4:])]),
    )


def test_counts(two):
    said = as_json(*two, code=1)
    assert said["documents"] == {"new": 1, "gone": 1, "changed": 1, "same": 3, "renamed": 1, "newly_unreadable": 0}
    assert said["findings"]["new"] == {"error": 3, "warning": 0, "info": 0}, "a warning that became an error is a new error"
    assert said["findings"]["gone"] == {"error": 1, "warning": 1, "info": 0}
    rules = {one["name"][:5]: (one["came"], one["went"], one["stayed"]) for one in said["rules"]}
    assert rules == {"GW401": (2, 1, 1), "GW101": (1, 1, 1)}
    units = {one["name"]: (one["came"], one["went"]) for one in said["units"]}
    assert units == {"乙县水务局": (2, 1), "丙县教育局": (1, 0), "甲县水务局": (0, 1)}
    assert said["old"]["per_100"] == {"error": 40.0, "warning": 40.0, "info": 0.0}
    assert said["verdict"] == "变差：每百份从40.0处错误变为80.0处，从40.0处警告变为20.0处"


def test_verdict_the_other_way_round(two):
    assert as_json(*two[::-1], code=1)["verdict"].startswith("变好")


@pytest.mark.parametrize(("option", "code"), [("new-error", 1), ("new-warning", 1), ("never", 0)])
def test_exit_code(two, option, code):
    diff(*two, "--fail-on", option, code=code)
    diff(two[0], two[0], "--fail-on", option)


def test_only_a_new_warning(tmp_path):
    row = madeup.document(1)
    old = madeup.write(tmp_path / "old", [([row], [])])
    new = madeup.write(tmp_path / "new", [([row], [madeup.finding(row, "GW101", "overlong-body", "warning")])])
    diff(old, new)
    diff(old, new, "--fail-on", "new-warning", code=1)


def test_what_cannot_be_read_any_more_outranks(tmp_path):
    row = madeup.document(1)
    lost = row | {"status": "unreadable", "reason": "文件有打开密码"}
    old, new = madeup.write(tmp_path / "old", [([row], [])]), madeup.write(tmp_path / "new", [([lost], [])])
    assert "有1份这次没能查" in diff(old, new, code=3).stdout
    diff(new, new)


def test_the_same_fault_twice_in_a_document(tmp_path):
    row = madeup.document(1)
    one = madeup.finding(row, "GW401", "short-reporting-deadline", "error", fingerprint="same", start=5)
    old = madeup.write(tmp_path / "old", [([row], [one])])
    new = madeup.write(tmp_path / "new", [([row], [one, one | {"start": 90}])])
    assert as_json(old, new, code=1)["findings"]["new"]["error"] == 1


def test_empty_results(tmp_path, two):
    empty = madeup.write(tmp_path / "empty", [])
    assert as_json(empty, empty)["verdict"].startswith("没有变化")
    assert as_json(empty, two[0], code=1)["documents"]["new"] == 5


def test_other_settings_are_told(two):
    file = two[1] / "run.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"gwlint": "9.9"}))
    assert "程序版本不同" in diff(*two, code=1).stdout


def test_hostile_text_on_the_page(two, tmp_path):
    diff(*two, "--format", "html", "-o", tmp_path / "a.html", code=1)
    text = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "<script" not in text and "&lt;script&gt;" in text and "变差" in text


def test_an_archive_that_changed(archive, tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    run(archive, old)
    shutil.move(archive / "2023" / "通知00.txt", archive / "2024" / "通知00改名.txt")
    (archive / "2024" / "通知01.txt").write_text(draft(1, lines=5), encoding="utf-8")
    (archive / "2025" / "通知02.txt").write_bytes(b"PK\x03\x04" + bytes(range(200)))
    run(archive, new)
    said = as_json(old, new, code=3)
    assert said["documents"] == {"new": 0, "gone": 0, "changed": 2, "same": 27, "renamed": 1, "newly_unreadable": 1}
    assert sum(one["came"] for one in said["rules"]) > 0 < sum(one["went"] for one in said["rules"])


def test_pseudonyms_are_matched_by_content(archive, tmp_path):
    for name in ("old", "new"):
        run(archive, tmp_path / name, "--pseudonyms")
    said = as_json(tmp_path / "old", tmp_path / "new")
    assert said["documents"]["same"] == 29 and said["documents"]["new"] == 0
    assert not any(said["findings"]["new"].values())
