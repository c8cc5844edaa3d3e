"""The listing of an archive that is reached by an address: asked for once a run, then read from a local file.

A hundred thousand requests list a hundred million files; a run goes through them several times.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from gwlint.audit.sources import Archive, Source


def listed(archive: Archive, file: Path) -> "Archive | Listing":
    """The archive as it is best gone through several times. True names are not written down where they are hidden."""
    return Listing(archive, file) if archive.remote and not archive.key else archive


class Listing:
    """The archive's files, kept in `file` as they are first gone through."""

    def __init__(self, archive: Archive, file: Path) -> None:
        self._archive, self._file = archive, file
        self._whole = False

    def walk(self) -> Iterator[Source]:
        """As `Archive.walk`."""
        return self._again() if self._whole else self._first()

    def _first(self) -> Iterator[Source]:
        with open(self._file, "w", encoding="utf-8", errors="surrogatepass") as lines:
            for one in self._archive.walk():
                lines.write(json.dumps(one) + "\n")
                yield one
        self._whole = True

    def _again(self) -> Iterator[Source]:
        with open(self._file, encoding="utf-8", errors="surrogatepass") as lines:
            for line in lines:
                yield Source(*json.loads(line))
