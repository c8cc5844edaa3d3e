"""Real docx files and our own samples keep the contract, and are read fast."""

import io
import time
from pathlib import Path

import docx
import pytest
from contract import check_contract

from gwlint.readers.docx import read

ROOT = Path(__file__).parents[2]
REAL = sorted((ROOT.parent / "shared" / "real" / "docx").glob("*.docx"))
FILES = [*REAL, *sorted((ROOT / "samples").glob("**/*.docx"))]


@pytest.mark.skipif(not FILES, reason="no real files here")
def test_contract_on_real_files():
    for file in FILES:
        data = file.read_bytes()
        document = read(data, file.name)
        assert document.text, file.name
        check_contract(document, data)


@pytest.mark.skipif(not REAL, reason="no real files here")
def test_all_that_python_docx_sees_is_read():
    for file in REAL:
        data = file.read_bytes()
        text = read(data, file.name).text
        for paragraph in docx.Document(io.BytesIO(data)).paragraphs:
            assert paragraph.text.strip("\n").strip() in text, file.name


@pytest.mark.skipif(not REAL, reason="no real files here")
def test_twenty_thousand_characters_in_a_tenth_of_a_second():
    data = max((file.read_bytes() for file in REAL), key=len)
    started = time.perf_counter()
    read(data, "x")
    assert time.perf_counter() - started < 0.1
