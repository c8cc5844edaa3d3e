"""A made-up archive of which all is known: what is in it, what is wrong with it, what cannot be read."""

import sys
from pathlib import Path

sys.path.append(
    str(Path(__file__).parents[2] / "tests" / "readers")
)  # the makers of the readers' tests write the files
