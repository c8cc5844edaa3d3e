"""Bytes to characters, strictly: a wrong guess would be counted and judged as if it were the draft."""

from gwlint.errors import Unreadable

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_NAMES = {
    "utf-8-sig": "UTF-8",
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "gb18030": "GB18030",
}
_HEAD = 1 << 16


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: by its mark, else UTF-8, UTF-16 by its NULs, or GB18030.

    Raises Unreadable where none of them fits without a doubt.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data, encoding), _NAMES[encoding]
    for encoding in _candidates(data[:_HEAD]):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text) and (encoding == "utf-8" or _is_chinese(text)):
            return text, _NAMES[encoding]
    raise Unreadable("认不出文字编码（试过UTF-8、UTF-16和GB18030），请用记事本打开，另存为UTF-8编码后再检查")


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        name = _NAMES[encoding]
        raise Unreadable(f"文件标明是{name}编码，内容却不是，请用记事本打开，另存为UTF-8编码后再检查") from None


def _candidates(head: bytes) -> tuple[str, ...]:
    """UTF-16 without a mark shows its ASCII characters as NULs on one side."""
    if 0 not in head:
        return ("utf-8", "gb18030")
    return ("utf-8", "utf-16-be" if head[::2].count(0) > head[1::2].count(0) else "utf-16-le")


def _is_text(text: str) -> bool:
    """Hardly any control characters."""
    sample = text[:4096]
    return sum(c < " " and c not in "\t\n\f\r" for c in sample) * 10 <= len(sample)


def _is_chinese(text: str) -> bool:
    """Mostly characters of GB 2312: other encodings decode to Han as well, but to rare ones."""
    sample = text[:4096]
    return len(sample.encode("gb2312", "ignore").decode("gb2312")) * 5 >= len(sample) * 4
