"""What the results give away of the documents."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
from conftest_audit import TOP, draft, rows, run

from gwlint import readers
from gwlint.audit import privacy

OWN_WORDS = re.compile("[\u4e00-\u9fff]{8,}")
"""Runs of Han characters this long are a document's own, unless the rules or the names of organs say them."""


def held(out: Path) -> str:
    """Everything in the results: each file as it is, and each table unpacked."""
    plain = b"".join(file.read_bytes() for file in out.rglob("*") if file.is_file()).decode("utf-8", "ignore")
    unpacked = [
        json.dumps(pq.read_table(file).to_pylist(), default=str, ensure_ascii=False) for file in out.rglob("*.parquet")
    ]
    return plain + "".join(unpacked)


def test_no_quotes_no_words_of_the_documents(tmp_path):
    out = tmp_path / "out"
    run(TOP / "samples", out, "--quotes", "none", "--pseudonyms")
    documents, everything = rows(out, "documents"), held(out)
    organs = "".join(f"{row['issuer']}{json.loads(row['facts'] or '{}').get('secondary')}" for row in documents)
    messages = "".join({row["message"] for row in rows(out, "findings")})
    leaked = set()
    for file in (TOP / "samples").glob("*.docx"):
        text = readers.read(file).text
        leaked |= {one for one in OWN_WORDS.findall(text) if one in everything and one not in organs}
    assert not leaked, leaked
    assert messages and "…" in messages and len(documents) > 80


def test_none_keeps_what_is_no_text(archive, tmp_path):
    run(archive, tmp_path / "none", "--quotes", "none")
    run(archive, tmp_path / "full", "--quotes", "full")
    none, full = rows(tmp_path / "none", "documents"), rows(tmp_path / "full", "documents")
    assert all(row["title"] is row["doc_number"] is row["addressees"] is None for row in none)
    assert sorted((row["path"], row["errors"], row["words"]) for row in none) == sorted(
        (row["path"], row["errors"], row["words"]) for row in full
    )
    assert all(row["quote"] is None for row in rows(tmp_path / "none", "findings"))
    assert max(len(row["quote"]) for row in rows(tmp_path / "full", "findings")) > privacy.SHORT


def test_short_quotes_are_short(archive, tmp_path):
    run(archive, tmp_path / "out")
    quotes = [row["quote"] for row in rows(tmp_path / "out", "findings")]
    assert max(map(len, quotes)) == privacy.SHORT + 1 and min(map(len, quotes)) > 1


def test_pseudonyms_hide_every_part_of_a_path(archive, tmp_path):
    out = tmp_path / "out"
    run(archive, out, "--pseudonyms")
    paths = [row["path"] for row in rows(out, "documents")]
    assert len(set(paths)) == 29
    assert all(re.fullmatch(r"[0-9a-f]{12}(/[0-9a-f]{12})*\.(txt|docx|pdf)", path) for path in paths)
    assert "通知0" not in held(out) and str(archive) not in held(out)
    assert run(archive, out, "--pseudonyms")["run"]["examined"] == 0
    run(archive, tmp_path / "other", "--pseudonyms")
    assert {row["path"] for row in rows(tmp_path / "other", "documents")}.isdisjoint(paths)


def test_what_is_inside_a_container_is_hidden_too():
    key = b"k" * 32
    assert re.fullmatch(r"[0-9a-f]{12}/[0-9a-f]{12}\.zip!/[0-9a-f]{12}\.docx", privacy.hidden("a/b.zip!/c.docx", key))
    assert privacy.hidden("a/b.zip!/c.docx", key).startswith(privacy.hidden("a/b.zip", key))


def test_nothing_is_said_of_the_content(archive, tmp_path):
    (archive / "秘密.txt").write_text(draft(3).replace("台账", "绝密事项"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "gwlint", "audit", "run", str(archive), "-o", str(tmp_path / "out")],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert "绝密事项" not in done.stdout + done.stderr and "通知" not in done.stdout + done.stderr
