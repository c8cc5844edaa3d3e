"""Elements of XML, written by hand: nothing unseen in them, everything escaped."""

from html import escape

from gwlint.reporters.width import visible


def element(name: str, content: str | None = None, /, **attributes: object) -> str:
    """`<name …/>`, or with `content`, markup already, `<name …>content</name>`. Attributes that are None are left out."""
    said = "".join(f' {key}="{text(str(value))}"' for key, value in attributes.items() if value is not None)
    return f"<{name}{said}/>" if content is None else f"<{name}{said}>{content}</{name}>"


def text(raw: str) -> str:
    """`raw` as content or as the value of an attribute."""
    return escape(visible(raw))
