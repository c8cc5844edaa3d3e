"""The findings as comments of the author gwlint; those of others are never touched."""

from __future__ import annotations

import datetime
from contextlib import contextmanager

import uno
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

from gwlint_office.places import cursor, spans
from gwlint_office.story import Story
from gwlint_office.words import GATHERED, lines, with_quote

AUTHOR = "gwlint"
_POINTS = 9  # by default a comment has 12, and the margin shows a third of it
_FIELD = "com.sun.star.text.textfield.Annotation"


def show(model, file: dict) -> None:
    """The findings of `file` as comments, in place of those of the last check; untouched where they are the same."""
    wanted = _wanted(Story(model), file)
    standing = _own(model)
    if sorted((one.getString(), said) for one, said in wanted) == sorted(
        (one.getAnchor().getString(), one.Content) for one in standing
    ):
        return
    with _one_step(model):
        _remove(standing)
        for place, said in wanted:
            place.getText().insertTextContent(place, _comment(model, said), True)


def clear(model) -> int:
    """Take out all comments of gwlint; how many there were."""
    standing = _own(model)
    if standing:
        with _one_step(model):
            _remove(standing)
    return len(standing)


def _wanted(story: Story, file: dict) -> list:
    """A cursor and the comment's text for each; what no comment can stand on is gathered in one at the title."""
    found, apart = [], []
    for finding, place in zip(file["findings"], spans(story.text, file["findings"])):
        made = place and cursor(story.stretches, *place)
        if made:
            found.append((made, "\n".join(lines(finding))))
        else:
            apart.append(finding)
    if apart:
        said = [GATHERED, *(line for one in apart for line in with_quote(one))]
        found.insert(0, (_title(story, file), "\n".join(said)))
    return [one for one in found if one[0] is not None]


def _title(story: Story, file: dict):
    """The title, or else the first words."""
    title = (file.get("outline") or {}).get("title") or ""
    at = story.text.find(title)
    place = title and at >= 0 and cursor(story.stretches, at, at + len(title))
    first = next((one for one in story.stretches if one.range is not None and one.range.getString().strip()), None)
    return place or (first and cursor(story.stretches, first.start, first.end))


def _own(model) -> list:
    found, fields = [], model.getTextFields().createEnumeration()
    while fields.hasMoreElements():
        field = fields.nextElement()
        if field.supportsService(_FIELD) and field.Author == AUTHOR:
            found.append(field)
    return found


def _remove(fields: list) -> None:
    for one in fields:
        one.getAnchor().getText().removeTextContent(one)


def _comment(model, said: str):
    field = model.createInstance(_FIELD)
    field.Author, field.Initials = AUTHOR, "gw"
    _write(field.TextRange, said)
    now = datetime.datetime.now()
    moment = uno.createUnoStruct("com.sun.star.util.DateTime")
    for name in ("Year", "Month", "Day", "Hours", "Minutes", "Seconds"):
        setattr(moment, name, getattr(now, name.lower().rstrip("s") if name[-1] == "s" else name.lower()))
    field.DateTimeValue = moment
    return field


def _write(text, said: str) -> None:
    """Each line as a paragraph: of line breaks in `Content` LibreOffice's docx keeps none."""
    cursor = text.createTextCursor()
    for number, line in enumerate(said.split("\n")):
        if number:
            text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        cursor.gotoEnd(False)
        text.insertString(cursor, line, False)
        cursor.gotoEnd(False)
    cursor.gotoStart(True)
    cursor.CharHeight = cursor.CharHeightAsian = _POINTS


@contextmanager
def _one_step(model):
    """One step to undo, drawn once, and no tracked change, whatever is being tracked."""
    recording, undo = model.RecordChanges, model.getUndoManager()
    model.lockControllers()
    undo.enterUndoContext("gwlint 批注")
    try:
        if recording:
            model.RecordChanges = False
        yield
    finally:
        if recording:
            model.RecordChanges = True
        undo.leaveUndoContext()
        model.unlockControllers()
