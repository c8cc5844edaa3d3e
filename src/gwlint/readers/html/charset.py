"""Which characters a page is written in: by its mark, by what it declares, else by trying."""

import re

from gwlint.errors import Unreadable
from gwlint.readers.text.decode import decode

_HEAD = 4096
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE)
_CODECS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
}
_SPOILT = 1000  # one spoilt character among so many is passed over, as browsers do


def decoded(data: bytes, declared: str = "") -> tuple[str, str]:
    """The text and the name of its encoding; `declared` is what a mail says of it. Raises Unreadable."""
    found = _DECLARED.search(data[:_HEAD])
    said = declared or (found[1].decode("ascii") if found else "")
    codec = None if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) else _CODECS.get(said.lower())
    for attempt in (codec, None, codec):
        if attempt:
            text = data.decode(attempt, "replace")
            if text.count("\ufffd") * _SPOILT <= len(text):
                return text, attempt.upper()
            continue
        try:
            return decode(data)
        except Unreadable:
            continue
    raise Unreadable("认不出网页的文字编码，请用浏览器打开，另存为UTF-8编码后再检查")
