"""The last lines of a text file that speak to gwlint and not to the addressees."""

from gwlint.model import Remark
from gwlint.readers.builder import is_remark

MOST = 100  # each costs a look through the text


def part(text: str) -> tuple[str, tuple[Remark, ...]]:
    """`text` without its last lines that begin `gwlint:` (in Markdown also as HTML comments), and those lines."""
    found: list[Remark] = []
    while len(found) < MOST and is_remark(_bare(line := _last(text))):
        found.insert(0, Remark(_bare(line)))
        text = text[: text.rindex(line)]
    return text, tuple(found)


def _last(text: str) -> str:
    """The last line that shows something."""
    whole = text.rstrip()
    return whole[max(whole.rfind("\n"), whole.rfind("\r")) + 1 :]


def _bare(line: str) -> str:
    return line.strip().removeprefix("<!--").removesuffix("-->").strip()
