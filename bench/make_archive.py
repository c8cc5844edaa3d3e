"""Writes an archive of made-up documents and the truth about it.

    python bench/make_archive.py 20000 档案 [--seed 1] [--hostile DIR] [--no-slow]

The truth goes to 档案.truth.jsonl beside the folder, a line a file: path, whether it can be read (true, false, null for
either), rules that must be found (null: left open), further ones that may be, genre, issuer, date, duplicate_of and
near_copy_of (numbers of other lines) with edit_rate, facts for the rules across documents. The same numbers and seed
give the same archive, and a smaller archive is the beginning of a larger one.
"""

import argparse
import shutil
import sys
from pathlib import Path

from archive import build


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hostile", type=Path, help="a folder of hostile files to be put in as it is")
    parser.add_argument("--no-slow", action="store_true", help="nothing that needs LibreOffice")
    asked = parser.parse_args()
    write(asked.folder, asked.files, asked.seed, asked.hostile, not asked.no_slow)
    return 0


def write(folder: Path, files: int, seed: int = 1, hostile: Path | None = None, slow: bool = True) -> Path:
    """Write the archive, which must not be there yet; the file of the truth."""
    folder.mkdir(parents=True)
    truth = folder.with_name(folder.name + ".truth.jsonl")
    with truth.open("w", encoding="utf-8") as lines:
        for row in build.build(folder, files, seed, slow):
            lines.write(build.dump(row) + "\n")
        for row in _hostile(folder, hostile) if hostile else ():
            lines.write(build.dump(row) + "\n")
    return truth


def _hostile(folder: Path, hostile: Path) -> "list[build.Truth]":
    """Rows for files of which nothing is known but that they must be listed."""
    shutil.copytree(hostile, folder / "敌意", symlinks=True)
    files = sorted(one for one in (folder / "敌意").rglob("*") if one.is_symlink() or not one.is_dir())
    paths = [f"{folder.name}/{one.relative_to(folder).as_posix()}" for one in files]
    return [{"path": path, "kind": "hostile", "readable": None, "rules": None} for path in paths]


if __name__ == "__main__":
    sys.exit(main())
