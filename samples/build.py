"""Build every sample as docx and pdf from texts/*.toml: `python samples/build.py [stem …]`.

The docx is laid out after GB/T 9704-2012. The pdf comes from LibreOffice and shows the draft as it would be sent:
tracked changes accepted, comments gone, and faces that are installed here in place of the office ones.
Both come out the same, byte for byte, on the same versions of python-docx and LibreOffice.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import layout

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib  # type: ignore[import-not-found,unused-ignore]

HERE = Path(__file__).parent
TEXTS = HERE / "texts"


def main(stems: list[str]) -> None:
    """Build the named samples, or all of them, beside this file."""
    sources = [TEXTS / f"{stem}.toml" for stem in stems] or sorted(TEXTS.glob("*.toml"))
    build(sources, HERE)


def build(sources: list[Path], target: Path) -> None:
    """Write the docx and the pdf of each source into `target`."""
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        for source in sources:
            text = read(source)
            (target / f"{source.stem}.docx").write_bytes(layout.docx(text))
            (work / f"{source.stem}.docx").write_bytes(layout.docx(text, final=True))
        convert(sorted(work.glob("*.docx")), work)
        for source in sources:
            pdf = (work / f"{source.stem}.pdf").read_bytes()
            (target / f"{source.stem}.pdf").write_bytes(settled(pdf))


def read(source: Path) -> dict[str, Any]:
    with source.open("rb") as file:
        text: dict[str, Any] = tomllib.load(file)
    return text


def convert(files: list[Path], work: Path) -> None:
    """Run LibreOffice once over all files, with a user profile of its own. Raises FileNotFoundError without it."""
    office = shutil.which("soffice")
    if office is None:
        raise FileNotFoundError("soffice (LibreOffice Writer) is needed to make the pdf files")
    profile = (work / "profile").as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", str(work)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=600)


def settled(pdf: bytes) -> bytes:
    """The same pdf without the hour it was made and the random id, lengths kept."""
    pdf = re.sub(rb"(/CreationDate\(D:)[^)]*", lambda m: m[1] + b"20250101000000+08'00'"[: len(m[0]) - len(m[1])], pdf)
    return re.sub(rb"(?<=<)[0-9A-F]{32}(?=>)|(?<=/DocChecksum /)[0-9A-F]{32}", b"0" * 32, pdf)


if __name__ == "__main__":
    main(sys.argv[1:])
