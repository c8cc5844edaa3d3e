"""What every page is made of: text made safe, and the head that lets nothing but the page's own style and script in."""

import os
from html import escape

from gwlint.reporters.width import visible


def safe(text: str) -> str:
    """`text` for an element or a quoted attribute; what is unseen or turns the writing round is written out."""
    return escape(visible(text))


def lines(text: str) -> str:
    """`text` for an element, line breaks kept."""
    return "<br>".join(map(safe, text.split("\n")))


def opening(title: str, style: str, script: str) -> str:
    """A page up to its body. The browser lets in this style, and this script wherever the page has it, nothing else."""
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{safe(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )


def asset(beside: str, name: str) -> str:
    """The text of the file `name` in the folder of the module `beside`."""
    with open(os.path.join(os.path.dirname(beside), name), encoding="utf-8") as file:
        return file.read()


def _digest(text: str) -> str:
    """How a Content-Security-Policy names the one inline text that it lets through."""
    import base64
    import hashlib

    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
