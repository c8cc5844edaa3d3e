"""Runs cut in two where something begins or ends inside them: same text, same formatting, in the same order."""

from collections.abc import Iterable
from copy import deepcopy
from typing import NamedTuple

from gwlint.readers.docx.runs import LITERAL, text_of
from gwlint.readers.docx.xml import ALTERNATE, RPR, RUN, Element, P, W, chosen

_T = W + "t"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Fragment(NamedTuple):
    """A run, and the offsets into the text of the run it was cut from at which it begins and ends."""

    start: int
    end: int
    run: Element


def split(run: Element, cuts: Iterable[int]) -> list[Fragment]:
    """Cut a run at these offsets into its `text_of`. What has no text (a picture, a field mark) stays with what precedes it.

    A cut at either end cuts nothing. Nor does one inside what cannot be cut: a run in a run (the base text of a ruby),
    a choice between two forms.
    """
    inner = {cut for cut in cuts if 0 < cut < len(text_of(run))}
    if not inner or outermost(run) is not run:
        return [Fragment(0, len(text_of(run)), run)]
    _split_texts(run, inner)
    fragments, at = [Fragment(0, 0, run)], 0
    for child in [child for child in run if child.tag != RPR]:
        length = _length(child)
        if at in inner and length and at > fragments[-1].start:
            fragments.append(Fragment(at, at, _beside(fragments[-1].run)))
        if len(fragments) > 1:
            fragments[-1].run.append(child)
        at += length
        fragments[-1] = fragments[-1]._replace(end=at)
    return fragments


def outermost(run: Element) -> Element:
    """The run that stands in the paragraph itself: `run`, or that which holds the ruby it belongs to."""
    for ancestor in run.iterancestors(P, RUN):
        if ancestor.tag == P:
            break
        run = ancestor
    return run


def _beside(run: Element) -> Element:
    """A new run behind this one, with its properties and nothing else."""
    made = run.makeelement(run.tag)
    for name, value in run.attrib.items():
        made.set(name, value)
    properties = run.find(RPR)
    if properties is not None:
        made.append(deepcopy(properties))
    run.addnext(made)
    return made


def _split_texts(run: Element, cuts: set[int]) -> None:
    """So that every cut comes to lie between two children."""
    at = 0
    for child in list(run):
        length = _length(child)
        if child.tag == _T:
            for cut in sorted((cut - at for cut in cuts if at < cut < at + length), reverse=True):
                _split_text(child, cut)
        at += length


def _split_text(element: Element, at: int) -> None:
    text, second = element.text or "", deepcopy(element)
    element.text, second.text = text[:at], text[at:]
    for half in (element, second):
        if half.text != (half.text or "").strip():
            half.set(_SPACE, "preserve")
    element.addnext(second)


def _length(child: Element) -> int:
    read = LITERAL.get(child.tag)
    if read is not None:
        return len(read(child))
    branch = chosen(child) if child.tag == ALTERNATE else None
    return 0 if branch is None else len(text_of(branch))
