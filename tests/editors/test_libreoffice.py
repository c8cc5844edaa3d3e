"""The extension in a real headless LibreOffice: installed by unopkg, met on every way to save, on real documents."""

import io
import shutil
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from gwlint import engine, readers
from gwlint.model import Document, DocxRef, Finding

sys.path[:0] = [str(Path(__file__).parents[2] / "tools"), str(Path(__file__).parents[1] / "annotate")]
import office  # noqa: E402
from docx_marks import REAL, SAMPLES, W, expected  # noqa: E402

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(office.missing(), reason="no LibreOffice with python3-uno here"),
    pytest.mark.flaky(reruns=2, only_rerun="Gone"),
]
SAMPLE = office.TOP / "samples" / "13-tangshan-bureau-directs-counties.docx"
OURS = 7  # findings in SAMPLE
CHANGE = "末尾的改动。"
THEIRS = 2  # comments of a reviewer in SAMPLE


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], office.Office]]:
    oxt, temporary = office.built(tmp_path_factory.mktemp("dist")), tmp_path_factory.mktemp("tmp")
    with office.kept(lambda: office.running(oxt, temporary)) as running:
        yield running


@pytest.fixture
def writer(program: Callable[[], office.Office]) -> Iterator[office.Office]:
    """LibreOffice with the settings as by default and an empty log; the document is closed afterwards."""
    running = program()
    running.user_folder()
    running.choose()
    (running.user / "gwlint.log").unlink(missing_ok=True)
    yield running
    if not running.gone:
        running.close()


@pytest.fixture
def draft(tmp_path: Path, writer: office.Office) -> Path:
    """SAMPLE, opened, with a change that is not saved."""
    path = shutil.copy(SAMPLE, tmp_path / "通知.docx")
    assert writer.open(path)
    writer.type(CHANGE)
    return Path(path)


def by(comments: list[list[str]], ours: bool) -> list[list[str]]:
    return sorted(one for one in comments if (one[0] == "gwlint") == ours)


def squeezed(text: str) -> str:
    return "".join(text.split())


