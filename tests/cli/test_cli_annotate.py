"""`gwlint annotate`: what is written where, and what is refused."""

import io
import os
import shutil
import stat
import sys
from pathlib import Path

import docx
import pytest

ROOT = Path(__file__).parents[2]
BUSY = ROOT / "samples" / "13-tangshan-bureau-directs-counties.docx"
CLEAN = ROOT / "samples" / "21-sichuan-clean-letter.docx"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "通知.docx"
    shutil.copyfile(BUSY, path)
    return path


def ours(path: Path) -> int:
    return sum(one.author == "gwlint" for one in docx.Document(io.BytesIO(path.read_bytes())).comments)


def test_beside_the_file_by_default(gwlint, draft):
    done = gwlint("annotate", draft)
    made = draft.with_name("通知.批注.docx")
    assert (done.code, done.err) == (0, "")
    assert done.out == f"写了 {ours(made)} 条批注，都在所指的文字上。\n已存为 {made}\n"
    assert ours(made) > 0 and draft.read_bytes() == BUSY.read_bytes()
    assert sorted(one.name for one in draft.parent.iterdir()) == ["通知.docx", "通知.批注.docx"]


def test_selected_rules_only(gwlint, draft, tmp_path):
    made = tmp_path / "a.docx"
    assert gwlint("annotate", draft, "-o", made, "--select", "authority").code == 0
    assert 0 < ours(made) < 7


def test_an_existing_file_is_replaced_only_by_force(gwlint, draft, tmp_path):
    made = tmp_path / "a.docx"
    made.write_bytes(b"old")
    done = gwlint("annotate", draft, "-o", made)
    assert (done.code, made.read_bytes()) == (2, b"old") and "--force" in done.err
    assert gwlint("annotate", draft, "-o", made, "--force").code == 0 and ours(made)


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_the_input_is_never_overwritten(gwlint, draft, tmp_path, force):
    os.link(draft, tmp_path / "同一份.docx")
    for target in (draft, tmp_path / "同一份.docx"):
        done = gwlint("annotate", draft, "-o", target, *force)
        assert done.code == 2 and "不能写回原文件" in done.err
    assert draft.read_bytes() == BUSY.read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="no such modes")
def test_whoever_may_not_read_the_draft_may_not_read_the_copy(gwlint, draft, tmp_path):
    draft.chmod(0o600)
    made = tmp_path / "a.docx"
    gwlint("annotate", draft, "-o", made)
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    made.chmod(0o644)
    gwlint("annotate", draft, "-o", made, "--force")
    assert stat.S_IMODE(made.stat().st_mode) == 0o600


def test_nothing_found_is_the_same_file(gwlint, tmp_path):
    made = tmp_path / "a.docx"
    done = gwlint("annotate", CLEAN, "-o", made)
    assert done.code == 0 and "没有发现问题" in done.out
    assert made.read_bytes() == CLEAN.read_bytes()


def test_pdf_goes_the_same_way(gwlint, tmp_path):
    made = tmp_path / "a.pdf"
    done = gwlint("annotate", BUSY.with_suffix(".pdf"), "-o", made)
    assert done.code == 0 and done.out.startswith("写了 ")
    assert made.read_bytes().startswith(b"%PDF") and b"gwlint" in made.read_bytes()


def test_text_is_refused(gwlint, clean):
    done = gwlint("annotate", clean)
    assert done.code == 2 and "docx 和 pdf" in done.err
    assert list(clean.parent.iterdir()) == [clean]


def test_unreadable_is_said(gwlint, tmp_path):
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04")
    for path in (tmp_path / "坏.docx", tmp_path / "没有.docx"):
        done = gwlint("annotate", path)
        assert done.code == 3 and done.err.startswith(f"gwlint：{path}：")
    assert [one.name for one in tmp_path.iterdir()] == ["坏.docx"]


@pytest.mark.parametrize("target", ["a.pdf", "没有这个文件夹/a.docx", "文件夹.docx"])
def test_targets_that_cannot_be(gwlint, draft, tmp_path, target):
    (tmp_path / "文件夹.docx").mkdir()
    done = gwlint("annotate", draft, "-o", tmp_path / target)
    assert done.code == 2 and done.err.count("\n") == 1
    assert sorted(one.name for one in tmp_path.iterdir()) == ["文件夹.docx", "通知.docx"]
