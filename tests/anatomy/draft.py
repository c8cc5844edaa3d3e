"""A draft around the part that a test is about."""

from gwlint import anatomy, readers
from gwlint.model import Document, Gongwen

BODY = "现就有关工作通知如下。各单位要做好值守，遇有险情及时处置。"
TITLE = "丽水市水务局关于做好防汛值守的通知"
TO = "各县（市、区）水务局："
SIGNED = "丽水市水务局\n2025年5月6日"


def draft(
    head: str = "", *, title: str = TITLE, to: str = TO, body: str = BODY, signed: str = SIGNED, after: str = ""
) -> tuple[Document, Gongwen]:
    """A notice as plain text, with its parts replaced, read and recognised."""
    text = "\n\n".join(part for part in (head, title, to, body, signed, after) if part)
    document = readers.read_bytes(f"{text}\n".encode(), "draft.txt")
    return document, anatomy.recognise(document)
