"""How large a file may be before it is refused. Sizes in bytes of what is really read, never of what a file claims."""

MAX_FILE = 200 << 20
"""A file of any format. Drafts are below 5 MB; the rest is pictures."""

MAX_TEXT = 5_000_000
"""Code points of text in one document: ten times a five-year plan with its tables."""

MAX_ENTRIES = 10_000
"""Entries of a zip."""

MAX_PART = 64 << 20
"""One inflated part of a zip."""

MAX_INFLATED = 128 << 20
"""All parts of a zip that are read, inflated, together."""

MAX_TAGS = 1_000_000
"""Opening and closing tags in one XML part: a tree takes some 200 bytes for each."""
