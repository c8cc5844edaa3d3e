from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from gwlint import re
from gwlint.model import Edit, Finding, Fix, Span
from gwlint.rules import Context, rule


@rule("GW202", "malformed-secrecy-mark")
def check(ctx: Context) -> Iterator[Finding]:
    """密级标注不规范。

    为什么：
        密级写成“密级★保密期限”，标在首页左上角，期限用阿拉伯数字；绝密不超过30年，机密不超过20年，秘密不超过10年。
        没有期限或者写错，收文单位无法按期解密，也无法确定怎样保管。

    不合格：

        000012
        秘密★十年

        平川县人民政府办公室关于调整储备库点布局的通知

        县直有关单位：

        现将储备库点布局调整事项通知如下。

        平川县人民政府办公室
        2025年3月6日

    不合格：

        000012
        【机密】

        平川县人民政府办公室关于调整储备库点布局的通知

        县直有关单位：

        现将储备库点布局调整事项通知如下。

        平川县人民政府办公室
        2025年3月6日

    合格：

        000012
        秘密★10年

        平川县人民政府办公室关于调整储备库点布局的通知

        县直有关单位：

        现将储备库点布局调整事项通知如下。

        平川县人民政府办公室
        2025年3月6日

    不查：
        密级定得准不准不查。期限写解密时间或者解密条件（如“机密★公布前”）是允许的。两字之间空一格不算错。
    """
    mark = _read(ctx)
    if mark is None:
        return
    yield from _form(ctx, mark)
    yield from _term(ctx, mark)
    title = ctx.gongwen.title
    if title and mark.span.start > title.span.start:
        yield ctx.finding(
            mark.span,
            "密级没有标在首页左上角",
            advice="移到首页左上角，份号之下、紧急程度之上",
            cites=ctx.cites("位置"),
        )


class _Mark(NamedTuple):
    """A 密级 as written; `plain` without the blanks that set characters apart."""

    span: Span
    plain: str
    grade: str
    term: str


@cache
def _pattern() -> "re.Pattern[str]":
    closing, numerals = r"[】\]〕）)]", r"(?:\d+|[一二三四五六七八九十]+)"
    return re.compile(
        r"(?:密\s*级\s*[:：]\s*)?[【\[〔（(]?\s*(?P<grade>[绝机秘]\s*密)(?:\s*级)?\s*" + closing + r"?\s*"
        r"(?:[★☆*＊✩⭐]\s*(?P<term>[^\s特加平急】\]\n][^特加平急】\]\n]{0,13})"
        rf"|(?P<bare>{numerals}\s*(?:年|个月)|长期))?\s*{closing}?"
    )


def _read(ctx: Context) -> _Mark | None:
    element = ctx.gongwen.secrecy
    found = _pattern().match(ctx.text, element.span.start) if element else None
    if not found:
        return None
    span = Span(found.start(), found.start() + len(found[0].rstrip()))
    term = found["term"] or found["bare"] or ""
    return _Mark(span, _packed(found[0]), _packed(found["grade"]), _packed(term))


def _packed(text: str) -> str:
    from gwlint.language.normal import canon

    return "".join(canon(text).split())


def _form(ctx: Context, mark: _Mark) -> Iterator[Finding]:
    """密级★期限 and nothing else."""
    if mark.term in ("", "长期"):
        wanted = f"{mark.grade}★{_most(ctx)[mark.grade]}年"
        lacking = "没有写保密期限" if not mark.term else "期限写成“长期”"
        yield ctx.finding(
            mark.span,
            f"密级{lacking}",
            advice=f"写成“{mark.grade}★期限”；定不了期限的写解密时间或解密条件",
            fix=Fix(f"先按法定最长期限写作“{wanted}”，再由定密责任人核定", (Edit(mark.span, wanted),), safe=False),
        )
        return
    wanted = f"{mark.grade}★{_arabic(mark.term)}"
    if mark.plain == wanted:
        return
    only_numerals = mark.plain == f"{mark.grade}★{mark.term}"
    yield ctx.finding(
        mark.span,
        f"密级写成“{mark.plain}”，应写作“{wanted}”" + ("，期限用阿拉伯数字" if only_numerals else ""),
        cites=ctx.cites("数字") if only_numerals else None,
        fix=Fix(f"改为“{wanted}”", (Edit(mark.span, wanted),)),
    )


def _term(ctx: Context, mark: _Mark) -> Iterator[Finding]:
    found = re.fullmatch(r"(\d+)(年|个月)", _arabic(mark.term))
    most = _most(ctx)[mark.grade]
    if found and int(found[1]) > most * (1 if found[2] == "年" else 12):
        message = f"{mark.grade}级的保密期限最长{most}年，这里标了{mark.term}"
        yield ctx.finding(mark.span, message, advice="重新核定密级或者期限", cites=ctx.cites("期限"))


def _most(ctx: Context) -> Mapping[str, int]:
    most: Mapping[str, int] = ctx.options["max_years"]
    return most


def _arabic(term: str) -> str:
    """十年 → 10年; a term in other words as it is."""
    from gwlint.language.dates import number

    found = re.fullmatch("([一二三四五六七八九十]+)(年|个月)", term)
    return f"{number(found[1])}{found[2]}" if found else term
