"""Real PDFs and our own samples: the contract holds, and the paragraphs are those of the docx they were made from."""

import re
from pathlib import Path

import pytest
from contract import check_contract

from gwlint.model import Document
from gwlint.readers.docx import read as read_docx
from gwlint.readers.pdf import read

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "real" / "pdf"
SAMPLES = sorted((ROOT / "samples").glob("*.pdf"))
needs_real = pytest.mark.skipif(not REAL.exists(), reason="no real files here")


def _read(file: Path) -> Document:
    document = read(file.read_bytes(), file.name)
    check_contract(document)
    return document


def _texts(document: Document, *kinds: str) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks if block.kind in (kinds or ("paragraph",))]


@needs_real
def test_a_red_head_template():
    document = _read(REAL / "redhead-template.pdf")
    assert _texts(document)[:6] == ["001012", "机密★5年", "特急", "BJTU机密文件", "XXX〔2023〕X号", "测试公文标题"]
    assert document.blocks[3].runs[0].font.color == "FF0000"


@needs_real
def test_a_notice_with_an_imprint():
    document = _read(REAL / "notice.pdf")
    assert "国防部\u30002012年12月12日印发" in _texts(document)
    assert _texts(document, "footer") == ["––1––", "––2––"]


@needs_real
def test_a_long_plan_has_its_titles_page_numbers_and_tables():
    document = _read(REAL / "plan-3.pdf")
    assert document.pages == 159 and not document.missing
    assert _texts(document)[1] == "关于印发新型冠状病毒肺炎防控方案（第九版）的通知"
    assert _texts(document, "footer") == [str(page) for page in range(1, 160)]
    cells = [block for block in document.blocks if block.kind == "cell" and block.page == 37]
    assert [cell.span.of(document.text) for cell in cells[:3]] == ["序号", "人群类别", "核酸检测要求"]


@needs_real
@pytest.mark.slow
def test_the_contract_on_every_real_file():
    for file in sorted(REAL.glob("*.pdf")):
        assert not _read(file).missing


@pytest.mark.skipif(not SAMPLES, reason="no samples here")
def test_paragraphs_are_those_of_the_docx():
    wanted, lost = 0, []
    for file in SAMPLES:
        if not file.with_suffix(".docx").exists():
            continue
        found = {_bare(text) for text in _texts(_read(file), "paragraph", "cell", "textbox")}
        source = read_docx(file.with_suffix(".docx").read_bytes(), file.name)
        paragraphs = [bare for text in _texts(source, "paragraph", "cell", "textbox") if (bare := _bare(text))]
        wanted += len(paragraphs)
        lost += [text for text in paragraphs if text not in found]
    assert len(lost) <= 0.05 * wanted, lost


def _bare(text: str) -> str:
    """Without blanks and marks: a text layer may lack those that hang in the margin."""
    return re.sub(r"[\W_]", "", text)