def stored_comments(data: bytes) -> list[tuple[list[str], int]]:
    """The paragraphs of each comment of gwlint in a docx, and the index of the paragraph that it begins in."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "word/comments.xml" not in archive.namelist():
            return []
        notes, root = (etree.fromstring(archive.read(f"word/{name}.xml")) for name in ("comments", "document"))
    places: dict[str, int] = {}
    last = -1
    for element in root.iter(W + "p", W + "commentRangeStart"):
        if element.tag == W + "p":
            last += 1
        else:
            places[element.get(W + "id")] = last
    found = []
    for note in notes.iter(W + "comment"):
        if note.get(W + "author") == "gwlint":
            said = ["".join(one.text or "" for one in line.iter(W + "t")) for line in note.iter(W + "p")]
            found.append((said, places[note.get(W + "id")]))
    return sorted(found)


def heading(one: Finding) -> str:
    return f"{ {'error': '错误', 'warning': '警告', 'info': '提示'}[one.severity] } {one.rule} {one.name}"


def paragraph(document: Document, one: Finding) -> int | None:
    """The index of the paragraph of the main part in which the finding begins; None elsewhere and in a box."""
    block = next(block for block in document.blocks if block.span.overlaps(one.span))
    if block.kind == "textbox":
        return None
    piece = next((piece for piece in document.pieces if piece.span.overlaps(one.span) and piece.ref), None)
    ref = piece.ref if piece else None
    return ref.paragraph if isinstance(ref, DocxRef) and ref.part == "word/document.xml" else None


@pytest.mark.parametrize("path", [*SAMPLES, *REAL], ids=lambda path: path.stem)
def test_each_comment_is_on_the_words_of_its_finding(path: Path, tmp_path: Path, writer: office.Office) -> None:
    copy = Path(shutil.copy(path, tmp_path / "a.docx"))
    assert writer.open(copy)
    assert writer.store() == "stored"
    shown = by(writer.comments(), ours=True)
    data = copy.read_bytes()
    report = engine.lint(readers.read_bytes(data, str(copy)))
    document = report.document
    assert document is not None
    placed = [one for one in report.findings if paragraph(document, one) is not None]
    gathered = len(placed) < len(report.findings)
    alone = [one for one in shown if not one[1].startswith("以下意见")]
    assert len(shown) - len(alone) == gathered
    assert sorted((said.split("\n")[0], squeezed(words)) for _, said, words in alone) == sorted(
        (heading(one), squeezed(expected(document, one))) for one in placed
    )
    stored = stored_comments(data)
    assert sorted(lines for lines, _ in stored) == sorted(said.split("\n") for _, said, _ in shown)
    assert sorted((lines[0], at) for lines, at in stored if not lines[0].startswith("以下意见")) == sorted(
        (heading(one), paragraph(document, one)) for one in placed
    )


def test_a_finding_in_a_box_is_told_at_the_title(tmp_path: Path, writer: office.Office) -> None:
    path = Path(shutil.copy(office.TOP / "samples" / "07-ganzhou-secrecy-without-term.docx", tmp_path))
    assert writer.open(path)
    assert writer.store() == "stored"
    ((lines, _),) = stored_comments(path.read_bytes())
    assert "文本框" in lines[0] and lines[2] == "错误 GW202 malformed-secrecy-mark：“机密”"


def test_the_same_findings_leave_the_comments_of_a_stored_docx_alone(draft: Path, writer: office.Office) -> None:
    assert writer.store() == "stored"
    before = writer.comments()
    writer.close()
    assert writer.open(draft)
    writer.type("。")
    assert writer.store() == "stored"
    assert sorted(writer.comments()) == sorted(before) and writer.undo() != "gwlint 批注"


@pytest.mark.parametrize("how", ["store", "dispatch"])
def test_the_next_save_replaces_our_comments_and_keeps_those_of_others(
    how: str, draft: Path, writer: office.Office
) -> None:
    save: Any = {"store": writer.store, "dispatch": lambda: writer.dispatch(".uno:Save")}[how]
    writer.comment("各县", "请核对", "张三")
    before = by(writer.comments(), ours=False)
    assert len(before) == THEIRS + 1
    assert save() in ("stored", True)
    first = by(writer.comments(), ours=True)
    assert len(first) == OURS == len(stored_comments(draft.read_bytes()))
    assert not writer.modified()
    assert writer.replace("由政府主要负", "由政府分管负") == 1
    assert save() in ("stored", True)
    second = by(writer.comments(), ours=True)
    assert len(second) == OURS - 1 and not [one for one in second if "GW406" in one[1]]
    assert by(writer.comments(), ours=False) == before


def test_our_comments_are_one_step_to_undo_and_no_tracked_change(draft: Path, writer: office.Office) -> None:
    changes = writer.changes()
    writer.track(True)
    assert writer.store() == "stored"
    assert writer.changes() == changes
    assert len(by(writer.comments(), ours=True)) == OURS
    assert writer.undo() == "gwlint 批注"
    assert by(writer.comments(), ours=True) == []
    writer.track(False)


def test_odt_is_checked_too(tmp_path: Path, draft: Path, writer: office.Office) -> None:
    target = tmp_path / "通知.odt"
    assert writer.store_as(target) == "stored"
    assert len(by(writer.comments(), ours=True)) == OURS
    writer.choose(block="yes")
    writer.type("再改")
    before = target.read_bytes()
    assert writer.dispatch(".uno:Save") is False
    assert target.read_bytes() == before and writer.modified()


def test_block_leaves_the_old_file_as_it_was(tmp_path: Path, draft: Path, writer: office.Office) -> None:
    writer.choose(block="yes")
    before, elsewhere = draft.read_bytes(), tmp_path / "另存.docx"
    assert "gwlint" in writer.store()
    assert writer.dispatch(".uno:Save") is False
    assert "gwlint" in writer.store_as(elsewhere)
    assert draft.read_bytes() == before and not elsewhere.exists()
    assert writer.modified() and writer.text().endswith(CHANGE) and writer.url().endswith(".docx")
    assert "没有保存：有5个错误\n" in writer.log and "错误 GW407 veto-or-pledge" in writer.log
    assert "唐山" not in writer.log
    writer.choose(block="no")
    assert writer.store() == "stored" and draft.read_bytes() != before


def test_block_lets_a_draft_without_errors_pass(tmp_path: Path, writer: office.Office) -> None:
    writer.choose(block="yes")
    path = Path(shutil.copy(office.TOP / "samples" / "21-sichuan-clean-letter.docx", tmp_path))
    assert writer.open(path)
    writer.type("。")
    assert writer.dispatch(".uno:Save") is True and not writer.modified()


FAULTS = {
    "crash": ("kill -SEGV $$", "没有查成"),
    "hang": ("sleep 60 & sleep 60", "超过2秒没有结果"),
    "deaf": ("exit 0", "结果读不懂"),
    "babble": ("cat > /dev/null; echo '{}'", "结果读不懂"),
    "misuse": ("cat > /dev/null; echo '写错了' >&2; exit 2", "写错了"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_linter_that_fails_loses_nothing(fault: str, tmp_path: Path, draft: Path, writer: office.Office) -> None:
    script, said = FAULTS[fault]
    linter = tmp_path / "linter"
    linter.write_text(f"#!/bin/sh\n{script}\n")
    linter.chmod(0o755)
    writer.choose(command=str(linter), block="yes", seconds="2")
    before = draft.read_bytes()
    assert writer.store() == "stored"
    assert CHANGE in readers.read(str(draft)).text and draft.read_bytes() != before
    assert not writer.modified()
    assert writer.log.count("这次没有检查，文件不受影响") == 1 and said in writer.log


def test_a_missing_linter_loses_nothing(draft: Path, writer: office.Office) -> None:
    writer.choose(command="/nowhere/gwlint", block="yes")
    assert writer.dispatch(".uno:Save") is True and not writer.modified()
    assert "没有找到程序 /nowhere/gwlint" in writer.log


@pytest.mark.parametrize("mode", ["off", "dialog"])
def test_without_comments_the_document_is_left_alone(mode: str, draft: Path, writer: office.Office) -> None:
    writer.choose(mode=mode)
    assert writer.store() == "stored" and by(writer.comments(), ours=True) == []


def test_the_menu_checks_and_clears(draft: Path, writer: office.Office) -> None:
    before = draft.read_bytes()
    writer.front()
    writer.dispatch("service:org.gwlint.office.Menu?check")
    assert len(by(writer.comments(), ours=True)) == OURS
    writer.dispatch("service:org.gwlint.office.Menu?clear")
    assert by(writer.comments(), ours=True) == [] and len(writer.comments()) == THEIRS
    assert draft.read_bytes() == before


def test_no_copy_is_left_behind(tmp_path: Path) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    with office.running(office.built(tmp_path / "dist"), temporary) as program:
        program.choose()
        copy = shutil.copy(SAMPLE, tmp_path / "通知.docx")
        assert program.open(copy)
        program.type(CHANGE)
        assert program.store() == "stored" and len(by(program.comments(), ours=True)) == OURS
        foreign = [path.name for path in temporary.iterdir() if not path.name.startswith("lu")]
        assert foreign == []
        program.close()
        assert program.quit()
        end = time.monotonic() + 30
        while remains(temporary) and time.monotonic() < end:
            time.sleep(0.2)
    assert remains(temporary) == []


def remains(folder: Path) -> list[Path]:
    """All but empty files: on a busy machine LibreOffice leaves one of its own behind now and then."""
    return [path for path in folder.iterdir() if not path.is_file() or path.stat().st_size]


def test_the_build_is_the_same_each_time(tmp_path: Path) -> None:
    first, second = (office.built(tmp_path / name) for name in "ab")
    assert first.read_bytes() == second.read_bytes()
