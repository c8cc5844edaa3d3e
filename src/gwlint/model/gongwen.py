"""A document recognised as a 公文: the elements of 条例第九条 and what follows from them."""

import datetime
from typing import Literal, NamedTuple, TypeAlias

from gwlint.model.span import Span

IssuerClass: TypeAlias = Literal[
    "党委", "政府", "办公厅室", "部门", "议事协调机构", "人大政协法检", "企事业团体", "不明"
]
Level: TypeAlias = Literal["中央", "省", "市", "县", "乡", "其他", "不明"]
Direction: TypeAlias = Literal["下行", "上行", "平行", "公布", "不明"]
Category: TypeAlias = Literal[
    "政策性文件",
    "综合类报告",
    "专项报告",
    "规划",
    "预案",
    "会议通知",
    "督查检查",
    "调研",
    "报送材料",
    "人事机构",
    "简报信息",
    "工作部署",
    "公布周知",
    "其他",
]


class Element(NamedTuple):
    """A recognised element: its text as meant (line breaks and letter spacing gone), its place, and how sure we are."""

    text: str
    span: Span
    sure: float = 1.0


class Organ(NamedTuple):
    """An organ named in the text. `region` goes from the province down, in short names: ("山东", "济南")."""

    name: str
    klass: IssuerClass
    level: Level
    region: tuple[str, ...] = ()
    span: Span | None = None


class WordCount(NamedTuple):
    """字数 as Word and WPS show it, with the Han characters and punctuation marks among them."""

    words: int = 0
    han: int = 0
    punctuation: int = 0

    def __add__(self, other: object) -> "WordCount":
        if not isinstance(other, WordCount):
            return NotImplemented
        return WordCount(*(a + b for a, b in zip(self, other, strict=True)))


class Counts(NamedTuple):
    """字数 of 正文, of all attachments, of everything else (版头, 标题, 主送, 署名, 版记), and of all."""

    body: WordCount = WordCount()
    attachments: WordCount = WordCount()
    rest: WordCount = WordCount()
    total: WordCount = WordCount()


class Attachment(NamedTuple):
    """An attachment, listed in 附件说明 (`listed`), present after the text (`span`), or both."""

    number: int
    title: str
    listed: Span | None = None
    span: Span | None = None
    heading: Span | None = None
    size: WordCount = WordCount()


class Gongwen(NamedTuple):
    """What anatomy makes of a document. A field that the text does not show is None or empty.

    `body` is the 正文 that limits apply to: the printed text of a 印发, 转发 or 批转 notice, else the text between
    主送机关 and 附件说明. `cover` is the notice's own few sentences where there is a printed text. `printed` is the
    title of the printed text. `zones` are the stretches in which the document itself speaks: cover and body.
    """

    official: bool
    body: Span
    cover: Span | None = None
    printed: Element | None = None
    copy_number: Element | None = None
    secrecy: Element | None = None
    urgency: Element | None = None
    masthead: Element | None = None
    doc_number: Element | None = None
    signatory: Element | None = None
    title: Element | None = None
    addressees: Element | None = None
    attachment_list: Element | None = None
    signature: Element | None = None
    date_line: Element | None = None
    disclosure: Element | None = None
    note: Element | None = None
    cc: Element | None = None
    imprint: Element | None = None
    approved: Element | None = None
    date: datetime.date | None = None
    imprint_date: datetime.date | None = None
    genre: str | None = None
    printed_genre: str | None = None
    issuers: tuple[Organ, ...] = ()
    issuer_class: IssuerClass = "不明"
    issuer_level: Level = "不明"
    region: tuple[str, ...] = ()
    addressed: tuple[Organ, ...] = ()
    to_lower_government: bool = False
    direction: Direction = "不明"
    category: Category = "其他"
    attachments: tuple[Attachment, ...] = ()
    counts: Counts = Counts()

    @property
    def zones(self) -> tuple[Span, ...]:
        return (self.cover, self.body) if self.cover else (self.body,)

    @property
    def issuer(self) -> Organ | None:
        """The organ that leads: the first named."""
        return self.issuers[0] if self.issuers else None
