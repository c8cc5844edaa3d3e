"""Files that gwlint itself writes beside drafts: the suppressions file and the baseline."""

import os
from collections.abc import Iterable

from gwlint.errors import UsageError
from gwlint.model import FileReport


def add_entries(file: str, reports: Iterable[FileReport], reason: str, who: str) -> None:
    """An entry more in the suppressions file for each finding of `reports`; the file may be yet to be made. Raises
    UsageError for one that cannot be read or written."""
    from gwlint.profiles.files import read_text
    from gwlint.suppress.listing import added, load

    text = ""
    if os.path.exists(file):
        load(file)
        text = read_text(file, "不报清单")
    replace(file, added(text, reports, os.path.basename, reason, who))


def replace(file: str, text: str) -> None:
    """Put `text` in the place of `file` when all is written; readable by the owner alone. Raises UsageError."""
    target = os.path.realpath(file)
    written = f"{target}.{os.getpid()}.tmp"
    try:
        with open(written, "x", encoding="utf-8", newline="\n", opener=_private) as stream:
            stream.write(text)
        os.replace(written, target)
    except OSError as error:
        raise UsageError(f"写不了文件“{file}”，请检查路径、权限和磁盘空间") from error
    finally:
        if os.path.exists(written):
            os.remove(written)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
