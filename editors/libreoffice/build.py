"""Packs the extension, the same bytes each time: python editors/libreoffice/build.py [FOLDER]

Writes gwlint-VERSION.oxt into FOLDER (dist/ at the top by default) and prints its path. Needs Python alone.
"""

import re
import sys
import zipfile
from pathlib import Path

TOP = Path(__file__).parents[2]
CONTENT = Path(__file__).parent / "extension"
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say


def build(folder: Path) -> Path:
    """The extension in `folder`, which is made if need be."""
    found = re.search(r'__version__ = "(.+?)"', (TOP / "src" / "gwlint" / "__init__.py").read_text(encoding="utf-8"))
    assert found is not None
    version = found[1]
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"gwlint-{version}.oxt"
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(CONTENT.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                archive.writestr(_entry(path), path.read_bytes().replace(b"@VERSION@", version.encode()))
    return target


def _entry(path: Path) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path.relative_to(CONTENT).as_posix(), _MOMENT)
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
    return entry


if __name__ == "__main__":
    print(build(Path(sys.argv[1]) if len(sys.argv) > 1 else TOP / "dist"))
