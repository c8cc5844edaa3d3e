"""`gwlint` and `python -m gwlint`."""

import atexit
import gc
import os
import sys
from contextlib import suppress


def main() -> None:
    """Run the command line and exit with its code."""
    gc.disable()  # collecting garbage takes a seventh of a cold start; reading.reports turns it on for many files
    args = sys.argv[1:]
    if args and args[0] in ("check", "outline"):
        _start_early(args[1:])
    from gwlint import re
    from gwlint.cli import run

    code = run(args)
    re.keep()
    _leave(code)


def _leave(code: int) -> None:
    """End at once: all that is left is the interpreter taking itself apart, a twentieth of a cold check."""
    with suppress(OSError, ValueError):  # nobody reads on; the code has said so
        sys.stdout.flush()
        sys.stderr.flush()
    atexit._run_exitfuncs()
    os._exit(code)


def _start_early(args: list[str]) -> None:
    """Let the process that reads pdf begin before click and all else is loaded, which takes as long."""
    if any(one.lower().endswith(".pdf") for one in args):
        from gwlint import readers

        readers.start_early(args)


if __name__ == "__main__":
    main()
