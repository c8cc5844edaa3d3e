"""Makes docs/pictures/*.svg: the terminal as it really looks, from the coloured output of the commands. See build.py."""

import os
import subprocess
import sys
from pathlib import Path

import sessions
from terminal import svg

HERE = Path(__file__).parent
FOLDER = HERE / "pictures"
COLUMNS = 80
SHOWN = {
    "check": "gwlint check docs/examples/start.txt",
    "outline": "gwlint outline docs/examples/start.txt",
    "rule": "gwlint rule GW302 --profile cn",
}


def pages() -> dict[Path, str]:
    """Every picture with its text."""
    single = {FOLDER / f"{name}.svg": _picture(command) for name, command in SHOWN.items()}
    longer = ((f"gwlint {run.__name__}", run(COLUMNS)) for run in (sessions.watch, sessions.hook))
    return single | {FOLDER / f"{title[7:]}.svg": svg(title, text.rstrip("\n"), COLUMNS) for title, text in longer}


def _picture(command: str) -> str:
    environment = {**os.environ, "COLUMNS": str(COLUMNS)}
    run = [sys.executable, "-m", *command.split(), "--color", "always"]
    done = subprocess.run(run, capture_output=True, cwd=HERE.parent, env=environment, timeout=60)
    return svg(command, "\n".join([f"$ {command}", done.stdout.decode("utf-8").rstrip("\n")]), COLUMNS)
