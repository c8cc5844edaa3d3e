"""The golden files."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
REWRITE = "GWLINT_REWRITE_GOLDEN"


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare with a golden file. A missing one fails; GWLINT_REWRITE_GOLDEN=1 writes them all anew."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if os.environ.get(REWRITE):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.exists(), f"no golden file {name}; look at the output and write it with {REWRITE}=1"
        assert text == path.read_text(encoding="utf-8")

    return compare
