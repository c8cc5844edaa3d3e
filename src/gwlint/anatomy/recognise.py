"""Puts the parts together: one Gongwen from one Document."""

from typing import cast

from gwlint import re
from gwlint.anatomy import addressees, genre, issuers, kind, tail
from gwlint.anatomy.approval import read_approval
from gwlint.anatomy.counting import count_words
from gwlint.anatomy.lines import Line
from gwlint.anatomy.page import Page, divide
from gwlint.model import Category, Counts, Document, Element, Gongwen, IssuerClass, Level, Span, WordCount


def recognise(
    document: Document,
    issuer_class: str | None = None,
    issuer_level: str | None = None,
    category: str | None = None,
) -> Gongwen:
    """What the document is. The three arguments, where given, stand against what the text suggests."""
    page = divide(document)
    head, closing = page.head, page.closing
    number = head.doc_number or page.web_element("发文字号")
    addressed = head.addressees or _congress(page.lines)
    to = addressed.text if addressed else ""
    found_genre = _genre(page, to)
    who = _issuer(page, number, to)
    klass, level = cast(IssuerClass, issuer_class or who.klass), cast(Level, issuer_level or who.level)
    to_lower = addressees.to_lower_government(to, level)
    printed = page.printed_title()
    carried = printed.text if printed else page.name or page.own_text()[:160]
    heading = page.name or (page.lines[0].text if page.lines else "")
    marked = bool(number or head.addressees or (closing.date_line and who.organs))
    return Gongwen(
        official=kind.is_official(heading, marked, found_genre, _edges(page.lines)),
        body=page.body,
        cover=page.own if page.printed else None,
        printed=printed,
        copy_number=head.copy_number,
        secrecy=head.secrecy,
        urgency=head.urgency or _urgency_in_title(document, page.title),
        masthead=head.masthead,
        doc_number=number,
        signatory=head.signatory,
        title=page.title,
        addressees=addressed,
        attachment_list=closing.attachment_list,
        signature=_signature(closing.signature),
        date_line=closing.date_line,
        disclosure=tail.disclosure(page.lines, closing.first),
        note=closing.note,
        cc=page.colophon.cc,
        imprint=page.colophon.imprint,
        approved=read_approval(page.lines[page.text : closing.first]),
        date=page.date(),
        imprint_date=page.colophon.imprint_date,
        genre=found_genre,
        printed_genre=genre.of_title(printed.text) if printed else None,
        issuers=who.organs,
        issuer_class=klass,
        issuer_level=level,
        region=who.region,
        addressed=addressees.organs(to, addressed.span) if addressed else (),
        to_lower_government=to_lower,
        direction=kind.direction(found_genre, to, klass, to_lower, kind.is_public(to)),
        category=cast(Category, category or kind.category(found_genre, page.name, carried, klass, to)),
        attachments=page.attachments,
        counts=_counts(page, printed),
    )


def _genre(page: Page, to: str) -> str | None:
    """By the title; without one by what the text announces, closes with, or does to those it addresses."""
    named = genre.of_title(page.name)
    if named:
        return named
    text = page.own_text()
    last = "\n".join(line.text for line in page.lines[page.closing.first - 2 :])
    return (
        genre.of_text(text[:1200])
        or genre.of_closing(last)
        or (genre.of_addressed(text) if to and not page.name else None)
    )


def _congress(lines: list[Line]) -> Element | None:
    """A report read to a people's congress addresses its deputies."""
    for line in lines[:6]:
        if re.search("各位代表|向大会(?:报告|作)", line.text[:200]):
            return Element("各位代表", line.span, 0.9)
    return None


def _edges(lines: list[Line]) -> str:
    """The first lines and the last, where news and letters show what they are."""
    return "".join(line.text for line in [*lines[:6], *lines[-1:]])


def _signature(signing: tuple[Line, ...]) -> Element | None:
    if not signing:
        return None
    return Element("".join(line.text for line in signing), Span(signing[0].span.start, signing[-1].span.end))


def _issuer(page: Page, number: Element | None, to: str) -> issuers.Issuer:
    """Who issues: of signature, title, masthead and web header the one that tells most."""
    titled = issuers.with_span(issuers.from_title(page.head.title_lines), page.title.span) if page.title else ()
    found = [
        titled,
        issuers.from_lines(page.closing.signature),
        issuers.from_masthead(page.head.masthead),
        issuers.from_web(page.web),
    ]
    named = max(filter(None, found), key=issuers.tells, default=())
    signature = _signature(page.closing.signature)
    hints = [page.name, page.head.masthead.text if page.head.masthead else "", to, signature.text if signature else ""]
    return issuers.settle(named, issuers.from_number(number), to, page.own_text()[:6000], hints)


def _urgency_in_title(document: Document, title: Element | None) -> Element | None:
    """紧急 in the title counts as an urgency mark (design: two readings)."""
    if title is None or not re.search(r"紧急(?:通知|通报|通告|函|请示|报告|公告|命令|指示)$|^紧急", title.text):
        return None
    at = title.span.of(document.text).rfind("紧急")
    return Element("紧急", Span(title.span.start + at, title.span.start + at + 2), 0.7) if at >= 0 else None


def _counts(page: Page, printed: Element | None) -> Counts:
    """字数 of the parts; the title of a printed text is not 正文."""
    total = count_words("\n".join(line.raw for line in page.lines))
    start = printed.span.end if printed else page.body.start
    body = count_words(page.document.text[start : page.body.end])
    attached = sum((one.size for one in page.attachments), WordCount())
    rest = WordCount(*(max(0, t - b - a) for t, b, a in zip(total, body, attached, strict=True)))
    return Counts(body, attached, rest, total)
