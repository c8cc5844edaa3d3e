"""OFD (GB/T 33190): text at places, as in a PDF, and laid out by the same code.

`package` opens the file, `pages` makes glyphs of its text runs and looks at what else is drawn.
"""

from gwlint.errors import Unreadable
from gwlint.model import Document
from gwlint.readers.limits import MAX_FILE

MAX_SECONDS = 5.0
"""To take the text off all pages; later ones are then left out and named. To lay it out takes about as long."""


def read(data: bytes, path: str) -> Document:
    """The document in `data`; `path` only names it.

    Raises Unreadable for a file that is encrypted, damaged, absurdly large, or bears no text at all. Pages of pictures
    or shapes are listed in `Document.missing`. Typefaces are not known: no capability "fonts".
    """
    from time import monotonic

    from gwlint.readers.ofd.package import opened
    from gwlint.readers.ofd.pages import read_pages
    from gwlint.readers.pdf.child import put_together
    from gwlint.readers.pdf.document import from_answer

    if len(data) > MAX_FILE:
        raise Unreadable(f"文件过大（超过{MAX_FILE >> 20}MB），未作检查")
    with opened(data) as package:
        read = read_pages(package, monotonic() + MAX_SECONDS)
    document = from_answer(put_together(read), path, "ofd")
    return document._replace(can=document.can - {"fonts"})
