"""Opens the term tables of lexicons/: TSV with a header line, `#` comments, one term a row."""

import os
from functools import cache

from gwlint.errors import GwlintError


def text(name: str) -> str:
    """The content of `lexicons/<name>.tsv`: inside an installed package, or at the top of a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for folder in (package, os.path.dirname(os.path.dirname(package))):
        path = os.path.join(folder, "lexicons", f"{name}.tsv")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                return file.read()
    raise GwlintError("找不到词表目录 lexicons，请重新安装 gwlint")


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `lexicons/<name>.tsv` without header and comments, each as wide as the header."""
    lines = text(name).splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    width = len(rows[0])
    return tuple(tuple(row + [""] * (width - len(row))) for row in rows[1:])


@cache
def terms(name: str, kind: str = "") -> tuple[str, ...]:
    """The first column of a table, only the rows whose second column is `kind` when one is given; longest first."""
    found = (row[0] for row in table(name) if not kind or row[1] == kind)
    return tuple(sorted(found, key=len, reverse=True))
