"""An archive of which all is known: what an audit says of it. The full sizes are for bench/audit_truth.py and
bench/audit_proofs.py."""

import argparse
import os
import sys
import time
from pathlib import Path

import pytest
from conftest_audit import TOP

sys.path.append(str(TOP / "bench"))
import audit_proofs
import audit_truth
import make_archive

FILES = 400


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("truth")
    make_archive.write(folder / "档案", FILES, slow=False)
    return folder


def asked(files: int = FILES, **more: object) -> argparse.Namespace:
    return argparse.Namespace(files=[files], times=10, **more)


def test_the_archive_is_the_same_again_and_the_beginning_of_a_larger_one(tmp_path):
    first = make_archive.write(tmp_path / "x" / "a", 100, slow=False)
    time.sleep(2.1)  # zip files tell times to two seconds
    second = make_archive.write(tmp_path / "y" / "a", 200, slow=False)
    one, two = (list(audit_truth.truths(file)) for file in (first, second))
    assert one == two[: len(one)] and len(two) > len(one) > 100
    for row in one:
        name = row["path"].removeprefix("a/").partition("!/")[0]
        assert (tmp_path / "x" / "a" / name).read_bytes() == (tmp_path / "y" / "a" / name).read_bytes()


@pytest.mark.slow
def test_every_fault_is_found_and_every_file_listed(archive):
    audit_truth.audit(archive / "档案", archive / "结果")
    score = audit_truth.compare(archive / "档案.truth.jsonl", archive / "结果")
    assert score.failures() == []
    assert len(score.planted) > 30 and score.clean > 150


@pytest.mark.slow
def test_what_is_missed_or_false_is_told(archive, tmp_path):
    """The comparison itself: with the truth of another seed nothing fits."""
    audit_truth.audit(archive / "档案", tmp_path / "结果")
    other = make_archive.write(tmp_path / "档案", 100, seed=2, slow=False)
    score = audit_truth.compare(other, tmp_path / "结果")
    assert len(score.failures()) > 100


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_two_runs_and_a_run_killed_ten_times_give_the_same_tables(archive):
    assert audit_proofs.killed(asked(), archive) == []


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_hostile_files_harm_no_other(tmp_path):
    hostile = tmp_path / "敌意来源"
    hostile.mkdir()
    (hostile / "炸弹.docx").write_bytes(audit_truth.make_archive.build.broken._bomb())
    (hostile / "噪声.pdf").write_bytes(b"%PDF-1.7\n" + os.urandom(20_000))
    (hostile / "环").symlink_to(hostile)
    assert audit_proofs.hostile(asked(100, hostile=hostile), tmp_path) == []
