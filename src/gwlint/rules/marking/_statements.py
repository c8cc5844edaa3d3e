"""What a document says of its own secrecy in words, as against what it says about secrecy as its subject."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from gwlint import re
from gwlint.model import Document, Span

_LABEL_LENGTH = 40  # characters of a line that is nothing but such a label


_WORDS = ("密", "内部", "外传", "不得", "严禁", "请勿", "切勿", "禁止", "阅后", "保存")


class Statement(NamedTuple):
    """A phrase about the document itself; `secret` when it claims a state secret, else it is internal."""

    span: Span
    secret: bool


@cache
def _own() -> "re.Pattern[str]":
    """本件内容涉密, 此件严禁外传: the document as subject, with nothing but an adverb before the predicate."""
    subject = "(?=[本此以上文])(?:[本此](?:件|文|文件|通知|材料|资料|报告|方案|函|附件|通报|纪要|请示|批复)|(?:以上|上述|文件)(?=内容))"
    adverb = "(?:均|系|为|已|请|须|应|应当|要|务必|必须|一律|全部|严格|内部掌握，)"
    act = "(?:外传|扩散|上网|公开|外泄|翻印|复印|转发|对外提供)"
    return re.compile(
        rf"{subject}(?:的?(?:全部)?内容)?[，,]?{adverb}*"
        rf"(?:涉密(?=[。；，,！）)\n]|$)|涉及国家秘密|(?:属于?|含有?|列为)(?:国家|工作)?(?:绝密|机密|秘密|内部)(?:级|国家秘密|文件|资料|材料|事项)*(?!的)"
        rf"|(?:不得|严禁|请勿|切勿|禁止)(?:对外|擅自|随意)?{act}(?:[、或和]{act})*|(?:注意)?保密(?=[。；，,！）)\n]|$))"
    )


@cache
def _label() -> "re.Pattern[str]":
    """A line of its own, （内部文件，注意保密）."""
    act = "(?:公开|外传|上网|翻印|复印|扩散|转发)"
    word = (
        rf"(?:[本此](?:件|文件))?(?:内部(?:文件|资料|材料|使用|传阅|掌握)|(?:仅供|限于?)内部(?:使用|传阅|掌握)|(?:请)?注意(?:保密|保存)|工作秘密|涉密(?:文件|资料|材料)?"
        rf"|(?:秘密|机密|绝密)(?:文件|资料|材料)|(?:不得|严禁|请勿|切勿)(?:对外)?{act}(?:[、和或]?{act})*|阅后(?:收回|退回|销毁))"
    )
    return re.compile(rf"[\s（(【\[]*({word}(?:[\s，,、；;·]*{word})*)[。！!]?[\s）)】\]]*")


def statements(document: Document, text: str) -> Iterator[Statement]:
    """The phrases in which the document calls itself secret or internal, labels first. `text` is its canonical text."""
    if not any(word in text for word in _WORDS):
        return
    labels: list[Span] = []
    for block in document.blocks:
        if block.span.length <= _LABEL_LENGTH and (label := _label().fullmatch(text, *block.span)):
            labels.append(Span(*label.span(1)))
            yield Statement(labels[-1], _claims_secret(label[1]))
    for own in _own().finditer(text):
        span = Span(*own.span())
        if not any(span.overlaps(label) for label in labels):
            yield Statement(span, _claims_secret(own[0]))


def _claims_secret(phrase: str) -> bool:
    return bool(re.search("涉密|国家秘密|绝密|机密|(?<!工作)秘密", phrase))
