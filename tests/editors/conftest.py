"""Real editors in a terminal, each on a draft of its own. See tools/terminals.py."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
import terminals
from planting import DRAFT, NAME


@pytest.fixture
def opened() -> Iterator[Callable[..., terminals.Terminal]]:
    """`opened(terminals.Neovim, options)`: an editor on the draft, ended at the end."""
    with ExitStack() as running:
        yield lambda editor, options="": running.enter_context(editor(NAME, DRAFT, options))
