"""What pyproject.toml cannot say: the term tables lie at the top of the project and go into the package when it is built.

An editable install stays a plain path (mapping a package to another folder would cost every start 8 ms).
"""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithLexicons(build_py):
    """Copies lexicons/*.tsv to gwlint/lexicons."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        target = Path(self.build_lib) / "gwlint" / "lexicons"
        target.mkdir(parents=True, exist_ok=True)
        for table in sorted(Path("lexicons").glob("*.tsv")):
            shutil.copy(table, target / table.name)


setup(cmdclass={"build_py": BuildWithLexicons})
