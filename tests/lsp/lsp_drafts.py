"""Drafts with findings, and what stands at a range, worked out another way than the server does."""

import re
from typing import Any

DRAFT = """云和市水务局关于做好汛期巡查工作的通知

各县（市、区）人民政府：
　　为做好汛期巡查，现将有关事项通知如下。
　　一、落实责任
　　（一）各县（市、区）人民政府要落实责任人，每天报送巡查情况。
　　（二）各有关单位要确保信息畅通。
　　二、加强值守
　　请于5月13日前报送方案。

云和市水务局
2025年5月12日
"""
FIXABLE = """关于做好值班的通知

云水发〔2025〕08号

各科室：
　　请按时到岗。

附件：1.值班表；

云和市水务局
2025年05月12日
"""

_BYTES = {"utf-16": ("utf-16-le", 2), "utf-8": ("utf-8", 1), "utf-32": ("utf-32-le", 4)}


def cut(text: str, place: Any, units: str = "utf-16") -> str:
    """The words at a range: each line as bytes, counted in the units' own width."""
    lines = re.split("(?<=\n)|(?<=\r)(?!\n)", text)
    codec, width = _BYTES[units]
    first, last = place.start, place.end
    if first.line == last.line:
        whole = lines[first.line].encode(codec)
        return whole[first.character * width : last.character * width].decode(codec)
    head = lines[first.line].encode(codec)[first.character * width :].decode(codec)
    tail = lines[last.line].encode(codec)[: last.character * width].decode(codec)
    return head + "".join(lines[first.line + 1 : last.line]) + tail
