"""LibreOffice opens annotated docx, shows the comments on their words, and the text as before."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from docx_marks import REAL, SAMPLES, expected, linted
from lxml import etree

from gwlint.annotate.docx import annotate
from gwlint.annotate.words import lines

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice"),
]


class Shown(NamedTuple):
    """What LibreOffice makes of a docx: its text, and the comments of gwlint: their lines and the words they are on."""

    text: str
    comments: list[tuple[list[str], str]]


def opened(folder: Path, files: dict[str, bytes]) -> dict[str, Shown]:
    """Each file as LibreOffice shows it."""
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    command = ["soffice", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless", "--convert-to", "fodt"]
    inputs = [str(folder / f"{name}.docx") for name in files]
    subprocess.run([*command, "--outdir", str(folder), *inputs], check=True, capture_output=True, timeout=900)
    return {name: shown((folder / f"{name}.fodt").read_bytes()) for name in files}


def shown(data: bytes) -> Shown:
    root = etree.fromstring(data, etree.XMLParser(huge_tree=True))
    (body,) = root.iter(OFFICE + "text")
    found: dict[str, tuple[list[str], str]] = {}
    open_ones: set[str] = set()
    text = ""
    for kind, value in stream(body):
        if kind == "comment" and value.findtext(CREATOR) == "gwlint":
            paragraphs = ["".join(one.itertext()) for one in value.iter(TEXT + "p")]
            found[value.get(OFFICE + "name")] = (paragraphs, "")
            open_ones.add(value.get(OFFICE + "name"))
        elif kind == "end":
            open_ones.discard(value.get(OFFICE + "name"))
        elif kind == "text":
            text += value
            for one in open_ones:
                found[one] = (found[one][0], found[one][1] + value)
    assert not open_ones
    return Shown(text, list(found.values()))


def stream(element: Any) -> Iterator[tuple[str, Any]]:
    """Text, comments and ends of comments in document order."""
    if element.tag == OFFICE + "annotation":
        yield "comment", element
    elif element.tag == OFFICE + "annotation-end":
        yield "end", element
    elif element.tag != TEXT + "tracked-changes":
        yield "text", element.text or {TEXT + "tab": "\t", TEXT + "line-break": "\n"}.get(element.tag, "")
        for child in element:
            yield from stream(child)
            yield "text", child.tail or ""


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("paths", [SAMPLES, REAL], ids=["samples", "real"])
def test_libreoffice_shows_every_comment_on_its_words(paths: list[Path], tmp_path: Path) -> None:
    if not paths:
        pytest.skip("no real files here")
    reports = {path.stem: linted(path) for path in paths}
    before = opened(tmp_path, {name: data for name, (data, _) in reports.items()})
    after = opened(tmp_path, {name: annotate(data, found) for name, (data, found) in reports.items()})
    for name, (_, found) in reports.items():
        assert found.document is not None
        assert squeezed(after[name].text) == squeezed(before[name].text), name
        assert sorted((said, squeezed(words)) for said, words in after[name].comments) == sorted(
            (lines(one), squeezed(expected(found.document, one))) for one in found.findings
        ), name
