"""SQL over the tables: what it answers, and what it cannot reach."""

import csv
import io
import json
import os
import re
import shlex
from pathlib import Path

import madeup
import pytest
from test_audit_report import EVIL, gwlint

TOP = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    return madeup.write(tmp_path_factory.mktemp("audit") / "结果", madeup.archive(400))


def query(out, sql, *options, code=0):
    return gwlint("query", out, sql, *options, code=code)


def test_table_is_aligned_for_han_text(tmp_path):
    rows = [madeup.document(n, issuer=issuer) for n, issuer in enumerate(("甲局", "乙县教育局", "乙县教育局"))]
    out = madeup.write(tmp_path / "out", [(rows, [])])
    said = query(out, "SELECT issuer, count(*) AS 份数, '\x1b[31m' AS x FROM documents GROUP BY issuer ORDER BY 份数 DESC").stdout
    assert said.splitlines() == [
        "issuer      份数  x", "----------  ----  ------------", "乙县教育局  2     <U+001B>[31m", "甲局        1     <U+001B>[31m", "共2行",
    ]  # fmt: skip


def test_tables_join(out):
    sql = "SELECT count(*) AS n, sum(errors) AS e FROM documents"
    found = "SELECT count(*) AS n FROM findings JOIN documents USING (path) WHERE severity = 'error'"
    (documents,) = json.loads(query(out, sql, "--format", "json").stdout)
    (findings,) = json.loads(query(out, found, "--format", "json").stdout)
    assert documents["n"] == 400 and documents["e"] == findings["n"] > 50


def test_csv_and_json(tmp_path):
    out = madeup.write(tmp_path / "out", [([madeup.document(1, title="=1+1", issuer=f'{EVIL},"\n')], [])])
    sql = "SELECT title, issuer, date, words, -5 AS less, NULL AS nothing, now() AS t FROM documents"
    (row,) = csv.DictReader(io.StringIO(query(out, sql, "--format", "csv").stdout))
    assert (row["title"], row["date"], row["words"], row["less"], row["nothing"]) == ("'=1+1", "2021-01-04", "900", "-5", "")
    (told,) = json.loads(query(out, sql, "--format", "json").stdout)
    assert told["title"] == "=1+1" and told["issuer"] == f'{EVIL},"\n' and told["words"] == 900 and told["date"] == "2021-01-04"


def test_a_column_asked_twice_is_told_twice(out):
    (row,) = json.loads(query(out, "SELECT words, words FROM documents ORDER BY path LIMIT 1", "--format", "json").stdout)
    assert row.keys() == {"words", "words_1"}


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELEC 1", "SQL 的写法不对"), ("SELECT nope FROM documents", "没有这一列"), ("SELECT * FROM nope", "没有这个表"),
        ("SELECT 'a'::INT", "转换不了"), ("SELECT 1; SELECT 2", "只能写一条"), ("", "请写出 SQL"), ("/* nothing */", "只能写一条"),
        ("DROP VIEW documents", "只能写一条"), ("CREATE TABLE t AS SELECT 1", "只能写一条"), ("SET threads = 1", "只能写一条"),
        ("INSTALL httpfs", "只能写一条"), ("LOAD httpfs", "只能写一条"), ("CHECKPOINT", "只能写一条"),
        ("ATTACH 'other.db'", "只能写一条"), ("COPY documents TO 'stolen.csv'", "只能写一条"),
        ("SELECT * FROM read_text('/etc/hostname')", "不能读写"), ("SELECT * FROM glob('/*')", "不能读写"),
        ("SELECT * FROM read_csv('https://example.invalid/a.csv')", "（"), ("SELECT * FROM '/etc/hostname'", "没有这个表"),
        ("SELECT * FROM statements", "没有这个表"), ("SELECT getenv('HOME')", "没有这个表或函数"),
    ],
)  # fmt: skip
def test_what_it_does_not_do(out, sql, said, tmp_path):
    told = query(out, sql, code=2).stderr
    assert said in told and len(told.splitlines()) == 1
    assert not (Path.cwd() / "stolen.csv").exists()


def test_nothing_is_written_and_nothing_left_behind(out, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    query(out, "SELECT a.path FROM documents a, documents b ORDER BY a.title || b.title LIMIT 3")
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid"), reason="modes of POSIX")
def test_a_folder_that_cannot_be_written_can_be_asked(out):
    out.chmod(0o500)
    try:
        assert "400" in query(out, "SELECT count(*) FROM documents").stdout
    finally:
        out.chmod(0o700)


def test_columns_are_told(out):
    said = gwlint("query", out, "--columns").stdout
    assert "fingerprint" in said and "正文字数上限，没有规定的为空" in said


EXAMPLES = re.findall(r"^gwlint audit query .*$", (TOP / "docs" / "audit-report.md").read_text(encoding="utf-8"), re.M)


@pytest.mark.parametrize("line", EXAMPLES)
def test_examples_of_the_docs_run(out, line):
    args = shlex.split(line)[4:]
    said = query(out, *args[:1], "--format", "json").stdout
    assert json.loads(said), "an example that finds nothing shows nothing"


def test_there_are_examples():
    assert len(EXAMPLES) >= 6
