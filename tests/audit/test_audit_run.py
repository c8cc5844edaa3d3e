"""What a run writes, and what a second run does with it."""

import os
import shutil
import stat
import subprocess
import sys
from collections import Counter

import pytest
from conftest_audit import command, draft, rows, run, settle, tables

from gwlint.audit import tables as columns


def test_every_file_has_one_row_and_every_finding_its_file(archive, tmp_path):
    said = run(archive, tmp_path / "out", code=3)
    documents, findings = tables(tmp_path / "out")
    assert len(documents) == len({row["path"] for row in documents}) == said["run"]["files"] == 29
    assert {row["path"]: row["reason"] for row in documents if row["status"] != "checked"}.keys() == {"档案/损坏.docx"}
    counted = Counter((row["path"], row["severity"]) for row in findings)
    for row in documents:
        assert row["errors"] == counted[row["path"], "error"] and row["warnings"] == counted[row["path"], "warning"]
    one = next(row for row in documents if row["path"] == "档案/2023/通知00.txt")
    assert (one["genre"], one["issuer"], one["urgency"], one["status"]) == ("通知", "云和县水务局", "紧急", "checked")
    assert {row["name"] for row in findings if row["path"] == one["path"]} >= {"short-reporting-deadline"}


def test_the_rows_say_what_check_says(archive, tmp_path):
    import json

    run(archive, tmp_path / "out")
    checked = subprocess.run(
        [sys.executable, "-m", "gwlint", "check", str(archive), "--format", "json", "--fail-on", "never"],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    expected = {
        (
            os.path.relpath(file["path"], archive.parent).replace(os.sep, "/"),
            one["rule"],
            tuple(one["span"]),
            one["severity"],
        )
        for file in json.loads(checked.stdout)["files"]
        for one in file["findings"]
    }
    found = rows(tmp_path / "out", "findings")
    assert {(row["path"], row["rule"], (row["start"], row["end"]), row["severity"]) for row in found} == expected


def test_a_second_run_examines_nothing(archive, tmp_path):
    settle()
    first = run(archive, tmp_path / "out")
    before = tables(tmp_path / "out")
    os.chmod(archive / "2023" / "通知00.txt", 0o600)  # changes ctime: the hash tells that the content is the same
    second = run(archive, tmp_path / "out")
    assert first["run"]["examined"] == 29 and first["run"]["known"] == 0
    assert second["run"]["examined"] == second["run"]["dropped"] == 0 and second["run"]["known"] == 29
    assert tables(tmp_path / "out") == before


@pytest.mark.skipif(os.name == "nt", reason="no ctime there: every file is hashed")
def test_unchanged_files_are_not_even_opened(archive, tmp_path):
    settle()
    out = tmp_path / "out"
    run(archive, out)
    script = (
        "import sys, gwlint.cli\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, args: event in ('open', 'os.fork', 'subprocess.Popen') and opened.append((event, str(args[0]))))\n"
        f"gwlint.cli.run({command(archive, out)[3:]!r})\n"
        f"print([one for one in opened if one[0] != 'open' or {str(archive)!r} in one[1]])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_what_changed_is_examined_and_what_is_gone_leaves(archive, tmp_path):
    out = tmp_path / "out"
    run(archive, out)
    (archive / "2023" / "通知00.txt").write_text(draft(90), encoding="utf-8")
    (archive / "2024" / "通知01.txt").unlink()
    (archive / "2025" / "新来.txt").write_text(draft(91), encoding="utf-8")
    said = run(archive, out)
    assert (said["run"]["examined"], said["run"]["dropped"], said["run"]["known"]) == (2, 2, 27)
    fresh = tmp_path / "fresh"
    run(archive, fresh)
    assert tables(out) == tables(fresh)


def test_other_settings_examine_all_anew(archive, tmp_path):
    out = tmp_path / "out"
    before = run(archive, out)
    said = run(archive, out, "--profile", "gansu-2024")
    assert said["run"]["examined"] == 29 and {row["profile"] for row in rows(out, "documents")} == {"gansu-2024", None}
    assert run(archive, out, "--profile", "gansu-2024")["run"]["examined"] == 0
    assert run(archive, out)["findings"] == before["findings"]


def test_the_same_content_is_examined_once_and_reported_at_each_path(archive, tmp_path):
    for number in range(5):
        shutil.copy(archive / "2023" / "通知00.txt", archive / "2025" / f"抄件{number}.txt")
    (archive / "2025" / "同样大小.txt").write_text(draft(0).replace("类", "项"), encoding="utf-8")
    said = run(archive, tmp_path / "out")
    assert (said["run"]["examined"], said["run"]["copied"]) == (30, 5)
    documents, findings = tables(tmp_path / "out")
    assert len(documents) == len({row["path"] for row in documents}) == 35
    names = ["档案/2023/通知00.txt", *(f"档案/2025/抄件{number}.txt" for number in range(5))]
    of = [sorted((r["rule"], r["start"], r["message"]) for r in findings if r["path"] == name) for name in names]
    assert of[0] and all(one == of[0] for one in of)
    (archive / "2023" / "通知00.txt").unlink()
    again = run(archive, tmp_path / "out")
    assert (again["run"]["examined"], again["run"]["dropped"]) == (0, 1)
    later = archive / "2023" / "后来的抄件.txt"
    shutil.copy(archive / "2025" / "抄件0.txt", later)
    assert run(archive, tmp_path / "out")["run"]["copied"] == 1


def test_two_runs_give_the_same_tables(archive, tmp_path):
    run(archive, tmp_path / "one")
    run(archive, tmp_path / "two", "-j", "1")
    assert tables(tmp_path / "one") == tables(tmp_path / "two")


def test_rows_have_the_columns_of_the_tables(archive, tmp_path):
    run(archive, tmp_path / "out")
    for name in columns.TABLES:
        assert tuple(rows(tmp_path / "out", name)[0].keys()) == tuple(
            one for one in columns.names(name) if one != "stamp"
        )


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_only_the_owner_may_look(archive, tmp_path):
    out = tmp_path / "out"
    run(archive, out, "--pseudonyms")
    for path in (out, *out.rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path
    assert not (out / ".work").exists()


def test_links_and_odd_files_are_listed_and_not_followed(archive, tmp_path):
    if os.name == "nt":
        pytest.skip("links need rights there")
    secret = tmp_path / "别处.txt"
    secret.write_text(draft(77), encoding="utf-8")
    (archive / "链接.txt").symlink_to(secret)
    os.mkfifo(archive / "管道.txt")
    (archive / os.fsdecode(b"\xff\xfe.txt")).write_text(draft(5), encoding="utf-8")
    (archive / "~$临时.docx").write_bytes(b"x" * 100)
    said = run(archive, tmp_path / "out")
    found = {row["path"]: row for row in rows(tmp_path / "out", "documents")}
    assert said["run"]["files"] == 33
    assert found["档案/~$临时.docx"]["status"] == "skipped" and "临时文件" in found["档案/~$临时.docx"]["reason"]
    assert found["档案/链接.txt"]["status"] == "unreadable" and "链接" in found["档案/链接.txt"]["reason"]
    assert "管道" in found["档案/管道.txt"]["reason"]
    assert found["档案/\\xff\\xfe.txt"]["status"] == "checked"
    assert run(archive, tmp_path / "out")["run"]["dropped"] <= 3, "only the three that have no stamp are listed anew"


class TestUsage:
    def said(self, *args: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "gwlint", "audit", "run", *args], capture_output=True, text=True, timeout=60
        )
        assert "Traceback" not in done.stderr and done.stderr.count("\n") <= 1
        return done.returncode, done.stderr

    def test_one_sentence_each(self, archive, tmp_path):
        out = str(tmp_path / "out")
        assert self.said() == (2, "gwlint：请写出档案和结果文件夹，例如 gwlint audit run 档案 -o 结果。\n")
        assert "找不到" in self.said(str(tmp_path / "没有"), "-o", out)[1]
        assert "里面" in self.said(str(archive), "-o", str(archive / "结果"))[1]
        assert not (archive / "结果").exists()
        assert "别的文件" in self.said(str(archive / "2023"), "-o", str(archive / "2024"))[1]
        assert self.said(str(archive), "-o", out, "--profile", "没有这份")[0] == 2
        assert self.said(str(archive), "-o", out, "--select", "没有这条")[0] == 2

    def test_exit_codes(self, archive, tmp_path):
        run(archive, tmp_path / "out", code=3)
        (archive / "损坏.docx").unlink()
        run(archive, tmp_path / "out", code=0)
        run(archive, tmp_path / "out", "--fail-on", "info", code=1)

    def test_the_second_run_at_a_time_says_so(self, archive, tmp_path):
        for number in range(200):
            (archive / f"更多{number}.txt").write_text(draft(number, 20), encoding="utf-8")
        with subprocess.Popen(command(archive, tmp_path / "out"), stdout=subprocess.PIPE) as first:
            while not (tmp_path / "out" / ".work" / "index.sqlite").exists():
                assert first.poll() is None
            code, said = self.said(str(archive), "-o", str(tmp_path / "out"))
            assert code == 2 and "正在写" in said
            first.communicate(timeout=120)
        assert len(rows(tmp_path / "out", "documents")) == 229
