"""Real editors in a terminal, each on a draft of its own. See tools/terminals.py."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
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


@pytest.fixture
def hanging():
    """`with hanging(pid)`: a process that answers no more, and is ended."""

    @contextmanager
    def stop(pid: int) -> Iterator[None]:
        os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(pid, signal.SIGKILL)

    return stop
