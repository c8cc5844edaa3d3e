"""What a government web page puts around a document: the table of its catalogue, and links."""

from collections.abc import Sequence
from functools import cache

from gwlint import re
from gwlint.readers.text.strand import Paragraph, join

_LABELS = (
    *("索引号", "主题分类", "发文机关", "发文单位", "成文日期", "标题", "发文字号", "发布文号", "发布日期", "发文日期"),
    *("主题词", "发布机构", "生成日期", "文号", "名称", "信息名称", "公开方式", "公开日期", "公开范围", "信息分类"),
    *("组配分类", "体裁", "公文种类", "有效性", "是否有效", "效力状态", "废止日期"),
)
_LINKS = frozenset(
    ("扫一扫在手机打开当前页", "打印本页", "关闭窗口", "分享到", "返回顶部", "【打印】", "【关闭】", "-->")
)
_NEAR = 60
_ENOUGH = 3
_VALUE = 120


def mark(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The same with the page's own lines marked "web" or "web:<label>", a value joined to its label."""
    marked: list[Paragraph] = []
    table = sum(_label(one.text) is not None for one in paragraphs[:_NEAR]) >= _ENOUGH
    awaits = ""
    for i, one in enumerate(paragraphs):
        label = _label(one.text) if table and i < _NEAR else None
        if label:
            marked.append(Paragraph(one.strand, f"web:{label}"))
        elif awaits and _is_value(one.text, awaits):
            marked[-1] = Paragraph(join([marked[-1].strand, one.strand]), f"web:{awaits}")
        else:
            marked.append(one._replace(role=one.role or _link(one.text)))
        awaits = label if label and one.text[-1] in "：:】" else ""
    return marked


def is_label(text: str) -> bool:
    """Whether the text is the name of an entry in the catalogue and nothing else."""
    return "".join(text.split()) in _LABELS


def _label(text: str) -> str | None:
    found = _pattern().match(text[:_NEAR])
    return "".join((found[1] or found[2]).split()) if found else None


def _is_value(text: str, label: str) -> bool:
    """主题词 is mostly empty: the title that follows it is not its value, several words are."""
    return len(text) <= _VALUE and (label != "主题词" or len(text.split()) > 1)


def _link(text: str) -> str:
    if text in _LINKS:
        return "web"
    if re.match(r"您?(?:当前|现在|所在)的?位置\s*[:：]|字[号体](?:大小)?\s*[:：].{0,4}大", text):
        return "web"
    return "web:来源" if re.match(r"(?:信息)?来源[:：]\S{2,30}$", text) else ""


@cache
def _pattern() -> re.Pattern[str]:
    labels = "|".join(r"\s*".join(label) for label in _LABELS)
    return re.compile(rf"(?:({labels})\s*[:：]|【({labels})】)")
