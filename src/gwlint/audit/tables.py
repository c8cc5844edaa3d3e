"""The two tables of an audit: every column, its type and its meaning, in one place.

`documents` has one row a path, `findings` one a finding; they join on `path`. Counts of characters are 字数 as Word
shows it. Text of the documents themselves is in `PRIVATE` columns alone; `--quotes none` leaves those null.
Rows are plain dicts with every column as a key: worker processes make them without pyarrow.
"""

from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    import pyarrow as pa

Kind: TypeAlias = Literal["text", "count", "whole", "real", "yes-no", "date", "moment", "texts", "sketch"]
Row: TypeAlias = dict[str, Any]


class Column(NamedTuple):
    """A column: `kind` of value, its heading for people, and what it holds. Any may be null unless it is said."""

    name: str
    kind: Kind
    heading: str
    meaning: str


DOCUMENTS = (
    Column("path", "text", "文件", "路径，各级之间用 /；压缩包里的写成 a.zip!/b/c.docx；不为空"),
    Column("sha256", "text", "摘要", "内容的SHA-256，64位十六进制；读不到内容的为空"),
    Column("size", "whole", "大小", "字节数"),
    Column("status", "text", "状态", "checked 已查，partial 查了一部分，unreadable 没能查，skipped 不需查；不为空"),
    Column("reason", "text", "原因", "没有查全的原因，一句中文"),
    Column("format", "text", "格式", "docx、pdf、text等，由内容认出"),
    Column("profile", "text", "适用规定", "规定的编号"),
    Column("genre", "text", "文种", "通知、报告等"),
    Column("title", "text", "标题", "标题"),
    Column("doc_number", "text", "发文字号", "发文字号"),
    Column("issuer", "text", "发文机关", "领头的发文机关"),
    Column("issuer_class", "text", "机关类别", "党委、政府、办公厅室、部门等"),
    Column("issuer_level", "text", "机关层级", "中央、省、市、县、乡、其他、不明"),
    Column("region", "text", "地区", "省以下各级用 / 隔开，如 山东/济南"),
    Column("addressees", "text", "主送机关", "主送机关"),
    Column("direction", "text", "行文方向", "下行、上行、平行、公布、不明"),
    Column("category", "text", "事项类别", "政策性文件、会议通知等"),
    Column("date", "date", "成文日期", "成文日期"),
    Column("words", "count", "正文字数", "正文字数"),
    Column("words_attachments", "count", "附件字数", "全部附件字数"),
    Column("words_total", "count", "全文字数", "全文字数"),
    Column("limit", "count", "字数上限", "正文字数上限，没有规定的为空"),
    Column("secrecy", "text", "密级", "密级和保密期限"),
    Column("urgency", "text", "紧急程度", "紧急程度"),
    Column("disclosure", "text", "公开属性", "公开属性"),
    Column("approved", "yes-no", "经批准", "是否注明经批准"),
    Column("errors", "count", "错误数", "错误一级的问题个数"),
    Column("warnings", "count", "警告数", "警告一级的问题个数"),
    Column("infos", "count", "提示数", "提示一级的问题个数"),
    Column("not_checked", "count", "未判规则数", "没能判断的规则个数"),
    Column("confidence", "real", "识别把握", "文字识别的把握，0至1；不是识别出来的为空"),
    Column("sketch", "sketch", "相似摘要", "128个数，用来找相近的文件；文字太少的为空"),
    Column("facts", "text", "事实", "跨文件规则要用的事实，JSON；见 gwlint.audit.facts"),
    Column("gwlint", "text", "版本", "查它的gwlint版本；不为空"),
    Column("settings", "text", "设置", "所用规定和选项的摘要，16位十六进制；不为空"),
    Column("modified", "moment", "修改时间", "文件的修改时间，世界时"),
    Column("stamp", "whole", "时间戳", "大小、修改和变更时间的摘要，不变则下次不必再读；靠不住的为空"),
)

FINDINGS = (
    Column("path", "text", "文件", "同documents；依据台账的是台账的文件名；不为空"),
    Column("sha256", "text", "摘要", "同documents"),
    Column("rule", "text", "规则编号", "如 GW101；不为空"),
    Column("name", "text", "规则", "如 overlong-body；不为空"),
    Column("severity", "text", "级别", "error、warning、info；不为空"),
    Column("message", "text", "问题", "问题，一句中文；不为空"),
    Column("quote", "text", "原文", "所指的原文，长短由 --quotes 定"),
    Column("start", "count", "起", "原文在全文中的位置，从0起，按字符"),
    Column("end", "count", "止", "原文之后的位置"),
    Column("page", "count", "页", "页码，从1起"),
    Column("source", "text", "依据文件", "所依据文件的编号；没有条款的为空"),
    Column("clause", "text", "条款", "所依据的条款"),
    Column("fingerprint", "text", "指纹", "16位十六进制，文件别处改动时不变"),
    Column("related", "texts", "有关文件", "跨文件的问题所涉其他文件的路径"),
)

TABLES = {"documents": DOCUMENTS, "findings": FINDINGS}
PRIVATE = {"documents": ("title", "doc_number", "addressees"), "findings": ("quote",)}
"""Columns with the documents' own words. `message` and `facts` may hold some; they are cleaned one by one."""


def names(table: str) -> tuple[str, ...]:
    """The columns of a table, in order."""
    return tuple(one.name for one in TABLES[table])


@cache
def schema(table: str) -> "pa.Schema":
    """A table as pyarrow has it: count int32, whole int64, real float32, moment UTC microseconds, sketch list<uint32>."""
    import pyarrow as pa

    types = {
        "text": pa.string(),
        "count": pa.int32(),
        "whole": pa.int64(),
        "real": pa.float32(),
        "yes-no": pa.bool_(),
        "date": pa.date32(),
        "moment": pa.timestamp("us", tz="UTC"),
        "texts": pa.list_(pa.string()),
        "sketch": pa.list_(pa.uint32()),
    }
    return pa.schema([(one.name, types[one.kind]) for one in TABLES[table]])


def table(name: str, rows: "list[Row]") -> "pa.Table":
    """The rows as a table of that schema. Raises pyarrow's error for a value that does not fit."""
    import pyarrow as pa

    return pa.Table.from_pylist(rows, schema(name))
