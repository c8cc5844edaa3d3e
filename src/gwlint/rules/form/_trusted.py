from gwlint.rules import Context


def in_force(ctx: Context) -> bool:
    """Whether the document is of a time when it had to be written so; one without a date is of today."""
    date = ctx.gongwen.date
    return date is None or date >= ctx.options["since"]


def as_written(ctx: Context) -> bool:
    """Whether brackets and marks are the writer's: a text all in half-width marks has been through some export."""
    from gwlint.language.normal import is_half_width

    return not is_half_width(ctx.text)
