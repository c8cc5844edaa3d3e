"""紧急程度: the grades, and how far off the nearest thing asked is."""

from gwlint.language import dates
from gwlint.language.dates import Deadline
from gwlint.model import Gongwen
from gwlint.rules import Context

GRADES = ("特急", "加急")
TELEGRAM_GRADES = ("特提", "特急", "加急", "平急")


def is_telegram(gongwen: Gongwen) -> bool:
    """Whether it is sent as a telegram: its masthead or number says 电."""
    return any(e and "电" in e.text[-14:] for e in (gongwen.masthead, gongwen.doc_number))


def names_day_within(ctx: Context, days: int) -> bool:
    """Whether the text names any day so near. Cheap: most documents need not be understood to know that they do not."""
    gongwen, text = ctx.gongwen, ctx.reading.text
    found = (one.days for zone in gongwen.zones for one in dates.deadlines(text, zone, gongwen.date))
    return any(left is not None and 0 <= left <= days for left in found)


def nearest(ctx: Context) -> Deadline | None:
    """The earliest deadline or meeting on or after the document's own date."""
    ahead = [one for one in ctx.reading.deadlines if one.days is not None and one.days >= 0]
    return min(ahead, key=lambda one: one.days or 0, default=None)
