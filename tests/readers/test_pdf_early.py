"""The pdf that is asked about is begun before anything else is loaded, and nothing goes wrong by it."""

from pathlib import Path

import pytest

from gwlint import engine, readers
from gwlint.cli.specimen import specimen
from gwlint.readers.pdf.worker import FailedError, Worker, worker

PDF = b"%PDF-1.7 begun"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[bytes | None]:
    """What the worker was given: the bytes of a file to begin with, None where it was only started."""
    found: list[bytes | None] = []
    monkeypatch.setattr(worker, "begin", found.append)
    monkeypatch.setattr(worker, "start", lambda: found.append(None))
    return found


def test_a_single_pdf_is_begun(asked: list[bytes | None], tmp_path: Path):
    (tmp_path / "通知.PDF").write_bytes(PDF)
    readers.start_early(["--quiet", str(tmp_path / "通知.PDF"), "b.docx"])
    assert asked == [PDF]


def test_of_several_none_is_begun(asked: list[bytes | None], tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(PDF)
    readers.start_early([str(tmp_path / "a.pdf"), str(tmp_path / "b.pdf")])
    assert asked == [None]


def test_what_is_no_pdf_is_left_to_the_ordinary_way(asked: list[bytes | None], tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(b"PK\x03\x04 a docx under a wrong name")
    for name in ("a.pdf", "missing.pdf", "nul\0.pdf"):
        readers.start_early([str(tmp_path / name)])
    assert asked == [None, None, None]


def test_without_a_pdf_nothing_starts(asked: list[bytes | None]):
    readers.start_early(["a.docx", "--quiet"])
    assert asked == []


def test_a_worker_that_has_ended_starts_no_child():
    own = Worker()
    own.end()
    with pytest.raises(FailedError):
        own.ask(PDF, 0, 1.0)
    assert own._child is None


def test_the_specimen_is_a_clean_draft():
    report = engine.lint(specimen())
    assert report.gongwen is not None and report.gongwen.genre == "通知"
    assert not [one for one in report.not_checked if one.crashed]
