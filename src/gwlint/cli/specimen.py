"""A short draft with a bit of everything, to get ready on; without the words for which `regex` is loaded, as many drafts are."""

from gwlint.model import Document
from gwlint.model.document import PdfRef
from gwlint.readers.builder import Builder

_LINES = (
    "市绿化管理局关于做好行道树养护工作的通知",
    "市绿管〔2024〕5号",
    "各区绿化所，有关单位：",
    "为做好行道树养护,现将有关事项通知如下：",
    "一、总体要求",
    "（一）各区绿化所应当按时报送养护计划(附表)，请有关单位“认真、细致，有序”组织。",
    "附件：养护清单",
    "市绿化管理局",
    "2024年9月2日",
    "（此件公开发布）",
)


def specimen() -> Document:
    """The draft as a pdf of one page would give it."""
    build = Builder()
    for number, line in enumerate(_LINES, 1):
        build.open(page=1, paragraph=number)
        build.add(line, PdfRef(1, (0.0, 0.0, 0.0, 0.0)))
        build.close()
    return build.document("", "pdf", pages=1)
