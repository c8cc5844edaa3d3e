"""`gwlint` and `python -m gwlint`."""

import gc
import sys


def main() -> None:
    """Run the command line and exit with its code."""
    gc.disable()  # collecting garbage takes a seventh of a cold start; reading.reports turns it on for many files
    from gwlint.cli import run

    code = run(sys.argv[1:])
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
