"""doc, wps, rtf, odt and uof: LibreOffice makes docx of them in a child process, the docx reader reads that.

`find` looks for LibreOffice, `worker` supervises the child, `child` keeps LibreOffice running and hands it the files,
`profile` is the private folder that it works in, `odf` looks at a package before LibreOffice does.
"""

from gwlint.errors import Unreadable
from gwlint.model import Document

_NAMES = {"doc": "doc、wps", "rtf": "rtf", "odt": "odt", "uof": "uof"}


def read(data: bytes, path: str, kind: str) -> Document:
    """The document in `data`, of a kind that `worker.SUFFIXES` lists; `path` only names it.

    Takes at most `worker.MAX_SECONDS` beside LibreOffice's start. Raises Unreadable where LibreOffice is absent or
    cannot read the file, and for what is encrypted or damaged. Places are those in the docx that was made.
    """
    from gwlint.model.document import Note
    from gwlint.readers import docx
    from gwlint.readers.office.worker import converter

    if kind == "odt":
        from gwlint.readers.office import odf

        odf.examine(data)
    document = docx.read(converter.docx_of(data, kind), path)
    if not document.text:
        raise Unreadable("没有读出任何文字，文件可能已损坏，请用WPS或Word打开核对，另存为docx后再检查")
    note = Note("converted", f"原文是{_NAMES[kind]}格式，由LibreOffice转换后读取，页面位置以原文件为准")
    return document._replace(format=kind, notes=(note, *document.notes))
